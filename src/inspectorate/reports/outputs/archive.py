"""A format that is a zip file, written so that equal contents give equal bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO

NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip file can say."""
UNIX = 3


def rezipped(data: bytes, edit: Mapping[str, Callable[[bytes], bytes]] | None = None) -> bytes:
    """Return a zip file with some of its entries edited and no time on any; a media type stays uncompressed."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for entry in source.infolist():
            kept = zipfile.ZipInfo(entry.filename, date_time=NO_TIME)
            kept.compress_type = zipfile.ZIP_STORED if entry.filename == "mimetype" else zipfile.ZIP_DEFLATED
            kept.create_system = UNIX  # as if made there, whatever made it
            content = source.read(entry)
            target.writestr(kept, (edit or {}).get(entry.filename, bytes)(content))
    return made.getvalue()
