"""How far two readers of the same cases agree, beyond what chance would give."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from inspectorate.frameworks.model import Framework
from inspectorate.kernel.numbers import Share
from inspectorate.records.inspection import Inspection

Pair = tuple[str, str]
"""The answers of a first and a second reader to one question about one case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """The agreement of first and second readings: of one question, or of all where ``question`` is empty.

    ``agreed`` counts equal answers out of the pairs compared. The coefficients are exact, 1 at full agreement and 0 at
    what chance gives; None where they are undefined (nothing compared, or no answer but one was ever given).
    """

    question: str
    agreed: Share
    kappa: Fraction | None
    alpha: Fraction | None
    ac1: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingAgreement:
    """The agreement of an inspection's second readings with its first.

    ``questions`` holds those that were read twice, in the framework's order. ``unpaired`` counts second readings of
    what has no first reading, which are left out.
    """

    overall: Agreement
    questions: tuple[Agreement, ...]
    unpaired: int


def measure_agreement(*, framework: Framework, inspection: Inspection) -> ReadingAgreement:
    """Return how far an inspection's second readings agree with its judgements, by question and overall.

    Not applicable is an answer like another: readers disagree where one of them saw no occasion to judge.
    """
    first = {(one.case_id, one.question): one.answer for one in inspection.judgements}
    pairs: dict[str, list[Pair]] = defaultdict(list)
    units: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    unpaired = 0
    for reading in inspection.second_readings:
        answer = first.get((reading.case_id, reading.question))
        if answer is None:
            unpaired += 1
            continue
        pairs[reading.question].append((answer, reading.answer))
        unit = units[reading.question][reading.case_id]
        unit.extend([reading.answer] if unit else [answer, reading.answer])
    compared = [question for question in framework.questions if question in pairs]
    answers = tuple(framework.counts)
    return ReadingAgreement(
        overall=_agreement(
            "",
            [pair for question in compared for pair in pairs[question]],
            [unit for question in compared for unit in units[question].values()],
            answers,
        ),
        questions=tuple(
            _agreement(question, pairs[question], list(units[question].values()), answers) for question in compared
        ),
        unpaired=unpaired,
    )


def percentage_agreement(pairs: Sequence[Pair]) -> Share:
    """Return the pairs of equal answers out of all pairs."""
    return Share(sum(first == second for first, second in pairs), len(pairs))


def cohen_kappa(pairs: Sequence[Pair]) -> Fraction | None:
    """Return Cohen's kappa: agreement beyond what each reader's own habits would give by chance.

    ``(observed - chance) / (1 - chance)``, chance being the sum over answers of the product of both readers' shares.
    None without pairs, or where both readers gave one and the same answer throughout.

    Source: J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20
    (1960), pages 37-46.
    """
    if not pairs:
        return None
    first, second = (Counter(answers) for answers in zip(*pairs, strict=True))
    chance = Fraction(sum(first[answer] * second[answer] for answer in first), len(pairs) ** 2)
    return _beyond_chance(pairs, chance)


def gwet_ac1(pairs: Sequence[Pair], *, answers: Collection[str] = ()) -> Fraction | None:
    """Return Gwet's first-order agreement coefficient, which stays steady where nearly every answer is the same.

    ``(observed - chance) / (1 - chance)``; chance is the sum over answers of s * (1 - s), divided by the number of
    answers less one, s being an answer's mean share of both readers.

    Source: K. L. Gwet, "Computing inter-rater reliability and its variance in the presence of high agreement",
    British Journal of Mathematical and Statistical Psychology 61 (2008), pages 29-48.

    Args:
        pairs: the answers of both readers.
        answers: those that may be given; without it, those that were. None comes back where they are fewer than two.
    """
    given = Counter(answer for pair in pairs for answer in pair)
    possible = set(answers) | set(given)
    if not pairs or len(possible) < 2:  # noqa: PLR2004 - readers with no choice cannot disagree
        return None
    shares = [Fraction(count, 2 * len(pairs)) for count in given.values()]
    chance = sum((share * (1 - share) for share in shares), Fraction(0)) / (len(possible) - 1)
    return _beyond_chance(pairs, chance)


def krippendorff_alpha(units: Iterable[Sequence[str]]) -> Fraction | None:
    """Return Krippendorff's alpha for nominal answers, of any number of readers.

    ``1 - observed / expected`` disagreement among the values that can be paired within a unit; the answers of a unit
    that only one reader read are left out. None where nothing can be paired, or only one answer was given.

    Source: K. Krippendorff, "Computing Krippendorff's alpha-reliability" (2011), University of Pennsylvania.

    Args:
        units: for each thing read, the answers that its readers gave, in any order; those who did not are absent.
    """
    values: Counter[str] = Counter()
    observed = Fraction(0)
    for unit in units:
        size = len(unit)
        if size < 2:  # noqa: PLR2004 - a pair
            continue
        counts = Counter(unit)
        values.update(counts)
        observed += Fraction(size**2 - sum(count**2 for count in counts.values()), size - 1)
    total = values.total()
    expected = total**2 - sum(count**2 for count in values.values())
    return 1 - (total - 1) * observed / expected if expected else None


def _beyond_chance(pairs: Sequence[Pair], chance: Fraction) -> Fraction | None:
    observed = percentage_agreement(pairs).fraction
    return None if observed is None or chance == 1 else (observed - chance) / (1 - chance)


def _agreement(
    question: str, pairs: Sequence[Pair], units: Sequence[Sequence[str]], answers: Collection[str]
) -> Agreement:
    return Agreement(
        question=question,
        agreed=percentage_agreement(pairs),
        kappa=cohen_kappa(pairs),
        alpha=krippendorff_alpha(units),
        ac1=gwet_ac1(pairs, answers=answers),
    )
