"""The words that a report prints for ratings: a framework's labels, or the common four where there is no framework."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from inspectorate.frameworks.model import Framework
from inspectorate.reports.wording import WORDS_BELOW, number_words

NOT_RATED = "not rated"
"""Stands for the rating of a standard that has none, as no identifier of a rating can."""
COMMON = {"Inadequate": 0, "Requires improvement": 1, "Good": 2, "Outstanding": 3}
"""The common scale, used where there is no framework: the label and the points."""
_OPEN, _CLOSE = "['\u2018\u201c\"*]*", "[.,]?+['\u2019\u201d\"*]*+"
# the closing mark is taken whole, so that what must not follow a rating is looked for behind it
_NONE = r"not (?:currently )?rated|not (?:currently )?inspected"
_OTHER_FORMS = {"requires improvement": r"requir(?:es?|ed|ing) improvement"}


@dataclass(frozen=True)
class RatingWords:
    """The ratings that a report may print: for each its identifier, label and points, lowest first."""

    ratings: tuple[tuple[str, str, int], ...]

    @cached_property
    def one(self) -> str:
        """Return a pattern for one rating's words, without quotation marks; case is the caller's to ignore or not."""
        forms = []
        for _, label, _ in self.ratings:
            form = _OTHER_FORMS.get(label.lower(), re.escape(label.lower()))
            # in prose only the first letter's case tells "Good" from "good"; block letters are a rating everywhere
            forms.append(f"(?i:{form})" if " " in label else f"(?:{label[:1].upper()}{form[1:]}|{label.upper()})")
        return f"(?:{'|'.join(forms)})"

    @cached_property
    def quoted(self) -> str:
        """Return a pattern for one rating's words, in quotation marks or not; its group is ``rating``."""
        return rf"{_OPEN}(?P<rating>{self.one})\b{_CLOSE}"

    @cached_property
    def _lone(self) -> re.Pattern[str]:
        labels = "|".join(
            _OTHER_FORMS.get(label.lower(), re.escape(label.lower()))
            for _, label, _ in sorted(self.ratings, key=lambda rating: -len(rating[1]))
        )
        return re.compile(
            rf"\s*(?:(?:overall |our )?(?:rating|rated|grade|judgement)\s?[:\u2013\u2014-]?\s*)?{_OPEN}"
            rf"(?P<rating>{labels}|{_NONE}){_CLOSE}\.?\s*",
            re.IGNORECASE,
        )

    def lone(self, text: str) -> re.Match[str] | None:
        """Return the match of a text that is a rating and nothing else, in its group ``rating``; None elsewhere."""
        return self._lone.fullmatch(text)

    def id_of(self, words: str) -> str:
        """Return the identifier of printed words, or `NOT_RATED`.

        >>> rating_words(None).id_of("Requiring improvement"), rating_words(None).id_of("not inspected")
        ('requires_improvement', 'not rated')
        """
        plain = re.sub(r"\s+", " ", words.strip(" '\"*.\u2018\u2019\u201c\u201d")).lower()
        for name, label, _ in self.ratings:
            if re.fullmatch(_OTHER_FORMS.get(label.lower(), re.escape(label.lower())), plain):
                return name
        return NOT_RATED

    def label_of(self, name: str) -> str:
        """Return the label of an identifier."""
        return next((label for one, label, _ in self.ratings if one == name), "Not rated")

    def points_of(self, name: str) -> int | None:
        """Return the points of an identifier; None where it is not rated."""
        return next((points for one, _, points in self.ratings if one == name), None)

    @property
    def most(self) -> int:
        """Return the points of the highest rating."""
        return max(points for _, _, points in self.ratings)


def rating_words(framework: Framework | None) -> RatingWords:
    """Return the words for ratings of a framework, or the common four where there is none."""
    if framework is None:
        return RatingWords(tuple((label.lower().replace(" ", "_"), label, points) for label, points in COMMON.items()))
    return RatingWords(tuple((one.id, one.label, one.points) for one in framework.rules.scale.ratings))


def spelt(value: int) -> str:
    """Write a whole number in words, or in figures where no words are at hand for it.

    >>> spelt(12), spelt(4000)
    ('twelve', '4,000')
    """
    return number_words(value) if 0 <= value < WORDS_BELOW else f"{value:,}"
