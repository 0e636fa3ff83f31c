"""Makes a report: gathers it, takes out what its audience may not read, writes it, checks its totals."""

from typing import TYPE_CHECKING

from wardmote.common.documents import Document
from wardmote.common.periods import Quarter
from wardmote.publish.data import Audience, ReportData, for_audience
from wardmote.publish.gather import gather, gather_calendar
from wardmote.publish.kinds import KINDS, Kind
from wardmote.publish.totals import with_totals_checked

if TYPE_CHECKING:
    from wardmote.partnership.models import Partnership


class ReportError(ValueError):
    """The report was asked for wrongly; the words say how, for the person who asked."""


def make_report(
    kind: str, partnership: "Partnership", quarter: Quarter, audience: Audience | str = Audience.PUBLIC
) -> Document:
    """Return a report as a document. Who asks is for the caller to check. Raises ReportError for no such kind."""
    return write(kind_of(kind), gather_for(kind, partnership, quarter, audience))


def kind_of(key: str) -> Kind:
    """Return a kind of report. Raises ReportError where there is none of that name."""
    if key not in KINDS:
        raise ReportError(f"There is no report “{key}”. There are: {', '.join(KINDS)}.")
    return KINDS[key]


def gather_for(kind: str, partnership: "Partnership", quarter: Quarter, audience: Audience | str) -> ReportData:
    """Return what a report is made of, without what its audience may not read. Raises ReportError as `kind_of`."""
    found, reader = kind_of(kind), Audience(audience)
    if reader not in found.audiences:
        raise ReportError(f"The {found.title.lower()} is not made for the public.")
    if found.calendar:
        return for_audience(gather_calendar(partnership, quarter), reader)
    return for_audience(gather(partnership, quarter, year=found.year), reader)


def write(kind: Kind, data: ReportData) -> Document:
    """Return the report of data that is fit for its audience, with totals that do not come out pointed out."""
    return with_totals_checked(kind.write(data))
