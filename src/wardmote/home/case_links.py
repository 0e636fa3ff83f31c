"""What a file of own incidents may link to: the cases that its reader may open, and no others."""

from collections.abc import Collection, Mapping

from django.urls import reverse

from wardmote.access.actor import Actor
from wardmote.access.permissions import Permission
from wardmote.casework.queries.cases import cases_visible_to
from wardmote.evidence import case_links


def register() -> None:
    """Tell the evidence room, at start-up."""
    case_links.register(addresses)


def addresses(actor: Actor, references: Collection[str]) -> Mapping[str, str]:
    """Return the address of each case among `references` that this person may open."""
    if Permission.CASE_VIEW not in actor.permissions:
        return {}
    found = cases_visible_to(actor).filter(reference__in=list(references)).values_list("reference", flat=True)
    return {reference: reverse("casework:case", args=[reference]) for reference in found}
