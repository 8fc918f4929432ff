"""Inspectorate carries an inspection from its standards to its published report."""

__version__ = "0.1.0"
