"""Inspections, their people and their cases."""
