"""Reads of the registers: rows only of cases the actor may see; counts for anybody, told through `measures`."""

from collections import Counter

from django.db import transaction
from django.db.models import QuerySet

from wardmote.access.actor import Actor
from wardmote.access.refusal import Refused
from wardmote.audit.services import record
from wardmote.casework.queries import cases_visible_to, get_case_quietly
from wardmote.casework.rules import may_open_counted
from wardmote.casework.types import Case
from wardmote.common.periods import Timespan
from wardmote.partnership.queries import partnership_tree
from wardmote.registers.models import CommunityProtectionWarning

__all__ = [
    "get_warning", "may_open_counted", "warnings_by_month", "warnings_in", "warnings_of", "warnings_visible_to",
]  # fmt: skip


def warnings_visible_to(actor: Actor) -> QuerySet[CommunityProtectionWarning]:
    """Return the warnings on cases this person may see, newest first."""
    return (
        CommunityProtectionWarning.unguarded.filter(case__in=cases_visible_to(actor).values("pk"))
        .select_related("case", "person", "issued_by")
        .order_by("-issued_on", "-id")
    )


def warnings_in(actor: Actor, period: Timespan) -> tuple[list[CommunityProtectionWarning], int]:
    """Return what this person may see of a period's warnings, and how many were counted in all.

    The reading is written to the audit trail before anything is shown.
    """
    held = warnings_visible_to(actor).filter(issued_on__range=(period.start, period.end))
    with transaction.atomic():
        seen = list(held)
        record(actor=actor, action="register.warnings_view", object_type="quarter", object_ref=period.slug,
               fields=("case", "issued_on", "issued_by"))  # fmt: skip
    return seen, sum(warnings_by_month(actor.partnership_id or 0, period).values())


def warnings_by_month(partnership_id: int, period: Timespan) -> dict[str, int]:
    """Count the warnings issued in each month of a period, in a partnership and those below it. Holds no person."""
    days = CommunityProtectionWarning.unguarded.filter(
        partnership__in=partnership_tree(partnership_id), issued_on__range=(period.start, period.end)
    ).values_list("issued_on", flat=True)
    found = Counter(f"{day:%Y-%m}" for day in days)
    return {month: found[month] for month in period.months}


def warnings_of(case: Case) -> list[CommunityProtectionWarning]:
    """Return the warnings on a case that was reached lawfully, newest first."""
    return list(case.protection_warnings.select_related("person", "issued_by"))


def get_warning(actor: Actor, reference: str, number: int) -> tuple[Case, CommunityProtectionWarning]:
    """Return one warning of a visible case and write, before it is shown, that this person saw it."""
    with transaction.atomic():
        case = get_case_quietly(actor, reference, action="register.warning_view")
        warning = (
            case.protection_warnings.filter(number=number).select_related("person", "issued_by", "recorded_by").first()
        )
        if warning is None:
            raise Refused(actor, "register.warning_view", reason="no such warning", object_type="case",
                          object_ref=case.reference)  # fmt: skip
        record(actor=actor, action="register.warning_view", object_type="case", object_ref=case.reference,
               fields=("person", "issued_on", "conduct", "required"))  # fmt: skip
    return case, warning
