"""The kinds of claim, a file for each: the shapes it is said in, how it is judged, and examples of both."""
