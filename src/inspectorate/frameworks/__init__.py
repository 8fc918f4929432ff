"""The method as data."""
