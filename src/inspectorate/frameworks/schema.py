"""A JSON Schema of the framework file's format, for editors."""

from __future__ import annotations

import json

from inspectorate.frameworks.model import Framework


def json_schema() -> str:
    """Return the JSON Schema (draft 2020-12) of a framework file, as indented text that ends in a line feed."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Framework.model_json_schema(by_alias=True, mode="validation"),
        "title": "Inspectorate framework",
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
