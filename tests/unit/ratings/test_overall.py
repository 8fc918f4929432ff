from __future__ import annotations

import pytest

from inspectorate.frameworks.loading import Edition
from inspectorate.kernel.problems import ProblemsFound
from inspectorate.ratings.overall import overall_of_score
from inspectorate.ratings.published import rate_published
from inspectorate.records.inspection import PublishedRatings


@pytest.mark.parametrize(
    ("points", "maximum", "rating"), [(0, 4, "poor"), (1, 4, "poor"), (2, 4, "fair"), (3, 4, "good"), (2, 2, "good")]
)
def test_overall_rating_follows_the_mean(small: Edition, points: int, maximum: int, rating: str) -> None:
    assert overall_of_score(framework=small.framework, points=points, maximum=maximum) == rating


@pytest.mark.parametrize(("points", "maximum"), [(1, 3), (1, 0), (5, 4), (-1, 4), (1, 6), (1, -2)])
def test_impossible_score_is_refused(small: Edition, points: int, maximum: int) -> None:
    with pytest.raises(ProblemsFound) as found:
        overall_of_score(framework=small.framework, points=points, maximum=maximum)
    assert [problem.code for problem in found.value.problems] == ["no-such-score"]


def published(points: int, overall: str) -> PublishedRatings:
    ratings = {"1.1": "fair", "2.1": "good"}
    return PublishedRatings(source="A report.", ratings=ratings, points=points, maximum=4, overall=overall)


def test_published_ratings_are_taken_over_and_added_up(small: Edition) -> None:
    rating, problems = rate_published(
        framework=small.framework, framework_digest=small.digest, published=published(3, "good")
    )
    assert problems == ()
    assert (str(rating.score), rating.overall) == ("3/4", "good")
    assert rating.of("1.1").rule_result is None


def test_published_figures_that_do_not_add_up_are_told(small: Edition) -> None:
    _, problems = rate_published(
        framework=small.framework, framework_digest=small.digest, published=published(2, "fair")
    )
    assert [problem.code for problem in problems] == ["published-differs", "published-differs"]
