"""From ratings and narrative to a finished report."""
