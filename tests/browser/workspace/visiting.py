"""People at their browsers: each has a context of their own, and each page that they open is looked at by axe."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
DESKTOP = 1280
PHONE = 320
INSPECTION = "/inspections/example-north-pdu/"
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
# What axe judges by: each element's name, classes, and which other attributes it has; and whether an id is there twice
MAKE = """() => {
    const all = [...document.querySelectorAll("*")];
    const parts = all.map((one) => [one.localName, ...one.classList, ...one.getAttributeNames()].join(" "));
    const ids = all.map((one) => one.id).filter(Boolean);
    return [innerWidth, ids.length - new Set(ids).size, document.title === "", ...new Set(parts)].sort().join("\\n");
}"""
STATUS = "performance.getEntriesByType('navigation')[0].responseStatus"
_AXE = Axe()
_PASSED: set[str] = set()
SEEN: set[tuple[str, int]] = set()
"""The pages that axe found nothing on, by their name in the URL configuration and the status that they came with."""


class Visitor:
    """Somebody of the demonstration at a browser; ``said`` is what its console complained about."""

    def __init__(
        self, browser: Browser, address: str, *, width: int = DESKTOP, script: bool = True, trusting: bool = False
    ) -> None:
        self.has_script = script
        self._browser = browser
        self.said: list[str] = []
        self.context: BrowserContext = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            reduced_motion="reduce",
            ignore_https_errors=trusting,
        )
        self.context.set_default_timeout(30_000)
        self.context.on("console", self._hear)
        self.context.on("weberror", lambda error: self.said.append(str(error.error)))
        self.page: Page = self.context.new_page()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.said.append(f"{message.text} ({message.page.url if message.page else ''})")

    def sign_in(self, handle: str, *, page: Page | None = None) -> Visitor:
        """Choose a person on the demonstration's page."""
        tab = page or self.page
        tab.goto("/demonstration/")
        tab.locator(f"form:has(input[value={handle}]) button").click()
        expect(tab.get_by_role("heading", level=1)).to_have_text("My work")
        return self

    def open(self, path: str) -> Page:
        """Open a page of the half-done inspection, or an address that begins with a slash, and look at it."""
        response = self.page.goto(path if path.startswith("/") else INSPECTION + path)
        assert response is not None
        assert response.status == 200, (response.status, path)
        self.look()
        return self.page

    def look(self, page: Page | None = None) -> None:
        """See that the page does not scroll sideways, and let axe look at it unless one of the same make has passed."""
        tab = page or self.page
        tab.wait_for_load_state()
        tab.locator("html").wait_for(state="attached")  # on a busy machine a page just gone to has no element yet
        assert not tab.evaluate(SIDEWAYS), tab.url
        make = str(tab.evaluate(MAKE))
        if make not in _PASSED:
            self._look_closely(tab)
            _PASSED.add(make)
        SEEN.add((page_name(tab.url), int(tab.evaluate(STATUS))))

    def _look_closely(self, tab: Page) -> None:
        if self.has_script:
            assert violations(tab) == ""
            return
        # axe needs a script to run: the page as it came is opened again where there is one, but not our own
        context = self._browser.new_context(viewport=tab.viewport_size)
        copy = context.new_page()
        content = tab.content()
        copy.route("**/*.js", lambda route: route.abort())
        copy.route(tab.url, lambda route: route.fulfill(body=content, content_type="text/html"))
        copy.goto(tab.url)
        assert violations(copy) == ""
        context.close()

    def expected(self, pattern: str) -> None:
        """Strike out what the console was right to complain about: a journey that breaks things says so."""
        self.said = [one for one in self.said if not re.search(pattern, one)]

    def leave(self) -> None:
        """Close the browser's context; nothing may be left that its console complained about."""
        self.context.close()
        assert self.said == []

    def asked(self) -> list[str]:
        """Return the questions that a standard's page asks."""
        found = self.page.locator("[data-question]:has(fieldset)")
        return cast("list[str]", found.evaluate_all("all => all.map((one) => one.dataset.question)"))

    def question(self, question: str) -> Locator:
        """Return the part of a standard's page that asks a question."""
        return self.page.locator(f'[data-question="{question}"]')

    def answer(self, question: str, label: str) -> None:
        """Choose an answer as a mouse does."""
        self.question(question).get_by_label(label, exact=True).check()

    def note(self, question: str) -> Locator:
        """Return the field of a question's note or reason."""
        return self.question(question).get_by_role("textbox")

    def status(self) -> Locator:
        """Return the line that says what is saved and what is not."""
        return self.page.locator("[data-status]")

    def said_of(self, question: str) -> Locator:
        """Return the line under a question that says the same of it."""
        return self.question(question).locator("[data-said]")


def violations(page: Page) -> str:
    """Return what axe finds on a page, in words; nothing where it finds nothing."""
    options = {"runOnly": RULES, "rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
    results = _AXE.run(page, options=options)
    return f"{page.url}\n{results.generate_report()}" if results.violations_count else ""


def page_name(address: str) -> str:
    """Return a page's name in the URL configuration; nothing where no page has that address."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


def tab_until(page: Page, there: str, *, at_most: int = 200) -> None:
    """Press Tab until the element that has the focus matches a selector."""
    for _ in range(at_most):
        page.keyboard.press("Tab")
        if is_at(page, there):
            return
    raise AssertionError((page.url, there))


def is_at(page: Page, there: str) -> bool:
    """Say whether the element that has the focus matches a selector."""
    return cast("bool", page.evaluate("(there) => document.activeElement.matches(there)", there))


def press_link(page: Page, text: str) -> None:
    """Follow a link or press a button by keyboard: Tab to it, then Enter."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == text:
            page.keyboard.press("Enter")
            return
    raise AssertionError((page.url, text))


Visit = Callable[..., Visitor]
