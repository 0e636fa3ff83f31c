"""How an Excel workbook shows its cells: number formats, which tell a date, and fills."""

import re
from dataclasses import dataclass, field
from typing import TypeVar

from wardmote.plan.reading.colours import name_of, tinted
from wardmote.plan.reading.package import Element, attribute, child, children, local

# Excel's own palette, for colours given by number (ECMA-376, 18.8.27); 0 to 7 stand again as 8 to 15.
_FIRST = "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF"
_REST = (
    "800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF "
    "000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 "
    "3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333"
)
INDEXED = f"{_FIRST} {_FIRST} {_REST}".split(" ")
# The theme of a workbook that names none (Office 2007 to 2010), in the order in which cells count it.
_THEME = "FFFFFF 000000 EEECE1 1F497D 4F81BD C0504D 9BBB59 8064A2 4BACC6 F79646 0000FF 800080"
_BUILT_IN = {9: "0%", 10: "0.00%", 2: "0.00", 4: "#,##0.00", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm"}
_BUILT_IN |= {each: "dd/mm/yyyy" for each in (14, 15, 22, *range(27, 37), *range(50, 59))}
_BUILT_IN |= {16: "d-mmm", 21: "h:mm:ss", 45: "mm:ss", 46: "h:mm:ss", 47: "mm:ss"}
Held = TypeVar("Held")
_NOT_SIGNS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]', re.IGNORECASE)


@dataclass(frozen=True)
class Look:
    """How one cell is shown: its number format, its fill and its letters' colour (names or ""), and its font."""

    form: str = "General"
    fill: str = ""
    letters: str = ""
    font: str = ""

    @property
    def is_date(self) -> bool:
        plain = _NOT_SIGNS.sub("", self.form.partition(";")[0]).lower()
        return plain != "general" and ("y" in plain or "d" in plain or "mmm" in plain)

    @property
    def names_day(self) -> bool:
        return "d" in _NOT_SIGNS.sub("", self.form.partition(";")[0]).lower()

    @property
    def is_time(self) -> bool:
        plain = _NOT_SIGNS.sub("", self.form.partition(";")[0]).lower()
        return not self.is_date and ("h" in plain or "ss" in plain)


@dataclass
class Looks:
    """All looks of a workbook, by the number that a cell's `s` gives."""

    looks: list[Look] = field(default_factory=list)

    def of(self, index: str) -> Look:
        """Return the look of that number; the plain one where there is none."""
        at = int(index) if index.isdigit() and len(index) < 7 else -1
        return self.looks[at] if 0 <= at < len(self.looks) else Look()


def read_looks(styles: Element | None, theme: Element | None) -> Looks:
    """Read styles.xml with the colours of the theme."""
    palette = _palette(theme)
    own = [attribute(each, "rgb") for each in children(child(child(styles, "colors"), "indexedColors"), "rgbColor")]
    indexed = own or INDEXED
    forms = {
        attribute(each, "numFmtId"): attribute(each, "formatCode")
        for each in children(child(styles, "numFmts"), "numFmt")
    }
    fills = [_fill(each, palette, indexed) for each in children(child(styles, "fills"), "fill")]
    fonts = [
        (_colour(child(each, "color"), palette, indexed), attribute(child(each, "name"), "val"))
        for each in children(child(styles, "fonts"), "font")
    ]
    return Looks([_look(each, forms, fills, fonts) for each in children(child(styles, "cellXfs"), "xf")])


def _look(element: Element, forms: dict[str, str], fills: list[str], fonts: list[tuple[str, str]]) -> Look:
    number = attribute(element, "numFmtId")
    known = int(number) if number.isdigit() and len(number) < 7 else 0
    letters, font = _at(fonts, attribute(element, "fontId"), ("", ""))
    return Look(
        forms.get(number) or _BUILT_IN.get(known, "General"),
        _at(fills, attribute(element, "fillId"), ""),
        letters,
        font,
    )


def _at(values: list[Held], index: str, default: Held) -> Held:
    at = int(index) if index.isdigit() and len(index) < 7 else -1
    return values[at] if 0 <= at < len(values) else default


def _fill(element: Element, palette: list[str], indexed: list[str]) -> str:
    pattern = child(element, "patternFill")
    if pattern is None:
        stops = children(child(element, "gradientFill"), "stop")
        return _colour(child(stops[-1], "color"), palette, indexed) if stops else ""
    if attribute(pattern, "patternType") in ("", "none"):
        return ""
    return _colour(child(pattern, "fgColor"), palette, indexed)


def _colour(element: Element | None, palette: list[str], indexed: list[str]) -> str:
    """Return the name of a colour given outright, by theme or by number."""
    value = attribute(element, "rgb")
    theme, number = attribute(element, "theme"), attribute(element, "indexed")
    if not value and theme.isdigit() and len(theme) < 3 and int(theme) < len(palette):
        value = palette[int(theme)]
    elif not value and number.isdigit() and len(number) < 3 and int(number) < len(indexed):
        value = indexed[int(number)]
    try:
        tint = float(attribute(element, "tint") or 0)
    except ValueError:
        tint = 0.0
    return name_of(tinted(value, tint if -1 <= tint <= 1 else 0.0)) if value else ""


def _palette(theme: Element | None) -> list[str]:
    """Return the theme's colours as cells count them: light before dark, unlike the file's own order."""
    scheme = child(child(theme, "themeElements"), "clrScheme")
    found: dict[str, str] = {}
    for each in () if scheme is None else scheme:
        value = next(iter(each), None)
        found[local(each)] = attribute(value, "lastClr") or attribute(value, "val")
    order = ("lt1", "dk1", "lt2", "dk2", *(f"accent{at}" for at in range(1, 7)), "hlink", "folHlink")
    return [found.get(name) or usual for name, usual in zip(order, _THEME.split(" "), strict=True)]
