"""Design tokens that every output of a report shares: colours, the type scale, and the stacks of typefaces.

Colours are ``#rrggbb``. Text stands out from its background by 4.5 to 1 and more, marks from theirs by 3 to 1 and
more (WCAG 2.2, criteria 1.4.3 and 1.4.11); a test holds both. A colour never says anything alone: a rating's words
always stand beside it.
"""

from __future__ import annotations

from dataclasses import dataclass

INK = "#16191d"
"""Text."""
QUIET_INK = "#4a545e"
"""Text of less weight: captions, dates, the numbers of an axis."""
PAPER = "#ffffff"
"""The page."""
SURFACE = "#f3f5f6"
"""A panel on the page."""
RULE = "#c3cbd1"
"""A line that only decorates; nothing is lost where it is not seen."""
EDGE = "#6b7780"
"""A line or mark that carries meaning."""
BRAND = "#1d3c52"
"""The header and the marks of our own."""
BRAND_PALE = "#c9d9e3"
"""A mark of our own upon `BRAND`."""
LINK = "#14558f"
LINK_HOVER = "#0b3558"
LINK_VISITED = "#5b3a8c"
FOCUS = "#ffd54a"
"""Behind the text of what holds the keyboard's focus."""


@dataclass(frozen=True, slots=True)
class RatingColour:
    """How a rating looks: ``fill`` behind ``text`` in a badge or as a bar, ``tint`` as its band's background."""

    fill: str
    text: str
    tint: str


# From wine over amber and teal to navy, so that neighbours differ in lightness too: the order survives
# red-green colour blindness, and greyscale keeps the middle apart from the ends.
RATING_COLOURS = (
    RatingColour(fill="#8c2f39", text="#ffffff", tint="#f8e8e9"),
    RatingColour(fill="#b87410", text=INK, tint="#fdf3df"),
    RatingColour(fill="#1f7a6c", text="#ffffff", tint="#e2f2ef"),
    RatingColour(fill="#1d3f63", text="#ffffff", tint="#e2eaf3"),
)
"""The colours of a scale of four ratings, from the lowest."""

NOT_RATED = RatingColour(fill="#e6eaed", text=INK, tint=SURFACE)
"""A standard without a rating. Its fill is pale: give it a border of `EDGE`."""

UNRANKED_MARK = RatingColour(fill="#3f5d73", text="#ffffff", tint=SURFACE)
"""A bar or point that stands for no rating."""


def rating_step(*, rank: int, of: int) -> int:
    """Return the place in `RATING_COLOURS` for a rating's rank in a scale of ``of`` ratings.

    The lowest and the highest rating of any scale take the first and the last colour.

    Raises:
        ValueError: the rank is not in the scale.

    >>> [rating_step(rank=rank, of=3) for rank in range(3)]
    [0, 2, 3]
    """
    if not 0 <= rank < of:
        raise ValueError(f"rank {rank} is not in a scale of {of}")
    last = len(RATING_COLOURS) - 1
    return last if of == 1 else (2 * rank * last + of - 1) // (2 * (of - 1))


def rating_colour(*, rank: int | None, of: int) -> RatingColour:
    """Return the colours of a rating by its rank, 0 the lowest; those of `NOT_RATED` where rank is None.

    Raises:
        ValueError: the rank is not in the scale.
    """
    return NOT_RATED if rank is None else RATING_COLOURS[rating_step(rank=rank, of=of)]


@dataclass(frozen=True, slots=True)
class TypeSize:
    """A step of the type scale: CSS pixels on a screen, points on paper, and line height as a multiple."""

    screen_px: int
    print_pt: float
    leading: float


TITLE = TypeSize(screen_px=48, print_pt=28, leading=1.1)
HEADING_2 = TypeSize(screen_px=36, print_pt=20, leading=1.15)
HEADING_3 = TypeSize(screen_px=27, print_pt=15, leading=1.2)
HEADING_4 = TypeSize(screen_px=21, print_pt=12, leading=1.3)
LEAD = TypeSize(screen_px=22, print_pt=12.5, leading=1.4)
BODY = TypeSize(screen_px=19, print_pt=10.5, leading=1.5)
SMALL = TypeSize(screen_px=16, print_pt=9, leading=1.4)

HEADINGS = {2: HEADING_2, 3: HEADING_3, 4: HEADING_4}
"""The size of a heading by its level."""

SCREEN_FONTS = "Arial, Helvetica, sans-serif"
"""For a browser: what every machine has."""
PRINT_FONT = "Source Sans Pro"
"""For outputs that carry their typeface with them."""
