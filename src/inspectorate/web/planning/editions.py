"""Finds the edition that an inspection is by: one of the house's own, or one that is shipped."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from inspectorate.frameworks.catalogue import in_folder, load_edition
from inspectorate.frameworks.loading import Edition
from inspectorate.kernel.identifiers import FrameworkReference


@cache
def edition_of(reference: str) -> Edition:
    """Return an edition, read once in a process: a published one never changes.

    Raises:
        ProblemsFound: there is none, or it does not hold.
    """
    named = FrameworkReference.parse(reference)
    if settings.FRAMEWORKS is not None and named in (own := in_folder(settings.FRAMEWORKS)).references:
        return own.edition(named)
    return load_edition(named)
