"""From every state that people's acts reach, an inspection exports without loss, and somebody can step back."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from operator import add
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.web.conftest import NOW, somebody
from tests.unit.web.exchange.conftest import EmptyTheDatabase
from tests.unit.web.exchange.planned_walk import PLANNED_WAY, PLANNING, PlanningWalk
from tests.unit.web.exchange.sampled_walk import SAMPLED, SAMPLING, SamplingWalk

from inspectorate.frameworks.catalogue import load_edition
from inspectorate.kernel.problems import ProblemsFound
from inspectorate.packs.reading import read_pack
from inspectorate.records.inspection import Stage
from inspectorate.web.accounts.models import Person
from inspectorate.web.casework import alerting, reviewing, signing
from inspectorate.web.casework.examples import write_example
from inspectorate.web.casework.models import Alert
from inspectorate.web.casework.progress import Status
from inspectorate.web.casework.queries import case_states, progress_of, questionnaire_of
from inspectorate.web.casework.recording import Given, keep_answers
from inspectorate.web.casework.records import inspection_record
from inspectorate.web.casework.reviews import threads_on
from inspectorate.web.casework.settling import clash_on, settle_clash
from inspectorate.web.exchange.exporting import pack_of
from inspectorate.web.exchange.importing import APPLIERS, import_pack
from inspectorate.web.exchange.remarks import remarks_csv
from inspectorate.web.history.queries import entries, verification
from inspectorate.web.planning import actions
from inspectorate.web.planning.models import Case, Inspection, Meeting, Sample
from inspectorate.web.planning.roles import Role

QUESTIONS = ("2.2.1", "2.2.1.a", "2.3.2")
TEXTS = ("A plan, in time.", "=HYPERLINK(1)", "“Zoë” said:\n\n- yes\u2028- no 🙂", "")
CASEWORK = (
    "answer",
    "answer",
    "answer_unseen",
    "answer_unseen",
    "note",
    "complete",
    "complete",
    "settle",
    "sign",
    "sign",
    "reopen",
    "begin_review",
    "draw_review",
    "comment",
    "reply",
    "send_back",
    "settle_review",
    "write_example",
    "raise_alert",
    "answer_alert",
    "close_alert",
    "reopen_alert",
    "move_stage",
    "add_member",
    "remove_member",
)
OPERATIONS = (*CASEWORK, *PLANNING, *SAMPLING)

Steps = list[tuple[str, int, int]]


def steps_of(operations: tuple[str, ...], least: int, most: int) -> st.SearchStrategy[Steps]:
    """Return so many steps of some operations, whichever."""
    one = st.tuples(st.sampled_from(operations), st.integers(0, 3), st.integers(0, 11))
    return st.lists(one, min_size=least, max_size=most)


# casework first, so that its states are reached however many other things can be done
steps = st.builds(add, steps_of(CASEWORK, 10, 16), steps_of(OPERATIONS, 8, 14))


class Walk(SamplingWalk, PlanningWalk):
    """People who work on one inspection, whatever they do next."""

    def __init__(self, inspection: Inspection, lead: Person) -> None:
        self.inspection = inspection
        self.lead = lead
        self.team = [lead, somebody("ivan-inspector"), somebody("ann-assistant")]
        self.reader = somebody("rita-reader")
        self.requests = 0
        for person, role in ((self.team[1], Role.INSPECTOR), (self.reader, Role.READER)):
            actions.add_member(inspection=inspection, person=person, role=role, by=lead, at=NOW)

    @property
    def cases(self) -> list[Case]:
        """Return the cases that are to be inspected now."""
        return list(Case.objects.filter(inspection=self.inspection, withdrawn=None).order_by("reference"))

    def take(self, operation: str, first: int, second: int) -> None:
        """Do something; what may not be done now is refused, and changes nothing."""
        self.requests += 1
        before = verification(self.inspection.id).length
        try:
            with transaction.atomic():
                getattr(self, operation)(first, second)
        except ProblemsFound:
            assert verification(self.inspection.id).length == before
        self.inspection = Inspection.objects.get(id=self.inspection.id)

    @property
    def _when(self) -> dict[str, Any]:
        return {"inspection": self.inspection, "at": NOW + timedelta(seconds=self.requests, microseconds=7)}

    @property
    def _client(self) -> UUID:
        return UUID(int=self.requests)

    def _case(self, number: int) -> Case:
        cases = self.cases
        return cases[number % len(cases)]

    def answer(self, first: int, second: int) -> None:
        case, question = self._case(first), QUESTIONS[second % 3]
        seen = clash_on(case, question, "judgement").seen
        answer = Given(question, ("yes", "no")[second % 2], seen)
        keep_answers(**self._when, case=case, judgements=[answer], client=self._client, by=self.team[first % 3])

    def answer_unseen(self, first: int, second: int) -> None:
        answer = Given(QUESTIONS[second % 3], ("yes", "no")[first % 2])
        by = self.team[first % 3]
        keep_answers(**self._when, case=self._case(second), judgements=[answer], client=self._client, by=by)

    def note(self, first: int, second: int) -> None:
        note = Given(QUESTIONS[second % 3], TEXTS[second % 4])
        by = self.team[first % 3]
        keep_answers(**self._when, case=self._case(second), notes=[note], client=self._client, by=by)

    def complete(self, first: int, second: int) -> None:
        case = self._case(first)
        asked = questionnaire_of(self.inspection, case).items
        answers = [Given(one.question.id, one.answers[0].id) for one in asked if one.lacks_answer]
        notes = [Given(one.question.id, TEXTS[second % 3], one.note.seen) for one in asked if one.is_key]
        keep_answers(
            **self._when, case=case, judgements=answers, notes=notes, client=self._client, by=self.team[second % 3]
        )

    def settle(self, first: int, second: int) -> None:
        for case in self.cases:
            for item in questionnaire_of(self.inspection, case).clashes:
                matter = "judgement" if item.judgement.is_clash else "note"
                stands = [one.sequence for one in clash_on(case, item.question.id, matter).sayings]
                settle_clash(
                    **self._when,
                    case=case,
                    question=item.question.id,
                    matter=matter,
                    chosen=stands[(first + second) % len(stands)],
                    shown=frozenset(stands),
                    reason="Read with both.",
                    by=self.lead,
                )

    def sign(self, first: int, second: int) -> None:
        with suppress(ProblemsFound):
            self.settle(first, second)
        with suppress(ProblemsFound):
            self.complete(first, second)
        signing.sign_off(**self._when, case=self._case(first), by=self.team[first % 2])

    def reopen(self, first: int, _: int) -> None:
        signing.reopen(**self._when, case=self._case(first), reason="A letter came.", by=self.lead)

    def begin_review(self, first: int, second: int) -> None:
        reviewing.begin_review(**self._when, case=self._case(first), by=self.reader, take_over=bool(second % 2))

    def draw_review(self, _: int, second: int) -> None:
        reviewing.draw_review(**self._when, seed=str(second), by=self.reader)

    def comment(self, first: int, second: int) -> None:
        reviewing.comment_on(
            **self._when, case=self._case(first), question=QUESTIONS[second % 3], text=TEXTS[second % 3], by=self.reader
        )

    def reply(self, first: int, second: int) -> None:
        case = self._case(first)
        for thread in threads_on(case):
            settles = bool(second % 2)
            by = self.reader if settles else self.lead
            reviewing.reply(
                **self._when, case=case, thread=thread.number, text=TEXTS[second % 3], settles=settles, by=by
            )

    def send_back(self, first: int, _: int) -> None:
        reviewing.send_back(**self._when, case=self._case(first), reason="2.2.1 lacks its why.", by=self.reader)

    def settle_review(self, first: int, _: int) -> None:
        reviewing.settle_review(**self._when, case=self._case(first), by=self.reader)

    def write_example(self, first: int, second: int) -> None:
        text = ("He kept every appointment.", "@ first, nobody asked.", "“She” was asked.", "")[second % 4]
        write_example(
            **self._when, case=self._case(first), standard="2.2", text=text, names_changed=True, by=self.team[1]
        )

    def raise_alert(self, first: int, second: int) -> None:
        case = self._case(first) if first % 2 else None
        gravity = Alert.Gravity.values[second % 3]
        alerting.raise_alert(
            **self._when, case=case, gravity=gravity, concern="@home alone", done_at_once=TEXTS[first], by=self.team[1]
        )

    def _alert(self) -> int:
        return Alert.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 1

    def answer_alert(self, _: int, __: int) -> None:
        alerting.answer_alert(**self._when, alert=self._alert(), text="Visited.", by=self.lead)

    def close_alert(self, _: int, __: int) -> None:
        alerting.close_alert(**self._when, alert=self._alert(), reason="Visited.", by=self.lead)

    def reopen_alert(self, _: int, __: int) -> None:
        alerting.reopen_alert(**self._when, alert=self._alert(), reason="Again.", by=self.lead)

    def move_stage(self, _: int, second: int) -> None:
        to = list(Stage)[second % len(Stage)].value
        actions.move_stage(**self._when, to=to, reason="On, or back.", by=self.lead)

    def add_member(self, first: int, second: int) -> None:
        role = Role.values[second % len(Role.values)]
        actions.add_member(**self._when, person=self.team[first % 3], role=role, by=self.lead)

    def remove_member(self, first: int, second: int) -> None:
        role = Role.values[second % len(Role.values)]
        actions.remove_member(**self._when, person=self.team[first % 3], role=role, by=self.lead)


@contextmanager
def undone() -> Iterator[None]:
    """Do something and undo it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def written(pack: dict[str, bytes], folder: Path) -> Path:
    for name, data in pack.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return folder


