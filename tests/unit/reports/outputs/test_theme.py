from __future__ import annotations

import itertools

import pytest

from inspectorate.reports.outputs import theme

ENOUGH_FOR_TEXT = 4.5
ENOUGH_FOR_MARKS = 3.0


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize(
    ("text", "background"),
    [
        *itertools.product(
            (theme.INK, theme.QUIET_INK, theme.LINK, theme.LINK_HOVER, theme.LINK_VISITED), (theme.PAPER, theme.SURFACE)
        ),
        (theme.INK, theme.FOCUS),
        (theme.PAPER, theme.BRAND),
        (theme.PAPER, theme.INK),
        *((colour.text, colour.fill) for colour in (*theme.RATING_COLOURS, theme.NOT_RATED, theme.UNRANKED_MARK)),
        *((theme.INK, colour.tint) for colour in (*theme.RATING_COLOURS, theme.NOT_RATED, theme.UNRANKED_MARK)),
    ],
)
def test_text_stands_out_from_its_background(text: str, background: str) -> None:
    assert contrast(text, background) >= ENOUGH_FOR_TEXT


@pytest.mark.parametrize(
    ("mark", "background"),
    [
        *itertools.product(
            [colour.fill for colour in (*theme.RATING_COLOURS, theme.UNRANKED_MARK)],
            [theme.PAPER, theme.SURFACE, *(colour.tint for colour in theme.RATING_COLOURS)],
        ),
        *((theme.EDGE, colour.tint) for colour in theme.RATING_COLOURS),
        (theme.EDGE, theme.PAPER),
        (theme.EDGE, theme.NOT_RATED.fill),
        (theme.BRAND_PALE, theme.BRAND),
    ],
)
def test_marks_stand_out_from_their_background(mark: str, background: str) -> None:
    assert contrast(mark, background) >= ENOUGH_FOR_MARKS


def test_rating_colours_differ_in_lightness_from_their_neighbours() -> None:
    fills = [colour.fill for colour in theme.RATING_COLOURS]
    assert all(contrast(first, second) > 1.3 for first, second in itertools.pairwise(fills))


@pytest.mark.parametrize("of", [2, 3, 4, 5, 7])
def test_rating_step_runs_from_the_first_colour_to_the_last(of: int) -> None:
    steps = [theme.rating_step(rank=rank, of=of) for rank in range(of)]
    assert steps == sorted(steps)
    assert (steps[0], steps[-1]) == (0, 3)


def test_rating_step_of_four_ratings_gives_each_its_own() -> None:
    assert [theme.rating_step(rank=rank, of=4) for rank in range(4)] == [0, 1, 2, 3]


@pytest.mark.parametrize(("rank", "of"), [(-1, 4), (4, 4), (0, 0)])
def test_rating_step_outside_the_scale_is_refused(rank: int, of: int) -> None:
    with pytest.raises(ValueError, match="not in a scale"):
        theme.rating_step(rank=rank, of=of)


def test_rating_colour_without_a_rank_is_that_of_not_rated() -> None:
    assert theme.rating_colour(rank=None, of=4) is theme.NOT_RATED
