"""Commands of the installation that bring inspections in and out, and verify histories."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspectorate.kernel.problems import Place, ProblemsFound, nearest
from inspectorate.web.exchange import faults

if TYPE_CHECKING:
    from inspectorate.web.accounts.models import Person

# Models can be imported only once Django is ready, which it is when a command runs.
_FOLDER = click.Path(path_type=Path)


@click.command("import")
@click.argument("folder", type=_FOLDER)
@click.option(
    "--by", default="", help="The administrator who imports: e-mail address or handle, where there are several."
)
def import_folder(folder: Path, by: str) -> None:
    """Import the inspection of the pack in FOLDER."""
    from django.utils import timezone  # noqa: PLC0415 - see above

    from inspectorate.web.exchange.importing import import_pack  # noqa: PLC0415 - see above

    imported = import_pack(folder=folder, by=_administrator(by), at=timezone.now())
    click.echo(f"{imported.title} ({imported.id}) has been imported.")


@click.command("export")
@click.argument("inspection")
@click.argument("folder", type=_FOLDER)
def export_folder(inspection: str, folder: Path) -> None:
    """Write the pack of INSPECTION into FOLDER, which is new, empty, or holds an earlier pack of it."""
    from inspectorate.web.exchange.exporting import write_to  # noqa: PLC0415 - see above
    from inspectorate.web.planning.models import Inspection  # noqa: PLC0415 - see above

    found = Inspection.objects.filter(id=inspection).first()
    if found is None:
        _tell_unknown(inspection, list(Inspection.objects.values_list("id", flat=True)))
        return
    write_to(folder, inspection=found)
    click.echo(f"{folder} holds the pack of {found.title}.")


@click.command("verify")
@click.argument("inspections", nargs=-1)
def verify(inspections: tuple[str, ...]) -> None:
    """Verify the history of each INSPECTION; of every one, and of the installation, where none is named."""
    from inspectorate.web.history.models import Chain  # noqa: PLC0415 - see above
    from inspectorate.web.history.queries import verification  # noqa: PLC0415 - see above

    chains = list(Chain.objects.order_by("key").values_list("key", flat=True))
    for name in inspections:
        if name not in chains:
            _tell_unknown(name, [key for key in chains if key])
    problems = []
    for key in inspections or chains:
        found = verification(key)
        if found.wrong:
            name = key or "the installation"
            problems.append(faults.HISTORY_BROKEN.at(Place(field=name), inspection=name, why=found.wrong))
        else:
            click.echo(f"{key or 'The installation'}: {found.length:,} entries hold; last hash {found.hash or 'none'}")
    if problems:
        raise ProblemsFound(problems)


COMMANDS: list[click.Command] = [import_folder, export_folder, verify]


def _administrator(named: str) -> Person:
    from django.db.models import Q  # noqa: PLC0415 - see above

    from inspectorate.web.accounts.models import Person  # noqa: PLC0415 - see above

    found = Person.objects.filter(is_active=True, is_administrator=True)
    if named:
        found = found.filter(Q(handle=named) | Q(email__iexact=named))
    people = list(found.order_by("handle")[:2])
    if len(people) == 1:
        return people[0]
    if people:
        raise ProblemsFound([faults.WHICH_ADMINISTRATOR.at(Place(field="--by"))])
    raise ProblemsFound([faults.UNKNOWN_ADMINISTRATOR.at(Place(field="--by"), person=f'"{named}"' if named else "yet")])


def _tell_unknown(name: str, known: list[str]) -> None:

    place = Place(field="inspection")
    raise ProblemsFound([faults.UNKNOWN_INSPECTION.at(place, inspection=name, hint=nearest(name, known))])
