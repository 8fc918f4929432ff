"""Runs the installation's commands: ``python -m inspectorate.web``."""

from inspectorate.web.main import main

if __name__ == "__main__":
    main()
