"""What is recorded in an inspection: frozen values, with no input or output of their own."""
