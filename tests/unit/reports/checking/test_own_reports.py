"""The reports that this project builds pass its own check."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from inspectorate.cli.main import commands
from inspectorate.frameworks.catalogue import shipped
from inspectorate.reports.checking.judging import check
from inspectorate.reports.checking.model import Checked, Kind, Verdict
from inspectorate.reports.checking.reading.opening import read_report

EXAMPLE = Path(__file__).parents[4] / "examples" / "manchester-north"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    result = CliRunner().invoke(commands, ["report", str(EXAMPLE), "--out", str(folder)])
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture(scope="module", params=["html", "pdf", "docx"])
def checked(request: pytest.FixtureRequest, built: Path) -> Checked:
    (path,) = built.glob(f"*.{request.param}")
    editions = [shipped().edition(reference).framework for reference in shipped().references]
    return check(read_report(path), candidates=editions)


def test_a_report_of_our_own_has_no_claim_that_fails_or_is_doubtful(checked: Checked) -> None:
    assert [(claim.text, claim.why) for claim in checked.of(Verdict.FAILS)] == []
    assert [(claim.text, claim.why) for claim in checked.of(Verdict.DOUBTFUL)] == []


def test_a_report_of_our_own_is_read_with_its_ratings_score_and_tables(checked: Checked) -> None:
    kinds = {claim.kind for claim in checked.of(Verdict.HOLDS)}
    assert {Kind.RATING, Kind.SCORE, Kind.MAXIMUM, Kind.OVERALL, Kind.KEY_QUESTION, Kind.N_OF_M} <= kinds
