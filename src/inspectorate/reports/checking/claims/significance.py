"""The word "significantly" beside two counts of a base: Fisher's exact test says whether chance explains it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from inspectorate.kernel.numbers import Share, decimal_text
from inspectorate.reports.checking.claims.n_of_m import counts_of_a_base
from inspectorate.reports.checking.material import Material
from inspectorate.reports.checking.model import Claim, Kind, Verdict
from inspectorate.reports.checking.sentences import Sentence
from inspectorate.results.association import fisher_exact

EXAMPLES = (
    ("Women did significantly better: 80 per cent (eight of 10) against 55 per cent (six of 11).", Verdict.DOUBTFUL),
    ("Women did significantly better: 90 per cent (36 of 40) against 50 per cent (20 of 40).", Verdict.HOLDS),
    ("There was no significant difference: 58 per cent (seven of 12) against 54 per cent (15 of 28).", Verdict.HOLDS),
    ("This is significantly more than elsewhere.", Verdict.CANNOT_TELL),
)

_LEVEL = Fraction(5, 100)
_WORDS = re.compile(
    r"\b(?:statistically\s)?significant(?:ly)?\s(?:better|worse|more|less|fewer|higher|lower|greater|poorer|larger|smaller"
    r"|differen(?:t|ces?)|likelier)\b",
    re.IGNORECASE,
)

_DENIED = re.compile(r"\b(?:no|not|nor|never|neither|without)\s(?:[a-z]+\s){0,2}$", re.IGNORECASE)


def claims(material: Material) -> Iterator[Claim]:
    """Find every difference that is called significant, with the two shares that stand beside it or next to it."""
    sentences = material.sentences
    for index, sentence in enumerate(sentences):
        for match in _WORDS.finditer(sentence.letters):
            following = sentences[index + 1] if index + 1 < len(sentences) else None
            yield _claim(sentence, match, following)


def _claim(sentence: Sentence, match: re.Match[str], following: Sentence | None) -> Claim:
    text = sentence.words(match.start(), match.end())
    span = sentence.span(match.start(), match.end())
    for beside in (sentence, following):
        if beside is None or beside.passage != sentence.passage:
            continue
        pairs = counts_of_a_base(beside)
        if len(pairs) == 2:  # noqa: PLR2004 - a comparison has two sides
            (one, one_span), (other, other_span) = pairs
            verdict, why = _judged(one, other, denied=_DENIED.search(sentence.letters[: match.start()]) is not None)
            return Claim(Kind.SIGNIFICANCE, text, sentence.where, (span, one_span, other_span), (), verdict, why)
    why = "No two counts with their bases stand beside it, so nothing can be tested."
    return Claim(Kind.SIGNIFICANCE, text, sentence.where, (span,), (), Verdict.CANNOT_TELL, why)


def _judged(one: Share, other: Share, *, denied: bool) -> tuple[Verdict, str]:
    probability = fisher_exact(one, other)
    shown = "p < 0.01" if probability < Fraction(1, 100) else f"p = {decimal_text(probability, 2)}"
    pairs = f"{one.yes} of {one.relevant} and {other.yes} of {other.relevant}"
    if probability <= _LEVEL:
        verdict = Verdict.DOUBTFUL if denied else Verdict.HOLDS
        return (verdict, f"Chance alone would seldom part {pairs} so far (Fisher\u2019s exact test, {shown}).")
    times = decimal_text(probability * 100, 0)
    why = (
        f"With {pairs}, chance alone would give a difference as large as this about {times} times in 100 "
        f"(Fisher\u2019s exact test, {shown}; the usual limit is 0.05)."
    )
    return (Verdict.HOLDS if denied else Verdict.DOUBTFUL, why)
