"""Conflicts of interest, as people declare them."""
