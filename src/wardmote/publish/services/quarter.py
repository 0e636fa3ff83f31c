import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction

from wardmote.access.actor import Actor
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused
from wardmote.audit.services import record
from wardmote.common.documents import Document, to_docx, to_html, to_pdf
from wardmote.common.periods import Quarter
from wardmote.partnership.queries import get_partnership
from wardmote.performance.queries import parse_quarter, partnership_asked_for
from wardmote.publish.documents import quarter_report

if TYPE_CHECKING:
    from wardmote.partnership.models import Partnership


class ReportError(ValueError):
    """The report was asked for wrongly; the words say how, for the person who asked."""


@dataclass(frozen=True)
class Format:
    """One kind of file: how it is made and what a browser is told that it is."""

    word: str
    content_type: str
    render: Callable[[Document], bytes]


FORMATS = {
    "html": Format("Web page", "text/html; charset=utf-8", lambda document: to_html(document).encode()),
    "docx": Format(
        "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", to_docx
    ),
    "pdf": Format("PDF", "application/pdf", to_pdf),
}  # fmt: skip


@dataclass(frozen=True)
class ReportFile:
    """A finished report, ready to be sent."""

    name: str
    content_type: str
    content: bytes


def make_quarter_report(*, actor: Actor, partnership: "Partnership", quarter: Quarter, kind: str) -> ReportFile:
    """Make one file of the report for somebody to take away, and write down that they did.

    Raises Refused for a partnership out of sight, for somebody who may not make reports, and for an unknown `kind`.
    """
    action = "report.download"
    partnership_asked_for(actor, partnership.slug, permission=Permission.REPORT_MAKE, action=action)
    form = FORMATS.get(kind)
    if form is None:
        raise Refused(actor, action, reason="no such kind of file", object_type="report", object_ref=kind[:80])
    content = form.render(quarter_report(partnership, quarter))
    name = _name(partnership, quarter, kind)
    with transaction.atomic():
        record(actor=actor, action=action, object_type="report", object_ref=name, fields=[kind])
    return ReportFile(name, form.content_type, content)


def write_quarter_report(
    partnership: str, quarter: Quarter | str, out: Path, *, actor: Actor | None = None
) -> list[Path]:
    """Write a quarter's report as HTML, Word and PDF into the folder `out`, which is made if need be.

    `partnership` is its slug; `quarter` may be its slug too (`2024-25-Q4`).

    Each file appears whole or not at all, and none without its audit row. Returns their paths. Raises ReportError for
    a partnership or quarter that does not exist, OSError when the folder cannot be written to, and Refused for an
    actor who may not; `actor` None is the person at the machine's own shell.
    """
    whose, asked = _asked_for(partnership, quarter if isinstance(quarter, str) else quarter.slug)
    if actor is not None:
        partnership_asked_for(actor, whose.slug, permission=Permission.REPORT_MAKE, action="report.write")
    document = quarter_report(whose, asked)
    files = {_name(whose, asked, kind): form.render(document) for kind, form in FORMATS.items()}
    out.mkdir(parents=True, exist_ok=True)
    waiting: dict[Path, Path] = {}
    try:
        for name, content in files.items():
            waiting[out / name] = _kept_beside(out, content)
        for path, temporary in waiting.items():
            with transaction.atomic():
                record(actor=actor, action="report.write", object_type="report", object_ref=path.name)
                temporary.replace(path)
    finally:
        for temporary in waiting.values():
            temporary.unlink(missing_ok=True)
    return list(waiting)


def _asked_for(partnership_slug: str, quarter: str) -> "tuple[Partnership, Quarter]":
    partnership = get_partnership(partnership_slug)
    if partnership is None:
        raise ReportError(f"There is no partnership “{partnership_slug}”. Check the word after --partnership.")
    try:
        return partnership, parse_quarter(quarter)
    except ValueError as error:
        raise ReportError(str(error)) from None


def _name(partnership: "Partnership", quarter: Quarter, kind: str) -> str:
    return f"{partnership.slug}-{quarter.slug}.{kind}"


def _kept_beside(folder: Path, content: bytes) -> Path:
    """Write `content`, down to the disk, under a name of its own in the folder where it is going."""
    handle, name = tempfile.mkstemp(dir=folder, prefix=".report-")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
        os.fchmod(file.fileno(), 0o644)
    return Path(name)
