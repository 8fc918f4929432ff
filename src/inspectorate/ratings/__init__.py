"""The rules, what a panel decided, and the trace of both."""
