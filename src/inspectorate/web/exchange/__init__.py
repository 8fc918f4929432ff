"""Packs in and out of the workspace."""
