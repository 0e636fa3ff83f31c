"""What a plan rests on: forces from outside, the assessment behind it, and the priorities of others that it serves."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from wardmote.access.actor import Actor
from wardmote.audit.services import record
from wardmote.common.states import StateRefused
from wardmote.common.versions import EditConflict
from wardmote.plan.models import Assessment, OutsidePriority, PestelEntry, Plan
from wardmote.plan.services.guard import hold, note, require_writer
from wardmote.plan.words import changed, said, stamp

if TYPE_CHECKING:
    from wardmote.partnership.models import Partnership


@transaction.atomic
def add_pestel(
    *, actor: Actor | None, plan: Plan, factor: str, text: str, effect: str = "", reason: str = ""
) -> PestelEntry:
    """Add a force from outside. Raises Refused, StateRefused."""
    held = hold(actor, plan.pk, "plan.add_pestel", reason)
    last = held.pestel.aggregate(last=Max("position"))["last"] or 0
    entry = PestelEntry.objects.create(
        plan=held, factor=PestelEntry.Factor(factor), text=text, effect=effect, position=last + 1
    )
    note(actor=actor, plan=held, what="outside force added", after=text, reason=reason)
    record(actor=actor, action="plan.add_pestel", object_type="plan", object_ref=str(held.pk),
           fields=["factor", "text", "effect"])  # fmt: skip
    return entry


def pestel_words(entry: PestelEntry) -> dict[str, str]:
    """Return what an entry says, of which its stamp is made."""
    return said({"factor": PestelEntry.Factor(entry.factor), "text": entry.text, "effect": entry.effect})


@transaction.atomic
def change_pestel(
    *, actor: Actor | None, entry: PestelEntry, seen: str, factor: str, text: str, effect: str = "", reason: str = ""
) -> PestelEntry:
    """Change a force from outside. Raises Refused, EditConflict where `seen` no longer holds, StateRefused."""
    held = hold(actor, entry.plan_id, "plan.change_pestel", reason)
    kept = PestelEntry.objects.get(pk=entry.pk)
    before = pestel_words(kept)
    after = said({"factor": PestelEntry.Factor(factor), "text": text, "effect": effect})
    if stamp(before) != seen:
        raise EditConflict(theirs=before, yours=after, version=0)
    kept.factor, kept.text, kept.effect = PestelEntry.Factor(factor), text, effect
    kept.save(update_fields=["factor", "text", "effect"])
    for what, old, new in changed(before, after):
        note(actor=actor, plan=held, what=f"outside force: {what}", before=old, after=new, reason=reason)
    record(actor=actor, action="plan.change_pestel", object_type="plan", object_ref=str(held.pk),
           fields=["factor", "text", "effect"])  # fmt: skip
    return kept


@transaction.atomic
def add_assessment(
    *, actor: Actor | None, plan: Plan, title: str, made_on: date, found: str = "", address: str = "", reason: str = ""
) -> Assessment:
    """Name an assessment from which the priorities came. Raises Refused, StateRefused."""
    held = hold(actor, plan.pk, "plan.add_assessment", reason)
    made = Assessment.objects.create(plan=held, title=title, made_on=made_on, found=found, address=address)
    note(actor=actor, plan=held, what="assessment added", after=title, reason=reason)
    record(actor=actor, action="plan.add_assessment", object_type="plan", object_ref=str(held.pk),
           fields=["title", "made_on", "found", "address"])  # fmt: skip
    return made


def assessment_words(assessment: Assessment) -> dict[str, str]:
    """Return what an assessment says, of which its stamp is made."""
    return said({"title": assessment.title, "made_on": assessment.made_on, "found": assessment.found,
                 "address": assessment.address})  # fmt: skip


@transaction.atomic
def change_assessment(
    *, actor: Actor | None, assessment: Assessment, seen: str, title: str, made_on: date, found: str = "",
    address: str = "", reason: str = "",
) -> Assessment:  # fmt: skip
    """Change what is said of an assessment. Raises Refused, EditConflict where `seen` no longer holds, StateRefused."""
    held = hold(actor, assessment.plan_id, "plan.change_assessment", reason)
    kept = Assessment.objects.get(pk=assessment.pk)
    before = assessment_words(kept)
    after = said({"title": title, "made_on": made_on, "found": found, "address": address})
    if stamp(before) != seen:
        raise EditConflict(theirs=before, yours=after, version=0)
    kept.title, kept.made_on, kept.found, kept.address = title, made_on, found, address
    kept.save(update_fields=["title", "made_on", "found", "address"])
    for what, old, new in changed(before, after):
        note(actor=actor, plan=held, what=f"assessment: {what}", before=old, after=new, reason=reason)
    record(actor=actor, action="plan.change_assessment", object_type="plan", object_ref=str(held.pk),
           fields=["title", "made_on", "found", "address"])  # fmt: skip
    return kept


@transaction.atomic
def add_outside_priority(
    *, actor: Actor | None, partnership: "Partnership", document: str, code: str, title: str,
    starts_on: date | None = None, ends_on: date | None = None,
) -> OutsidePriority:  # fmt: skip
    """Name a priority of another's plan, that this partnership's plans can serve.

    Raises Refused; StateRefused for a number that this document has already.
    """
    require_writer(actor, partnership.pk, "plan.add_outside", partnership.slug)
    _outside_is_free(partnership.pk, document, code)
    made = OutsidePriority.objects.create(
        partnership=partnership, document=document, code=code, title=title, starts_on=starts_on, ends_on=ends_on
    )
    record(actor=actor, action="plan.add_outside", object_type="partnership", object_ref=partnership.slug,
           fields=["document", "code", "title", "starts_on", "ends_on"])  # fmt: skip
    return made


def outside_words(outside: OutsidePriority) -> dict[str, str]:
    """Return what an outside priority says, of which its stamp is made."""
    return said({"document": outside.document, "code": outside.code, "title": outside.title,
                 "starts_on": outside.starts_on, "ends_on": outside.ends_on})  # fmt: skip


@transaction.atomic
def change_outside_priority(
    *, actor: Actor | None, outside: OutsidePriority, seen: str, document: str, code: str, title: str,
    starts_on: date | None = None, ends_on: date | None = None,
) -> OutsidePriority:  # fmt: skip
    """Change what is said of an outside priority. Raises as adding, and EditConflict where `seen` no longer holds."""
    require_writer(actor, outside.partnership_id, "plan.change_outside", outside.pk)
    kept = OutsidePriority.objects.select_for_update(of=("self",)).get(pk=outside.pk)
    before = outside_words(kept)
    after = said({"document": document, "code": code, "title": title, "starts_on": starts_on, "ends_on": ends_on})
    if stamp(before) != seen:
        raise EditConflict(theirs=before, yours=after, version=0)
    _outside_is_free(kept.partnership_id, document, code, besides=kept.pk)
    kept.document, kept.code, kept.title, kept.starts_on, kept.ends_on = document, code, title, starts_on, ends_on
    kept.save()
    record(actor=actor, action="plan.change_outside", object_type="plan_outside", object_ref=str(kept.pk),
           fields=["document", "code", "title", "starts_on", "ends_on"])  # fmt: skip
    return kept


def _outside_is_free(partnership_id: int, document: str, code: str, besides: int = 0) -> None:
    held = OutsidePriority.objects.filter(partnership_id=partnership_id, document=document, code=code)
    if held.exclude(pk=besides).exists():
        raise StateRefused("That document has a priority of that number already.")
