"""Bullets that were typed as signs instead of being made a list."""

import re

# The second line are Word's Symbol and Wingdings signs, which come as private characters.
_SIGNS = "•·▪▫●○◦‣⁃∙■□◆◇►▶➢➤✓✔★" + "\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8\uf06f\uf02d\uf0e0"
_START = re.compile(
    rf"^\s*(?:[{_SIGNS}]\s*|[-–—*]\s+|o\s{{2,}}|o\t\s*|\(?[ivx]{{1,4}}[.)]\s+|\(?[a-h][.)]\s+)(.*)$", re.DOTALL
)
_WITHIN = re.compile(rf"\s*[{_SIGNS}]\s*")


def bullet_of(line: str) -> str | None:
    """Return what follows a typed bullet at the beginning of a line; None when it begins with none."""
    found = _START.match(line)
    return found[1].strip() if found else None


def run_on(text: str) -> list[str]:
    """Return the parts of a text in which bullets follow one another without line breaks."""
    return [part.strip() for part in _WITHIN.split(text) if part.strip()]
