"""The body's case list: uploaded, checked, and kept in the history."""
