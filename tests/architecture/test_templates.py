"""Every page has the frame that all share, and nothing in it that the content security policy would refuse."""

import re
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE, ROOT

EXTENDS = re.compile(r"""^\s*(?:\{#.*?#\}\s*)*\{%-?\s*extends\s+["']([^"']+)["']""", re.DOTALL)
# What a strict policy refuses: code and style inside the page.
INLINE = [
    # A block of JSON is data: no browser runs it, and no policy asks about it.
    (re.compile(r"<script(?![^>]*\bsrc=)(?! type=\"application/json\")", re.IGNORECASE), "a script in the page"),
    (re.compile(r"<style\b", re.IGNORECASE), "a style sheet in the page"),
    (re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE), "a style attribute"),
    (re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE), "an event handler in the page"),
    (
        re.compile(r"(?:\bsrc|<link[^>]*\bhref)\s*=\s*[\"']?(?:https?:)?//", re.IGNORECASE),
        "something from another site",
    ),
]
# Only words written in the template itself may be marked as safe; what comes in from Python says for itself what it is.
SAFE = re.compile(r"(?<![\"'\s])\s*\|\s*safe\b")


def _templates() -> dict[str, Path]:
    """Every template by the name under which a page asks for it."""
    return {
        path.relative_to(PACKAGE / path.relative_to(PACKAGE).parts[0] / "templates").as_posix(): path
        for path in sorted(PACKAGE.glob("*/templates/**/*.html"))
    }


def _is_partial(name: str) -> bool:
    return name.startswith("components/") or Path(name).name.startswith("_") or name == "base.html"


@pytest.mark.parametrize("name", [name for name in _templates() if not _is_partial(name)])
def test_pages_extend_the_frame(name: str):
    found, templates = name, _templates()
    while found != "base.html":
        extends = EXTENDS.match(templates[found].read_text(encoding="utf-8"))
        assert extends, f"{templates[found].relative_to(ROOT)} extends nothing; a partial's name starts with _"
        found = extends[1]


@pytest.mark.parametrize("name", list(_templates()))
def test_templates_hold_nothing_that_the_policy_refuses(name: str):
    text = _templates()[name].read_text(encoding="utf-8")
    found = [what for pattern, what in INLINE if pattern.search(text)]
    assert not found, found
    assert not SAFE.search(text), "marks as safe what the template did not write itself"
