"""Finding frameworks: the shipped editions, then a house's own folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from inspectorate.frameworks import faults
from inspectorate.frameworks.catalogue import Catalogue, in_folder, shipped
from inspectorate.frameworks.loading import Edition
from inspectorate.kernel.identifiers import FrameworkReference
from inspectorate.kernel.problems import Place, ProblemsFound, nearest

Command = TypeVar("Command", bound=Callable[..., Any])


def frameworks_option(command: Command) -> Command:
    """Add the option that names a house's own folder of framework files."""
    return click.option(
        "--frameworks",
        "folder",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        envvar="INSPECTORATE_FRAMEWORKS",
        help="A folder with framework files of your own, beside those that are shipped.",
    )(command)


def catalogues(folder: Path | None) -> tuple[Catalogue, ...]:
    """Return the catalogues to look in: a house's own folder first."""
    return (*((in_folder(folder),) if folder else ()), shipped())


def find_edition(reference: FrameworkReference, folder: Path | None) -> Edition:
    """Load an edition from the first catalogue that holds it.

    Raises:
        ProblemsFound: none holds it, or the one found has faults.
    """
    found = catalogues(folder)
    for catalogue in found:
        if reference in catalogue.references:
            return catalogue.edition(reference)
    hint = nearest(str(reference), (str(one) for catalogue in found for one in catalogue.references))
    raise ProblemsFound([faults.UNKNOWN_EDITION.at(Place(), reference=reference, hint=hint)])


def parse_reference(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
    """Read framework references from the command line; a wrong one is a wrong call."""
    del context, parameter
    try:
        if isinstance(value, tuple):
            return tuple(FrameworkReference.parse(one) for one in value)
        return FrameworkReference.parse(value)
    except ValueError as error:
        raise click.BadParameter(f"{error}.") from None
