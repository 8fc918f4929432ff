"""The command ``inspectorate``: one group, each command's module imported only when it is called."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module

import click

from inspectorate import __version__
from inspectorate.cli import faults
from inspectorate.kernel.problems import Place, ProblemsFound

EPILOG = """\b
Exit codes:
  0  done, and everything holds
  1  the input has problems, each told with its place and remedy; nothing was changed
  2  the command was called wrongly
  3  a fault of this software
`check` has codes of its own: inspectorate check --help

\b
Examples:
  inspectorate demo
  inspectorate rate examples/manchester-north --explain --standard 2.3
  inspectorate report examples/manchester-north --out out
  inspectorate check examples/published-report/report.txt
"""

COMMANDS = {
    "demo": "inspectorate.cli.reporting:demo",
    "rate": "inspectorate.cli.rating:rate",
    "report": "inspectorate.cli.reporting:report",
    "check": "inspectorate.cli.report_check:check",
    "check-pack": "inspectorate.cli.checking:check_pack",
    "sample": "inspectorate.cli.sampling:sample",
    "tabulate": "inspectorate.cli.tabulating:tabulate",
    "frameworks": "inspectorate.cli.frameworks:frameworks",
    "overall": "inspectorate.cli.rating:overall",
}
PROBLEMS_FOUND = 1
OUR_FAULT = 3


class _Commands(click.Group):
    """A group that imports a command's module when the command is called, so that each starts quickly."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command = getattr(import_module(module), name)
        return command if isinstance(command, click.Command) else None


@click.group(cls=_Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="inspectorate")
def commands() -> None:
    """Carry an inspection from its standards to its published report.

    Every number and every rating on the way can be recomputed: `rate --explain` says how.
    """


def _start_quickly() -> None:
    """Leave out what a short-lived command does not need: a sixth of the time that `rate` takes."""
    # nearly all that is made while modules load stays; looking through it again and again finds nothing to free
    gc.set_threshold(200_000, 20, 20)
    # pydantic would read the metadata of every installed package for plugins, and we use none
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def main() -> None:
    """Run the command line; no traceback reaches a user unless INSPECTORATE_DEBUG is set."""
    _start_quickly()
    if os.environ.get("INSPECTORATE_DEBUG"):
        commands()
        return
    try:
        commands()
    except ProblemsFound as found:
        from inspectorate.cli.telling import tell_problems

        tell_problems(found.problems)
        sys.exit(PROBLEMS_FOUND)
    except BrokenPipeError:  # whoever read our output has enough, as with `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        from inspectorate.cli.telling import tell_problems

        tell_problems([faults.SYSTEM_REFUSED.at(Place(str(error.filename or "")), why=error.strerror or error)])
        sys.exit(PROBLEMS_FOUND)
    except Exception as error:  # noqa: BLE001 - the one place where a fault of ours is put into words
        click.echo(
            f"This is a fault of Inspectorate, not of your data: {type(error).__name__}: {error}\n"
            "Run it again with INSPECTORATE_DEBUG=1 to see where, and please report it.",
            err=True,
        )
        sys.exit(OUR_FAULT)
