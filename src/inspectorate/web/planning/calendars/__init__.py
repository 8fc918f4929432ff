"""Calendars that other programs read: an inspection's, and a person's own."""
