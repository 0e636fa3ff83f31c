"""What triage decides about a referral."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms

from wardmote.access.actor import Actor
from wardmote.casework.forms.referral import say
from wardmote.casework.models import Referral, ReferralSubject
from wardmote.casework.queries.cases import cases_visible_to
from wardmote.casework.queries.matches import matches_for, references_of
from wardmote.casework.services import SubjectMatch
from wardmote.common.formfields import GovForm, OneTimeToken
from wardmote.partnership.queries import current_agreement, organisations_of, signed_organisations
from wardmote.people.queries import LikelyMatch

_NEW = "new"
# The likely persons shown for one name; the best come first.
_LIKELY_SHOWN = 5
# The cases of the panel that are offered to accept into, newest change first.
_CASES_OFFERED = 50


@dataclass(frozen=True)
class Likely:
    """Somebody already known who may be the person, with the visible cases they are in."""

    match: LikelyMatch
    references: list[str]

    @property
    def why(self) -> str:
        return f"{self.match.score} out of 100: {', '.join(self.match.reasons)}. In {', '.join(self.references)}."


@dataclass(frozen=True)
class Named:
    """A person of the referral and who they may be."""

    subject: ReferralSubject
    likely: list[Likely]


def named_in(actor: Actor, referral: Referral) -> list[Named]:
    """Return the people of a referral, each with the likely persons this actor may know of, best first."""
    return [
        Named(
            subject,
            [
                Likely(match, references_of(actor, match.person))
                for match in matches_for(actor, subject)[:_LIKELY_SHOWN]
            ],
        )
        for subject in referral.subjects.all()
    ]


def _words(label: str, *, required: bool = True, most: int = 2000, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=most, widget=forms.Textarea(attrs={"rows": 4}), **more
    )


class AcceptForm(GovForm):
    """Accept to a new case or to an open one, having said who each person is."""

    form_token = OneTimeToken()
    to_case = forms.ChoiceField(
        label="Which case does it belong to?", widget=forms.RadioSelect, choices=[("", "")],
        error_messages=say("Select a new case or an open one"),
    )  # fmt: skip
    existing = forms.ChoiceField(label="Open case", required=False)
    lead_agency = forms.TypedChoiceField(
        label="Lead agency of the new case", coerce=int, required=False, empty_value=None
    )
    words = _words(
        "Words to the sender",
        required=False,
        help_text="They see the state and these words, nothing else. Name nobody.",
    )

    def __init__(self, *args: Any, actor: Actor, referral: Referral, named: list[Named], **options: Any) -> None:
        super().__init__(*args, **options)
        self.named = named
        signed = signed_organisations(current_agreement(referral.partnership_id))
        self.offer(
            "lead_agency",
            [(each.pk, each.name) for each in organisations_of(referral.partnership_id) if each.pk in signed],
        )
        self.initial.setdefault("lead_agency", referral.organisation_id)
        open_here = cases_visible_to(actor).filter(panel=referral.panel_id, state="open").order_by("-updated_at")
        offered = list(open_here.values_list("reference", flat=True)[:_CASES_OFFERED])
        likely = [reference for person in named for each in person.likely for reference in each.references]
        offered = [*dict.fromkeys(each for each in likely if each in offered), *(o for o in offered if o not in likely)]
        self.offer(
            "to_case",
            [
                ("new", "A new case"),
                *([("open", "A case that is open")] if offered else []),
            ],
        )
        self.offer("existing", [("", "Choose a case"), *((each, each) for each in offered)])
        self.initial.setdefault("to_case", "new")
        for person in named:
            self._add_person(person)

    def _add_person(self, person: Named) -> None:
        if not person.likely:
            return
        choices = [(str(each.match.person.public_id), f"This is {each.match.person.name}") for each in person.likely]
        self.fields[f"person_{person.subject.pk}"] = forms.ChoiceField(
            label=f"{person.subject.name} ({person.subject.get_role_display().lower()})", widget=forms.RadioSelect,
            choices=[*choices, (_NEW, "Somebody new")],
            error_messages=say(f"Select whether {person.subject.name} is already known"),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("to_case") == "open" and not cleaned.get("existing"):
            self.add_error("existing", "Choose the open case")
        if cleaned.get("to_case") == "new" and not cleaned.get("lead_agency"):
            self.add_error("lead_agency", "Choose the lead agency")
        return cleaned

    def matches(self) -> list[SubjectMatch]:
        """Return what was decided about each person."""
        found = []
        for person in self.named:
            chosen = self.cleaned_data.get(f"person_{person.subject.pk}", _NEW)
            found.append(SubjectMatch(person.subject.pk, None if chosen == _NEW else UUID(chosen)))
        return found


class AskForm(GovForm):
    form_token = OneTimeToken()
    words = _words(
        "What do you need to know?", help_text="The sender reads this. Name nobody.",
        error_messages={"required": "Enter what you need to know"},
    )  # fmt: skip


class DeclineForm(GovForm):
    form_token = OneTimeToken()
    reason = _words(
        "Why is it declined?", help_text="Kept for the panel. The sender does not see this.",
        error_messages={"required": "Enter why it is declined"},
    )  # fmt: skip
    words = _words(
        "Words to the sender", help_text="The sender reads this. Name nobody, and say what they can do instead.",
        error_messages={"required": "Enter the words to the sender"},
    )  # fmt: skip


class RedirectForm(GovForm):
    form_token = OneTimeToken()
    where = forms.CharField(
        label="Where is it sent?", max_length=160, help_text="The scheme or service, for example MARAC or MASH.",
        error_messages={"required": "Enter where it is sent"},
    )  # fmt: skip
    words = _words(
        "Words to the sender", help_text="The sender reads this. Name nobody.",
        error_messages={"required": "Enter the words to the sender"},
    )  # fmt: skip
