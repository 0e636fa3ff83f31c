"""People of the demonstration at their browsers: what they press, type and see."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, Response, expect

from tests.browser.screens import DESK, PHONE, Screens

# How long a step waits for what it needs (milliseconds); long, because the machine may have other work.
_PATIENCE = 20_000
expect.set_options(timeout=_PATIENCE)
_KINDS: dict[str, dict[str, Any]] = {
    "desk": {"viewport": {"width": DESK, "height": 900}},
    "phone": {"viewport": {"width": PHONE, "height": 740}, "has_touch": True, "is_mobile": True},
    "plain": {"viewport": {"width": DESK, "height": 900}, "java_script_enabled": False},
}


class Person:
    """Somebody at a browser. What they press is found as they would: by its words."""

    def __init__(self, context: BrowserContext, address: str, screens: Screens) -> None:
        self.address, self.screens = address, screens
        self.page: Page = context.new_page()
        self.troubles: list[str] = []
        self._expected: set[str] = set()
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self._trouble(f"script failed: {error}"))
        self.page.on("response", self._response)
        self.page.on("request", self._request)

    def goes_to(self, path: str, *, status: int = 200) -> None:
        """Open an address of ours; `status` is what must be answered in the end."""
        with self.expecting(str(status)):
            answer = self.page.goto(self.address + path)
        assert answer is not None
        assert answer.status == status, f"{path} answered {answer.status}"

    def works_in(self, partnership: str) -> None:
        """Turn to another partnership by the menu at the top, where the person works in several."""
        self.goes_to("/")
        menu = self.page.locator(".wm-header__partnership details")
        if menu.count() and partnership not in (menu.locator("summary").text_content() or ""):
            menu.locator("summary").click()
            menu.get_by_role("button", name=partnership).click()
        self.sees(partnership, within=self.page.locator(".wm-header__partnership-name"))

    def follows(self, words: str, *, within: Locator | None = None) -> None:
        (within or self.page).get_by_role("link", name=words).first.click()

    def presses(self, words: str) -> None:
        """Press the button, or the link that looks like one, of exactly these words."""
        self.page.get_by_role("button", name=words, exact=True).first.click()

    def presses_in(self, line: Locator, words: str) -> None:
        """Press the button of a line; more words for screen readers may follow those that are seen."""
        line.get_by_role("button", name=words).first.click()

    def types(self, **answers: str) -> None:
        """Fill in fields by their names; a hyphen is written as two underscores (`born__day`)."""
        for name, value in answers.items():
            self.page.locator(f"[name='{name.replace('__', '-')}']").fill(value)

    def types_date(self, name: str, day: int, month: int, year: int) -> None:
        for part, number in (("day", day), ("month", month), ("year", year)):
            self.page.locator(f"[name='{name}-{part}']").fill(str(number))

    def chooses(self, label: str, *, within: Locator | None = None) -> None:
        """Choose a radio button or tick a box by the words beside it."""
        (within or self.page).get_by_label(label, exact=True).first.check()

    def selects(self, name: str, label: str) -> None:
        self.page.locator(f"select[name='{name}']").select_option(label=label)

    def sees(self, *words: str, within: Locator | None = None) -> None:
        for each in words:
            expect(within or self.page.locator("body")).to_contain_text(each)

    def does_not_see(self, *words: str) -> None:
        for each in words:
            expect(self.page.locator("body")).not_to_contain_text(each)

    def sees_heading(self, words: str) -> None:
        expect(self.page.locator("h1")).to_have_text(words)

    def row(self, words: str) -> Locator:
        """Return the line of a table or list that holds these words."""
        return self.page.locator("tr, .wm-row, .govuk-summary-list__row").filter(has_text=words).first

    def pictures(self, name: str) -> None:
        self.screens.picture(self.page, name)

    @contextmanager
    def expecting(self, what: str) -> Iterator[None]:
        """Let answers of this status, or what the console says with these words, pass as no trouble."""
        self._expected.add(what)
        yield
        self._expected.discard(what)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning"):
            return
        # A picture of a canvas is read back from the graphics driver, which remarks on it: no fault of the page.
        if "GL Driver Message" in message.text or any(each in message.text for each in self._expected):
            return
        self._trouble(f"console: {message.text}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and str(response.status) not in self._expected:
            self._trouble(f"{response.request.method} {response.url} answered {response.status}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.address + "/", "data:", "about:", "blob:")):
            self._trouble(f"something was asked of another site: {request.url}")

    def _trouble(self, what: str) -> None:
        self.troubles.append(f"{self.page.url}: {what}")


class People:
    """Everybody, each signed in once with one click and kept signed in."""

    def __init__(self, browser: Browser, address: str, screens: Screens) -> None:
        self._browser, self._address, self._screens = browser, address, screens
        self._states: dict[str, Any] = {}
        self._known: dict[tuple[str, str], Person] = {}
        self._all: list[Person] = []

    def __call__(self, key: str, kind: str = "desk") -> Person:
        """Return `key` signed in at a `desk`, on a `phone` or, `plain`, without scripts; the same one every time."""
        if (key, kind) not in self._known:
            if key not in self._states:
                self._states[key] = self._signed_in(key)
            self._known[key, kind] = self._at(kind, self._states[key])
        return self._known[key, kind]

    def stranger(self, kind: str = "desk") -> Person:
        """Return somebody new who is signed out."""
        return self._at(kind, None)

    def take_troubles(self) -> list[str]:
        """Return what went wrong at anybody's browser since it was last asked."""
        found = []
        for person in self._all:
            found += person.troubles
            person.troubles = []
        return found

    def leave(self) -> None:
        for person in self._all:
            person.page.context.close()

    def _at(self, kind: str, state: Any) -> Person:
        context = self._browser.new_context(**_KINDS[kind], storage_state=state, locale="en-GB", accept_downloads=True)
        context.set_default_timeout(_PATIENCE)
        person = Person(context, self._address, self._screens)
        self._all.append(person)
        return person

    def _signed_in(self, key: str) -> Any:
        """Return the cookies of somebody who has just signed in."""
        visitor = self._at("plain", None)
        sign_in(visitor, key)
        return visitor.page.context.storage_state()


def sign_in(visitor: Person, key: str) -> None:
    """Sign in with one click from the page that the visitor is on, or from the first page."""
    if not visitor.page.url.startswith(visitor.address + "/account/sign-in/"):
        visitor.goes_to("/account/sign-in/")
    visitor.page.locator(f"button[name=person][value={key}]").click()
