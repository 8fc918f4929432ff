"""The overall rule, held against the scores and overall ratings that were published."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from inspectorate.frameworks.catalogue import load_edition
from inspectorate.kernel.identifiers import FrameworkReference
from inspectorate.ratings.overall import overall_of_score

PAIRS = Path(__file__).parents[2] / "data" / "published_pairs.csv"
# an edition is known by who was inspected and by the most points there were: 2.1 was left out of Manchester North's 27
EDITIONS = {
    ("CRC", 30): "hmip-adult@2018.1",
    ("PDU", 24): "hmip-adult@2021.1",
    ("PDU", 27): "hmip-adult@2021.1",
    ("PDU", 21): "hmip-pdu@2024.1",
    ("YOT", 36): "hmip-youth@2021.1",
}


def published_pairs() -> list[dict[str, str]]:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("pair", published_pairs(), ids=lambda pair: str(pair["body"]))
def test_overall_rating_agrees_with_published_score(pair: dict[str, str]) -> None:
    points, maximum = int(pair["points"]), int(pair["maximum"])
    framework = load_edition(FrameworkReference.parse(EDITIONS[pair["kind"], maximum])).framework
    overall = overall_of_score(framework=framework, points=points, maximum=maximum)
    assert framework.ratings[overall].label == pair["overall"]


def test_published_pairs_hold_every_overall_rating() -> None:
    ratings = {pair["overall"] for pair in published_pairs()}
    assert ratings == {"Inadequate", "Requires improvement", "Good", "Outstanding"}
    assert len(published_pairs()) == 27
