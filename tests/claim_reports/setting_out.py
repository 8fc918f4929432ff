"""Sets out an inspection as the passages of a report, in several manners."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from tests.claim_reports.figures import in_words
from tests.claim_reports.inspections import LABELS, ORGANISATIONAL, CaseStandard, Facts, band, edition
from tests.claim_reports.statements import CLOSED, OPENED, Line, Lines

from inspectorate.reports.checking.model import Role

ROWS_WITH_COUNTS = ("counts", "columns")
_INTRODUCED = (
    "We rated {title} on the share of cases that were judged satisfactory against {k} key questions:",
    "Our rating¹ for {lower} is based on the percentage of cases being judged satisfactory against {k} key questions:",
    "The {k} key questions for this standard, and the share of cases that met each, are as follows.",
    "The table has the results for {lower}.",
)
_REASON = (
    "{name} is rated as ‘{rating}’ for {lower} as «the lowest score out of the {k} key questions was {p} per cent».",
    "{name} is rated as ‘{rating}’ for {lower} because «the lowest score was {p}%».",
    "We rated {lower} as ‘{rating}’, since «the lowest score of the {k} key questions was {p} per cent».",
    "{name} PDU was rated as ‘{rating}’ for {lower}, with «the lowest of the {k} key questions at {p} per cent».",
    "«The lowest score for {lower} was {p} per cent.» {name} is therefore rated as ‘{rating}’ for {lower}.",
)
_DISCRETION = (
    (
        "«{name} PDU is rated as ‘{rating}’ for {lower}. Although the lowest score was {p} per cent, this was within"
        " the percentage range for professional discretion to be considered. The ratings panel applied professional"
        " discretion to increase the rating for {lower} from ‘{before}’ to ‘{rating}’ because of the good work seen"
        " elsewhere.»"
    ),
    (
        "«Although the lowest score was {p} per cent, the ratings panel used professional discretion to raise the"
        " rating for {lower} from ‘{before}’ to ‘{rating}’.»"
    ),
    (
        "«The lowest score of the {k} key questions was {p}%. The panel exercised its professional discretion and"
        " increased the rating from ‘{before}’ to ‘{rating}’.»"
    ),
)
_CAPS = (
    (
        "Despite positive findings for this standard, «poor domain two scores mean leadership cannot be rated higher"
        " than ‘Requires improvement’»."
    ),
    "The scores for casework mean that «leadership cannot be rated higher than ‘Requires improvement’».",
    "«Leadership cannot be rated higher than ‘Requires improvement’» because of the domain two ratings.",
)
_REMARKS = (
    "Staff knew whom to ask for help, and they were well supported.",
    "Records in 14 of the files were kept in two places, which managers had noticed.",
    "The three courts in the area are served by a team of its own.",
    "The plan of 12 May 2022 had been reviewed after 12 months.",
    "Leaders met partners every six weeks to agree what to do next.",
    "Access to Tier 3 services had become easier since week 20 of the year.",
)


@dataclass(frozen=True)
class Manner:
    """How a report is set out; drawn once, so that a slip is set out alike."""

    table: str
    score: str
    overall: str
    inline: bool
    introduced: str
    reasons: tuple[str, ...]
    discretion: str
    cap: str
    sample: str
    court: bool
    outcomes: bool
    remarks: tuple[str, ...]

    @classmethod
    def drawn(cls, random: Random, *, table: str = "", explained: bool | None = None) -> Manner:
        reasons = _REASON if explained is None or explained else ("",)
        return cls(
            table=table or random.choice(("percent", "percent", *ROWS_WITH_COUNTS)),
            score=random.choice(("Score {}/{}", "Score: {} out of {}", "Overall score {}/{}", "Score\n{}/{}")),
            overall=random.choice(("Overall rating\n{}", "Overall rating: {}", "Overall\n{}")),
            inline=random.random() < 0.3,
            introduced=random.choice(_INTRODUCED),
            reasons=tuple(random.choice(reasons) for _ in range(4)),
            discretion=random.choice(_DISCRETION),
            cap=random.choice(_CAPS),
            sample=random.choice((
                (
                    "We conducted fieldwork over a week, beginning on 20 February 2023. We inspected {} cases that had"
                    " commenced between 18 July and 21 August 2022."
                ),
                "We inspected {} cases and held 17 meetings with staff.",
                "Over two weeks in March 2023 we inspected {} cases.",
            )),
            court=random.random() < 0.5,
            outcomes=random.random() < 0.5,
            remarks=tuple(random.sample(_REMARKS, 4)),
        )  # fmt: skip


def set_out(found: Facts, manner: Manner, *, place: str = "", index: int = 0) -> Lines:
    """Return the lines of a report; ``place`` names the part that is marked, ``index`` which standard's it is."""
    return tuple(_lines(found, manner, place, index))


