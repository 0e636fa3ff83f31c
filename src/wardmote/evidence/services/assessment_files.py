"""Assessments as files, and priorities handed over to the plan."""

import json
import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.db import transaction

from wardmote.access.actor import Actor
from wardmote.access.refusal import Refused, require
from wardmote.audit.services import record
from wardmote.common import clock
from wardmote.common.documents import Document, to_docx, to_html, to_pdf
from wardmote.common.states import StateRefused
from wardmote.evidence import contributions
from wardmote.evidence.assessing import months as when
from wardmote.evidence.contributions import HandOver, Recommended
from wardmote.evidence.models import Assessment
from wardmote.evidence.papers.assessment import write
from wardmote.evidence.queries.assessments import get_ready, sheet_of, to_assess

_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMS: dict[str, tuple[str, str, Callable[[Document], bytes]]] = {
    "html": ("Web page", "text/html; charset=utf-8", lambda document: to_html(document).encode()),
    "docx": ("Word", f"{_OFFICE}.wordprocessingml.document", to_docx),
    "pdf": ("PDF", "application/pdf", to_pdf),
}
DATA = "json"


@dataclass(frozen=True)
class AssessmentFile:
    """A finished file, ready to be sent."""

    name: str
    content_type: str
    content: bytes


def file_of(assessment: Assessment, form: str) -> AssessmentFile:
    """Make one file: html, docx, pdf, or the figures as json. Raises KeyError for another form."""
    stem = f"{assessment.data['slug']}-strategic-assessment-{assessment.to_month}"
    if form == DATA:
        body = json.dumps(assessment.data, ensure_ascii=False, indent=1).encode()
        return AssessmentFile(f"{stem}.json", "application/json", body)
    _, content_type, render = FORMS[form]
    return AssessmentFile(f"{stem}.{form}", content_type, render(write(sheet_of(assessment))))


def take_file(*, actor: Actor, public_id: UUID, form: str) -> AssessmentFile:
    """Make a file for somebody to take away, and write down that they did. Raises Refused."""
    found = get_ready(actor, public_id, action="assessment.download")
    if form not in FORMS and form != DATA:
        raise Refused(actor, "assessment.download", reason="no such kind of file", object_type="assessment",
                      object_ref=str(public_id))  # fmt: skip
    made = file_of(found, form)
    with transaction.atomic():
        record(actor=actor, action="assessment.download", object_type="assessment", object_ref=str(public_id),
               fields=[form])  # fmt: skip
    return made


def write_files(assessment: Assessment, out: Path) -> list[Path]:
    """Write assessment.html, .docx, .pdf and data.json into a folder, made if need be; each appears whole.

    Raises OSError when the folder cannot be written to.
    """
    out.mkdir(parents=True, exist_ok=True)
    names = {**{form: f"assessment.{form}" for form in FORMS}, DATA: "data.json"}
    written = []
    for form, name in names.items():
        with tempfile.NamedTemporaryFile(dir=out, prefix=".", delete=False) as new:
            new.write(file_of(assessment, form).content)
        os.replace(new.name, out / name)
        written.append(out / name)
    with transaction.atomic():
        record(actor=None, action="assessment.download", object_type="assessment",
               object_ref=str(assessment.public_id), fields=list(names))  # fmt: skip
    return written


@transaction.atomic
def hand_over(
    *, actor: Actor, public_id: UUID, numbers: Sequence[int], plan_ref: str = "", title: str = "", address: str = ""
) -> list[str]:
    """Make draft priorities of recommendations, in a draft plan or in a new one called `title`. Returns references.

    `address` is that of the assessment's page, whole, for the plan to name.

    One that was handed over before is left as it is, so a second call makes nothing twice. Raises Refused for somebody
    who may not write plans; StateRefused where there is no plan room, nothing is chosen, or the plan takes none.
    """
    found = to_assess(actor, public_id, "assessment.hand_over")
    above = contributions.given()
    if above is None:
        raise StateRefused("There is no plan here to hand priorities over to.")
    require(above.may_draft(actor), actor, "assessment.hand_over", object_type="assessment", object_ref=str(public_id))
    rows = list(found.recommendations.select_for_update(of=("self",)).filter(number__in=list(numbers)))
    if not rows:
        raise StateRefused("Choose at least one priority.")
    waiting = [row for row in rows if not row.plan_ref]
    if waiting:
        handed = HandOver(
            assessment=f"Strategic assessment to {when.name(found.to_month)}",
            address=address,
            findings=" ".join(found.data["summary"]["findings"]),
            made_on=found.made_at.date().isoformat(),
            priorities=[Recommended(row.number, row.wording, row.why) for row in waiting],
        )
        for row, reference in zip(waiting, above.make(actor, plan_ref, title, handed), strict=True):
            row.plan_ref, row.handed_by_id, row.handed_at = reference, actor.user_id, clock.now()
            row.save(update_fields=["plan_ref", "handed_by", "handed_at"])
        record(actor=actor, action="assessment.hand_over", object_type="assessment", object_ref=str(public_id),
               fields=["plan_ref"])  # fmt: skip
    return [row.plan_ref for row in rows]
