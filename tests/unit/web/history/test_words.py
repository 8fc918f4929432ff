"""Every act has words, and does what it says."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.unit.web.conftest import NOW

from inspectorate.records.history import Act
from inspectorate.web.casework import acts as casework
from inspectorate.web.casework.words import WORDS as CASEWORK_WORDS
from inspectorate.web.history.performing import Appliers
from inspectorate.web.history.wording import Names, Words, told
from inspectorate.web.planning import acts as planning
from inspectorate.web.planning.allocation import acts as allocation
from inspectorate.web.planning.appliers import APPLIERS as PLANNING_APPLIERS
from inspectorate.web.planning.appliers import WORDS as PLANNING_WORDS
from inspectorate.web.planning.conflicts import acts as conflicts
from inspectorate.web.planning.lists import acts as lists
from inspectorate.web.planning.meetings import acts as meetings
from inspectorate.web.planning.samples import acts as samples
from inspectorate.web.planning.timetable import acts as timetable

NAMES = Names({"lena-lead": "Lena Lead", "ann": "Ann Smith"})


@pytest.mark.parametrize(
    ("appliers", "words"), [(PLANNING_APPLIERS, PLANNING_WORDS), (casework.APPLIERS, CASEWORK_WORDS)]
)
def test_every_act_has_words_and_does_something(appliers: Appliers, words: Mapping[str, Words]) -> None:
    assert set(appliers) == set(words)


@pytest.mark.parametrize("module", [planning, casework, timetable, conflicts, meetings, allocation, lists, samples])
def test_every_act_that_has_a_name_has_an_applier(module: object) -> None:
    names = {
        value
        for name, value in vars(module).items()
        if name.isupper() and not name.startswith("_") and isinstance(value, str)
    }
    assert names == set(module.APPLIERS)  # type: ignore[attr-defined]  # both modules have one


def sentence(act: str, subject: str = "EU-001", **details: object) -> str:
    said = told(Act(act=act, by="lena-lead", at=NOW, subject=subject, details=details), NAMES)
    answers = f": {said.answers}" if said.answers else ""
    return f"{said.sentence}{answers}." + "".join(f" [{label}: {text}]" for label, text in said.texts)


@pytest.mark.parametrize(
    ("told_as", "expected"),
    [
        (
            sentence("answered", judgements=[["2.2.1", "yes", None], ["2.2.1.c", "not_applicable", 4]], notes=[]),
            "Lena Lead answered 2 questions of case EU-001: 2.2.1 yes, 2.2.1.c not applicable.",
        ),
        (
            sentence("answered", judgements=[["2.2.1", "no", None]], notes=[["2.2.1", "Why.", None]]),
            "Lena Lead answered 1 question and wrote beside 1 question of case EU-001: 2.2.1 no. [Beside 2.2.1: Why.]",
        ),
        (
            sentence("answered", judgements=[], notes=[["2.2.1", "", 3]]),
            "Lena Lead wrote beside 1 question of case EU-001. [Beside 2.2.1: (taken out)]",
        ),
        (
            sentence("clash-settled", question="2.2.1", matter="judgement", chosen=8, settled=[7, 8], reason="Read."),
            (
                "Lena Lead settled which of 2 answers on question 2.2.1 of case EU-001 stands: that of entry 8. "
                "[Reason: Read.]"
            ),
        ),
        (sentence("signed-off"), "Lena Lead signed case EU-001 off."),
        (sentence("reopened", reason="A letter came."), "Lena Lead re-opened case EU-001. [Reason: A letter came.]"),
        (
            sentence("review-begun", drawn_by_seed="x", drawn_from=["EU-001", "EU-002"]),
            "Lena Lead began to review case EU-001, drawn at random from 2.",
        ),
        (
            sentence("review-begun", taken_over_from="ann"),
            "Lena Lead took over the review of case EU-001 from Ann Smith.",
        ),
        (
            sentence("commented", question="2.2.1", thread=9, text="Yes.", settles=False),
            "Lena Lead replied to a comment on question 2.2.1 of case EU-001. [Comment: Yes.]",
        ),
        (
            sentence("alert-raised", subject="", gravity="serious", concern="Keys.", done_at_once="Told."),
            "Lena Lead raised an alert (serious) about the inspected body. [Concern: Keys.] [Done at once: Told.]",
        ),
        (sentence("alert-closed", alert=9, text="Done."), "Lena Lead closed the alert of entry 9. [Reason: Done.]"),
        (
            sentence("member-added", subject="", person="ann", name="Ann Smith", role="quality-reader"),
            "Lena Lead gave Ann Smith the role of quality reader.",
        ),
        (
            sentence("stage-moved", subject="", **{"from": "fieldwork", "to": "results"}, reason="All is read."),
            "Lena Lead moved the inspection from the stage “fieldwork” to “results”. [Reason: All is read.]",
        ),
        (sentence("cases-added", subject="", cases=[{"id": "EU-001"}]), "Lena Lead added case EU-001."),
        (sentence("cases-added", subject="", cases=[{"id": "A"}, {"id": "B"}]), "Lena Lead added 2 cases, A to B."),
        (
            sentence(
                "timetable-set", subject="", milestones=[{"id": "fieldwork", "due": "2026-04-13"}, {"id": "panel"}]
            ),
            "Lena Lead set the timetable: 2 milestones, with fieldwork from Mon 13 Apr 2026.",
        ),
        (
            sentence(
                "milestone-moved",
                subject="",
                label="Fieldwork",
                along=[{}],
                reason="Ill.",
                **{"from": "2026-04-13", "to": "2026-04-20"},
            ),
            (
                "Lena Lead moved the milestone “Fieldwork” from Mon 13 Apr 2026 to Mon 20 Apr 2026, "
                "and 1 milestone with it. [Reason: Ill.]"
            ),
        ),
        (
            sentence("milestone-owned", subject="", label="Ratings panel", person="ann"),
            "Lena Lead gave the milestone “Ratings panel” to Ann Smith.",
        ),
        (
            sentence("milestone-owned", subject="", label="Ratings panel", person=""),
            "Lena Lead left the milestone “Ratings panel” without an owner.",
        ),
        (
            sentence("milestone-done", subject="", label="Sample", on="2026-04-13"),
            "Lena Lead marked the milestone “Sample” as done on Mon 13 Apr 2026.",
        ),
        (
            sentence("milestone-reopened", subject="", label="Sample", reason="One lacks."),
            "Lena Lead marked the milestone “Sample” as not done. [Reason: One lacks.]",
        ),
        (
            sentence("conflict-declared", subject="", person="ann", case="EU-001", reason="A cousin."),
            "Lena Lead declared a conflict of interest for Ann Smith, about case EU-001. [Reason: A cousin.]",
        ),
        (
            sentence("conflict-withdrawn", subject="", person="lena-lead", conflict=7, reason="Over."),
            "Lena Lead withdrew the conflict of interest of entry 7. [Reason: Over.]",
        ),
        (
            sentence(
                "meeting-planned",
                subject="",
                title="Heads",
                starts_at="2026-03-30T09:30:00+01:00",
                minutes=60,
                case="EU-001",
                standard="1.1",
                place="Room 2",
                with_whom="",
            ),
            (
                "Lena Lead planned the meeting “Heads” on 30 March 2026, 09:30, 60 minutes, about case EU-001, "
                "for standard 1.1. [Where: Room 2]"
            ),
        ),
        (
            sentence("meeting-cancelled", subject="", meeting=9, title="Heads", reason="Ill."),
            "Lena Lead marked the meeting “Heads” as cancelled. [Reason: Ill.]",
        ),
        (
            sentence("meeting-held", subject="", meeting=9, title="Heads"),
            "Lena Lead marked the meeting “Heads” as held.",
        ),
        (
            sentence(
                "cases-allocated",
                subject="",
                pairs=[["EU-001", "ann"], ["EU-002", "lena-lead"], ["EU-003", "ann"]],
                how={"drawn": {"seed": "x"}},
            ),
            ("Lena Lead gave 3 cases to 2 people, by the seed “x”. [Ann Smith: EU-001, EU-003] [Lena Lead: EU-002]"),
        ),
        (
            sentence("cases-allocated", pairs=[["EU-001", "ann"]], how={"by_hand": True}),
            "Lena Lead gave case EU-001 to Ann Smith.",
        ),
        (
            sentence("case-moved", case="EU-001", reason="Ill.", **{"from": "ann", "to": "lena-lead"}),
            "Lena Lead moved case EU-001 from Ann Smith to Lena Lead. [Reason: Ill.]",
        ),
        (
            sentence("second-readings-drawn", subject="", readings=[["EU-001", "ann"]], rate="1/8", seed="x"),
            "Lena Lead drew 1 second reading, at a rate of 12.5 per cent.",
        ),
        (
            sentence("case-list-handed-in", subject="", name="July.csv", rows=[["X1"]] * 1979),
            "Lena Lead handed in the case list “July.csv” of 1,979 cases.",
        ),
        (
            sentence(
                "sample-drawn",
                subject="",
                record='{"design": {"seed": "2026"}}',
                cases=[{"id": "X1"}, {"id": "X2"}],
                withdrawn=[],
                seed_is_own=False,
                size_reason="A pilot.",
                reason="",
            ),
            (
                "Lena Lead drew the sample: 2 cases, by the seed “2026”, that was proposed. "
                "[Reason for the size: A pilot.]"
            ),
        ),
        (
            sentence(
                "sample-drawn",
                subject="",
                record='{"design": {"seed": "x"}}',
                cases=[{"id": "X1"}],
                withdrawn=["X2"],
                seed_is_own=True,
                size_reason="",
                reason="A row was wrong.",
            ),
            "Lena Lead drew the sample anew: 1 case, by the seed “x”, of their own. [Reason: A row was wrong.]",
        ),
        (
            sentence("case-replaced", "EU-001", **{"out": "EU-001", "in": {"id": "EU-009"}, "reason": "Moved away."}),
            "Lena Lead took case EU-001 out of the sample; EU-009 came in for it. [Reason: Moved away.]",
        ),
        (sentence("danced-about"), "Lena Lead: danced about."),
    ],
)
def test_act_is_told_in_words(told_as: str, expected: str) -> None:
    assert told_as == expected


def test_what_the_software_did_is_told_as_its_own() -> None:
    act = Act(act="signed-off", by="", at=NOW, subject="EU-001", details={})
    assert told(act, NAMES).sentence == "Inspectorate signed case EU-001 off"


def test_what_is_for_some_alone_is_told_to_them_and_to_lead_inspectors() -> None:
    details = {"person": "ann", "case": "", "reason": "A cousin works there."}
    said = told(Act(act="conflict-declared", by="ann", at=NOW, details=details), NAMES)
    assert said.told_to("ann", is_lead=False) == said.told_to("lena-lead", is_lead=True) == said
    other = said.told_to("ben", is_lead=False)
    assert (other.sentence, other.texts) == ("A conflict of interest was declared", ())
