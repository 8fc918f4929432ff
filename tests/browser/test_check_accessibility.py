from __future__ import annotations

import runpy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from inspectorate.reports.checking.model import Checked
from inspectorate.reports.checking.page import page as check_page

pytestmark = pytest.mark.browser

SAMPLES = runpy.run_path(str(Path(__file__).parents[1] / "unit" / "reports" / "checking" / "sample.py"))
DESKTOP = 1280
TABLET = 800
NARROWEST = 320
ALL_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# A contrast of 7 to 1 (level AAA) is more than the page sets out to have.
BEYOND_AA = {"color-contrast-enhanced": {"enabled": False}, "target-size": {"enabled": True}}
UNFOLD = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"


@pytest.fixture(scope="module", params=["checked_sample", "hostile_sample", "empty_sample"])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    checked = cast("Callable[[], Checked]", SAMPLES[request.param])()
    path = tmp_path_factory.mktemp("check") / "check.html"
    path.write_text(check_page(checked), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(params=[DESKTOP, TABLET, NARROWEST], ids=["desktop", "tablet", "narrowest"])
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 900}, reduced_motion="reduce")
    opened = context.new_page()
    opened.goto(address)
    yield opened
    context.close()


@pytest.fixture
def sample(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    path = tmp_path / "check.html"
    path.write_text(check_page(cast("Checked", SAMPLES["checked_sample"]())), encoding="utf-8")
    context = browser.new_context(viewport={"width": DESKTOP, "height": 900}, reduced_motion="reduce")
    opened = context.new_page()
    opened.goto(path.as_uri())
    yield opened
    context.close()


def violations(page: Page) -> str:
    results = Axe().run(page, options={**ALL_RULES, "rules": BEYOND_AA, "resultTypes": ["violations"]})
    return str(results.generate_report()) if results.violations_count else ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_check_page_has_no_axe_violation(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    assert violations(page) == ""
    page.evaluate(UNFOLD)
    assert violations(page) == ""


def test_check_page_has_no_axe_violation_in_print(page: Page) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    assert violations(page) == ""


def test_axe_finds_a_fault_that_was_put_in(page: Page) -> None:
    page.evaluate("document.documentElement.removeAttribute('lang')")
    assert "html-has-lang" in violations(page)


def test_check_page_never_scrolls_sideways(page: Page) -> None:
    page.evaluate(UNFOLD)
    width = cast("int", page.evaluate("document.documentElement.scrollWidth"))
    assert width <= cast("int", page.evaluate("document.documentElement.clientWidth"))


def test_check_page_opens_without_a_request_an_error_or_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address)
    assert asked == [address]
    assert said == []
    assert page.title().startswith("Check of ")
    # The page's own policy lets its style through.
    assert page.evaluate("getComputedStyle(document.querySelector('.bar')).backgroundColor") == "rgb(29, 60, 82)"
    context.close()


def test_keyboard_reaches_the_skip_link_first(sample: Page) -> None:
    sample.keyboard.press("Tab")
    assert sample.evaluate("document.activeElement.textContent") == "Skip to main content"
    sample.keyboard.press("Enter")
    assert sample.evaluate("document.activeElement.tagName") == "MAIN"


def test_the_number_of_a_claim_leads_to_its_explanation_unfolded_and_back(sample: Page) -> None:
    explanation = sample.locator("#c7 .words")
    assert not explanation.is_visible()
    sample.locator("#m7").click()
    assert sample.evaluate("location.hash") == "#c7"
    assert explanation.bounding_box() is not None
    sample.locator("#c7 .back").click()
    assert sample.evaluate("location.hash") == "#m7"


def test_explanations_stand_beside_the_text_where_there_is_room_and_below_it_elsewhere(sample: Page) -> None:
    def boxes() -> tuple[dict[str, float], dict[str, float]]:
        text, note = sample.locator("#p4").bounding_box(), sample.locator("#c1").bounding_box()
        assert text is not None
        assert note is not None
        return cast("dict[str, float]", text), cast("dict[str, float]", note)

    text, note = boxes()
    assert note["x"] >= text["x"] + text["width"]
    assert abs(note["y"] - text["y"]) < 8
    sample.set_viewport_size({"width": NARROWEST, "height": 900})
    text, note = boxes()
    assert note["y"] >= text["y"] + text["height"]
