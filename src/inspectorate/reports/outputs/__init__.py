"""One module for each format that a report comes out in."""
