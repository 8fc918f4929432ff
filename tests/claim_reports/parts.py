"""Parts beside their whole: ratings, opinions, groups, rates of a whole and its parts, what remains."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from random import Random

from tests.claim_reports.figures import style
from tests.claim_reports.phrases import Phrases
from tests.claim_reports.statements import DOUBTFUL, EITHER, FAILS, Slip, Statement, line

from inspectorate.reports.checking.model import Kind

PARTS = frozenset({Kind.PARTS})
Maker = Callable[[Random], Statement]
RATINGS = ("Outstanding", "Good", "Requires improvement", "Inadequate")

_RATED = (
    "«of the {m} {things}, {a} were rated {A}, {b} {B} and {c} {C}»",
    "«{a} of the {m} {things} were rated {A}, {b} {B} and {c} {C}»",
    "we inspected {m} {things}: «{a} were {A}, {b} were {B} and {c} were {C}»",
    "«of {m} {things} visited this year, {a} were judged {A}, {b} were judged {B} and {c} {C}»",
    "«{a} out of {m} {things} were rated ‘{A}’, {b} were rated ‘{B}’ and {c} ‘{C}’»",
    "«of all {m} {things}, {a} were {A}, {b} {B} and {c} {C}» by the end of the year",
    "inspectors rated {m} {things}, «with {a} as {A}, {b} as {B} and {c} as {C}»",
    "«of the {m} {things} that we inspected, {a} were rated {A}, {b} were {B} and {c} were {C}»",
)
_THINGS = ("standards", "services", "care homes", "schools", "areas", "prisons", "children's homes", "wings")
_OPINIONS = (
    "«{a} agreed that {topic}, {b} disagreed and {c} did not know»",
    "«{a} agreed, {b} disagreed and {c} did not know» whether {topic}",
    "«{a} of staff agreed that {topic}, {b} disagreed and {c} were not sure»",
    "asked whether {topic}, «{a} agreed, {b} disagreed and {c} were undecided»",
    "«{a} said yes, {b} said no and {c} did not know» when we asked whether {topic}",
    "in our survey «{a} were satisfied, {b} were dissatisfied and {c} were neutral»",
    "«{a} felt that it was better, {b} that it was worse and {c} that it was unchanged»",
    "of those who replied, «{a} agreed that {topic}, {b} disagreed and {c} had no opinion»",
)
_TOPICS = (
    "managers listened", "the food was varied", "training was useful", "complaints were handled fairly",
    "visits started on time", "the building was warm enough",
)  # fmt: skip
_MADE_UP = (
    "«the team of {m} people was made up of {a} officers and {b} managers»",
    "«the wing held {m} prisoners, comprising {a} on remand and {b} serving sentences»",
    "«the sample of {m} cases was made up of {a} community orders and {b} licences»",
    "«the school has {m} teachers, comprising {a} in the lower school and {b} in the upper school»",
    "«the home has {m} bedrooms, consisting of {a} on the ground floor and {b} upstairs»",
    "«the panel of {m} members was made up of {a} lay members and {b} officials»",
    "«our survey drew {m} replies, consisting of {a} on paper and {b} online»",
    "«the service had {m} vehicles, comprising {a} vans and {b} cars»",
    "«the {m} complaints were broken down into {a} about food and {b} about noise»",
)
_INCLUDED = (
    "«we spoke to {m} residents, of whom {a} were women and {b} were under 65»",
    "«we met {m} parents, including {a} in a group and {b} by telephone»",
    "«the unit held {m} young people, of whom {a} were on remand and {b} were serving sentences»",
    "«inspectors read {m} records, including {a} from the north team and {b} from the south team»",
    "«there were {m} lessons on the timetable, of which {a} were practical and {b} were taught online»",
    "«the board received {m} complaints, of which {a} were upheld and {b} were withdrawn»",
    "«the region employed {m} officers, of whom {a} had qualified recently and {b} were on leave»",
    "«the service ran {m} sites, including {a} in towns and {b} in villages»",
)
_OVERLAPPING = (
    "«of {m} recruits, {a} were women and {b} worked part time»",
    "«of the {m} officers in post, {a} had a degree and {b} spoke a second language»",
    "«of {m} residents, {a} used a wheelchair and {b} needed help with meals»",
    "«of the {m} pupils in the class, {a} played an instrument and {b} took part in sport»",
    "«of {m} prisoners on the wing, {a} had a job and {b} attended education»",
    "«of the {m} parents who replied, {a} worked full time and {b} had more than a single child at the school»",
    "«of {m} children in care, {a} lived with relatives and {b} had moved in the year»",
    "«of the {m} nurses, {a} worked nights and {b} had trained abroad»",
)
_RATES = (
    "«vacancies stood at {w}: {a} for officers, {b} for managers»",
    "«absence was {w}: {a} for day staff, {b} for night staff»",
    "«the rate of turnover was {w} – {a} for teachers and {b} for assistants»",
    "«sickness ran at {w}: {a} for nurses, {b} for carers»",
    "«attendance was {w}: {a} for boys, {b} for girls»",
    "«completion stood at {w} – {a} for courses on site and {b} for courses online»",
    "«the share of late visits was {w}: {a} for the north team, {b} for the south team»",
    "«occupancy was {w}: {a} for single rooms, {b} for shared rooms»",
)
_REMAINING = (
    "the service met {a} of its {m} aims; on «the remaining {b}» it fell short",
    "the home did well on {a} of the {m} measures. On «the remaining {b}» it did not",
    "inspectors were content with {a} out of {m} policies. «The remaining {b}» were out of date",
    "the school had carried out {a} of {m} recommendations. «The remaining {b}» were in hand",
    "leaders had closed {a} of the {m} actions, and «the remaining {b}» were overdue",
    "the prison passed {a} of the {m} tests; «the remaining {b}» showed weaknesses",
    "the council had filled {a} of its {m} posts. «The remaining {b}» were advertised",
    "visits took place in {a} of the {m} weeks. In «the remaining {b}» none was made",
)  # fmt: skip


def _split(random: Random, whole: int, parts: int) -> list[int]:
    cuts = sorted(random.sample(range(1, whole), parts - 1))
    return [end - start for start, end in zip([0, *cuts], [*cuts, whole], strict=True)]


def _plural(random: Random, whole: int, parts: int) -> list[int]:
    """Split a whole into parts of two or more, so that the words around them can stay in the plural."""
    return [part + 1 for part in _split(random, whole - parts, parts)]


def rated(random: Random) -> Statement:
    how = style(random)
    whole = random.randint(8, 60)
    parts = _plural(random, whole, 3)
    names = random.sample(RATINGS, 3)
    phrases, template, things = Phrases.drawn(random), random.choice(_RATED), random.choice(_THINGS)

    def text(numbers: list[int], of: int) -> str:
        figures = dict(zip("abc", map(how.count, numbers), strict=True))
        labels = dict(zip("ABC", names, strict=True))
        return phrases.write(template, how, m=how.count(of), things=things, **figures, **labels)

    wrong = list(parts)
    wrong[random.randrange(3)] += random.randint(1, 4)
    return Statement(
        "parts by rating",
        line(text(parts, whole)),
        Slip("parts that exceed the whole", line(text(wrong, whole))),
        PARTS,
    )


def opinions(random: Random) -> Statement:
    how = style(random, places=0)
    parts = _plural(random, 100, 3)
    # each may have been rounded: together they print as 99, 100 or 101
    parts[random.randrange(3)] += random.choice((-1, 0, 0, 0, 1))
    phrases, template, topic = Phrases.drawn(random), random.choice(_OPINIONS), random.choice(_TOPICS)

    def text(numbers: list[int]) -> str:
        figures = {name: how.percent(Fraction(number)) for name, number in zip("abc", numbers, strict=True)}
        return phrases.write_bare(template, how, topic=topic, **figures)

    wrong, due, name = list(parts), FAILS, "parts that exceed 100"
    if random.random() < 0.3 and max(wrong) > 16:
        wrong[wrong.index(max(wrong))] -= random.randint(8, 14)
        due, name = DOUBTFUL, "parts that leave some out"
    else:
        wrong[random.randrange(3)] += random.randint(4, 20)
    return Statement("opinions", line(text(parts)), Slip(name, line(text(wrong)), due), PARTS)


def _two_parts(random: Random, name: str, templates: tuple[str, ...]) -> tuple[Callable[[int, int, int], str], str]:
    how = style(random)
    phrases, template = Phrases.drawn(random), random.choice(templates)

    def text(whole: int, one: int, other: int) -> str:
        figures = {"m": how.count(whole), "a": how.count(one), "b": how.count(other)}
        return phrases.write_bare(template, how, **figures)

    return text, name


def made_up(random: Random) -> Statement:
    text, name = _two_parts(random, "a whole made up of its parts", _MADE_UP)
    whole = random.randint(9, 140)
    one, other = _plural(random, whole, 2)
    off = random.choice([step for step in range(-6, 7) if step and other + step > 1])
    slip = Slip("parts that do not make the whole", line(text(whole, one, other + off)))
    return Statement(name, line(text(whole, one, other)), slip, PARTS)


def included(random: Random) -> Statement:
    """Write parts that the words allow to leave some out; the slip exceeds the whole, or leaves out very few."""
    text, name = _two_parts(random, "parts of a whole", _INCLUDED)
    whole = random.randint(12, 140)
    one, other = _plural(random, whole, 2)
    if random.random() < 0.4:
        most = max(1, whole // 10)
        left = random.randint(1, most)
        # the true parts stay in the plural, and so must these
        shorter = (one - left, other) if one > other else (one, other - left)
        slip = Slip("parts that leave a few out", line(text(whole, *shorter)), DOUBTFUL)
    else:
        slip = Slip("a part that exceeds the whole", line(text(whole, whole + random.randint(1, 9), other)))
    return Statement(name, line(text(whole, one, other)), slip, PARTS)


def overlapping(random: Random) -> Statement:
    text, name = _two_parts(random, "groups that may overlap", _OVERLAPPING)
    whole = random.randint(12, 140)
    one, other = random.randint(2, whole - 1), random.randint(2, whole - 1)
    over = text(whole, whole + random.randint(1, 9), other)
    return Statement(name, line(text(whole, one, other)), Slip("a part that exceeds the whole", line(over)), PARTS)


def rates(random: Random) -> Statement:
    how = style(random, places=1)
    phrases, template = Phrases.drawn(random), random.choice(_RATES)
    low = Fraction(random.randint(30, 700), 10)
    high = low + Fraction(random.randint(12, 90), 10)
    inside = low + Fraction(random.randint(3, int((high - low) * 10) - 3), 10)
    outside = random.choice((low - Fraction(random.randint(4, 25), 10), high + Fraction(random.randint(4, 60), 10)))
    sign = random.random() < 0.5
    parts = random.sample((low, high), 2)

    def text(whole: Fraction) -> str:
        # with its point throughout: "ten per cent" may be 10.4, and "four for assistants" a count of them
        said, one, other = (f"{float(rate):.1f}" for rate in (whole, *parts))
        unit = how.sign if sign else ""
        return phrases.write_bare(template, how, w=f"{said}{how.sign}", a=f"{one}{unit}", b=f"{other}{unit}")

    slip = Slip("a whole outside its parts", line(text(max(outside, Fraction(1, 2)))), DOUBTFUL)
    return Statement("a rate and those of its parts", line(text(inside)), slip, PARTS)


def remaining(random: Random) -> Statement:
    text, name = _two_parts(random, "what remains", _REMAINING)
    whole = random.randint(5, 60)
    one = random.randint(2, whole - 2)
    left = whole - one
    wrong = random.choice([step for step in range(2, left + 6) if step != left])
    slip = Slip("a wrong remainder", line(text(whole, one, wrong)), EITHER)
    return Statement(name, line(text(whole, one, left)), slip, PARTS)


SHAPES: tuple[Maker, ...] = (rated, opinions, made_up, included, overlapping, rates, remaining)
