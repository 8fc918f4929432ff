"""The workspace: a web application on the library, where an inspection is done."""
