"""The typefaces that come with the package, for whatever Typst sets."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import typst

CUTS: Final = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")


@contextmanager
def print_fonts() -> Iterator[typst.Fonts]:
    """Give Typst the printing typeface, and for rarer characters those inside Typst itself; none of the system's."""
    with TemporaryDirectory(prefix="inspectorate-") as folder:
        # The font package holds each cut as OTF and as TTF. Typst would take the one that the folder lists first, and
        # that differs from machine to machine; so it is shown one file a cut.
        files = resources.files("font_source_sans_pro") / "files"
        for cut in CUTS:
            name = f"SourceSansPro-{cut}.ttf"
            with (files / name).open("rb") as source, (Path(folder) / name).open("wb") as copy:
                shutil.copyfileobj(source, copy)
        yield typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[folder])
