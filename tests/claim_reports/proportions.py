"""Words for a proportion beside their figure: fractions, hedged or not, majorities and the method's own words."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from random import Random

from tests.claim_reports.figures import Style, pair, share, style
from tests.claim_reports.phrases import Phrases
from tests.claim_reports.statements import DOUBTFUL, EITHER, FAILS, Slip, Statement, line

from inspectorate.reports.checking.model import Kind, Verdict

PROPORTION = frozenset({Kind.PROPORTION})
Maker = Callable[[Random], Statement]

FRACTIONS = {
    "half": Fraction(1, 2), "a third": Fraction(1, 3), "one third": Fraction(1, 3), "two thirds": Fraction(2, 3),
    "two-thirds": Fraction(2, 3), "a quarter": Fraction(1, 4), "one quarter": Fraction(1, 4),
    "three quarters": Fraction(3, 4), "three-quarters": Fraction(3, 4), "a fifth": Fraction(1, 5),
    "one-fifth": Fraction(1, 5), "two fifths": Fraction(2, 5), "three fifths": Fraction(3, 5),
    "four fifths": Fraction(4, 5), "a tenth": Fraction(1, 10), "nine tenths": Fraction(9, 10),
    "one in three": Fraction(1, 3), "two in three": Fraction(2, 3), "one in four": Fraction(1, 4),
    "three in four": Fraction(3, 4), "one in five": Fraction(1, 5), "two in five": Fraction(2, 5),
    "four in five": Fraction(4, 5), "one in 10": Fraction(1, 10), "nine in ten": Fraction(9, 10),
    "a sixth": Fraction(1, 6), "one in eight": Fraction(1, 8), "one in two": Fraction(1, 2),
}  # fmt: skip
NEAR, FAR = 2, 8
"""Points within which a plain fraction is true, and from which another one is clearly wrong."""
BELOW = ("nearly ", "almost ", "just under ", "not quite ", "slightly less than ")
ABOVE = ("just over ", "slightly more than ", "a little over ")
FAR_ABOVE = ("more than ", "over ")
FAR_BELOW = ("less than ", "fewer than ", "under ")
ABOUT = ("about ", "around ", "approximately ", "roughly ")

_WITH_PAIR = (
    "«{f} ({n}/{m})» of the {nouns} {did}",
    "«{f} of {kind}{nouns} ({n}/{m})» {did}",
    "«{f} of the {nouns} ({n} of {m})» {did}",
    "«{f} of {nouns} {clause} ({n} out of {m})» {did}",
    "«{f} ({n} out of {m})» {did}",
    "this was so for «{f} of the {kind}{nouns} ({n} of the {m})»",
    "«{f} ({n} of {m} {nouns})» {did}",
    "«{f} of the {nouns} {did} ({n} of {m})»",
    "we judged the work to be sound in «{f} of {nouns} ({n}/{m})»",
)
_WITH_PERCENT = (
    "«{f} ({p})» of the {nouns} {did}",
    "«{f} of {kind}{nouns} ({p})» {did}",
    "«{f} of the {nouns} {clause} ({p})» {did}",
    "«{f} of {nouns}, {p},» {did}",
    "«{f} – {p} –» of the {nouns} {did}",
    "we saw this in «{f} of the {kind}{nouns} ({p})»",
    "«{p} ({f})» of the {nouns} {did}",
    "«{f} of the {nouns} {did} ({p})»",
    "«{f} of those {nouns} [{p}]» {did}",
)
_AFTER_PAIR = (
    "«{n} of the {m} {nouns} ({f})» {did}",
    "«{n} out of {m} ({f})» {did}",
    "«{n} of {m} {kind}{nouns} ({f})» {did}",
    "only «{n} of the {m} {nouns} {clause} ({f})» {did}",
    "it applied to «{n} out of the {m} {kind}{nouns} ({f})»",
    "we found that «{n} of these {m} {nouns} ({f})» {did}",
    "«{n} of our {m} {nouns} ({f})» {did}",
    "«just {n} of {m} {nouns} [{f}]» {did}",
)
_OF_A_BASE = (
    "«{f} of the {m} {nouns} ({n})» {did}",
    "«{f} of {m} {kind}{nouns} ({n})» {did}",
    "«{f} of these {m} {nouns} ({n})» {did}",
    "«{f} of our {m} {nouns} ({n})» {did}",
    "we found that «{f} of the {m} {kind}{nouns} ({n})» {did}",
    "«{f} of all {m} {nouns} ({n})» {did}",
    "this held for «{f} of the {m} {nouns} ({n})»",
    "«{f} of the {m} {nouns} ({n} {nouns})» {did}",
)
_MAJORITIES = (
    "«{w} of {nouns} ({s})» {did}",
    "«{w} of the {kind}{nouns} ({s})» {did}",
    "this was so for «{w} of {nouns} ({s})»",
    "«{w} of {nouns} {clause} ({s})» {did}",
    "we found it in «{w} of the {nouns} ({s})»",
    "«{w} ({s})» of the {nouns} {did}",
    "«{w} of these {nouns} ({s})» {did}",
    "«{w} of {kind}{nouns}, {s},» {did}",
    "«{w} of the {nouns} {did} ({s})»",
)
_OWN_WORDS = (
    "the work was good enough in «{w} of cases ({s})»",
    "planning was sufficient for «{w} of those inspected ({s})»",
    "managers had overseen the work well in «{w} of cases ({s})»",
    "in «{w} of the cases ({s})» victims had been thought of",
    "assessment drew on other agencies in «{w} of relevant cases ({s})»",
    "reviews were timely in «{w} of instances ({s})»",
    "contact was frequent enough for «{w} of people on probation ({s})»",
    "enforcement was fair in «{w} of cases that we read ({s})»",
    "«{w} of plans ({s})» were shared with the person",
)
_TOO_FEW = (
    "the work was good enough in «too few cases ({s})»",
    "planning took account of risk in «too few of the cases ({s})»",
    "«too few cases ({s})» were reviewed in time",
    "home visits were made in «too few instances ({s})»",
    "victims were thought of in «too few relevant cases ({s})»",
    "contact was kept up in «too few of these ({s})»",
    "«too few plans ({s})» were shared with the person",
    "we saw management oversight in «too few of the inspected cases ({s})»",
)


def _points(words: str) -> Fraction:
    return 100 * FRACTIONS[words]


def _pair_near(random: Random, low: Fraction, high: Fraction) -> tuple[int, int]:
    """Draw a count and base whose percentage lies between two bounds, both excluded."""
    while True:
        count, base = pair(random, least=6)
        if low < share(count, base) < high:
            return count, base


def _hedge(random: Random, words: str) -> tuple[str, Fraction, Fraction]:
    """Draw a hedge that fits a fraction, with the bounds of the percentages of which it is true."""
    points = _points(words)
    choices = [(BELOW, points - 4, points), (ABOVE, points, points + 4), (ABOUT, points - 3, points + 3)]
    choices += [(FAR_ABOVE, points, points + 12), (FAR_BELOW, points - 12, points)]
    words_of_hedge, low, high = random.choice(choices)
    return random.choice(words_of_hedge), max(low, Fraction(1)), min(high, Fraction(99))


def _figures(random: Random, low: Fraction, high: Fraction, how: Style, *, percent: bool) -> dict[str, str] | None:
    count, base = _pair_near(random, low, high)
    if percent:
        # whatever the printed percentage was rounded from must lie on the true side
        printed = how.of(count, base)
        unit = Fraction(1, 2 * 10**how.places)
        if not low <= printed - unit < printed + unit <= high:
            return None
        return {"p": how.percent(printed)}
    return {"n": how.count(count), "m": how.count(base)}


def _drawn(random: Random, low: Fraction, high: Fraction, how: Style, *, percent: bool) -> dict[str, str]:
    while True:
        figures = _figures(random, low, high, how, percent=percent)
        if figures is not None:
            return figures


def _due(template: str) -> frozenset[Verdict]:
    """Return the verdict due; after what was done, a figure may be of what was named last: "half had debts (94%)"."""
    return EITHER if template.endswith(("{did} ({p})\u00bb", "{did} ({s})\u00bb")) else FAILS


def _plain(name: str, templates: tuple[str, ...], *, percent: bool = False) -> Maker:
    """Return the maker of a plain fraction beside its figure; the slip is another fraction."""

    def make(random: Random) -> Statement:
        how = style(random, places=None if percent else 0)
        words = random.choice(list(FRACTIONS))
        points = _points(words)
        figures = _drawn(random, points - NEAR, points + NEAR, how, percent=percent)
        phrases, template = Phrases.drawn(random), random.choice(templates)

        def text(f: str) -> str:
            return phrases.write(template, how, f=f, **figures)

        # from the true fraction by as much more as the figure may lie on the near side
        far = random.choice([one for one in FRACTIONS if abs(_points(one) - points) >= FAR + NEAR])
        return Statement(name, line(text(words)), Slip("a wrong fraction", line(text(far)), _due(template)), PROPORTION)

    return make


def _hedged(name: str, templates: tuple[str, ...], *, percent: bool = False) -> Maker:
    """Return the maker of a hedged fraction; the slip is on the wrong side, or of another fraction."""

    def make(random: Random) -> Statement:
        how = style(random, places=None if percent else 0)
        words = random.choice([one for one in FRACTIONS if " in " not in one])
        hedge, low, high = _hedge(random, words)
        figures = _drawn(random, low, high, how, percent=percent)
        phrases, template = Phrases.drawn(random), random.choice(templates)
        points = _points(words)
        if hedge in ABOUT:
            far = random.choice(
                [one for one in FRACTIONS if abs(_points(one) - points) >= FAR + 3 and " in " not in one]
            )
            wrong, name_of_slip = phrases.write(template, how, f=hedge + far, **figures), "a wrong fraction"
        else:
            above = hedge in (*ABOVE, *FAR_ABOVE)
            low, high = (points - 15, points - 1) if above else (points + 1, points + 15)
            other = _drawn(random, max(low, Fraction(1)), min(high, Fraction(99)), how, percent=percent)
            wrong, name_of_slip = phrases.write(template, how, f=hedge + words, **other), "the wrong side of a hedge"
        right = phrases.write(template, how, f=hedge + words, **figures)
        return Statement(name, line(right), Slip(name_of_slip, line(wrong), _due(template)), PROPORTION)

    return make


def exactly_a_bound(random: Random) -> Statement:
    """Write "more than a third (13 of 36)"; the slip has exactly a third."""
    how = style(random, places=0)
    words = random.choice([one for one in FRACTIONS if " in " not in one])
    base = FRACTIONS[words].denominator * random.randint(3, 10)
    equal = int(FRACTIONS[words] * base)
    above = random.random() < 0.5
    hedge = random.choice(FAR_ABOVE if above else FAR_BELOW)
    phrases, template = Phrases.drawn(random), random.choice(_WITH_PAIR)

    def text(count: int) -> str:
        return phrases.write(template, how, f=hedge + words, n=how.count(count), m=how.count(base))

    right = equal + (1 if above else -1)
    return Statement(
        "a bound exactly met", line(text(right)), Slip("a bound not passed", line(text(equal))), PROPORTION
    )


def _share_text(random: Random, how: Style) -> Callable[[Fraction, Fraction], str]:
    """Draw whether a share is printed as a percentage, a pair or a pair in figures; return the writer for bounds."""
    form = random.choice(("{p}", "{n} of {m}", "{n}/{m}", "{n} out of {m}", "{n} of the {m}"))

    def write(least: Fraction, most: Fraction) -> str:
        return form.format(**_drawn(random, least, most, how, percent="{p}" in form))

    return write


def majority(random: Random) -> Statement:
    """Write a majority or minority in plain English; the slip lies on the other side of the half."""
    how = style(random, places=0)
    words, low, high = random.choice((
        ("the majority", 51, 99), ("a majority", 51, 99), ("most", 55, 99), ("a minority", 1, 49),
        ("a small minority", 1, 25), ("the vast majority", 82, 99), ("a clear majority", 60, 99),
        ("an overwhelming majority", 85, 99),
    ))  # fmt: skip
    phrases, template = Phrases.drawn(random), random.choice(_MAJORITIES)
    write = _share_text(random, how)
    other = (Fraction(5), Fraction(42)) if low >= 50 else (Fraction(58), Fraction(97))
    right = phrases.write(template, how, w=words, s=write(Fraction(low), Fraction(high)))
    wrong = phrases.write(template, how, w=words, s=write(*other))
    slip = Slip("the wrong side of the half", line(wrong), _due(template))
    return Statement("a majority or minority", line(right), slip, PROPORTION)


def own_words(random: Random) -> Statement:
    """Write the method's own words for its bands; the slip has them of a share in another one.

    Beyond the half that is wrong in any English; within a side of it the method alone says so: doubtful.
    """
    how = style(random, places=0)
    words, low, high, others = random.choice((
        ("a minority", 1, 49, ((58, 64, FAILS), (66, 97, FAILS))),
        ("too few", 51, 64, ((73, 97, DOUBTFUL),)),
        ("a reasonable majority", 66, 79, ((5, 42, FAILS), (52, 57, DOUBTFUL), (88, 98, DOUBTFUL))),
        ("a large majority", 81, 99, ((5, 42, FAILS), (52, 64, DOUBTFUL), (66, 71, DOUBTFUL))),
    ))  # fmt: skip
    phrases, template = Phrases.drawn(random), random.choice(_TOO_FEW if words == "too few" else _OWN_WORDS)
    write = _share_text(random, how)
    least, most, due = random.choice(others)
    right = phrases.write(template, how, w=words, s=write(Fraction(low), Fraction(high)))
    wrong = phrases.write(template, how, w=words, s=write(Fraction(least), Fraction(most)))
    slip = Slip("another of the method's words", line(wrong), due)
    return Statement("the method's own words", line(right), slip, PROPORTION)


SHAPES: tuple[Maker, ...] = (
    _plain("a fraction (n of m)", _WITH_PAIR),
    _plain("a fraction (p)", _WITH_PERCENT, percent=True),
    _plain("n of m (a fraction)", _AFTER_PAIR),
    _plain("a fraction of the m (n)", _OF_A_BASE),
    _hedged("a hedged fraction (n of m)", _WITH_PAIR),
    _hedged("a hedged fraction (p)", _WITH_PERCENT, percent=True),
    exactly_a_bound,
    majority,
    own_words,
)
