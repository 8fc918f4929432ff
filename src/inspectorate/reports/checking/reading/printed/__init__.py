"""From the letters that a PDF draws to the passages that its reader sees."""
