"""The numbers that a reader sees before the items of a list, which Word and the web keep out of their text."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LETTERS = 26
_MOST_LETTERED = 400


def list_number(number: int, form: str) -> str:
    """Return a number in figures (``1``), letters (``a``, ``A``) or Roman (``i``, ``I``); figures for any other form.

    >>> [list_number(28, form) for form in "1aAiI"]
    ['28', 'bb', 'BB', 'xxviii', 'XXVIII']
    """
    if not 1 <= number <= _MOST_LETTERED or form not in ("a", "A", "i", "I"):
        return str(number)
    # after z, Word goes on with aa and bb
    repeated, letter = divmod(number - 1, _LETTERS)
    written = _roman(number) if form in "iI" else chr(ord("a") + letter) * (repeated + 1)
    return written if form.islower() else written.upper()


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written
