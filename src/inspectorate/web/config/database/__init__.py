"""Django's backend for PostgreSQL, with one thing done otherwise; Django looks for it in a module ``base``."""
