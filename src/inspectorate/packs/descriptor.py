"""datapackage.json: the tables described for other tools, as a Frictionless Data Package, version 1."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from inspectorate.frameworks.model import CaseField, FieldType, Framework
from inspectorate.kernel.problems import Place, Problem
from inspectorate.packs import faults, layout
from inspectorate.packs.folder import PackFolder
from inspectorate.records.inspection import Inspection
from inspectorate.records.organisation import Survey

Json = dict[str, Any]


def describe(*, inspection: Inspection, framework: Framework, tables: Mapping[str, Sequence[str]]) -> Json:
    """Return the description of a pack's tables; ``tables`` gives the columns of each file."""
    surveys = {layout.survey_file(survey.id): survey for survey in inspection.surveys}
    resources = []
    for file, columns in tables.items():
        if file in surveys:
            resources.append(_survey(surveys[file]))
        elif file == layout.CASES:
            resources.append(_cases(framework, columns))
        else:
            resources.append(_judgements(framework, file, columns, with_cases=layout.CASES in tables))
    described: Json = {
        "profile": "tabular-data-package",
        "name": inspection.id,
        "title": inspection.title,
        "description": f"Inspected by {framework.title} ({framework.reference}).",
    }
    if inspection.attribution:
        described["sources"] = [{"title": inspection.attribution}]
    return {**described, "resources": resources}


def descriptor_text(described: Json) -> str:
    """Write a description as the text of its file."""
    return json.dumps(described, indent=2, ensure_ascii=False) + "\n"


def check_descriptor(folder: PackFolder, tables: Mapping[str, Sequence[str]]) -> None:
    """Tell where the description that lies in a pack differs from its tables; the tables are believed."""
    text = folder.text(layout.DESCRIPTOR)
    if text is None:
        return
    place = Place(layout.DESCRIPTOR)
    try:
        described = json.loads(text)
    except json.JSONDecodeError as error:
        line = Place(layout.DESCRIPTOR, line=error.lineno)
        folder.problems.add(faults.DESCRIPTOR_UNREADABLE.at(line, why=f"it is no JSON ({error.msg})"))
        return
    except (ValueError, RecursionError):
        folder.problems.add(
            faults.DESCRIPTOR_UNREADABLE.at(place, why="it is nested too deeply, or holds too long a number")
        )
        return
    resources = described.get("resources") if isinstance(described, dict) else None
    if not isinstance(resources, list):
        folder.problems.add(faults.DESCRIPTOR_UNREADABLE.at(place, why='it has no list of "resources"'))
        return
    folder.problems.extend(_differences(resources, tables))


def _differences(resources: Sequence[object], tables: Mapping[str, Sequence[str]]) -> Iterator[Problem]:
    described: dict[str, list[str]] = {}
    for resource in resources:
        path = resource.get("path") if isinstance(resource, dict) else None
        if isinstance(resource, dict) and isinstance(path, str):
            described[path] = list(_names(resource))
    place = Place(layout.DESCRIPTOR)
    for path in described:
        if path not in tables:
            yield faults.DESCRIPTOR_DIFFERS.at(place, table=path, why="there is no such table in the pack")
    for path, columns in tables.items():
        if path not in described:
            yield faults.DESCRIPTOR_DIFFERS.at(place, table=path, why="it does not describe that table")
        elif list(columns) != described[path]:
            why = f"it gives the columns {_listed(described[path])}, and the table has {_listed(columns)}"
            yield faults.DESCRIPTOR_DIFFERS.at(place, table=path, why=why)


def _names(resource: Mapping[str, object]) -> Iterator[str]:
    schema = resource.get("schema")
    fields = schema.get("fields") if isinstance(schema, dict) else None
    for field in fields if isinstance(fields, list) else ():
        yield str(field.get("name")) if isinstance(field, dict) else ""


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) or "none"


def _resource(file: str, title: str, fields: list[Json], keys: list[str], foreign: list[Json]) -> Json:
    schema: Json = {"fields": fields, "missingValues": [""], "primaryKey": keys}
    if foreign:
        schema["foreignKeys"] = foreign
    return {
        "profile": "tabular-data-resource",
        "name": file.removesuffix(".csv").replace("/", "-"),
        "title": title,
        "path": file,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": schema,
    }


def _field(name: str, title: str, *, required: bool = True, values: Sequence[str] = (), unique: bool = False) -> Json:
    constraints: Json = {}
    if required:
        constraints["required"] = True
    if unique:
        constraints["unique"] = True
    if values:
        constraints["enum"] = list(values)
    return {"name": name, "type": "string", "title": title, **({"constraints": constraints} if constraints else {})}


def _cases(framework: Framework, columns: Sequence[str]) -> Json:
    known = framework.case_field_by_id
    fields = [_field(layout.CASE_ID, "Case", unique=True)]
    fields += [_case_field(known[name]) for name in columns if name != layout.CASE_ID]
    return _resource(layout.CASES, "Inspected cases", fields, [layout.CASE_ID], [])


def _case_field(field: CaseField) -> Json:
    match field.type:
        case FieldType.DATE:
            return {**_field(field.id, field.label, required=field.required), "type": "date", "format": "default"}
        case FieldType.BOOLEAN:
            described = _field(field.id, field.label, required=field.required)
            return {**described, "type": "boolean", "trueValues": ["true"], "falseValues": ["false"]}
        case _:
            return _field(field.id, field.label, required=field.required, values=field.values)


def _judgements(framework: Framework, file: str, columns: Sequence[str], *, with_cases: bool) -> Json:
    second = file == layout.SECOND_READINGS
    fields = {
        layout.CASE_ID: _field(layout.CASE_ID, "Case"),
        layout.QUESTION: _field(layout.QUESTION, "Key question or prompt", values=tuple(framework.questions)),
        layout.ANSWER: _field(layout.ANSWER, "Answer", values=tuple(framework.counts)),
        layout.READER: _field(layout.READER, "Reader", required=second),
    }
    keys = [layout.CASE_ID, layout.QUESTION, *([layout.READER] if second else [])]
    reference = {"resource": layout.CASES.removesuffix(".csv"), "fields": [layout.CASE_ID]}
    foreign = [{"fields": [layout.CASE_ID], "reference": reference}] if with_cases else []
    title = "Second readings" if second else "Judgements"
    return _resource(file, title, [fields[name] for name in columns], keys, foreign)


def _survey(survey: Survey) -> Json:
    fields = [_field(survey.respondents, "Respondent", unique=True)]
    fields += [_field(one.id, one.text, required=False, values=one.answers) for one in survey.questions]
    return _resource(layout.survey_file(survey.id), survey.title, fields, [survey.respondents], [])
