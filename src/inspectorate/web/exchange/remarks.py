"""What people wrote beside answers, as a table for people: a spreadsheet opens it and works nothing out."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from django.utils import timezone

from inspectorate.web.accounts.models import Person
from inspectorate.web.casework.models import Comment
from inspectorate.web.casework.queries import notes_standing
from inspectorate.web.planning.models import Case, Inspection

COLUMNS = ("case", "question", "kind", "written by", "written at", "entry", "text")
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\N{FULLWIDTH EQUALS SIGN}", "\N{FULLWIDTH PLUS SIGN}")

Row = tuple[str, str, str, str, str, int, str]


def remarks_csv(inspection: Inspection) -> bytes:
    """Return the notes that stand and all comments, by case and question, as CSV in UTF-8 with a byte order mark.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    names = dict(Person.objects.values_list("handle", "name"))
    order = {question: number for number, question in enumerate(inspection.edition.framework.questions)}
    rows = sorted(_rows(inspection), key=lambda row: (row[0], order.get(row[1], len(order)), row[5]))
    written = StringIO(newline="")
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for case, question, kind, person, *rest in rows:
        table.writerow([neutral(str(cell)) for cell in (case, question, kind, names.get(person, person), *rest)])
    return (BYTE_ORDER_MARK + written.getvalue()).encode()


def neutral(cell: str) -> str:
    """Return a cell that no spreadsheet works out.

    >>> neutral("=1+1"), neutral("a good plan")
    ("'=1+1", 'a good plan')
    """
    return f"'{cell}" if cell.lstrip(" ").startswith(_BEGINS_A_FORMULA) else cell


def _rows(inspection: Inspection) -> Iterator[Row]:
    cases = dict(Case.objects.filter(inspection=inspection, withdrawn=None).values_list("pk", "reference"))
    for case, standing in notes_standing(cases).items():
        for question, said in standing.items():
            for one in said.sayings:
                if one.value:
                    at = timezone.localtime(one.at).isoformat(timespec="seconds")
                    yield cases[case], question, "note", one.person, at, one.sequence, one.value
    for comment in Comment.objects.filter(case_id__in=cases):
        kind = "settled" if comment.settles else "comment" if comment.thread == comment.sequence else "reply"
        at = timezone.localtime(comment.at).isoformat(timespec="seconds")
        yield cases[comment.case_id], comment.question, kind, comment.person_id, at, comment.sequence, comment.text
