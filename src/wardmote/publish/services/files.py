"""Reports as files: to take away through the browser, and into a folder from the shell."""

import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction

from wardmote.access.actor import Actor
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused, require
from wardmote.audit.services import record
from wardmote.common.documents import Document, to_docx, to_html, to_pdf
from wardmote.common.periods import Quarter
from wardmote.common.spreadsheets import to_xlsx
from wardmote.partnership.queries import get_partnership
from wardmote.performance.queries import parse_quarter, partnership_asked_for
from wardmote.publish.data import Audience, ReportData
from wardmote.publish.kinds import KINDS, Kind
from wardmote.publish.rules import may_make
from wardmote.publish.services.make import ReportError, gather_for, write

if TYPE_CHECKING:
    from wardmote.partnership.models import Partnership


@dataclass(frozen=True)
class Format:
    """One kind of file: how it is made and what a browser is told that it is."""

    word: str
    content_type: str
    render: Callable[[Document], bytes]


_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS = {
    "html": Format("Web page", "text/html; charset=utf-8", lambda document: to_html(document).encode()),
    "docx": Format("Word", f"{_OFFICE}.wordprocessingml.document", to_docx),
    "pdf": Format("PDF", "application/pdf", to_pdf),
    "xlsx": Format("Excel", f"{_OFFICE}.spreadsheetml.sheet", to_xlsx),
}


@dataclass(frozen=True)
class ReportFile:
    """A finished report, ready to be sent."""

    name: str
    content_type: str
    content: bytes


def formats_of(kind: Kind) -> dict[str, Format]:
    """Return the files that a kind of report is made as: Excel only where there are tables."""
    return {key: each for key, each in FORMATS.items() if key != "xlsx" or kind.tables}


def file_name(kind: Kind, data: ReportData, form: str) -> str:
    """Name a file so that it says whose it is, of when, which report, for whom and in which edition."""
    when = data.financial_year.slug if kind.year else data.now.quarter.slug
    edition = f"as-recorded-{data.now.known_on:%Y-%m-%d}" if kind.calendar else data.now.slug
    return f"{data.slug}-{when}-{kind.key}-{data.audience}-{edition}.{form}"


def report_for(
    *, actor: Actor, partnership: "Partnership", quarter: Quarter, kind: str, audience: str
) -> tuple[Document, ReportData]:
    """Return a report to be read on a page, and write down that it was.

    Raises Refused for a partnership out of sight, for somebody who may not make this report for this audience, and
    for a kind or audience that does not exist.
    """
    found, reader = _asked(actor, partnership, kind, audience, "report.view")
    data = gather_for(found.key, partnership, quarter, reader)
    with transaction.atomic():
        _record(actor, "report.view", found, data, "page")
    return write(found, data), data


def make_report_file(
    *, actor: Actor, partnership: "Partnership", quarter: Quarter, kind: str, audience: str, form: str
) -> ReportFile:
    """Make one file of a report for somebody to take away, and write down that they did. Raises Refused as above."""
    action = "report.download"
    found, reader = _asked(actor, partnership, kind, audience, action)
    file = formats_of(found).get(form)
    if file is None:
        raise Refused(actor, action, reason="no such kind of file", object_type="report", object_ref=form[:80])
    data = gather_for(found.key, partnership, quarter, reader)
    content = file.render(write(found, data))
    with transaction.atomic():
        _record(actor, action, found, data, form)
    return ReportFile(file_name(found, data, form), file.content_type, content)


def _asked(actor: Actor, partnership: "Partnership", kind: str, audience: str, action: str) -> tuple[Kind, Audience]:
    """Check who asks, then what for."""
    partnership_asked_for(actor, partnership.slug, permission=Permission.REPORT_MAKE, action=action)
    if kind not in KINDS or audience not in KINDS[kind].audiences:
        raise Refused(
            actor, action, reason="no such report", object_type="report", object_ref=f"{kind} {audience}"[:80]
        )
    reader = Audience(audience)
    require(may_make(actor, partnership, reader), actor, action, object_type="report", object_ref=partnership.slug)
    return KINDS[kind], reader


def _record(actor: Actor | None, action: str, kind: Kind, data: ReportData, form: str) -> None:
    record(
        actor=actor, action=action, object_type="report", object_ref=file_name(kind, data, form),
        fields=[kind.key, str(data.audience), form],
    )  # fmt: skip


def write_quarter_report(
    partnership: str,
    quarter: Quarter | str,
    out: Path,
    *,
    actor: Actor | None = None,
    kind: str = "quarterly",
    audience: Audience | str = Audience.PUBLIC,
    forms: Sequence[str] = ("html", "docx", "pdf"),
) -> list[Path]:
    """Write a quarter's report as files into the folder `out`, which is made if need be. Returns their paths.

    `partnership` is its slug; `quarter` may be its slug too (`2024-25-Q4`). Each file appears whole or not at all, and
    none without its audit row. Raises ReportError for a partnership, quarter or report that does not exist, OSError
    when the folder cannot be written to, and Refused for an actor who may not; `actor` None is the person at the
    machine's own shell.
    """
    whose, asked = _found(partnership, quarter if isinstance(quarter, str) else quarter.slug)
    if actor is not None:
        _asked(actor, whose, kind, str(audience), "report.write")
    data = gather_for(kind, whose, asked, audience)
    document = write(KINDS[kind], data)
    files = {form: FORMATS[form].render(document) for form in forms}
    out.mkdir(parents=True, exist_ok=True)
    waiting: dict[str, tuple[Path, Path]] = {}
    try:
        for form, content in files.items():
            waiting[form] = (out / file_name(KINDS[kind], data, form), _kept_beside(out, content))
        for form, (path, temporary) in waiting.items():
            with transaction.atomic():
                _record(actor, "report.write", KINDS[kind], data, form)
                temporary.replace(path)
    finally:
        for _, temporary in waiting.values():
            temporary.unlink(missing_ok=True)
    return [path for path, _ in waiting.values()]


def _found(partnership_slug: str, quarter: str) -> "tuple[Partnership, Quarter]":
    partnership = get_partnership(partnership_slug)
    if partnership is None:
        raise ReportError(f"There is no partnership “{partnership_slug}”. Check the word after --partnership.")
    try:
        return partnership, parse_quarter(quarter)
    except ValueError as error:
        raise ReportError(str(error)) from None


def _kept_beside(folder: Path, content: bytes) -> Path:
    """Write `content`, down to the disk, under a name of its own in the folder where it is going."""
    handle, name = tempfile.mkstemp(dir=folder, prefix=".report-")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
        os.fchmod(file.fileno(), 0o644)
    return Path(name)
