"""Every page of signing in, in an installation: by whom it is opened, and what is done on it."""

from __future__ import annotations

import re

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Browser, Page, expect
from tests.browser.workspace.installed import EMAIL, PASSWORD, Installed
from tests.browser.workspace.visiting import DESKTOP, PHONE, Visitor

BEA = "bea@example.org"
BEAS_PASSWORD = "green lamp under a bridge"  # noqa: S105 - of somebody invented
SHOWN_TO_ANYBODY = (
    "/account/inactive/",
    "/account/password/reset/done/",
    "/account/password/reset/key/nobody-set-password/",
    "/account/password/reset/key/done/",
    "/account/3rdparty/login/cancelled/",
    "/account/3rdparty/login/error/",
    "/account/oidc/oidc/login/",
    "/account/oidc/oidc/login/callback/",
)
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
MANY_FIELDS = """form => {
    for (let number = 0; number < 2100; number++) {
        const field = document.createElement("input");
        Object.assign(field, {type: "hidden", name: `more-${number}`, value: "1"});
        form.append(field);
    }
}"""


def look_around(browser: Browser, installed: Installed) -> None:
    """Open every page of signing in as those do whom it is for, and look at each."""
    anybody, ada, bea = (Visitor(browser, installed.address, trusting=True) for _ in range(3))
    _as_nobody(anybody)
    codes = _set_up_app(ada)
    _sign_in_again(ada, codes)
    _add_passkey(ada)
    _let_in(ada, bea, installed)
    _meet_errors(ada, installed)
    _try_too_often(anybody)
    for visitor in (anybody, ada, bea):
        visitor.expected("40[01349]|422|429|50[023]")
        visitor.leave()


def look(visitor: Visitor, address: str = "") -> Page:
    """Open a page, or stay on the one that is open, and look at it on a desktop and on a phone."""
    if address:
        visitor.page.goto(address)
    for width in (PHONE, DESKTOP):
        visitor.page.set_viewport_size({"width": width, "height": 900})
        visitor.look()
    return visitor.page


def press(page: Page, text: str) -> None:
    page.get_by_role("main").get_by_role("button", name=text, exact=True).click()


def sign_in(visitor: Visitor, email: str, password: str) -> Page:
    """Type an address and a password on the page that is open."""
    visitor.page.get_by_label("E-mail address").fill(email)
    visitor.page.get_by_label("Password", exact=True).fill(password)
    press(visitor.page, "Sign in")
    return visitor.page


def _as_nobody(anybody: Visitor) -> None:
    for address in SHOWN_TO_ANYBODY:
        page = look(anybody, address)
        expect(page.get_by_role("heading", level=1)).not_to_have_text("Something went wrong here")
    page = look(anybody, "/account/login/")
    press(page, "Sign in")
    expect(page.get_by_role("alert")).to_contain_text("E-mail address: This field is required.")
    look(anybody)
    sign_in(anybody, EMAIL, "a wrong password")
    expect(page.get_by_role("alert")).to_be_visible()
    look(anybody)
    page = look(anybody, "/account/password/reset/")
    page.get_by_label("E-mail address").fill("nobody@example.org")
    press(page, "Send the link")
    expect(page.get_by_role("heading", level=1)).to_have_text("Look at your e-mail")
    look(anybody)


def _set_up_app(ada: Visitor) -> list[str]:
    """Sign in for the first time, set up an app, and return the recovery codes."""
    ada.page.goto("/")
    page = sign_in(ada, EMAIL, PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_have_text("How you sign in")
    look(ada)
    page.get_by_role("button", name="Set up an app").click()
    secret = page.locator("main code").inner_text()
    page.get_by_label("Code").fill("000000")
    press(page, "Set up the app")
    expect(page.get_by_role("alert")).to_be_visible()
    look(ada)
    page.get_by_label("Code").fill(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))
    press(page, "Set up the app")
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    look(ada)
    codes = page.locator("main code").all_inner_texts()
    look(ada, "/account/2fa/totp/deactivate/")
    look(ada, "/account/2fa/recovery-codes/generate/")
    look(ada, "/account/2fa/")
    return codes


