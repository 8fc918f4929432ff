"""What is due from whom, gathered from every part of the workspace that has something to be done."""
