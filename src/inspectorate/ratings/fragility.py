"""How few answers, given otherwise, would change what the rules give."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

from inspectorate.frameworks.model import Framework
from inspectorate.kernel.numbers import Share
from inspectorate.ratings.case_based import band_of
from inspectorate.ratings.model import Fragility


def fragility_of(*, framework: Framework, shares: Mapping[str, Share]) -> Fragility | None:
    """Count the answers to key questions that would have to be otherwise for the next band up, and the next down.

    ``shares`` are the key questions' of one case-based standard. An answer is one case on one key question; to raise a
    standard every key question below the next band must gain, to lower it one is enough. Returns None where no key
    question has a relevant case.
    """
    counted = {name: share for name, share in shares.items() if share.relevant}
    if not counted:
        return None
    ranks = {name: _rank(framework, share) for name, share in counted.items()}
    present = min(ranks.values())
    banded = [framework.rank(band.rating) for band in framework.rules.bands.bands]
    above = next((rank for rank in banded if rank > present), None)
    below = next((rank for rank in reversed(banded) if rank < present), None)
    names = list(framework.ratings)
    lowering = {} if below is None else {name: _answers_to_lower(framework, counted[name], present) for name in counted}
    return Fragility(
        raised_to=None if above is None else names[above],
        to_raise=None if above is None else _to_raise(framework, counted, above),
        lowered_to=None if below is None else names[below],
        to_lower=min(lowering.items(), key=lambda item: item[1]) if lowering else None,
    )


def _to_raise(framework: Framework, shares: Mapping[str, Share], rank: int) -> tuple[tuple[str, int], ...]:
    needed = ((name, _answers_to_raise(framework, share, rank)) for name, share in shares.items())
    return tuple((name, more) for name, more in needed if more)


def _answers_to_raise(framework: Framework, share: Share, rank: int) -> int:
    return bisect_left(
        range(share.no + 1),
        rank,
        key=lambda more: _rank(framework, Share(share.yes + more, share.relevant)),
    )


def _answers_to_lower(framework: Framework, share: Share, present: int) -> int:
    return bisect_left(
        range(share.yes + 1),
        1 - present,
        key=lambda lost: -_rank(framework, Share(share.yes - lost, share.relevant)),
    )


def _rank(framework: Framework, share: Share) -> int:
    band = band_of(framework, share)
    return -1 if band is None else framework.rank(band)
