"""Whether a figure in brackets is still said of the words before it, or the sentence has turned to something else.

"12 of the 30 cases where there was a victim (40 per cent)" is one thing said; in "12 of the 30 cases had a plan, and
most staff (80 per cent) knew of it" the percentage is another's.
"""

from __future__ import annotations

import re
from enum import Enum, auto


class Turn(Enum):
    """What the words between two figures say of whether these belong together."""

    NONE = auto()
    MAY = auto()
    DOES = auto()


_EQUAL = re.compile(
    r",?\s?(?:which|that)\s(?:is|was|equates\sto|represents|represented|amounts\sto|amounted\sto)(?:\s(?:only|just))?\s?$"
)
_CONTRAST = re.compile(
    r"\b(?:while|whilst|whereas|although|though|but|however|despite)\b"
    r"|[,:\u2013\u2014]\s?(?:and|with|where|who|as|because|so|that|(?:(?:in|of|for|to|by|from|at)\s)?(?:which|whom))\b"
)
_OF_ANOTHER = re.compile(
    r"\b(?:most|many|majority|minority|few|some(?!\stime)|others|the\sother|another|remaining|rest|nearly|almost|around"
    r"|approximately|both|nobody|everyone|half|proportion)\b"
    r"|\b(?:vacanc(?:y|ies)|turnover|sickness|absences?|absenteeism|attendance|occupancy|unemployment|retention|attrition"
    r"|inflation|rates?|standards?|thresholds?|targets?|levels?|benchmarks?|expectations?|requirements?|limits?|minimum"
    r"|maximum|criteri\w+|scores?|marks?|goals?|ambitions?|figures?|proportions?|percentages?|shares?)\s*$"
)
"""Words of another group, or that have a percentage of their own: "12 of the 30 met the standard (90 per cent)"."""
_CLAUSE = re.compile(r"\b(?P<word>where|who|that|which|whose|when)\b(?P<rest>.*)", re.DOTALL)
_LINK = re.compile(r"\b(?:and|because|since|if|as|so)\b")
_PREDICATE = re.compile(
    r"(?<!we\s)(?<!they\s)(?<!inspectors\s)\b(?:was|were|is|are|had|has|have|did|does|do|could|can|would|should"
    r"|will|might|must|felt|said|told|knew|scored|achieved|reached|lacked|remained|became)\b"
)
_CLOSING = re.compile(r"(?:[\s(\[,:;=\u2013\u2014-]|\bor\b|\bn\s?=)+$")
"""What stands between the words and the figure."""
_NO_TURN = re.compile(r"\bas\s\w+\sas\b|\bthat\s(?:time|day|night|week|month|year|period)\b")
_VERB = re.compile(
    r"\b(?:\w{2,}ed|was|were|is|are|be|been|had|has|have|did|does|do|could|can|would|should|will|may|might|must|needs?"
    r"|knew|knows?|saw|sees?|met|felt|feels?|said|says?|told|held|holds?|made|makes?|took|takes?|gave|went|came|left|kept|led"
    r"|found|got|read|spoke|began|ran|sat|stood|understood|sought|set|put|wrote|drew|fell|rose|lost|paid|spent|sent|thought"
    r"|chose|brought|bought|taught|caught|known|shown)\b"
)


def turn_of(gap: str) -> Turn:
    """Say whether the words between a count and a figure turn to something else.

    >>> turn_of(" cases where there was a victim ").name, turn_of(" homes where staff ").name
    ('NONE', 'MAY')
    >>> turn_of(" cases had one, and most staff ").name
    'DOES'
    """
    said = _NO_TURN.sub("", _EQUAL.sub("", _CLOSING.sub("", gap.lower())))
    if _CONTRAST.search(said) or _OF_ANOTHER.search(said):
        return Turn.DOES
    if _LINK.search(said):
        return Turn.MAY
    clause = _CLAUSE.search(said)
    if clause is None:
        return Turn.NONE
    # a clause that has its verb is whole, and the figure is not its subject's; a second clause may be of anything
    whole = clause["word"] == "who" or _VERB.search(clause["rest"]) is not None
    return Turn.MAY if _CLAUSE.search(clause["rest"]) or not whole else Turn.NONE


def has_predicate(gap: str) -> bool:
    """Say whether words say what was done, and not only who: a figure after them may be of what they name last.

    >>> has_predicate(" teams had high caseloads "), has_predicate(" teams we had visited ")
    (True, False)
    """
    clause = _CLAUSE.search(gap.lower())
    return _PREDICATE.search(gap.lower()[: clause.start() if clause else None]) is not None
