"""Figures held against each other: comparisons, changes, significance, and the same figure in two places."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from random import Random

from tests.claim_reports.figures import fisher, style
from tests.claim_reports.phrases import Phrases
from tests.claim_reports.statements import DOUBTFUL, Line, Slip, Statement, line

from inspectorate.reports.checking.model import Kind, Role

Maker = Callable[[Random], Statement]
COMPARISON, CHANGE = frozenset({Kind.COMPARISON}), frozenset({Kind.CHANGE})
SIGNIFICANCE, REPEATED = frozenset({Kind.SIGNIFICANCE}), frozenset({Kind.REPEATED})

_AVERAGE = (
    "«at {p}, {topic} was {word} than the national average ({q})»",
    "«{topic}, at {p}, was {word} than the regional average ({q})»",
    "«{topic} stood at {p}, {word} than the figure for similar places ({q})»",
    "«{topic} was {p}. This was {word} than the national average ({q})»",
    "«at {p}, {topic} was {word} than the rate reported at the previous inspection ({q})»",
    "«we found {topic} of {p}, {word} than the average for the region ({q})»",
    "«with {topic} at {p}, the result was {word} than the national figure of {q}»",
    "«{topic}, at {p}, was {word} than in the region as a whole, at {q}»",
    "«{topic} was {p}, which is {word} than the England average ({q})»",
)
_BESIDE = (
    "«at {p}, {topic} was {word} the national average ({q})»",
    "«{topic}, at {p}, was {word} the regional average ({q})»",
    "«{topic} was {p}, {word} the target ({q})»",
    "«{topic} stood at {p}. This was {word} the national level ({q})»",
    "«at {p}, {topic} was {word} the average of {q}»",
    "«{topic} of {p} was {word} the figure for the region ({q})»",
    "«with {topic} at {p}, the home was {word} the national average ({q})»",
    "«{topic} was {p}, which is {word} the rate elsewhere ({q})»",
)
_TWO_GROUPS = (
    "«{many} {one} ({p}) than {other} ({q}) {did}»",
    "«{many} of the {one} ({p}) than of the {other} ({q}) {did}»",
    "«{many} {one} ({p}) {did} than {other} ({q})»",
    "our survey showed that «{many} {one} ({p}) than {other} ({q}) {did}»",
    "«{many} {one} ({p}) told us so than {other} ({q})»",
    "«{many} {one} [{p}] than {other} [{q}] {did}»",
    "it was striking that «{many} {one} ({p}) than {other} ({q}) {did}»",
    "«{many} {one} ({p} of those asked) than {other} ({q}) {did}»",
)
_ONLY = (
    "«only {p} of {one} {did}, compared with {q} of {other}»",
    "«just {p} of {one} {did}, compared to {q} of {other}»",
    "«only {p} of {one} {did} compared with {q} of {other}»",
    "«just {p} of the {one} {did}, compared with {q} of the {other}»",
    "we found that «only {p} of {one} {did}, compared to {q} of {other}»",
    "it was a concern that «just {p} of {one} {did}, compared with {q} of {other}»",
    "«only {p} of the {one} who replied {did}, compared with {q} of {other}»",
    "«just {p} of {one} in the sample {did} compared to {q} of {other} there»",
)
_TOPIC = (
    "attendance",
    "completion",
    "satisfaction",
    "occupancy",
    "retention",
    "take-up of training",
    "employment on release",
)
_GROUPS = (("women", "men"), ("boys", "girls"), ("officers", "managers"), ("day staff", "night staff"),
           ("older residents", "younger residents"), ("prisoners on remand", "sentenced prisoners"))  # fmt: skip
_DID = (
    "felt safe",
    "had a key worker",
    "trusted the complaints process",
    "knew of the helpline",
    "had been asked for their views",
)

_CHANGES = (
    "«the caseload {verb} from {a} to {b}»",
    "«referrals {verb} from {a} in 2021/22 to {b} in 2022/23»",
    "«the number of pupils {verb} from {a} to {b}» over the period",
    "«complaints {verb} from {a} in the first year to {b} in the second»",
    "«incidents of violence had {verb3} from {a} to {b}» since the last visit",
    "«the population {verb} from {a} on 1 March 2022 to {b} on 1 March 2023»",
    "«admissions {verb} from {a} to only {b}» in that time",
    "numbers on roll were volatile: «they {verb} from {a} to {b}»",
)
_PERCENT_CHANGES = (
    "«vacancies {verb} from {a} to {b}»",
    "«attendance {verb} from {a} in 2021 to {b} in 2022»",
    "«the proportion seen on time {verb} from {a} to {b}»",
    "«satisfaction had {verb3} from {a} in the spring to {b} in the autumn»",
    "«sickness absence {verb} from {a} to {b}» in a year",
    "«the share of places filled {verb} from {a} in March 2022 to {b}»",
    "«completion rates {verb} from {a} to {b}», the board was told",
    "«staff turnover {verb} from {a} at the last inspection to {b}»",
)
_BY = (
    "«referrals {verb} from {a} to {b}, a {noun} of {p}»",
    "«the caseload {verb} from {a} to {b} (a {noun} of {p})»",
    "«the roll {verb} from {a} in 2021/22 to {b} in 2022/23, a {noun} of {p}»",
    "«the number of beds {verb} from {a} to {b} – a {noun} of {p}»",
    "«complaints had {verb3} from {a} to {b}, a {noun} of {p}»",
    "«spending on agency staff rose while posts {verb} from {a} to {b}, a {noun} of {p}»",
    "«visits {verb} from {a} in the spring to {b} in the summer (a {noun} of {p})»",
    "«the population {verb} from {a} to {b}, a {noun} of {p},» within a year",
)
_UP = (("rose", "risen", "rise"), ("increased", "increased", "increase"), ("grew", "grown", "rise"))
_DOWN = (("fell", "fallen", "fall"), ("decreased", "decreased", "decrease"), ("dropped", "dropped", "drop"))

_SIGNIFICANT = (
    "outcomes were «significantly better» for {one}: {p} ({n} of {m}) against {q} ({k} of {l})",
    "the work was «significantly better» for {one} ({p}, {n} out of {m}) than for {other} ({q}, {k} out of {l})",
    "results were «significantly higher» for {one}: {p} ({n} of {m}) compared with {q} ({k} of {l})",
    "we found «significantly better» plans for {one}. They sufficed for {p} ({n} of {m}) against {q} ({k} of {l})",
    "{one} had «significantly better» experiences, {p} ({n} of {m}) against {q} ({k} of {l})",
    "access was «significantly greater» for {one}: {p} ({n} out of {m}) against {q} ({k} out of {l})",
    "there was a «significant difference»: {p} ({n} of {m}) of {one} and {q} ({k} of {l}) of {other} were content",
    "«significantly more» {one} felt safe: {p} ({n} of {m}) against {q} ({k} of {l})",
)
_SAMPLES = (
    ("We inspected {m} cases.", "It was done in {n} of «the {m} inspected cases»."),
    ("We inspected {m} cases in two weeks.", "Good records were kept in {n} of «the {m} inspected cases»."),
    ("Inspectors met staff, and we examined {m} cases.", "We drew on «a sample of {m} cases» for this."),
    ("We reviewed {m} cases from the year before.", "Of «our sample of {m} cases», {n} were held by new staff."),
    (
        "We assessed {m} cases with the help of local staff.",
        "Victims were thought of in {n} of «the {m} cases we inspected».",
    ),
    ("In total we inspected {m} community cases.", "Diversity was considered in {n} of «the {m} inspected cases»."),
    ("We have inspected {m} cases.", "Across «the {m} cases inspected», staff knew the person well."),
    ("We also reviewed {m} cases.", "The findings in this chapter rest on «a sample of {m} cases»."),
)
_SAID_TWICE = (
    "the centre supervised «{m} people» on community orders across the county",
    "«{m} residents» lived at the home on the day of our unannounced visit",
    "the school had «{m} pupils» on roll in the autumn term",
    "staff told us that «{m} prisoners» were employed in the workshops",
    "the service received «{m} referrals» from general practitioners in the year",
    "the council placed «{m} children» with foster carers outside its boundary",
    "around the clock, «{m} nurses» covered the surgical wards",
    "«{m} volunteers» supported the resettlement team during the winter",
)


def _ordered(random: Random) -> tuple[Fraction, Fraction]:
    low = random.randint(5, 85)
    return Fraction(low), Fraction(low + random.randint(2, min(40, 98 - low)))


def _against(name: str, templates: tuple[str, ...], words: tuple[tuple[str, ...], tuple[str, ...]]) -> Maker:
    """Return the maker of a figure against an average; the slip has it the wrong way round."""

    def make(random: Random) -> Statement:
        how = style(random, places=0)
        low, high = _ordered(random)
        up = random.random() < 0.5
        one, other = (high, low) if up else (low, high)
        word = random.choice(words[0] if up else words[1])
        topic, template, phrases = random.choice(_TOPIC), random.choice(templates), Phrases.drawn(random)

        def text(p: Fraction, q: Fraction) -> str:
            said = {"word": word, "topic": topic, "p": how.percent(p), "q": how.percent(q)}
            return phrases.write_bare(template, how, **said)

        slip = Slip("a comparison the wrong way round", line(text(other, one)))
        return Statement(name, line(text(one, other)), slip, COMPARISON)

    return make


def two_groups(random: Random) -> Statement:
    how = style(random, places=0)
    low, high = _ordered(random)
    up = random.random() < 0.5
    p, q = (high, low) if up else (low, high)
    pair = random.choice(_GROUPS)
    one, other = random.sample(pair, 2)
    phrases, did = Phrases.drawn(random), random.choice(_DID)
    many = "more" if up else "fewer"
    template = random.choice(_TWO_GROUPS)

    def text(first: Fraction, second: Fraction) -> str:
        said = {"many": many, "one": one, "other": other, "p": how.percent(first), "q": how.percent(second)}
        return phrases.write_bare(template.replace("{did}", did), how, **said)

    slip = Slip("a comparison the wrong way round", line(text(q, p)))
    return Statement("more of one group than of another", line(text(p, q)), slip, COMPARISON)


def only(random: Random) -> Statement:
    how = style(random, places=0)
    low, high = _ordered(random)
    one, other = random.sample(random.choice(_GROUPS), 2)
    phrases, did = Phrases.drawn(random), random.choice(_DID)
    template = random.choice(_ONLY)

    def text(first: Fraction, second: Fraction) -> str:
        said = {"one": one, "other": other, "p": how.percent(first), "q": how.percent(second)}
        return phrases.write_bare(template.replace("{did}", did), how, **said)

    # "only" is a judgement, which the larger of two figures may bear
    slip = Slip("a comparison the wrong way round", line(text(high, low)), DOUBTFUL)
    return Statement("only p, compared with q", line(text(low, high)), slip, COMPARISON)


def _changed(name: str, templates: tuple[str, ...], *, percent: bool = False, by: bool = False) -> Maker:
    """Return the maker of a change; the slip has it the wrong way round, or by a wrong percentage."""

    def make(random: Random) -> Statement:
        how = style(random, places=None if percent else 0)
        up = random.random() < 0.5
        verb, verb3, noun = random.choice(_UP if up else _DOWN)
        low = random.randint(4, 60) if percent else random.randint(12, random.choice((90, 2400)))
        high = low + random.randint(2, 30 if percent else max(2, low // 2))
        old, new = (low, high) if up else (high, low)
        change = Fraction(100 * abs(new - old), old)
        phrases, template = Phrases.drawn(random), random.choice(templates)

        def text(before: int, after: int, p: Fraction) -> str:
            write = (lambda value: how.percent(Fraction(value))) if percent else how.count
            said = {"verb": verb, "verb3": verb3, "noun": noun, "a": write(before), "b": write(after)}
            return phrases.write_bare(template, how, **said, p=how.percent(p))

        printed = Fraction(round(change))
        if by and random.random() < 0.5:
            off = random.randint(3, 20)
            slip = Slip("a wrong percentage", line(text(old, new, printed + off)))
        else:
            slip = Slip("a change the wrong way round", line(text(new, old, printed)))
        return Statement(name, line(text(old, new, printed)), slip, CHANGE)

    return make


def significant(random: Random) -> Statement:
    how = style(random, places=0)
    one, other = random.sample(random.choice(_GROUPS), 2)
    phrases, template = Phrases.drawn(random), random.choice(_SIGNIFICANT)

    def shares(*, chance: bool) -> tuple[tuple[int, int], tuple[int, int]]:
        while True:
            first, second = random.randint(8, 60), random.randint(8, 60)
            pair = (random.randint(2, first), first), (random.randint(1, second), second)
            better = pair[0][0] * second > pair[1][0] * first
            if better and (fisher(*pair) > Fraction(1, 20)) is chance:
                return pair

    def text(pairs: tuple[tuple[int, int], tuple[int, int]]) -> str:
        (n, m), (k, rest) = pairs
        figures = {"n": how.count(n), "m": how.count(m), "k": how.count(k), "l": how.count(rest)}
        percents = {"p": how.percent(how.of(n, m)), "q": how.percent(how.of(k, rest))}
        return phrases.write_bare(template, how, one=one, other=other, **figures, **percents)

    slip = Slip("a difference that is not significant", line(text(shares(chance=True))), DOUBTFUL)
    return Statement("significantly", line(text(shares(chance=False))), slip, SIGNIFICANCE)


def sample_twice(random: Random) -> Statement:
    base = random.randint(20, 90)
    count = random.randint(11, base)
    other = random.choice([step for step in range(base - 6, base + 9) if step != base])
    first, second = random.choice(_SAMPLES)

    def lines(again: int) -> tuple[Line, ...]:
        opening = Line(first.format(m=base))
        return (opening, Line("Findings", Role.HEADING, level=2), Line(second.format(n=min(count, again), m=again)))

    slip = Slip("the same figure differing", lines(other), DOUBTFUL)
    return Statement("the sample in two places", lines(base), slip, REPEATED, alone=True)


def said_twice(random: Random) -> Statement:
    how = style(random)
    value = random.randint(12, 4000)
    other = random.choice([value + step for step in (-10, -9, -1, 1, 9, 10, 100) if value + step > 10])
    template = random.choice(_SAID_TWICE)

    def lines(again: int) -> tuple[Line, ...]:
        said = how.sentence(template.format(m=f"{value:,}"))
        repeated = how.sentence(template.format(m=f"{again:,}"))
        return (Line(f"{said}."), Line(f"Background paper. {repeated}."))

    slip = Slip("the same figure differing", lines(other), DOUBTFUL)
    return Statement("a sentence said twice", lines(value), slip, REPEATED)


_THAN = (("higher", "greater"), ("lower", "smaller"))
_BY_POSITION = (("above", "higher than", "well above"), ("below", "lower than", "well below"))
SHAPES: tuple[Maker, ...] = (
    _against("higher or lower than an average", _AVERAGE, _THAN),
    _against("above or below an average", _BESIDE, _BY_POSITION),
    two_groups,
    only,
    _changed("a change of a count", _CHANGES),
    _changed("a change of a percentage", _PERCENT_CHANGES, percent=True),
    _changed("a change by a percentage", _BY, by=True),
    significant,
    sample_twice,
    said_twice,
)
