"""The colours of a checked report's page, by day and by night.

Text stands out from what is behind it by 4.5 to 1 and more, lines that mean something by 3 to 1 and more; a test holds
both. No colour says anything alone: a sign, a number and the verdict's word stand beside each.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from inspectorate.reports.outputs import theme


@dataclass(frozen=True, slots=True)
class Colours:
    """What each is for is in its name; ``on_bar`` is text upon ``bar``, ``tint`` is behind a verdict's words."""

    paper: str
    surface: str
    ink: str
    quiet: str
    rule: str
    edge: str
    bar: str
    on_bar: str
    link: str
    hover: str
    visited: str
    focus: str
    on_focus: str
    fails: str
    fails_tint: str
    doubtful: str
    doubtful_tint: str
    cannot_tell: str
    cannot_tell_tint: str
    holds: str
    holds_tint: str


LIGHT = Colours(
    paper=theme.PAPER,
    surface=theme.SURFACE,
    ink=theme.INK,
    quiet=theme.QUIET_INK,
    rule=theme.RULE,
    edge=theme.EDGE,
    bar=theme.BRAND,
    on_bar=theme.PAPER,
    link=theme.LINK,
    hover=theme.LINK_HOVER,
    visited=theme.LINK_VISITED,
    focus=theme.FOCUS,
    on_focus=theme.INK,
    fails=theme.RATING_COLOURS[0].fill,
    fails_tint="#f8dfe1",
    doubtful="#7a4a00",
    doubtful_tint="#fbebc8",
    cannot_tell=theme.QUIET_INK,
    cannot_tell_tint=theme.SURFACE,
    holds="#17655a",
    holds_tint=theme.RATING_COLOURS[2].tint,
)

DARK = Colours(
    paper="#14181c",
    surface="#1e242a",
    ink="#e8ecef",
    quiet="#b3bdc6",
    rule="#3d4852",
    edge="#8a96a0",
    bar="#1d3c52",
    on_bar="#ffffff",
    link="#8ec5ff",
    hover="#c2e0ff",
    visited="#cbb2f5",
    focus=theme.FOCUS,
    on_focus=theme.INK,
    fails="#ff9aa2",
    fails_tint="#4a1f26",
    doubtful="#f2bf66",
    doubtful_tint="#40300f",
    cannot_tell="#b3bdc6",
    cannot_tell_tint="#2a3138",
    holds="#6fd0bf",
    holds_tint="#16362f",
)


def custom_properties(colours: Colours) -> str:
    """Return the colours as declarations of CSS custom properties."""
    return " ".join(f"--{name.name.replace('_', '-')}: {getattr(colours, name.name)};" for name in fields(colours))
