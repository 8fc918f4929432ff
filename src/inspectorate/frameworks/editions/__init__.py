"""The editions that are shipped, one YAML file each, and their worked cases."""
