"""Exact numbers and the one rounding rule, identifiers, problems, canonical bytes."""
