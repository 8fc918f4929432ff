"""Measures the workspace: saving, whole cases, pages, and what a killed server loses."""
