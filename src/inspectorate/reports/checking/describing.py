"""A checked report as plain JSON values, the shape that ``check --json`` prints; and a place in a few words."""

from __future__ import annotations

from dataclasses import replace

from inspectorate.reports.checking.model import Checked, Claim, Unchecked, Verdict, Where


def describe_check(checked: Checked) -> dict[str, object]:
    """Write a checked report as JSON values, its claims and numbers in the report's order.

    ``report`` has ``name format pages`` and ``unread``, the pages that are pictures without text; ``framework`` its
    ``reference`` and ``why`` it was chosen, ``summary`` a count for each verdict and ``not_checked``. A claim has
    ``kind text place verdict expected why``, a number that was not checked ``text place why``. What is absent is null:
    a part of a place, what is expected, a framework's reference.
    """
    return {
        "report": {
            "name": checked.report.name,
            "format": checked.report.format,
            "pages": checked.report.pages,
            "unread": list(checked.report.unread),
        },
        "framework": {"reference": checked.framework or None, "why": checked.framework_why},
        "summary": {
            **{verdict.value: len(checked.of(verdict)) for verdict in Verdict},
            "not_checked": len(checked.not_checked),
        },
        "claims": [_claim(claim) for claim in checked.claims],
        "not_checked": [_unchecked(number) for number in checked.not_checked],
    }


def short_place(where: Where) -> str:
    """Return a place without its section.

    >>> short_place(Where(page=3, line=12, section="Staff"))
    'page 3, line 12'
    """
    return str(replace(where, section=""))


def _claim(claim: Claim) -> dict[str, object]:
    return {
        "kind": claim.kind.value,
        "text": claim.text,
        "place": _place(claim.where),
        "verdict": claim.verdict.value,
        "expected": claim.expected or None,
        "why": claim.why,
    }


def _unchecked(number: Unchecked) -> dict[str, object]:
    return {"text": number.text, "place": _place(number.where), "why": number.why}


def _place(where: Where) -> dict[str, object]:
    return {
        "page": where.page,
        "line": where.line,
        "section": where.section or None,
        "paragraph": where.paragraph or None,
    }
