"""What must hold of every page, whoever sees it: accessible, inside its window, one heading, a title. Its picture."""

import os
import re
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

PHONE, DESK = 360, 1400
_HEIGHTS = {PHONE: 740, DESK: 900}
_AXE = """() => axe.run(document, {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: {'target-size': {enabled: true}},
  resultTypes: ['violations'],
})"""
# What a page is made of: two pages of one shape give axe the same things to find.
_SHAPE = """() => [...new Set([...document.querySelectorAll('body, body *')].map(
  part => [part.tagName, part.className?.baseVal ?? part.className, part.getAttribute('role'), part.type].join(' ')
))].sort().join()"""
# Every part that sticks out to the right of the window, unless it is inside something that scrolls by itself.
_STICKING_OUT = """() => {
  const wide = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth <= wide) return []
  return [...document.body.querySelectorAll('*')].filter(part => part.getBoundingClientRect().right > wide + 1)
    .map(part => part.tagName.toLowerCase() + '.' + part.className).slice(0, 5)
}"""


class Screens:
    """Checks pages, keeps what it finds wrong until asked, and takes pictures in the order of the journey."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._findings: list[str] = []
        self._asked: set[tuple[int, str]] = set()
        self._taken = 0
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("[0-9][0-9]-*.png"):
            old.unlink()

    @classmethod
    def from_environment(cls, root: Path) -> "Screens":
        """Keep pictures in WARDMOTE_PICTURES, or var/pictures of this checkout."""
        return cls(Path(os.environ.get("WARDMOTE_PICTURES") or root / "var" / "pictures"))

    def take_findings(self) -> list[str]:
        found, self._findings = self._findings, []
        return found

    def picture(self, page: Page, name: str) -> None:
        """Check the page at both widths and picture each, as in `07-check-answers-360.png`."""
        self._taken += 1
        before = page.viewport_size
        for width in (PHONE, DESK):
            page.set_viewport_size({"width": width, "height": _HEIGHTS[width]})
            self.check(page, f"{name} at {width}")
            page.evaluate("() => { document.activeElement?.blur(); window.scrollTo(0, 0) }")
            page.screenshot(path=self.folder / f"{self._taken:02d}-{name}-{width}.png", full_page=True)
        page.set_viewport_size(before or {"width": DESK, "height": _HEIGHTS[DESK]})

    def check(self, page: Page, name: str) -> None:
        """Look for everything that is wrong with the page as it stands."""
        page.wait_for_load_state()
        where = f"{name} ({page.url})"
        headings = page.locator("h1").count()
        if headings != 1:
            self._findings.append(f"{where}: {headings} headings of the first level")
        if not re.fullmatch(r"(Error: )?\S.* – Wardmote", page.title()):
            self._findings.append(f"{where}: the title is {page.title()!r}")
        for part in page.evaluate(_STICKING_OUT):
            self._findings.append(f"{where}: {part} sticks out of the window")
        self._findings += [f"{where}: {found}" for found in self._axe(page)]

    def _axe(self, page: Page) -> list[str]:
        """Ask axe, once for each shape of page at each width."""
        asked = (page.viewport_size or {})["width"], page.evaluate(_SHAPE)
        if asked in self._asked:
            return []
        self._asked.add(asked)
        if not page.evaluate("() => 'axe' in window"):
            page.evaluate(AXE_SCRIPT)
        return [
            f"{violation['id']}, {violation['help']}: "
            + "; ".join(" ".join(map(str, node["target"])) for node in violation["nodes"][:4])
            for violation in page.evaluate(_AXE)["violations"]
        ]
