"""The rows and cells of one Word table, with joined cells written into every place they cover."""

from dataclasses import dataclass, field

from wardmote.plan.reading import limits
from wardmote.plan.reading.bullets import bullet_of
from wardmote.plan.reading.colours import name_of
from wardmote.plan.reading.docx_text import Context, Paragraph, read_paragraph
from wardmote.plan.reading.grids import Reading, repeated, too_wide
from wardmote.plan.reading.package import Element, attribute, child, local
from wardmote.plan.reading.types import CannotRead, Cell, RawRow

Nested = list[tuple[int, Element]]
_WRAPPERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"}


@dataclass
class _Content:
    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: list[Element] = field(default_factory=list)


def read_rows(table: Element, context: Context, reading: Reading, *, where: str) -> tuple[list[RawRow], Nested]:
    """Return the rows of a table, and the tables inside its cells with the row each stands in."""
    rows: list[RawRow] = []
    nested: Nested = []
    for element in _inside(table, "tr"):
        properties = child(element, "trPr")
        if child(properties, "del") is not None:
            context.changes = True
            continue
        reading.count_row("The document")
        number = len(rows) + 1
        above = rows[-1].cells if rows else []
        cells, tables = _cells(element, context, reading, above, f"{where}, row {number}")
        rows.append(RawRow(number, cells))
        nested += [(number, each) for each in tables]
    return rows, nested


def _inside(parent: Element, name: str) -> list[Element]:
    """Return the children of a name, also those that content controls and insertions wrap."""
    found: list[Element] = []
    for each in parent:
        if local(each) == name:
            found.append(each)
        elif local(each) in _WRAPPERS:
            found += _inside(each, name)
    return found


def _cells(
    row: Element, context: Context, reading: Reading, above: list[Cell], where: str
) -> tuple[list[Cell], list[Element]]:
    cells = [Cell()] * _number(child(child(row, "trPr"), "gridBefore"), 0)
    tables: list[Element] = []
    for element in _inside(row, "tc"):
        properties = child(element, "tcPr")
        span = _number(child(properties, "gridSpan"), 1)
        merge = child(properties, "vMerge")
        if merge is not None and attribute(merge, "val") != "restart" and len(cells) < len(above):
            cells += [repeated(above[min(at, len(above) - 1)]) for at in range(len(cells), len(cells) + span)]
        else:
            cell, inner = _cell(element, properties, context, reading, where)
            tables += inner
            cells += [cell] + [repeated(cell)] * (span - 1)
        if len(cells) > limits.COLUMNS:
            raise too_wide(where[0].upper() + where[1:], len(cells))
    return cells, tables


def _number(element: Element | None, default: int) -> int:
    value = attribute(element, "val")
    if not value.isdigit() or len(value) > 6:
        return default
    # One more than is allowed is enough to be refused for.
    return min(int(value), limits.COLUMNS + 1)


def _cell(
    element: Element, properties: Element | None, context: Context, reading: Reading, where: str
) -> tuple[Cell, list[Element]]:
    content = _Content()
    _collect(element, context, content)
    kept = [each for each in content.paragraphs if each.text or each.label]
    bullets: list[str] = []
    lines: list[str] = []
    for each in kept:
        # Many plans number their rows with Word's own list, which leaves the cell itself empty.
        text = each.text or each.label.rstrip(".)")
        if each.text and each.label and len(kept) == 1:
            # One numbered paragraph is no list: its number belongs to it, and may be the action's.
            text, each.label = f"{each.label} {each.text}", ""
        for line in text.split("\n"):
            marked = bullet_of(line)
            if marked is not None or ((each.bullet or each.label) and each.text):
                bullets.append(marked if marked is not None else line)
            lines.append(marked if marked is not None else line)
    colour = name_of(attribute(child(properties, "shd"), "fill"))
    colour = colour or next((each.colour for each in content.paragraphs if each.colour), "")
    notes = [note for each in content.paragraphs for note in each.notes]
    if not kept and not colour and any(each.picture for each in content.paragraphs):
        notes.append("A picture stands in the cell; what it shows is not known.")
    text = reading.cut("\n".join(lines).strip(), where)
    tables = [each for each in content.tables if len(_inside(each, "tr")) > 0]
    return Cell(text, colour, [each for each in bullets if each], "; ".join(notes)), tables


def _collect(parent: Element, context: Context, content: _Content, depth: int = 0) -> None:
    if depth > limits.NESTING:
        raise CannotRead("The file's tables stand inside one another too deep to be a plan.")
    for each in parent:
        name = local(each)
        if name == "p":
            content.paragraphs.append(read_paragraph(each, context))
        elif name == "tbl":
            content.tables.append(each)
        elif name in _WRAPPERS:
            _collect(each, context, content, depth + 1)
