"""Reads a finished report into passages, each with its place: one module a format."""