def _mark(text: str, *, when: bool) -> str:
    return f"{OPENED}{text}{CLOSED}" if when else text


def _heading(text: str, level: int) -> Line:
    return Line(text, Role.HEADING, level=level)


def _lines(found: Facts, manner: Manner, place: str, index: int) -> Iterator[Line]:
    yield _heading(f"An inspection of probation services in {found.name} PDU", 1)
    yield Line("HM Inspectorate of Probation, May 2023")
    yield _heading("Ratings", 2)
    yield Line("Fieldwork started February 2023")
    score = manner.score.format(found.points, found.maximum)
    for part in score.split("\n"):
        yield Line(_mark(part, when=place in ("score", "maximum")))
    for part in manner.overall.format(LABELS[found.overall]).split("\n"):
        yield Line(_mark(part, when=place == "overall"))
    names = (*ORGANISATIONAL, *(one.id for one in found.cases))
    for number, (name, rank) in enumerate(zip(names, found.summary, strict=True)):
        marked = place in ("rating", "anywhere") and number == index + len(ORGANISATIONAL)
        marked = marked or (place == "organisational" and number == index)
        title = f"{name} {edition().standards[name].title}"
        if manner.inline:
            yield Line(_mark(f"{title} – {LABELS[rank]}", when=marked))
        else:
            yield Line(title)
            yield Line(_mark(LABELS[rank], when=marked))
    yield _heading("Background", 2)
    yield Line(manner.sample.format(found.sample))
    yield _heading("1. Organisational delivery", 2)
    for number, (name, rank) in enumerate(zip(ORGANISATIONAL, found.led, strict=True)):
        yield from _organisational(found, manner, name, rank, place if number == index else "")
    yield _heading("2. Court work and case supervision", 2)
    if manner.court:
        yield _heading("2.1. Court work", 3)
        yield Line(edition().standards["2.1"].statement)
        yield Line("Not rated")
    for number, one in enumerate(found.cases):
        yield from _case(found, manner, number, one, place if number == index else "")
    if manner.outcomes:
        yield _heading("2.6. Outcomes", 3)
        yield Line("We do not currently rate the Outcomes standard, but provide this data for information only.")


def _organisational(found: Facts, manner: Manner, name: str, rank: int, place: str) -> Iterator[Line]:
    standard = edition().standards[name]
    yield _heading(f"{name}. {standard.title}", 3)
    yield Line(standard.statement)
    yield Line(_mark(LABELS[rank], when=place == "organisational"))
    if name == "1.1" and found.capped:
        yield Line(manner.cap if place == "cap" else _unmarked(manner.cap))
    yield _heading("Strengths:", 4)
    yield Line(manner.remarks[ORGANISATIONAL.index(name)], Role.ITEM)


def _unmarked(text: str) -> str:
    return text.replace(OPENED, "").replace(CLOSED, "")


def _case(found: Facts, manner: Manner, number: int, one: CaseStandard, place: str) -> Iterator[Line]:
    yield _heading(f"{one.id}. {one.title}", 3)
    yield Line(edition().standards[one.id].statement)
    yield Line(_mark(LABELS[one.rating], when=place in ("rating", "section", "anywhere")))
    words = {"name": found.name, "title": one.title, "lower": one.title.lower(), "k": in_words(len(one.rows)),
             "rating": LABELS[one.rating], "p": one.named}  # fmt: skip
    yield Line(manner.introduced.format(**words))
    heads = {
        "percent": "Key question\tPercentage ‘Yes’",
        "counts": "Key question\tCases\tPercentage ‘Yes’",
        "columns": "Key question\tYes\tBase\t%",
    }
    yield Line(heads[manner.table], Role.ROW, table=number + 1, head=True)
    for row in one.rows:
        cells = {
            "percent": f"{row.percent}%",
            "counts": f"{row.count} of {row.base}\t{row.percent}%",
            "columns": f"{row.count}\t{row.base}\t{row.percent}",
        }
        text = f"{row.question}\t{cells[manner.table]}"
        yield Line(_mark(text, when=place == "row"), Role.ROW, table=number + 1)
    said = manner.reasons[number]
    if one.raised:
        said = manner.discretion.format(**words, before=LABELS[band(one.lowest)])
        marked = place in ("discretion", "lowest", "anywhere")
    else:
        said = said.format(**words)
        marked = place in ("lowest", "anywhere")
    if said:
        yield Line(said if marked else _unmarked(said))
    yield _heading("Areas for improvement:", 4)
    yield Line(manner.remarks[(number + 1) % 4].replace("14 of the", "some"), Role.ITEM)
