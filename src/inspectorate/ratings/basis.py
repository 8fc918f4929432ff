"""What a standard's rating rests on, as a digest that changes when any of it changes."""

from __future__ import annotations

from collections.abc import Iterable

from inspectorate.frameworks.model import Framework, Standard, questions_of
from inspectorate.frameworks.rules import StandardKind
from inspectorate.kernel.canonical import digest, plain
from inspectorate.records.organisation import Evidence
from inspectorate.results.model import Results


def basis_digest(
    *, framework: Framework, standard: Standard, results: Results, evidence: Iterable[Evidence] = ()
) -> str:
    """Return the digest of a standard's data, whatever the order in which they were recorded.

    A case-based standard rests on the counts of its key questions and prompts, an organisational one on its evidence;
    both on the framework's reference.
    """
    basis: dict[str, object] = {"framework": str(framework.reference), "standard": standard.id}
    if standard.kind is StandardKind.CASE_BASED:
        shares = {question.id: results.shares[question.id] for question in questions_of(standard)}
        basis["shares"] = {name: [share.yes, share.relevant] for name, share in shares.items()}
    else:
        bearing = sorted((item for item in evidence if standard.id in item.standards), key=lambda item: item.id)
        basis["evidence"] = plain(bearing)
    return digest(basis)
