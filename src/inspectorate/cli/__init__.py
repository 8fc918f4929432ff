"""The command line."""

from inspectorate.cli.main import main

__all__ = ["main"]
