"""The tables of a Word file, with the headings above each.

Read from its XML, because python-docx leaves out tracked insertions, content controls and text boxes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from wardmote.plan.reading import limits
from wardmote.plan.reading.docx_cells import read_rows
from wardmote.plan.reading.docx_headings import Headings
from wardmote.plan.reading.docx_styles import Numbering, read_styles
from wardmote.plan.reading.docx_text import Context, read_paragraph
from wardmote.plan.reading.grids import Grid, Reading, squared
from wardmote.plan.reading.package import Element, Package, child, local
from wardmote.plan.reading.types import CannotRead, one_line

# What only wraps paragraphs and tables: content controls, tracked insertions, custom XML.
_WRAPPERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"}
_TOO_DEEP = "The file's tables stand inside one another too deep to be a plan."
_NOTE_PARTS = (("comments", "comment"), ("footnotes", "footnote"), ("endnotes", "endnote"))


def read_docx(content: bytes) -> Reading:
    """Return every table of a Word file as a grid. Raises CannotRead when it is damaged or has none."""
    package = Package(content, program="Word")
    main = next((path for kind, path in package.related("").values() if kind == "officedocument"), "word/document.xml")
    body = child(package.xml(main), "body")
    if body is None:
        raise package.damaged("there is no document in it")
    walk = _Walk(_context(package, main))
    walk.blocks(body)
    return walk.finish()


def _context(package: Package, main: str) -> Context:
    parts = {kind: path for kind, path in package.related(main).values()}

    def root(kind: str) -> Element | None:
        return package.optional_xml(parts.get(kind, f"word/{kind}.xml"))

    context = Context(read_styles(root("styles")), Numbering.read(root("numbering")))
    for kind, name in _NOTE_PARTS:
        for each in [] if (found := root(kind)) is None else found:
            words = " ".join(part.text or "" for part in each.iter() if local(part) == "t")
            identity = next((value for key, value in each.attrib.items() if key.endswith("}id")), "")
            if one_line(words):
                context.notes[(name, identity)] = f"{name.capitalize()}: {one_line(words)}"
    return context


@dataclass
class _Walk:
    """One pass from the top of the document to its end, remembering the headings that hold."""

    context: Context
    reading: Reading = field(default_factory=Reading)
    headings: Headings = field(default_factory=Headings)
    apart: bool = True

    def blocks(self, parent: Element, *, place: str = "", depth: int = 0) -> None:
        """Read paragraphs and tables in order. Raises CannotRead when they are nested too deep."""
        if depth > limits.NESTING * 6:
            raise CannotRead(_TOO_DEEP)
        for each in parent:
            name = local(each)
            if name == "p":
                self._paragraph(each, depth)
            elif name == "tbl":
                self._table(each, place=place, inside=0)
            elif name in _WRAPPERS:
                self.blocks(each, place=place, depth=depth + 1)

    def finish(self) -> Reading:
        """Return what was read. Raises CannotRead when no table was found."""
        if not self.reading.grids:
            raise CannotRead(
                "No table was found in the document. Put the plan into a table, one row for each action, and try again."
            )
        if self.context.changes:
            self.reading.note("The document has tracked changes; it was read as if all of them were accepted.")
        return self.reading

    def _paragraph(self, element: Element, depth: int) -> None:
        found = read_paragraph(element, self.context)
        for box in _text_boxes(element):
            before = len(self.reading.grids)
            kept, self.headings = self.headings, self.headings.copy()
            self.blocks(box, place=", in a text box", depth=depth + 1)
            self.headings = kept
            if len(self.reading.grids) == before and any((part.text or "").strip() for part in box.iter()):
                self.reading.note("A text box without a table was passed over.")
        if found.text:
            self.apart = True
        if found.text:
            self.headings.line(one_line(f"{found.label} {found.text}"), found.level, bullet=found.bullet)

    def _table(self, element: Element, *, place: str, inside: int) -> None:
        if inside > limits.NESTING:
            raise CannotRead(_TOO_DEEP)
        number = len(self.reading.grids) + 1
        if number > limits.TABLES:
            raise CannotRead(f"The document has more than {limits.TABLES} tables. Save the plan alone and try again.")
        grid = Grid(f"Table {number}{place}", self.headings.above_table(), [], self.apart, number)
        self.reading.grids.append(grid)
        rows, nested = read_rows(element, self.context, self.reading, where=f"table {number}")
        grid.rows = squared(rows)
        self.apart = False
        for row, inner in nested:
            self.reading.note(f"Table {len(self.reading.grids) + 1} stands inside a cell of table {number}, row {row}.")
            self._table(inner, place=f", inside a cell of table {number}", inside=inside + 1)
        self.apart = bool(nested)


def _text_boxes(element: Element) -> Iterator[Element]:
    """Yield the contents of text boxes, each once: Word writes every drawing a second time for older programs."""
    for each in element:
        name = local(each)
        if name == "Fallback":
            continue
        if name == "txbxContent":
            yield each
        else:
            yield from _text_boxes(each)
