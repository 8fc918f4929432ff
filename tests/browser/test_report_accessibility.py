from __future__ import annotations

import runpy
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import cast

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from inspectorate.cli.inspections import rate_inspection
from inspectorate.reports.assembling import build_document
from inspectorate.reports.document import Document
from inspectorate.reports.outputs.html import render_html

pytestmark = pytest.mark.browser

EXAMPLE = Path(__file__).parents[2] / "examples" / "manchester-north"
SAMPLES = runpy.run_path(str(Path(__file__).parents[1] / "documents.py"))
DESKTOP = 1280
TABLET = 800
NARROWEST = 320
ALL_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# A contrast of 7 to 1 (level AAA) is more than a report's links and badges set out to have.
BEYOND_AA = {"color-contrast-enhanced": {"enabled": False}, "target-size": {"enabled": True}}


def sample(*, hostile: bool) -> Document:
    return cast("Document", SAMPLES["sample_document"](hostile=hostile))


def example() -> Document:
    rated = rate_inspection(EXAMPLE, frameworks=None, groups=True)
    document, problems = build_document(
        framework=rated.edition.framework, inspection=rated.inspection, results=rated.results, rating=rated.rating
    )
    problems.raise_errors()
    return document


@pytest.fixture(
    scope="module",
    params=[partial(sample, hostile=False), partial(sample, hostile=True), example],
    ids=["plain", "hostile", "example"],
)
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    document = cast("Callable[[], Document]", request.param)()
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render_html(document), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(params=[DESKTOP, TABLET, NARROWEST], ids=["desktop", "tablet", "narrowest"])
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 900}, reduced_motion="reduce")
    opened = context.new_page()
    opened.goto(address)
    yield opened
    context.close()


def violations(page: Page) -> str:
    results = Axe().run(page, options={**ALL_RULES, "rules": BEYOND_AA, "resultTypes": ["violations"]})
    return str(results.generate_report()) if results.violations_count else ""


def test_report_has_no_axe_violation_folded(page: Page) -> None:
    assert violations(page) == ""


def test_report_has_no_axe_violation_unfolded(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert violations(page) == ""


def test_report_has_no_axe_violation_in_print(page: Page) -> None:
    page.emulate_media(media="print")
    assert violations(page) == ""


def test_axe_finds_a_fault_that_was_put_in(page: Page) -> None:
    page.evaluate(
        """document.querySelectorAll('main svg').forEach((one) => {
            one.removeAttribute('aria-labelledby');
            one.querySelector('title').remove();
        })"""
    )
    assert "svg-img-alt" in violations(page)


def test_report_never_scrolls_sideways(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    width = cast("int", page.evaluate("document.documentElement.scrollWidth"))
    assert width <= cast("int", page.evaluate("document.documentElement.clientWidth"))


def test_report_shows_one_table_of_contents_and_one_drawing_of_a_chart(page: Page) -> None:
    shown = "(selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility()).length"
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.evaluate(shown, "nav") == 1
    assert page.evaluate(shown, "figure svg") == page.evaluate(shown, "figure")


def test_words_of_charts_are_never_small(page: Page) -> None:
    smallest = """() => Math.min(...[...document.querySelectorAll('figure svg')].filter((one) => one.checkVisibility())
        .map((one) => 14 * one.getBoundingClientRect().width / one.viewBox.baseVal.width))"""
    assert cast("float", page.evaluate(smallest)) >= 13.5


def test_keyboard_reaches_the_skip_link_first_and_then_the_report(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    box = page.locator(".skip").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MAIN"


def test_report_opens_without_a_request_an_error_or_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=True)
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address)
    assert asked == [address]
    assert said == []
    assert page.title().startswith("An inspection of probation services")
    # The page's own policy lets its style through.
    assert page.evaluate("getComputedStyle(document.querySelector('.bar')).backgroundColor") == "rgb(29, 60, 82)"
    context.close()


def test_badges_on_paper_need_no_background(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    page.emulate_media(media="print")
    styles = page.evaluate(
        """[...document.querySelectorAll('.badge')].map((one) => {
            const style = getComputedStyle(one);
            return [style.backgroundColor, style.color, style.borderTopStyle].join(' ');
        })"""
    )
    assert set(cast("list[str]", styles)) == {"rgba(0, 0, 0, 0) rgb(22, 25, 29) solid"}
    context.close()
