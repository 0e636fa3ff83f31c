"""What stands around every page of a case: its identity bar and its sections, to which rooms above add their own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from wardmote.access.actor import Actor
from wardmote.casework import rules
from wardmote.casework.models import Case

MARKING = "OFFICIAL-SENSITIVE"
RISK = {"standard": "grey", "medium": "amber", "high": "red"}


@dataclass(frozen=True, kw_only=True)
class Section:
    """One tab of a case. `url_name` takes the case's `reference`; `shown` says who is offered it."""

    order: int
    key: str
    text: str
    url_name: str
    shown: Callable[[Actor, Case], bool] = lambda actor, case: True


def _manages(actor: Actor, case: Case) -> bool:
    return bool(rules.may_manage(actor, case))


_sections: dict[str, Section] = {}


def register_section(section: Section) -> None:
    """Add a tab to every case; adding the same one again changes nothing."""
    _sections[section.key] = section


for _made in (
    Section(order=10, key="overview", text="Overview", url_name="casework:case"),
    Section(order=20, key="people", text="People and places", url_name="casework:case_people"),
    Section(order=40, key="plan", text="Plan", url_name="casework:case_actions"),
    Section(order=50, key="chronology", text="Chronology", url_name="casework:case_chronology"),
    Section(order=80, key="sharing", text="Sharing", url_name="casework:case_circle", shown=_manages),
    Section(order=90, key="trail", text="Who saw it", url_name="casework:case_trail", shown=_manages),
):
    register_section(_made)


def case_frame(actor: Actor, case: Case, active: str) -> dict[str, Any]:
    """Return the context that `casework/cases/_case.html` needs for a case that was reached lawfully."""
    tabs = [
        {"text": each.text, "href": reverse(each.url_name, args=[case.reference]), "active": each.key == active}
        for each in sorted(_sections.values(), key=lambda each: each.order) if each.shown(actor, case)
    ]  # fmt: skip
    return {
        "case": case, "tabs": tabs, "marking": MARKING, "risk_colour": RISK[case.risk_level],
        "may_update": bool(rules.may_update(actor, case)), "may_manage": _manages(actor, case),
    }  # fmt: skip
