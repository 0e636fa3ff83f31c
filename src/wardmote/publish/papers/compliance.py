"""The compliance statement of a financial year, as the statutory calendar makes it."""

from wardmote.common.documents import Document
from wardmote.plan.documents import compliance_statement
from wardmote.publish import parts
from wardmote.publish.data import ReportData


def write(data: ReportData) -> Document:
    """Return the statement. Raises ValueError for data that was gathered without its calendar."""
    if data.calendar is None:
        raise ValueError("the calendar was not gathered")
    made = compliance_statement(data.calendar)
    return parts.document(data, title=made.title, period=made.period, blocks=made.blocks, notes=made.notes)
