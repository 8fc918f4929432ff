"""The report's data as JSON."""

from __future__ import annotations

import json

from inspectorate.reports.document import Document


def render_json(document: Document) -> bytes:
    """Write a document's data as indented JSON in UTF-8; equal documents give equal bytes."""
    text = json.dumps(document.data, indent=2, sort_keys=True, ensure_ascii=False, allow_nan=False)
    return (text + "\n").encode()
