"""A percentage or a fraction that nothing stands beside: it is a claim, and nobody can tell."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from inspectorate.reports.checking.material import Material
from inspectorate.reports.checking.model import Claim, Kind, Number, Sort, Span, Verdict

EXAMPLES = (
    ("Half had a plan.", Verdict.CANNOT_TELL),
    ("Eighty per cent had one within a fortnight.", Verdict.CANNOT_TELL),
)


def claims(material: Material, *, beside: Collection[Number] = ()) -> Iterator[Claim]:
    """Find every percentage and fraction that is in no other claim; ``beside`` holds the numbers that are."""
    for sentence in material.sentences:
        for number in sentence.numbers:
            if number.sort in (Sort.PERCENT, Sort.FRACTION) and number not in beside:
                noun = "percentage" if number.sort is Sort.PERCENT else "fraction"
                yield Claim(
                    kind=Kind.PERCENTAGE,
                    text=number.text,
                    where=sentence.where,
                    spans=(Span(number.passage, number.start, number.end),),
                    numbers=(number,),
                    verdict=Verdict.CANNOT_TELL,
                    why=f"Neither the count nor the base of this {noun} is printed with it.",
                )
