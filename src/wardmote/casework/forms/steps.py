"""The referral's pages as a list, and what a draft holds, page by page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wardmote.access.actor import Actor
from wardmote.casework.forms import referral as pages
from wardmote.casework.models import ReferralDraft, SubjectRole
from wardmote.casework.services import SubjectGiven


@dataclass(frozen=True)
class Step:
    """One page: its part of the address, its title and its form."""

    key: str
    title: str
    form: type[pages.StepForm]


STEPS = (
    Step("victim", "Who are you worried about?", pages.VictimForm),
    Step("causing", "Who is causing it?", pages.CausingForm),
    Step("category", "What it is about", pages.CategoryForm),
    Step("happened", "What happened", pages.HappenedForm),
    Step("risk", "Risk", pages.RiskForm),
    Step("consent", "Consent", pages.ConsentForm),
    Step("gateway", "Power to share", pages.GatewayForm),
    Step("wanted", "What you want", pages.WantedForm),
)
# How the answers stand together where they are checked.
GROUPS = (
    ("Who you are worried about", ("victim",)),
    ("Who is causing it", ("causing",)),
    ("What happened", ("category", "happened", "risk")),
    ("Sharing it", ("consent", "gateway")),
    ("What you would like to happen", ("wanted",)),
)
BY_KEY = {step.key: step for step in STEPS}


def step_after(key: str) -> str:
    """Return the key of the next page, or nothing after the last."""
    keys = [step.key for step in STEPS]
    following = keys[keys.index(key) + 1 :]
    return following[0] if following else ""


def step_before(key: str) -> str:
    """Return the key of the page before, or nothing before the first."""
    keys = [step.key for step in STEPS]
    return keys[keys.index(key) - 1] if keys.index(key) else ""


def first_unfinished(actor: Actor, draft: ReferralDraft) -> str:
    """Return the first page that is not finished, or nothing when all are."""
    return next((key for key, form in checked(actor, draft).items() if not form.is_valid()), "")


def checked(actor: Actor, draft: ReferralDraft) -> dict[str, pages.StepForm]:
    """Return every page's form over what the draft holds, ready to be checked."""
    return {step.key: step.form(draft.answers.get(step.key, {}), actor=actor) for step in STEPS}


def to_send(forms: Mapping[str, pages.StepForm]) -> dict[str, Any]:
    """Turn checked pages into what `send_referral` takes."""
    given = {key: form.cleaned_data for key, form in forms.items()}
    subjects = [_subject(SubjectRole.VICTIM, given["victim"], given["victim"]["safe_to_contact"])]
    if given["causing"]["known"] == "yes":
        subjects.append(_subject(SubjectRole.ALLEGED_PERPETRATOR, given["causing"], "unknown"))
    return {
        "panel_id": given["wanted"]["panel"],
        "category": given["category"]["category"],
        "what_happened": given["happened"]["what_happened"],
        "risk_level": given["risk"]["risk_level"],
        "risk_reason": given["risk"]["risk_reason"],
        "urgency": given["wanted"]["urgency"],
        "wanted": given["wanted"]["wanted"],
        "consent": given["consent"]["consent"],
        "consent_reason": given["consent"]["consent_reason"],
        "gateway_id": given["gateway"]["gateway"],
        "subjects": subjects,
    }


def _subject(role: str, given: Mapping[str, Any], safe: str) -> SubjectGiven:
    return SubjectGiven(
        role=role, given_names=given["given_names"] or "", family_name=given["family_name"] or "",
        date_of_birth=given["date_of_birth"], address=given["address"] or "", safe_to_contact=safe,
    )  # fmt: skip
