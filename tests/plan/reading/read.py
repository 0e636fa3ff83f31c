"""Reading in this process, for tests of what is understood; the child has tests of its own."""

from datetime import date

from tests.plan.reading.layouts import LAYOUTS
from tests.plan.reading.layouts_pages import PAGES
from tests.plan.reading.sheet_layouts import SHEETS
from wardmote.plan.reading.parse import parse
from wardmote.plan.reading.types import PlanFile, PlanRow, Understood
from wardmote.plan.reading.understand import understand

TODAY = date(2025, 3, 24)
ALL = {**LAYOUTS, **PAGES, **SHEETS}


def file_of(name: str) -> PlanFile:
    """Parse one of the layouts."""
    return parse(ALL[name](), name=name)


def understood(name: str) -> Understood:
    """Parse and understand one of the layouts."""
    return understand(file_of(name), today=TODAY)


def by_ref(found: Understood) -> dict[str, PlanRow]:
    """The rows by ref; no ref stands twice."""
    rows = {row.ref: row for row in found.rows}
    assert len(rows) == len(found.rows)
    return rows


def file(content: bytes, name: str = "plan.docx") -> PlanFile:
    """Parse bytes."""
    return parse(content, name=name)


def read(content: bytes, name: str = "plan.docx") -> Understood:
    """Parse and understand bytes; every row of the file is accounted for."""
    found = understand(file(content, name), today=TODAY)
    counts = dict(found.accounting)
    assert counts.pop("rows") == sum(counts.values())
    return found
