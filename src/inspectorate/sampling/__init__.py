"""Eligibility, size, draw, replacement: from a body's case list to a sample that anyone can draw again."""
