"""Every page that each role can open, from its first page by every link: axe, at a desktop's width and a phone's."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from tests.browser.workspace.visiting import DESKTOP, PHONE, Visit, Visitor, violations

from inspectorate.web.demo.people import PEOPLE

pytestmark = pytest.mark.browser

LINKS = "all => all.map((one) => one.href)"
FURTHER = {
    "lena-lead": ("cases/EN-005/reopen/", "cases/EN-007/sign-off/", "cases/EN-009/sign-off/", "stage/"),
    "ada-administrator": ("/import/",),
}
"""Pages with something to do on them; the walk may have met others of their kind."""


def kind(address: str) -> str:
    """Return what an address has in common with those of the same page about other things."""
    path = urlsplit(address).path
    path = re.sub(r"/inspections/[^/]+/", "/inspections/I/", path)
    return re.sub(r"/(cases|settle|standards|alerts|people)/(?!raise)[^/]+(?=/)", r"/\1/X", path)


def walk(visitor: Visitor) -> set[str]:
    """Open a page of each kind that links lead to from the first page, and return the kinds."""
    page = visitor.page
    waiting, met = ["/"], {"/"}
    while waiting:
        address = waiting.pop(0)
        response = page.goto(address)
        assert response is not None
        assert response.status == 200, address
        for width in (DESKTOP, PHONE):
            page.set_viewport_size({"width": width, "height": 900})
            visitor.look()
        for found in page.locator("a[href]").evaluate_all(LINKS):
            where = urlsplit(found)
            if where.netloc == urlsplit(page.url).netloc and kind(found) not in met:
                met.add(kind(found))
                waiting.append(where.path + (f"?{where.query}" if where.query else ""))
    return met


def test_no_page_has_an_axe_violation_or_scrolls_sideways(visit: Visit) -> None:
    visitor = visit()
    visitor.open("/demonstration/")
    met = {}
    for one in PEOPLE:
        visitor.sign_in(one.handle)
        met[one.handle] = walk(visitor)
        for further in FURTHER.get(one.handle, ()):
            visitor.open(further)
    case = "/inspections/I/cases/X/"
    assert {case, f"{case}review/", f"{case}standards/X/", "/inspections/I/results/"} <= met["lena-lead"]
    assert not any("/cases/X/" in one for one in met["conor-contact"] | met["olga-observer"])


def test_a_page_that_is_not_there_says_so(visit: Visit) -> None:
    visitor = visit("olga-observer")
    for address, status, title in (
        ("/inspections/none/", 404, "Page not found"),
        ("/inspections/example-north-pdu/results/", 403, "Your role does not open this page"),
    ):
        response = visitor.page.goto(address)
        assert response is not None
        assert response.status == status
        assert visitor.page.get_by_role("heading", level=1).inner_text() == title
        visitor.look()
    visitor.expected("40[34]")


def test_axe_and_the_console_find_faults_that_were_put_in(visit: Visit) -> None:
    visitor = visit()
    visitor.open("/demonstration/")
    visitor.page.evaluate("document.documentElement.removeAttribute('lang')")
    assert "html-has-lang" in violations(visitor.page)
    visitor.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">Loud</p>')")
    assert any("Content Security Policy" in one for one in visitor.said)
    visitor.expected("Content Security Policy")
