"""The sections of casework that a person may open, for the navigation at the top of its lists."""

from typing import Any

from django.urls import reverse

from wardmote.access.actor import Actor
from wardmote.access.permissions import Permission

_SECTIONS = (
    ("cases", "Cases", "casework:cases", Permission.CASE_VIEW),
    ("triage", "Triage", "casework:triage", Permission.REFERRAL_TRIAGE),
    ("referrals", "My referrals", "casework:referrals", Permission.REFERRAL_SEND),
    ("trail", "Who saw and did what", "casework:audit_trail", Permission.AUDIT_VIEW),
)


def sections(actor: Actor, active: str) -> list[dict[str, Any]]:
    """Return the links, or none where there would be one only."""
    found = [
        {"text": text, "href": reverse(name), "active": key == active}
        for key, text, name, permission in _SECTIONS if permission in actor.permissions
    ]  # fmt: skip
    return found if len(found) > 1 else []