def rows() -> dict[str, list[str]]:
    """Return every row of casework and planning, by what it says and not by its number in this database."""
    references = dict(Case.objects.values_list("pk", "reference"))
    alerts = dict(Alert.objects.values_list("pk", "sequence"))
    meetings = dict(Meeting.objects.values_list("pk", "sequence"))
    samples = dict(Sample.objects.values_list("pk", "sequence"))
    found = {}
    for label in ("planning", "casework"):
        for model in apps.get_app_config(label).get_models():
            said = []
            for row in model._default_manager.values():
                if model is not Inspection:
                    del row["id"]
                row["case_id"] = references.get(row.get("case_id") or 0)
                row["alert_id"] = alerts.get(row.get("alert_id") or 0)
                row["meeting_id"] = meetings.get(row.get("meeting_id") or 0)
                row["sample_id"] = samples.get(row.get("sample_id") or 0)
                said.append(repr(sorted(row.items())))
            found[model.__name__] = sorted(said)
    return found


def can_step_back(walk: Walk) -> None:
    """Open each signed case again, and move the stage to each other one."""
    for case in walk.cases:
        if progress_of(case).status.is_signed:
            with undone():
                signing.reopen(inspection=walk.inspection, case=case, reason="To look again.", by=walk.lead, at=NOW)
                assert progress_of(case).status is Status.REOPENED
    for stage in Stage:
        if stage.value != walk.inspection.stage:
            with undone():
                actions.move_stage(inspection=walk.inspection, to=stage, reason="Back.", by=walk.lead, at=NOW)