def _sign_in_again(ada: Visitor, codes: list[str]) -> None:
    """Sign out, and in again with a recovery code."""
    page = look(ada, "/account/logout/")
    press(page, "Sign out")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    sign_in(ada, EMAIL, PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_have_text("Second factor")
    look(ada)
    page.get_by_label("Code").fill(codes[0])
    press(page, "Sign in")
    expect(page).to_have_url(re.compile(r"//[^/]+/$"))
    look(ada)


def _add_passkey(ada: Visitor) -> None:
    """Add a passkey, look after it, and prove with it that it is oneself."""
    session = ada.context.new_cdp_session(ada.page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    page = look(ada, "/account/2fa/webauthn/add/")
    expect(page.get_by_label("Name")).to_have_value("Passkey")
    page.get_by_label("Name").fill("Ada's laptop")
    press(page, "Add the passkey")
    expect(page.get_by_role("main")).to_contain_text("The passkey is added.")
    look(ada)
    look(ada, "/account/2fa/webauthn/")
    page.get_by_role("link", name="Rename").click()
    look(ada)
    page.go_back()
    page.get_by_role("link", name="Remove").click()
    look(ada)
    look(ada, "/account/password/change/")
    look(ada, "/account/reauthenticate/")
    page.get_by_role("button", name="Use a code").click()
    look(ada)
    page.get_by_role("button", name="Use a passkey").click()
    look(ada)
    press(page, "Use a passkey")
    expect(page).to_have_url(re.compile(r"//[^/]+/$"))


def _let_in(ada: Visitor, bea: Visitor, installed: Installed) -> None:
    """Let somebody in, who sets a password by the link that they are sent, and signs in."""
    page = look(ada, "/people/")
    press(page, "Let them in")
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    look(ada)
    page.get_by_label("Name").fill("Bea Beginner")
    page.get_by_label("E-mail address").fill(BEA)
    press(page, "Let them in")
    expect(page.get_by_role("main")).to_contain_text(f"A link to set a password was sent to {BEA}.")
    look(ada)
    page.get_by_role("link", name="Bea Beginner").click()
    look(ada)
    look(ada, "/import/")

    page = look(bea, installed.link_in_mail())
    expect(page.get_by_role("heading", level=1)).to_have_text("Choose a password")
    page.get_by_label("New password", exact=True).fill("short")
    page.get_by_label("New password again").fill("other")
    press(page, "Set the password")
    look(bea)
    for label in ("New password", "New password again"):
        page.get_by_label(label, exact=True).fill(BEAS_PASSWORD)
    press(page, "Set the password")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your password is set")
    look(bea)
    page.get_by_role("main").get_by_role("link", name="Sign in").click()
    sign_in(bea, BEA, BEAS_PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_have_text("How you sign in")


def _meet_errors(ada: Visitor, installed: Installed) -> None:
    page = look(ada, "/people/nobody-of-that-name/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    page.goto("/people/")
    page.locator("main form").evaluate(MANY_FIELDS)
    press(page, "Let them in")
    expect(page.get_by_role("heading", level=1)).to_have_text("The request cannot be read")
    look(ada)
    page.goto("/people/")
    page.locator("main form [name=csrfmiddlewaretoken]").evaluate("one => one.remove()")
    press(page, "Let them in")
    expect(page.get_by_role("heading", level=1)).to_have_text("The page is too old to be sent")
    look(ada)
    with installed.broken():
        page = look(ada, "/people/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Something went wrong here")
    with installed.without_database():
        page = look(ada, "/people/")
        expect(page.get_by_role("heading", level=1)).to_have_text("The database cannot be reached")
    page = look(ada, "/people/")
    expect(page.get_by_role("heading", level=1)).to_have_text("People")


def _try_too_often(anybody: Visitor) -> None:
    page = anybody.page
    for _ in range(8):
        page.goto("/account/password/reset/")
        page.get_by_label("E-mail address").fill(BEA)
        press(page, "Send the link")
        page.wait_for_load_state()
    expect(page.get_by_role("heading", level=1)).to_have_text("Too many attempts")
    look(anybody)
