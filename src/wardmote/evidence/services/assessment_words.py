"""What the analyst writes in an assessment's sections."""

from uuid import UUID

from django.db import IntegrityError, transaction

from wardmote.access.actor import Actor
from wardmote.access.refusal import Refused
from wardmote.audit.services import record
from wardmote.common import clock
from wardmote.common.versions import EditConflict
from wardmote.evidence.assessing.assemble import SECTIONS
from wardmote.evidence.models import AssessmentWords
from wardmote.evidence.queries.assessments import to_assess


def save_words(*, actor: Actor, public_id: UUID, section: str, text: str, started_from: int) -> AssessmentWords:
    """Save a section's words. `started_from` is the version that was looked at, 0 where there was none.

    Saving words that were carried on, changed or not, says that they were looked at. Raises Refused for a section that
    there is not; EditConflict, with both texts, when somebody saved in between.
    """
    found = to_assess(actor, public_id, "assessment.write")
    if section not in SECTIONS:
        raise Refused(actor, "assessment.write", reason="no such section", object_type="assessment",
                      object_ref=str(public_id))  # fmt: skip
    with transaction.atomic():
        held = AssessmentWords.objects.filter(assessment=found, section=section).first()
        facts = {"text": text.strip(), "written_by_id": actor.user_id, "written_at": clock.now()}
        if held is None:
            held = _begin(found.pk, section, facts)
        else:
            _check(held, started_from, text)
            held.save_version(started_from=started_from, **facts)
        record(actor=actor, action="assessment.write", object_type="assessment", object_ref=str(public_id),
               fields=[section])  # fmt: skip
    return held


def _check(held: AssessmentWords, started_from: int, text: str) -> None:
    """Say first, in the words alone, what stands against what; whoever wrote it is not part of the conflict."""
    if held.version != started_from:
        raise EditConflict(theirs={"text": held.text}, yours={"text": text.strip()}, version=held.version)


def _begin(assessment_id: int, section: str, facts: dict[str, object]) -> AssessmentWords:
    try:
        with transaction.atomic():
            return AssessmentWords.objects.create(assessment_id=assessment_id, section=section, **facts)
    except IntegrityError:
        held = AssessmentWords.objects.get(assessment_id=assessment_id, section=section)
        raise EditConflict(theirs={"text": held.text}, yours={"text": facts["text"]}, version=held.version) from None
