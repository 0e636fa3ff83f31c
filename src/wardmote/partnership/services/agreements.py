"""The information-sharing agreement: its versions, the gateways it relies on, and who has signed."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from wardmote.access.actor import NOBODY, Actor
from wardmote.access.refusal import require
from wardmote.audit.services import record
from wardmote.common import clock
from wardmote.partnership import rules
from wardmote.partnership.models import Agreement, Gateway, Organisation, OrganisationSignature, Partnership
from wardmote.partnership.services.problem import Problem


@transaction.atomic
def create_gateway(
    *, actor: Actor | None, code: str, name: str, source: str, starts_on: date, ends_on: date | None = None
) -> Gateway:
    """Add a power in law to share; `source` is its Act and section, the dates when it is in force."""
    require(rules.only_at_set_up(actor), actor or NOBODY, "gateway.create")
    made = Gateway.objects.create(code=code, name=name, source=source, starts_on=starts_on, ends_on=ends_on)
    record(actor=actor, action="gateway.create", object_type="gateway", object_ref=code, fields=["name", "source"])
    return made


@transaction.atomic
def publish_agreement(
    *,
    actor: Actor | None,
    partnership: Partnership,
    version: str,
    title: str,
    text: str,
    gateways: Iterable[Gateway],
    starts_on: date,
    review_on: date,
    ends_on: date | None = None,
) -> Agreement:
    """Put a version in force from `starts_on`. The one before ends the day before, and organisations sign afresh."""
    rules.require_managing(actor, partnership.pk, "agreement.publish", version)
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    others = Agreement.objects.filter(partnership=partnership)
    if others.filter(starts_on__gte=starts_on).exists():
        raise Problem("A version that starts on that day or later is already published", field="starts_on")
    if review_on < starts_on:
        raise Problem("The review must be after the first day", field="review_on")
    before = starts_on - timedelta(days=1)
    others.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on)).update(ends_on=before)
    made = Agreement.objects.create(
        partnership=partnership,
        version=version,
        title=title,
        text=text,
        starts_on=starts_on,
        review_on=review_on,
        ends_on=ends_on,
    )
    made.gateways.set(gateways)
    fields = ["version", "title", "text", "gateways", "starts_on", "review_on", "ends_on"]
    record(actor=actor, action="agreement.publish", object_type="agreement", object_ref=str(made.pk), fields=fields)
    return made


@transaction.atomic
def sign_agreement(
    *, actor: Actor | None, agreement: Agreement, organisation: Organisation, signatory: str, signed_on: date
) -> OrganisationSignature:
    """Note that an organisation signed, by whom and when. From that day its people may see case papers."""
    rules.require_managing(actor, agreement.partnership_id, "agreement.sign", agreement.pk)
    if not agreement.partnership.organisations.filter(pk=organisation.pk, active=True).exists():
        raise Problem("This organisation does not take part in the partnership", field="organisation")
    if signed_on > clock.today():
        raise Problem("The date of signing must be today or in the past", field="signed_on")
    Agreement.objects.select_for_update().get(pk=agreement.pk)
    if OrganisationSignature.objects.filter(agreement=agreement, organisation=organisation, withdrawn_on=None).exists():
        raise Problem(f"{organisation.name} has already signed this version", field="organisation")
    made = OrganisationSignature.objects.create(
        agreement=agreement, organisation=organisation, signatory=signatory, signed_on=signed_on
    )
    _record_signature(actor, "agreement.sign", made, ["organisation", "signatory", "signed_on"])
    return made


@transaction.atomic
def withdraw_signature(*, actor: Actor | None, signature: OrganisationSignature, withdrawn_on: date) -> None:
    """Note that an organisation withdrew: from `withdrawn_on` none of its people sees case papers."""
    rules.require_managing(actor, signature.agreement.partnership_id, "agreement.withdraw", signature.agreement_id)
    kept = OrganisationSignature.objects.select_for_update().get(pk=signature.pk)
    if kept.withdrawn_on is not None:
        raise Problem("This signature has already been withdrawn", field="withdrawn_on")
    if withdrawn_on < max(kept.signed_on, clock.today()):
        raise Problem("The withdrawal can start today at the earliest", field="withdrawn_on")
    kept.withdrawn_on = withdrawn_on
    kept.save(update_fields=["withdrawn_on"])
    _record_signature(actor, "agreement.withdraw", kept, ["withdrawn_on"])


def _record_signature(actor: Actor | None, action: str, signature: OrganisationSignature, fields: list[str]) -> None:
    record(actor=actor, action=action, object_type="agreement", object_ref=str(signature.agreement_id), fields=fields)
