from __future__ import annotations

import pytest

from inspectorate.reports.checking.colours import DARK, LIGHT, Colours, custom_properties

ENOUGH_FOR_TEXT = 4.5
ENOUGH_FOR_MARKS = 3.0
VERDICTS = ("fails", "doubtful", "cannot_tell", "holds")


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "background"),
    [
        *((text, ground) for text in ("ink", "quiet", "link", "hover", "visited") for ground in ("paper", "surface")),
        ("on_bar", "bar"),
        ("on_focus", "focus"),
        *((verdict, ground) for verdict in VERDICTS for ground in ("paper", "surface", f"{verdict}_tint")),
        *(("paper", verdict) for verdict in VERDICTS),
        *((text, f"{verdict}_tint") for text in ("ink", "link", "hover", "visited") for verdict in VERDICTS),
    ],
)
def test_text_stands_out_from_its_background(colours: Colours, text: str, background: str) -> None:
    assert contrast(getattr(colours, text), getattr(colours, background)) >= ENOUGH_FOR_TEXT


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("background", ["paper", "surface"])
def test_lines_that_mean_something_stand_out_from_their_background(colours: Colours, background: str) -> None:
    assert contrast(colours.edge, getattr(colours, background)) >= ENOUGH_FOR_MARKS


def test_custom_properties_name_every_colour() -> None:
    written = custom_properties(LIGHT)
    assert f"--cannot-tell-tint: {LIGHT.cannot_tell_tint};" in written
    assert written.count("--") == len(Colours.__dataclass_fields__)
