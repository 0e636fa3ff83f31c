"""The sheets of an Excel workbook, read from its XML.

One pass gives a cell's value, whether a formula made it, and its fill; openpyxl would have to load the book twice.
"""

from wardmote.plan.reading.grids import Reading
from wardmote.plan.reading.package import Element, Package, attribute, child, children, local
from wardmote.plan.reading.types import CannotRead, one_line
from wardmote.plan.reading.xlsx_sheet import Workbook, read_sheet
from wardmote.plan.reading.xlsx_styles import read_looks

_SHEETS = 100


def read_xlsx(content: bytes) -> Reading:
    """Return each sheet with anything in it as a grid. Raises CannotRead when damaged, or all sheets are empty."""
    package = Package(content, program="Excel")
    main = next((path for kind, path in package.related("").values() if kind == "officedocument"), "xl/workbook.xml")
    root = package.xml(main)
    parts = package.related(main)
    by_kind = {kind: path for kind, path in parts.values()}
    book = Workbook(
        _strings(package, by_kind.get("sharedstrings", "")),
        read_looks(
            package.optional_xml(by_kind["styles"]) if "styles" in by_kind else None,
            package.optional_xml(by_kind["theme"]) if "theme" in by_kind else None,
        ),
        attribute(child(root, "workbookPr"), "date1904") in ("1", "true"),
    )
    reading = Reading()
    sheets = children(child(root, "sheets"), "sheet")
    if len(sheets) > _SHEETS:
        raise CannotRead(f"The workbook has more than {_SHEETS} sheets. Save the plan's alone and try again.")
    for each in sheets:
        _sheet(package, each, parts, book, reading)
    if not reading.grids:
        raise CannotRead("No table was found: every sheet of the workbook is empty.")
    return reading


def _sheet(
    package: Package, sheet: Element, parts: dict[str, tuple[str, str]], book: Workbook, reading: Reading
) -> None:
    name = one_line(attribute(sheet, "name"))[:60]
    relation = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
    kind, path = parts.get(relation, ("", ""))
    if kind != "worksheet":
        reading.note(
            f"Sheet ‘{name}’ is a {'chart' if kind == 'chartsheet' else 'sheet without cells'}; it was passed over."
        )
        return
    if attribute(sheet, "state") in ("hidden", "veryHidden"):
        reading.note(f"Sheet ‘{name}’ is hidden in the workbook; it was read all the same.")
    notes = _comments(package, path)
    reading.grids += read_sheet(package.read_checked(path), name, book, notes, reading, damaged=package.damaged)


def _strings(package: Package, path: str) -> list[str]:
    if not path or not package.has(path):
        return []
    return [text_of(each) for each in children(package.xml(path), "si")]


def text_of(element: Element) -> str:
    """Return the words of a string that may be in several fonts, without the readings of Japanese ones."""
    pieces = []
    for each in element:
        if local(each) == "t":
            pieces.append(each.text or "")
        elif local(each) == "r":
            pieces.append("".join(part.text or "" for part in children(each, "t")))
    return "".join(pieces)


def _comments(package: Package, path: str) -> dict[str, str]:
    """Return the notes of a sheet by the cell they stand on; a thread's older form repeats its first words."""
    found: dict[str, str] = {}
    for kind, target in package.related(path).values():
        if kind == "comments" and package.has(target):
            for each in children(child(package.xml(target), "commentList"), "comment"):
                words = one_line(text_of(child(each, "text"))) if child(each, "text") is not None else ""
                words = words.rpartition("Comment:")[2].strip() if words.startswith("[Threaded comment]") else words
                if words:
                    found[attribute(each, "ref")] = f"Comment: {words}"
    return found
