"""Checks the numbers of any finished report: reads it, finds its claims, and says which of them hold."""
