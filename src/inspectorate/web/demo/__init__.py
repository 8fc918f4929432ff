"""Inspections and people to try the workspace with."""
