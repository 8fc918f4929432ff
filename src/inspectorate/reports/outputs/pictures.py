"""Charts as pictures, for a format that shows no SVG: drawn from the same SVG as everywhere else."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

import typst

from inspectorate.reports.outputs.typefaces import print_fonts

DOTS_PER_INCH: Final = 192
"""The resolution of a picture whose SVG counts 96 units to the inch."""

_PAGES: Final = b"""
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#for (place, svg) in json(bytes(sys.inputs.pictures)).enumerate() {
  if place > 0 { pagebreak() }
  image(bytes(svg), format: "svg")
}
"""


def png_pictures(svgs: Sequence[str]) -> tuple[bytes, ...]:
    """Return each SVG as a PNG on white, at `DOTS_PER_INCH`; equal drawings give equal bytes."""
    if not svgs:
        return ()
    with print_fonts() as fonts:
        drawn = typst.compile(
            _PAGES,
            font_paths=fonts,
            ignore_system_fonts=True,
            format="png",
            ppi=DOTS_PER_INCH,
            sys_inputs={"pictures": json.dumps(list(svgs), ensure_ascii=False)},
        )
    # For a single page Typst gives the bytes themselves, for several a list, which its types do not say.
    pages: object = drawn
    return tuple(page for page in pages if isinstance(page, bytes)) if isinstance(pages, list) else (drawn,)
