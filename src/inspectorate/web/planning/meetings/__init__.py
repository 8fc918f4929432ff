"""Meetings and interviews: planned, changed, held or not."""
