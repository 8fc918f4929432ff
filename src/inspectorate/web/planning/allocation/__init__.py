"""Whose case is whose: giving the inspected cases to inspectors, and second readings to others."""
