from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from inspectorate.frameworks.model import Framework
from inspectorate.records.casework import Case, Judgement
from inspectorate.records.inspection import InspectedBody, Inspection, Stage
from inspectorate.records.organisation import ContextFigure

RULE: Mapping[str, str] = {"source": "made for this test", "confidence": "assumed"}


@pytest.fixture(scope="session")
def framework() -> Framework:
    """Return a framework of one standard: a key question, a prompt, and a prompt for supervised cases only."""
    prompt = {"text": "?", "guidance": "!"}
    bands = [{"rating": "poor", "from": 0, "below": 50}, {"rating": "good", "from": 50}]
    data: dict[str, Any] = {
        "format": 1,
        "id": "small",
        "version": "2020.1",
        "title": "Small",
        "publisher": "Nobody",
        "attribution": "None.",
        "note": "None.",
        "in_force_from": "2020-01",
        "answers": [
            {"id": "yes", "label": "Yes", "counts": "yes"},
            {"id": "no", "label": "No", "counts": "no"},
            {"id": "none", "label": "Does not arise", "counts": "not relevant"},
        ],
        "case_fields": [
            {"id": "sex", "label": "Sex", "type": "choice", "values": ["male", "female"], "group": True},
            {"id": "unpaid", "label": "Unpaid work", "type": "boolean"},
            {"id": "area", "label": "Area", "type": "text", "group": True},
        ],
        "conditions": [{"id": "supervised", "label": "Supervised", "when": {"field": "unpaid", "is": "false"}}],
        "domains": [
            {
                "id": "one",
                "number": "1",
                "title": "One",
                "standards": [
                    {
                        "id": "1.1",
                        "title": "First",
                        "statement": "It is so.",
                        "kind": "case-based",
                        "key_questions": [
                            {
                                "id": "1.1.1",
                                "text": "?",
                                "prompts": [
                                    {"id": "1.1.1.a", **prompt},
                                    {"id": "1.1.1.b", "asked_of": "supervised", **prompt},
                                ],
                            }
                        ],
                    }
                ],
            }
        ],
        "rules": {
            "scale": {
                "ratings": [
                    {"id": "poor", "label": "Poor", "points": 0},
                    {"id": "good", "label": "Good", "points": 1},
                ],
                **RULE,
            },
            "case_standard": {"take": "lowest", **RULE},
            "rounding": {"banded": "published", **RULE},
            "bands": {"bands": bands, **RULE},
            "proportion_words": {"proportions": [{"from": 0, "words": ["some"]}], **RULE},
            "overall": {"take": "mean points", "bands": [{"rating": "good"}], **RULE},
            "house_style": {"words_up_to": 9, "percent_sign_in_prose": False, **RULE},
        },
    }
    return Framework.model_validate(data)


@pytest.fixture
def inspection(framework: Framework) -> Inspection:
    """Return an inspection of three cases out of twelve; C is unpaid work, and has no area."""
    cases = (
        Case(id="A", fields={"sex": "male", "unpaid": "false", "area": "north"}),
        Case(id="B", fields={"sex": "female", "unpaid": "false", "area": "east"}),
        Case(id="C", fields={"sex": "male", "unpaid": "true"}),
    )
    answers = {
        "A": {"1.1.1": "yes", "1.1.1.a": "yes", "1.1.1.b": "yes"},
        "B": {"1.1.1": "no", "1.1.1.a": "none", "1.1.1.b": "no"},
        "C": {"1.1.1": "yes", "1.1.1.a": "no", "1.1.1.b": "yes"},
    }
    return Inspection(
        id="small",
        title="Small",
        framework=framework.reference,
        framework_digest="",
        publisher="Nobody",
        body=InspectedBody(id="north", name="North"),
        stage=Stage.RESULTS,
        fieldwork_started_on=date(2020, 1, 6),
        population="caseload",
        cases=cases,
        judgements=tuple(
            Judgement(case_id=case, question=question, answer=answer)
            for case, given in answers.items()
            for question, answer in given.items()
        ),
        figures=(
            ContextFigure(
                id="caseload", label="Caseload", value=Fraction(12), places=0, unit="count", source="-", as_at="2020"
            ),
        ),
    )
