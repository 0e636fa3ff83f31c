"""Keep the read list true, in the transaction of whatever changed it."""

from datetime import datetime

from django.utils import timezone

from wardmote.casework.models import Case, CaseAccess
from wardmote.casework.rules import agency_principal, panel_principal, user_principal
from wardmote.common import clock


def rebuild(case: Case) -> None:
    """Write the read-list rows of a case anew from its circle, panel and live grants. Call inside a transaction."""
    wanted: dict[str, datetime | None] = {panel_principal(case.panel_id): None}
    for organisation in case.circle.filter(ended_at__isnull=True).values_list("organisation_id", flat=True):
        wanted[agency_principal(organisation, case.partnership_id)] = None
    for user, until in (
        case.grants.filter(revoked_at__isnull=True, until__gt=timezone.now())
        .values_list("user_id", "until")
        .order_by("until")
    ):
        wanted[user_principal(user, case.partnership_id)] = until
    case.access_rows.all().delete()
    CaseAccess.unguarded.bulk_create(
        CaseAccess(principal=principal, case=case, updated_at=case.updated_at, until=until)
        for principal, until in wanted.items()
    )


def touch(case: Case) -> None:
    """Bring a case to the top of every list it stands in. Call inside a transaction."""
    case.updated_at = clock.now()
    Case.unguarded.filter(pk=case.pk).update(updated_at=case.updated_at)
    case.access_rows.all().update(updated_at=case.updated_at)
