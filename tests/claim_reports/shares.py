"""Counts of a base with their percentage, in every order and spelling."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from random import Random

from tests.claim_reports.figures import counts_that_print, may_print, pair, share, style, wrong_pairs, wrong_percents
from tests.claim_reports.phrases import Phrases
from tests.claim_reports.statements import DOUBTFUL, FAILS, Line, Slip, Statement, line

from inspectorate.reports.checking.model import Kind, Role, Verdict

N_OF_M = frozenset({Kind.N_OF_M})
ATTAINABLE = frozenset({Kind.ATTAINABLE})
Maker = Callable[[Random], Statement]

_COUNT_FIRST = (
    "«{n} out of {m} ({p})» {did}",
    "«{n} out of {m} {nouns} ({p})» {did}",
    "only «{n} of the {m} {kind}{nouns} ({p})» {did}",
    "«{n} of the {m} {nouns} {clause} ({p})» {did}",
    "«{n} {nouns} out of {m} ({p})» {did}",
    "«just {n} of {m} {kind}{nouns} ({p})» {did}",
    "«{n} of {m} {nouns} [{p}]» {did}",
    "we found that «{n} out of the {m} {kind}{nouns} {clause} ({p})» {did}",
    "this was so for «{n} of these {m} {kind}{nouns} ({p})»",
    "evidence of it was seen in «{n} out of a total of {m} {nouns} ({p})»",
    "of those {nouns}, «{n} out of {m} ({p} of them)» {did}",
)
_PERCENT_FIRST = (
    "«{p} ({n} out of {m})» {did}",
    "«{p} ({n} of {m})» of the {nouns} {did}",
    "«{p} of {kind}{nouns} ({n} out of {m})» {did}",
    "the {nouns} {clause} had fared worse: «{p} ({n} of {m})» {did}",
    "only «{p} of {nouns} {clause} ({n} of the {m})» {did}",
    "«just {p} ({n} out of {m} {nouns})» {did}",
    "this was true of «{p} of the {nouns} ({n} of {m} {clause})»",
    "we judged the work to be sound for «{p} of {kind}{nouns} ({n} of the {m} {nouns} {clause})»",
    "«{p} of {nouns} {did} ({n} of {m})»",
)
_SLASHED = (
    "«{p} ({n}/{m})» {did}",
    "«{p} of {nouns} ({n}/{m})» {did}",
    "«{n}/{m} ({p})» of the {nouns} {did}",
    "«{n}/{m} {kind}{nouns} ({p})» {did}",
    "the {nouns} often {did} «({n}/{m}, {p})»",
    "few of the {kind}{nouns} {did} «({n}/{m}; {p})»",
    "more attention was due to {nouns} «(n = {n}/{m}, {p})»",
    "we saw it for «{p} ({n} / {m})» of {nouns}",
    "the {nouns} {clause} {did} «({n}/{m} = {p})»",
)
_BRACKETED = (
    "too few {nouns} {did} «({n} of {m}, {p})»",
    "many of the {kind}{nouns} {did} «({n} out of {m}; {p})»",
    "some {nouns} {clause} {did} «({n} of the {m}, or {p})»",
    "fewer {nouns} than we would expect {did} «({n} of {m}: {p})»",
    "the {kind}{nouns} {did} «({n} out of {m}, {p})»",
    "it was rare that {nouns} {did} «({n} of {m} {nouns}, {p})»",
    "the same was seen for {nouns} {clause} «({n} of {m} = {p})»",
    "where this was needed, {nouns} {did} «({n} of the {m} {nouns}, {p})»",
)
_OR = (
    "«{n} – or {p} – of {m} {nouns}» {did}",
    "«{n} – {p} – of the {m} {kind}{nouns}» {did}",
    "«{n} of the {m} {nouns}, or {p},» {did}",
    "«{n} out of {m} {nouns} – {p} –» {did}",
    "«{n} ({p}) of the {m} {kind}{nouns}» {did}",
    "«{n} ({p}) out of {m} {nouns}» {did}",
    "only «{n} {nouns} ({p}) of the {m}» {did}",
    "«{n} of the {m}, equal to {p},» {did}",
    "«{p}, or {n} of the {m},» {did}",
    "«{p} – {n} of the {m} –» {did}",
    "«{n} of the {m} {nouns}, {p},» {did}",
)
_OF_THE = (
    "«of the {m} {nouns}, {n} ({p})» {did}",
    "«of the {m} {nouns} we saw, {n} – or {p} –» {did}",
    "«of {m} {kind}{nouns} {clause}, only {n} ({p})» {did}",
    "«of these {m} {nouns}, {n} ({p})» {did}",
    "«of all {m} {nouns}, {n} ({p})» {did} at the time",
    "«of the {m} {kind}{nouns} in the year to 31 March 2023, {n} ({p})» {did}",
    "«of our {m} {nouns}, {n}, or {p},» {did}",
    "«of the {m} {nouns} seen between 6 and 10 March 2023, just {n} ({p})» {did}",
    "«out of {m} {kind}{nouns}, {n} ({p})» {did}",
)
_PERCENT_OF = (
    "«{p} of the {m} {nouns} ({n})» {did}",
    "«{p} of the {m} {kind}{nouns} ({n})» {did}",
    "only «{p} of {m} {nouns} ({n})» {did}",
    "we learned that «{p} of the {m} {nouns} {clause} ({n})» {did}",
    "«{p} of our {m} {kind}{nouns} ({n} {nouns})» {did}",
    "«{p} of all {m} {nouns} ({n})» {did}",
    "it was so for «{p} of these {m} {kind}{nouns} ({n})»",
    "the visit showed that «{p} of the {m} {nouns} ({n})» {did}",
)
_ALL_BUT = (
    "«all but {k} of the {m} {nouns} ({p})» {did}",
    "«all but {k} of {m} {kind}{nouns} ({p})» {did}",
    "«all but {k} {nouns} out of {m} ({p})» {did}",
    "we found that «all except {k} of the {m} {kind}{nouns} ({p})» {did}",
    "«all but {k} of the {m} {nouns} {clause} ({p})» {did}",
    "this applied to «all but {k} of the {m} {nouns} ({p})»",
    "«all but {k} of these {m} {nouns} [{p}]» {did}",
    "staff showed us that «all but {k} of the {m} {kind}{nouns} ({p})» {did}",
)
_NONE = (
    "«none of the {m} {nouns} ({p})» {did}",
    "«none of the {m} ({p})» {did}",
    "«none of {m} {kind}{nouns} ({p})» {did}",
    "«none of these {m} {nouns} ({p})» {did}",
    "«none out of {m} {nouns} ({p})» {did}",
    "we were told that «none of the {m} {kind}{nouns} {clause} ({p})» {did}",
    "«none of our {m} {nouns} [{p}]» {did}",
    "«{p} ({zero} of {m})» {did}",
)
_ALL = (
    "«all {m} {nouns} ({p})» {did}",
    "«all of the {m} {kind}{nouns} ({p})» {did}",
    "«every one of the {m} {nouns} ({p})» {did}",
    "«all {m} ({p})» {did}",
    "«{p} (all {m})» {did}",
    "«{p} of {nouns} (all {m})» {did}",
    "it was pleasing that «all the {m} {kind}{nouns} ({p})» {did}",
    "«all {m} of {m} {nouns} ({p})» {did}",
    "«each of the {m} {nouns} ({p})» {did}",
)
_RESPECTIVELY = (
    "this was good in «{n} and {k} of {m} {nouns}, respectively ({bare} and {q})»",
    "records of diet and of sleep were complete for «{n} and {k} of the {m} {nouns} respectively ({p} and {q})»",
    "attention to safety and health sufficed in «{n} and {k} out of {m} {kind}{nouns}, respectively ({bare} and {q})»",
    "first and second visits took place on time for «{n} and {k} of the {m} {nouns}, respectively ({p} and {q})»",
    "it was done before and after admission for «{n} and {k} of {m} {kind}{nouns} respectively ({bare} and {q})»",
    "reading and writing were taught well in «{n} and {k} of the {m} {nouns} we saw, respectively ({bare} and {q})»",
    "risks to others and to self were recorded for «{bare} and {q} of {nouns} ({n} and {k} of {m})»",
    "mornings and evenings were covered for «{p} and {q} of {nouns} ({n} and {k} out of {m})»",
)
_GOING_ON = (
    "of the {m} {nouns}, {n} ({p}) {did} and «{k} ({q})» {also}",
    "of the {m} {kind}{nouns} we saw, {n} ({p}) {did}, while «{k} ({q})» {also}",
    "of these {m} {nouns}, {n} ({p}) {did} but only «{k} ({q})» {also}",
    "of {m} {nouns} {clause}, {n} ({p}) {did}; «{k} ({q})» {also}",
    "of our {m} {kind}{nouns}, just {n} ({p}) {did}, and «{k} ({q})» {also}",
    "of the {m} {nouns} on the list, {n} ({p}) {did} and a further «{k} ({q})» {also}",
    "of all {m} {nouns}, {n} ({p}) {did}, although «{k} ({q})» {also}",
    "of the {m} {kind}{nouns} in scope, {n} ({p}) {did}, whereas «{k} ({q})» {also}",
)
_ATTAINED = (
    "«{p} of the {m} {nouns}» {did}",
    "«{p} of {m} {kind}{nouns}» {did}",
    "only «{p} of our {m} {nouns}» {did}",
    "we judged that «{p} of the {m} {kind}{nouns}» {did}",
    "«of the {m} {nouns} we saw, {p}» {did}",
    "«of these {m} {kind}{nouns}, only {p}» {did}",
    "this was true of «{p} of the {m} {nouns}» {clause}",
    "«{p} of all {m} {nouns}» {did}",
    "«{p} of these {m} {nouns}» {clause} {did}",
)
_TOPICS = ("Engagement", "Safety of others", "Timeliness", "Records", "Diet and weight", "Attendance", "First visits",
           "Homework", "Night staffing", "Health checks")  # fmt: skip


def _written(name: str, templates: tuple[str, ...], *, places: int | None = None, digits: bool = False) -> Maker:
    """Return the maker of a shape of one count, one base and their percentage."""

    def make(random: Random) -> Statement:
        how = style(random, places=places)
        count, base = pair(random, least=5 if not how.places else 7)
        printed = how.of(count, base)
        phrases, template = Phrases.drawn(random), random.choice(templates)

        def text(n: int, m: int, p: Fraction) -> str:
            figures = (str(n), str(m)) if digits else (how.count(n), how.count(m))
            return phrases.write(template, how, n=figures[0], m=figures[1], p=how.percent(p))

        if random.random() < 0.5:
            slip = ("a wrong percentage", count, base, random.choice(list(wrong_percents(count, base, how))))
        else:
            slip = (*random.choice(list(wrong_pairs(count, base, printed, how))), printed)
        wrong = Slip(slip[0], line(text(*slip[1:])))
        return Statement(name, line(text(count, base, printed)), wrong, N_OF_M)

    return make


def all_but(random: Random) -> Statement:
    how = style(random)
    base = random.randint(6, 80)
    left = random.randint(1, max(1, min(base // 3, 12)))
    printed = how.of(base - left, base)
    phrases, template = Phrases.drawn(random), random.choice(_ALL_BUT)

    def text(k: int, p: Fraction) -> str:
        return phrases.write(template, how, k=how.count(k), m=how.count(base), p=how.percent(p))

    wrong = random.choice(list(wrong_percents(base - left, base, how)))
    slip = Slip("a wrong percentage", line(text(left, wrong)))
    return Statement("all but n of the m", line(text(left, printed)), slip, N_OF_M)


def none_or_all(random: Random) -> Statement:
    how = style(random, places=0)
    base = random.randint(3, 90)
    whole = random.random() < 0.5
    phrases, template = Phrases.drawn(random), random.choice(_ALL if whole else _NONE)

    def text(p: int) -> str:
        zero = "none" if how.words_to else "0"
        return phrases.write(template, how, m=how.count(base), p=how.percent(Fraction(p)), zero=zero)

    right = 100 if whole else 0
    off = random.randint(max(2, 100 // base + 1), 40)
    slip = Slip("a wrong percentage", line(text(abs(right - off))))
    return Statement("none or all of m", line(text(right)), slip, N_OF_M)


def respectively(random: Random) -> Statement:
    how = style(random)
    base = random.randint(8, 90)
    one, two = random.sample(range(1, base), 2)
    phrases, template = Phrases.drawn(random), random.choice(_RESPECTIVELY)

    def text(p: Fraction, q: Fraction) -> str:
        figures = {"n": how.count(one), "k": how.count(two), "m": how.count(base)}
        return phrases.write(template, how, **figures, p=how.percent(p), bare=how.bare(p), q=how.percent(q))

    first, second = how.of(one, base), how.of(two, base)
    if random.random() < 0.5:
        slip = text(random.choice(list(wrong_percents(one, base, how))), second)
    else:
        slip = text(first, random.choice(list(wrong_percents(two, base, how))))
    return Statement("respectively", line(text(first, second)), Slip("a wrong percentage", line(slip)), N_OF_M)


def going_on(random: Random) -> Statement:
    how = style(random)
    base = random.randint(8, 90)
    one, two = random.sample(range(1, base), 2)
    phrases, template = Phrases.drawn(random), random.choice(_GOING_ON)

    def text(q: Fraction) -> str:
        first, second = {"n": how.count(one), "p": how.percent(how.of(one, base))}, {"k": how.count(two)}
        return phrases.write(template, how, m=how.count(base), **first, **second, q=how.percent(q))

    # of the first count, a percentage is right too: "30 needed one and 12 (40 per cent) had one"
    wrong = [p for p in wrong_percents(two, base, how) if not may_print(share(two, one), p, how.places)]
    slip = Slip("a wrong percentage", line(text(random.choice(wrong))))
    return Statement("of the m, n (p) and k (q)", line(text(how.of(two, base))), slip, N_OF_M)


def in_a_row(random: Random) -> Statement:
    how = style(random)
    count, base = pair(random, least=5)
    topic = random.choice(_TOPICS)
    table = random.randint(1, 9)
    head = Line("Topic\tCases\tShare", Role.ROW, table=table, head=True)

    def rows(n: int, m: int, p: Fraction) -> tuple[Line, ...]:
        row = Line(f"{topic}\t«{n} of {m}\t{how.percent(p)}»", Role.ROW, table=table)
        return (head, row)

    printed = how.of(count, base)
    wrong = random.choice(list(wrong_percents(count, base, how)))
    slip = Slip("a wrong percentage", rows(count, base, wrong))
    return Statement("n of m in a table's row", rows(count, base, printed), slip, N_OF_M)


def attained(random: Random) -> Statement:
    """Write a percentage of a base whose count is not printed; the slip is one that no count of it gives."""
    how = style(random)
    while True:
        base = random.randint(5, 85)
        printed = how.of(random.randint(1, base - 1), base)
        value = Fraction(random.randint(1, 100 * 10**how.places - 1), 10**how.places)
        due = _due_unattained(value, base, how.places)
        if due:
            break
    phrases, template = Phrases.drawn(random), random.choice(_ATTAINED)
    over = random.random() < 0.1
    if over:
        value, due = Fraction(random.randint(102, 160)), FAILS

    def text(p: Fraction) -> str:
        return phrases.write(template, how, m=how.count(base), p=how.percent(p))

    if not over and any(word in f"{phrases.kind}{phrases.clause}" for word in ("relevant", "where", "need", "who ")):
        # such words leave open whether all of the base were counted
        due = due | DOUBTFUL
    name = "a percentage over 100" if over else "a percentage that no count gives"
    return Statement(
        "a percentage of a printed base", line(text(printed)), Slip(name, line(text(value)), due), ATTAINABLE
    )


def _due_unattained(printed: Fraction, base: int, places: int) -> frozenset[Verdict]:
    """Return the verdict due: doubtful where a base of three quarters or more explains it, fails where none does.

    Between the two nothing is said, as it is open how small a part of a base is still meant by it.
    """
    if counts_that_print(printed, base, places):
        return frozenset()
    explaining = [smaller for smaller in range(2, base) if counts_that_print(printed, smaller, places)]
    if any(4 * smaller >= 3 * base for smaller in explaining):
        return DOUBTFUL
    return FAILS if not explaining else frozenset()


SHAPES: tuple[Maker, ...] = (
    _written("n of m (p)", _COUNT_FIRST),
    _written("n of m (p), one decimal", _COUNT_FIRST, places=1),
    _written("p (n of m)", _PERCENT_FIRST),
    _written("n/m", _SLASHED, digits=True),
    _written("(n of m, p)", _BRACKETED),
    _written("n, or p, of m", _OR),
    _written("of the m, n (p)", _OF_THE),
    _written("p of the m (n)", _PERCENT_OF),
    going_on,
    all_but,
    none_or_all,
    respectively,
    in_a_row,
    attained,
)
