"""The installation's commands: serve, demonstrate, look after people and data."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from copy import copy
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from inspectorate.kernel.problems import Place, ProblemsFound
from inspectorate.web.config import faults
from inspectorate.web.config.telling import tell_problems

PROBLEMS_FOUND = 1
OUR_FAULT = 3
PASSWORD = "INSPECTORATE_ADMINISTRATOR_PASSWORD"  # noqa: S105 - the variable's name
EXCHANGE = "inspectorate.web.exchange.commands"
EXCHANGE_COMMANDS = ("import", "export", "verify")


class _Commands(click.Group):
    """The commands here, and those that bring inspections in and out, whose module is read when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*super().list_commands(ctx), *EXCHANGE_COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in EXCHANGE_COMMANDS:
            return super().get_command(ctx, cmd_name)
        commands = {command.name: command for command in import_module(EXCHANGE).COMMANDS}
        return _in_workspace(commands[cmd_name])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
def commands() -> None:
    """Run the workspace, and look after its installation.

    What an installation is told stands in environment variables: docs/deploying.md lists them.
    """


_port = click.option("--port", default=8000, show_default=True, help="The port to listen at.")
_workers = click.option(
    "--workers", default=2, show_default=True, type=click.IntRange(1), help="Processes that answer requests."
)
_threads = click.option(
    "--threads", default=4, show_default=True, type=click.IntRange(1), help="Threads of each, each with a connection."
)


@commands.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@_port
@_workers
@_threads
def serve(host: str, port: int, workers: int, threads: int) -> None:
    """Serve the workspace; without DATABASE_URL, with a PostgreSQL of its own in the data folder."""
    from inspectorate.web.config.serving import serve as serve_workspace

    serve_workspace(host=host, port=port, workers=workers, threads=threads)


@commands.command()
@_port
@_workers
@_threads
@click.option("--load-only", is_flag=True, help="Load the demonstration's inspections, and end.")
def demo(port: int, workers: int, threads: int, load_only: bool) -> None:  # noqa: FBT001 - a switch of the command line
    """Serve the demonstration on this machine: invented people and cases; what is entered is kept."""
    from inspectorate.web.config.running import migrate, workspace
    from inspectorate.web.config.serving import serve as serve_workspace

    _demonstrate()
    if load_only:
        with workspace(migrated=False):
            migrate()
            from inspectorate.web.demo.loading import load

            load()
        return
    serve_workspace(host="127.0.0.1", port=port, workers=workers, threads=threads, prepare=_load_apart)


@commands.command()
@click.option("--email", required=True, help="What they sign in with.")
@click.option("--name", required=True, help="Their name, as it stands in histories.")
@click.option("--handle", default="", help="Their identifier in records; made from the name where none is given.")
def administrator(email: str, name: str, handle: str) -> None:
    """Add an administrator, such as the first one.

    The password is asked for twice, or read from INSPECTORATE_ADMINISTRATOR_PASSWORD.
    """
    from inspectorate.web.config.running import workspace

    with workspace():
        from django.utils import timezone

        from inspectorate.web.accounts import actions

        password = os.environ.get(PASSWORD) or click.prompt("Password", hide_input=True, confirmation_prompt=True)
        added = actions.add_person(
            email=email,
            name=name,
            handle=handle or actions.handle_from(name),
            is_administrator=True,
            password=password,
            by=None,
            at=timezone.now(),
        )
        click.echo(f"{added.name} ({added.email}) can sign in, and sets up a second factor then.")


@commands.command()
def migrate() -> None:
    """Bring the database's tables up to date with this version."""
    from inspectorate.web.config.running import migrate as bring_up_to_date
    from inspectorate.web.config.running import workspace

    with workspace(migrated=False):
        bring_up_to_date()
    click.echo("The database is up to date.")


@commands.command("send-mail")
@click.option("--now", is_flag=True, help="Try everything that waits, whenever its turn is.")
@click.option("--list", "only_look", is_flag=True, help="Say what waits, and send nothing.")
def send_mail(now: bool, only_look: bool) -> None:  # noqa: FBT001 - switches of the command line
    """Send the mail that waits, and say what could not be sent; `serve` sends it too, as it is written."""
    from inspectorate.web.config.running import workspace

    with workspace():
        from inspectorate.web.outbox.commands import send_mail as send

        send(now=now, only_look=only_look)


@commands.command("back-up")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def back_up(file: Path) -> None:
    """Back the database up into FILE."""
    from inspectorate.web.config import backups
    from inspectorate.web.config.running import database

    with database() as found:
        backups.back_up(address=found.database, to=file)
    click.echo(f"{file} holds everything; keep it as safe as the database.")


@commands.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def restore(file: Path) -> None:
    """Restore FILE, which back-up wrote, into an empty database."""
    from inspectorate.web.config import backups
    from inspectorate.web.config.running import database

    with database() as found:
        backups.restore(address=found.database, file=file)
    click.echo("Restored. Run `inspectorate-web migrate` if the back-up is of an earlier version.")


def main(arguments: list[str] | None = None) -> None:
    """Run a command; no traceback reaches a user unless INSPECTORATE_DEBUG is set."""
    if os.environ.get("INSPECTORATE_DEBUG"):
        commands(arguments)
        return
    try:
        commands(arguments)
    except ProblemsFound as found:
        tell_problems(found.problems)
        sys.exit(PROBLEMS_FOUND)
    except OSError as error:
        why = error.strerror or str(error)
        tell_problems([faults.SYSTEM_REFUSED.at(Place(str(error.filename or "")), why=why)])
        sys.exit(PROBLEMS_FOUND)
    except Exception as error:  # noqa: BLE001 - the one place where a fault of ours is put into words
        click.echo(
            f"This is a fault of Inspectorate, not of your data: {type(error).__name__}: {error}\n"
            "Run it again with INSPECTORATE_DEBUG=1 to see where, and please report it.",
            err=True,
        )
        sys.exit(OUR_FAULT)


def _in_workspace(command: click.Command) -> click.Command:
    """Return a command that finds the workspace's database and models ready when it runs."""
    inner = command.callback

    def run(*arguments: Any, **named: Any) -> Any:
        from inspectorate.web.config.running import workspace

        with workspace():
            return inner(*arguments, **named) if inner is not None else None

    wrapped = copy(command)
    wrapped.callback = run
    return wrapped


def _demonstrate() -> None:
    """Set the environment of the demonstration: loopback alone, a secret of its own, a folder of its own."""
    folder = Path(os.environ.setdefault("INSPECTORATE_DATA", str(Path("data", "demonstration")))).absolute()
    os.environ["INSPECTORATE_DEMONSTRATION"] = "1"
    os.environ["INSPECTORATE_HOSTS"] = "localhost,127.0.0.1,[::1]"
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / "secret"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(60), encoding="ascii")
    os.environ["INSPECTORATE_SECRET_KEY"] = kept.read_text(encoding="ascii").strip()


def _load_apart() -> str:
    """Load the demonstration in a process of its own, and return its first page.

    The server's workers are forks of this one, and in the fork of a process that has drawn a sample the next draw waits
    for threads that were not taken along.
    """
    done = subprocess.run([sys.executable, "-m", "inspectorate.web", "demo", "--load-only"], check=False)
    if done.returncode:
        sys.exit(done.returncode)
    return "/demonstration/"


if __name__ == "__main__":
    main()