def exports(walk: Walk, folder: Path) -> dict[str, bytes]:
    """Export, and read what was exported as the command line does."""
    pack = pack_of(walk.inspection)
    assert pack_of(walk.inspection) == pack
    read = read_pack(written(pack, folder), frameworks=load_edition).inspection
    record = inspection_record(walk.inspection)
    assert set(read.judgements) == set(record.inspection.judgements)
    assert read.history == tuple(entries(walk.inspection.id))
    clashes = {
        (state.case.reference, item.question.id)
        for state in case_states(walk.inspection)
        for item in state.questionnaire.clashes
        if item.judgement.is_clash
    }
    assert {(one.case_id, one.question) for one in record.left_out} == clashes
    assert not clashes & {(one.case_id, one.question) for one in read.judgements}
    assert remarks_csv(walk.inspection)
    return pack


def test_every_state_exports_without_loss_and_lets_somebody_step_back(
    inspection: Inspection, lead: Person, empty_the_database: EmptyTheDatabase
) -> None:
    reached: set[str] = set()

    @settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(steps)
    def run(taken: Steps) -> None:
        with undone(), tempfile.TemporaryDirectory() as name:
            walk = Walk(inspection, lead)
            pack: dict[str, bytes] = {}
            for number, step in enumerate(taken):
                walk.take(*step)
                pack = exports(walk, Path(name) / str(number))
                can_step_back(walk)
                reached.update(progress_of(case).status for case in walk.cases)
            reached.update(entry.act.act for entry in entries(inspection.id))
            assert verification(inspection.id).wrong == ""
            before = rows()
            empty_the_database()
            ada = Person.objects.create(handle="ada", name="Ada", email="ada@example.org", is_administrator=True)
            again = import_pack(folder=Path(name) / str(len(taken) - 1), by=ada, at=NOW + timedelta(days=9))
            assert pack_of(again) == pack
            assert rows() == before
            assert verification(again.id).wrong == ""

    run()
    assert {Status.SIGNED_OFF, "answered", "clash-settled", "stage-moved", "alert-raised"} <= reached


WHOLE_WAY = (
    *PLANNED_WAY,
    ("answer", 0, 0),
    ("answer_unseen", 1, 3),
    ("settle", 0, 0),
    ("complete", 0, 0),
    ("note", 1, 2),
    ("settle", 0, 0),
    ("sign", 0, 0),
    ("draw_review", 0, 0),
    ("comment", 0, 0),
    ("reply", 0, 0),
    ("send_back", 0, 0),
    ("sign", 0, 0),
    ("begin_review", 0, 0),
    ("reply", 0, 1),
    ("settle_review", 0, 0),
    ("reopen", 0, 0),
    ("sign", 0, 0),
    ("write_example", 0, 0),
    ("raise_alert", 1, 0),
    ("answer_alert", 0, 0),
    ("close_alert", 0, 0),
    ("reopen_alert", 0, 0),
    ("move_stage", 0, 3),
    ("answer_unseen", 2, 1),
    ("answer_unseen", 1, 1),
    ("add_member", 2, 4),
    ("remove_member", 2, 4),
)


def test_whole_way_of_an_inspection_survives_an_export(
    inspection: Inspection, lead: Person, empty_the_database: EmptyTheDatabase, tmp_path: Path
) -> None:
    walk = Walk(inspection, lead)
    for step in WHOLE_WAY:
        walk.take(*step)
        can_step_back(walk)
    done = {entry.act.act for entry in entries(inspection.id)}
    assert set(APPLIERS) - done == {"answers-taken-over", *SAMPLED} - {"case-list-handed-in"}
    pack, before = exports(walk, tmp_path), rows()
    assert inspection_record(walk.inspection).left_out
    empty_the_database()
    ada = Person.objects.create(handle="ada", name="Ada", email="ada@example.org", is_administrator=True)
    again = import_pack(folder=tmp_path, by=ada, at=NOW)
    assert pack_of(again) == pack
    assert rows() == before
