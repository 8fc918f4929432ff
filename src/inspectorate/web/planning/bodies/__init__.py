"""Inspected bodies, which are kept by being in inspections, and how an inspection of one is begun."""
