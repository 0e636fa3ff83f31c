"""What a visitor sends: forms filled in rightly as far as they can be, so that only access stands in the way."""

from datetime import timedelta
from typing import Any

from tests.access.table.posts_figures import figures
from tests.access.table.posts_importing import importing
from tests.access.table.posts_incidents import incidents
from tests.access.table.posts_rounds import rounds
from tests.access.table.posts_year import year
from tests.factories.visitors import Scene
from wardmote.common import clock

TOKEN = "one-time-token-of-the-table"


def posted(s: Scene, visitor: str, name: str) -> dict[str, Any]:
    """Return the fields of a right form for `name`; nothing where nothing is typed."""
    room, _, short = name.partition(":")
    makers = {"casework": _case, "registers": _case, "partnership": _partnership, "access": _account}
    given = {**_panel(s, short), **makers.get(room or name, _nothing)(s, short)} if room in makers else {}
    if name == "meetings:sign":
        given = {"agree": "on"}
    if name == "demo:sign_in":
        given = {"person": s.demo_person}
    if name == "partnership:switch" and s.people[visitor] is not None:
        given = {"partnership": s.people[visitor].memberships.first().partnership_id}
    if short in s.plan_forms and room == "plan":
        given = s.plan_forms[short][1]
    more = {**importing(s, name), **year(s, name), **rounds(s, name), **figures(s, name), **incidents(s, name)}
    return {**given, "form_token": TOKEN, **more}


def _nothing(s: Scene, short: str) -> dict[str, Any]:
    return {}


def day(name: str, ahead: int) -> dict[str, Any]:
    """Return the three fields of a date that many days from the tests' today."""
    on = clock.today() + timedelta(days=ahead)
    return {f"{name}-day": on.day, f"{name}-month": on.month, f"{name}-year": on.year}


def _case(s: Scene, short: str) -> dict[str, Any]:
    reason = {"reason": "Because it is needed"}
    forms: dict[str, dict[str, Any]] = {
        "referral_step": {"given_names": "Wren", "family_name": "Ashdown", "safe_to_contact": "yes"},
        "referral_keep": {"given_names": "Wren"},
        "referral_add": {"text": "More"},
        "triage_accept": {"to_case": "new", "lead_agency": s.world.council.pk, "words": "Thank you"},
        "triage_ask": {"words": "Please say more"},
        "triage_decline": {"reason": "Not for us", "words": "Please ask elsewhere"},
        "triage_redirect": {"where": "Another scheme", "words": "It was sent on"},
        "case_edit": {"version": s.case.version, "summary": "Another summary", "risk_level": "medium"},
        "case_chronology": {"text": "An update"},
        "case_correct": {"text": "A correction"},
        "case_agency_add": {"organisation": s.world.health.pk, **reason},
        "case_agency_end": reason,
        "case_lead": {"organisation": s.world.police.pk},
        "case_grant": {"user": s.people["off_case"].pk, **day("until", 7), **reason},
        "case_bar": {"user": s.people["off_case"].pk, "person": "case", **reason},
        "research": {"state": "known", "known": "Something", "seen": s.seen},
        "action_done": {"result": "It was done"},
        "action_not_done": {"state": "circumstances_changed", "reason": "They moved"},
        "action_reassign": {"owner": s.people["off_case"].pk},
        "warning_add": {
            "person": s.subject.person.public_id, "issued_by": s.world.council.pk, **day("issued_on", -3),
            "conduct": "Noise", "required": "Quiet",
        },
    }  # fmt: skip
    return forms.get(short, {})


def _panel(s: Scene, short: str) -> dict[str, Any]:
    forms: dict[str, dict[str, Any]] = {
        "add_suggested": {"case": [s.case.reference]},
        "add_panel_case": {"reference": s.case.reference, "why": "It is due"},
        "add_standing": {"title": "Another item"},
        "move_item": {"to": "1"},
        "session_item": {"minute": "Said", "version": s.item_version, "decision": "Decided", "rows": "2"},
        "session_autosave": {"minute": "Said", "version": s.item_version},
    }
    return forms.get(short, {})


def _partnership(s: Scene, short: str) -> dict[str, Any]:
    forms: dict[str, dict[str, Any]] = {
        "agreement_sign": {"organisation": s.world.unsigned.pk, "signatory": "The head of it", **day("signed_on", -1)},
        "agreement_withdraw": day("withdrawn_on", 0),
        "membership_add": {
            "email": "new@example.org", "name": "Rowan Thorn", "organisation": s.world.health.pk,
            "role": "practitioner", **day("starts_on", 0),
        },
        "membership_end": day("ends_on", 0),
    }  # fmt: skip
    return forms.get(short, {})


def _account(s: Scene, short: str) -> dict[str, Any]:
    forms: dict[str, dict[str, Any]] = {
        "invite": {"email": "another@example.org", "name": "Rowan Thorn"},
        "suspend": {"reason": "They left"},
        "remove_second_factor": {"reason": "They lost it"},
        "accept_invitation": {"password1": "three random words here", "password2": "three random words here"},
    }
    return forms.get(short, {})
