"""The sample: drawn from the body's case list, drawn anew, and its cases replaced one by one."""
