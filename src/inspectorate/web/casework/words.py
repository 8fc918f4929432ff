"""What is done to cases, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from inspectorate.records.history import Act
from inspectorate.web.casework import acts
from inspectorate.web.history.wording import Names, Said, Words


def _questions(number: int) -> str:
    return "1 question" if number == 1 else f"{number} questions"


def _answers(rows: Sequence[Sequence[Any]]) -> str:
    return ", ".join(f"{question} {str(answer).replace('_', ' ')}" for question, answer, *_ in rows)


def _answered(act: Act, names: Names) -> Said:
    details: dict[str, Any] = dict(act.details)
    judgements, notes = details["judgements"], details["notes"]
    done = []
    if judgements:
        done.append(f"answered {_questions(len(judgements))}")
    if notes:
        done.append(f"wrote beside {_questions(len(notes))}")
    texts = tuple((f"Beside {question}", text or "(taken out)") for question, text, _ in notes)
    return Said(f"{names[act.by]} {' and '.join(done)} of case {act.subject}", _answers(judgements), texts)


def _taken_over(act: Act, names: Names) -> Said:
    details: dict[str, Any] = dict(act.details)
    rows = details["judgements"]
    text = f"{names[act.by]} took over the answers to {_questions(len(rows))} of case {act.subject} from a pack"
    return Said(text, _answers(rows))


def _second_read(act: Act, names: Names) -> Said:
    details: dict[str, Any] = dict(act.details)
    rows = details["readings"]
    text = f"{names[act.by]} entered a second reading of {_questions(len(rows))} of case {act.subject}"
    return Said(text, _answers(rows))


def _clash_settled(act: Act, names: Names) -> Said:
    details: dict[str, Any] = dict(act.details)
    what = "notes" if details["matter"] == "note" else "answers"
    text = (
        f"{names[act.by]} settled which of {len(details['settled'])} {what} on question {details['question']} "
        f"of case {act.subject} stands: that of entry {details['chosen']}"
    )
    return Said(text, texts=(("Reason", str(details["reason"])),))


def _signed_off(act: Act, names: Names) -> Said:
    return Said(f"{names[act.by]} signed case {act.subject} off")


def _reopened(act: Act, names: Names) -> Said:
    return Said(f"{names[act.by]} re-opened case {act.subject}", texts=(("Reason", str(act.details["reason"])),))


def _review_begun(act: Act, names: Names) -> Said:
    before = str(act.details.get("taken_over_from") or "")
    drawn = act.details.get("drawn_from")
    if before:
        return Said(f"{names[act.by]} took over the review of case {act.subject} from {names[before]}")
    if isinstance(drawn, list):
        return Said(f"{names[act.by]} began to review case {act.subject}, drawn at random from {len(drawn)}")
    return Said(f"{names[act.by]} began to review case {act.subject}")


def _sent_back(act: Act, names: Names) -> Said:
    return Said(f"{names[act.by]} sent case {act.subject} back", texts=(("Reason", str(act.details["reason"])),))


def _reviewed(act: Act, names: Names) -> Said:
    return Said(f"{names[act.by]} settled the review of case {act.subject}")


def _commented(act: Act, names: Names) -> Said:
    details: dict[str, Any] = dict(act.details)
    if details["settles"]:
        did = "settled a comment"
    elif details["thread"]:
        did = "replied to a comment"
    else:
        did = "commented"
    texts = (("Comment", str(details["text"])),) if details["text"] else ()
    return Said(f"{names[act.by]} {did} on question {details['question']} of case {act.subject}", texts=texts)


def _example_written(act: Act, names: Names) -> Said:
    details: dict[str, Any] = dict(act.details)
    text = f"{names[act.by]} wrote a practice example on standard {details['standard']} from case {act.subject}"
    return Said(text, texts=(("Example", str(details["text"])),))


def _alert_raised(act: Act, names: Names) -> Said:
    details: dict[str, Any] = dict(act.details)
    about = f"case {act.subject}" if act.subject else "the inspected body"
    texts = [("Concern", str(details["concern"]))]
    if details["done_at_once"]:
        texts.append(("Done at once", str(details["done_at_once"])))
    return Said(f"{names[act.by]} raised an alert ({details['gravity']}) about {about}", texts=tuple(texts))


def _alert_step(did: str, label: str) -> Words:
    def tell(act: Act, names: Names) -> Said:
        details: dict[str, Any] = dict(act.details)
        text = f"{names[act.by]} {did} the alert of entry {details['alert']}"
        return Said(text, texts=((label, str(details["text"])),))

    return tell


WORDS: Mapping[str, Words] = {
    acts.ANSWERED: _answered,
    acts.TAKEN_OVER: _taken_over,
    acts.SECOND_READ: _second_read,
    acts.CLASH_SETTLED: _clash_settled,
    acts.SIGNED_OFF: _signed_off,
    acts.REOPENED: _reopened,
    acts.REVIEW_BEGUN: _review_begun,
    acts.SENT_BACK: _sent_back,
    acts.REVIEWED: _reviewed,
    acts.COMMENTED: _commented,
    acts.EXAMPLE_WRITTEN: _example_written,
    acts.ALERT_RAISED: _alert_raised,
    acts.ALERT_ANSWERED: _alert_step("answered", "Answer"),
    acts.ALERT_CLOSED: _alert_step("closed", "Reason"),
    acts.ALERT_REOPENED: _alert_step("opened again", "Reason"),
}
