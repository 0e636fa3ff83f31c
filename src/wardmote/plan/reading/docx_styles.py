"""What the styles and lists of a Word file say: which paragraphs are headings, which are bullets, and their numbers."""

from dataclasses import dataclass, field

from wardmote.plan.reading.package import Element, attribute, child, children

_HEADING_NAMES = tuple(f"heading {level}" for level in range(1, 10))
_DEEPEST = 12


@dataclass(frozen=True)
class Style:
    """What one paragraph style gives. `level` 0 is the title, 1 to 9 a heading, None neither; `size` in half points."""

    name: str = ""
    level: int | None = None
    numbering: tuple[str, int] | None = None
    bold: bool = False
    size: int = 0


def read_styles(root: Element | None) -> dict[str, Style]:
    """Return every paragraph style by its id, with what it takes from the style it is based on."""
    raw = {attribute(each, "styleId"): each for each in children(root, "style")}
    found: dict[str, Style] = {}

    def resolve(identity: str, depth: int) -> Style:
        if identity in found or identity not in raw or depth > _DEEPEST:
            return found.get(identity, Style())
        element = raw[identity]
        base = resolve(attribute(child(element, "basedOn"), "val"), depth + 1)
        found[identity] = _style(element, base)
        return found[identity]

    for identity in raw:
        resolve(identity, 0)
    return found


def _style(element: Element, base: Style) -> Style:
    name = attribute(child(element, "name"), "val").lower()
    paragraph, run = child(element, "pPr"), child(element, "rPr")
    level = base.level
    outline = attribute(child(paragraph, "outlineLvl"), "val")
    if name == "title":
        level = 0
    elif name in _HEADING_NAMES:
        level = int(name[-1])
    elif outline.isdigit():
        level = int(outline) + 1 if int(outline) < 9 else None
    size = attribute(child(run, "sz"), "val")
    return Style(
        name,
        level,
        numbering_of(paragraph) or base.numbering,
        switched_on(child(run, "b"), default=base.bold),
        int(size) if size.isdigit() else base.size,
    )


def numbering_of(properties: Element | None) -> tuple[str, int] | None:
    """Return the list and the level a paragraph's own properties put it in; ("0", …) takes it out of every list."""
    numbering = child(properties, "numPr")
    if numbering is None:
        return None
    level = attribute(child(numbering, "ilvl"), "val")
    return attribute(child(numbering, "numId"), "val"), int(level) if level.isdigit() and len(level) < 2 else 0


def switched_on(element: Element | None, *, default: bool = False) -> bool:
    """Return whether a Word switch such as bold is on; the default where it is not given."""
    if element is None:
        return default
    return attribute(element, "val").lower() not in ("0", "false", "off", "none")


@dataclass
class Numbering:
    """The lists of a file, counting as the file is read from top to bottom."""

    levels: dict[str, dict[int, tuple[str, str, int]]] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def read(cls, root: Element | None) -> "Numbering":
        """Read numbering.xml; a file without it has no lists."""
        found = cls()
        for each in children(root, "abstractNum"):
            found.levels[attribute(each, "abstractNumId")] = {
                at: _level(level) for at, level in enumerate(children(each, "lvl")[:9])
            }
        for each in children(root, "num"):
            found.abstract[attribute(each, "numId")] = attribute(child(each, "abstractNumId"), "val")
        return found

    def label(self, numbering: tuple[str, int]) -> tuple[bool, str]:
        """Count one paragraph of a list and return whether it has a bullet, and its number as printed."""
        identity, level = numbering
        levels = self.levels.get(self.abstract.get(identity, ""), {})
        style, text, start = levels.get(level, ("bullet", "", 1))
        if style in ("bullet", "none"):
            return style == "bullet", ""
        counts = self.counts.setdefault(identity, {})
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        for at in range(level + 1):
            own = levels.get(at, ("decimal", "", 1))
            text = text.replace(f"%{at + 1}", _written(counts.get(at, own[2]), own[0]))
        return False, text.strip()


def _level(level: Element) -> tuple[str, str, int]:
    start = attribute(child(level, "start"), "val")
    number = int(start) if start.isdigit() and len(start) < 6 else 1
    return attribute(child(level, "numFmt"), "val") or "decimal", attribute(child(level, "lvlText"), "val"), number


def _written(number: int, style: str) -> str:
    if style in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter if style == "lowerLetter" else letter.upper()
    if style in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman if style == "lowerRoman" else roman.upper()
    return str(number)


def _roman(number: int) -> str:
    parts = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    text = ""
    for value, sign in parts:
        while number >= value and len(text) < 20:
            text, number = text + sign, number - value
    return text


def is_list_name(name: str) -> bool:
    """Return whether a style's name is one of Word's list styles."""
    return name.startswith(("list bullet", "list number", "list paragraph bullet"))
