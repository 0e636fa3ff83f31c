"""What is typed about a case."""

from datetime import timedelta
from typing import Any

from django import forms

from wardmote.access.actor import Actor
from wardmote.casework.models import Case, CaseSubject, Category, ChronologyEntry, RiskLevel
from wardmote.common import clock
from wardmote.common.formfields import GovDateField, GovForm, OneTimeToken
from wardmote.partnership.queries import current_agreement, memberships_in, organisations_of, signed_organisations

_ANY = [("", "Any")]


class FilterForm(GovForm):
    """What the list of cases is narrowed to."""

    state = forms.ChoiceField(label="State", required=False, choices=[*_ANY, *Case.State.choices])
    risk_level = forms.ChoiceField(label="Risk", required=False, choices=[*_ANY, *RiskLevel.choices])
    category = forms.ChoiceField(label="About", required=False, choices=[*_ANY, *Category.choices])
    lead_agency = forms.ChoiceField(label="Lead agency", required=False)

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        named = [(str(each.pk), each.name) for each in organisations_of(actor.partnership_id)]
        self.offer("lead_agency", [*_ANY, *named])


class UpdateForm(GovForm):
    form_token = OneTimeToken()
    text = forms.CharField(
        label="Add an update", max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Everybody in the circle can read it. Say what happened, when, and how you know.",
        error_messages={"required": "Enter the update"},
    )  # fmt: skip


class CorrectForm(GovForm):
    form_token = OneTimeToken()
    text = forms.CharField(
        label="What should it say?", max_length=4000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="The old words stay, struck through, with yours above them.",
        error_messages={"required": "Enter what it should say"},
    )  # fmt: skip


class KindForm(GovForm):
    kind = forms.ChoiceField(
        label="Kinds of entry", required=False, choices=[("", "Everything"), *ChronologyEntry.Kind.choices]
    )


class EditForm(GovForm):
    """Summary and risk; `version` is the one that was being read while this was typed."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    summary = forms.CharField(
        label="Summary", max_length=4000, widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Enter the summary"},
    )  # fmt: skip
    risk_level = forms.ChoiceField(label="Risk", choices=RiskLevel.choices, widget=forms.RadioSelect)


def _reason(label: str, hint: str = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=200, help_text=hint)


class ReasonForm(GovForm):
    reason = _reason("Why?")


class ConfirmForm(GovForm):
    """Nothing to type; pressing the button is the answer."""


class AgencyForm(GovForm):
    """An agency to bring into the circle: it takes part, has signed and is not in already."""

    organisation = forms.TypedChoiceField(label="Agency", coerce=int)
    reason = _reason("Why does it need to know?", "It stands in the chronology. Name nobody.")

    def __init__(self, *args: Any, case: Case, **options: Any) -> None:
        super().__init__(*args, **options)
        signed = signed_organisations(current_agreement(case.partnership_id))
        inside = set(case.circle.filter(ended_at__isnull=True).values_list("organisation_id", flat=True))
        found = [(each.pk, each.name) for each in organisations_of(case.partnership_id)
                 if each.pk in signed and each.pk not in inside]  # fmt: skip
        self.offer("organisation", [("", "Choose an agency"), *found])


class LeadForm(GovForm):
    organisation = forms.TypedChoiceField(label="Which agency leads?", coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, case: Case, **options: Any) -> None:
        super().__init__(*args, **options)
        inside = case.circle.filter(ended_at__isnull=True).select_related("organisation").order_by("organisation__name")
        self.offer("organisation", [(each.organisation_id, each.organisation.name) for each in inside])
        self.initial.setdefault("organisation", case.lead_agency_id)


def _people(case: Case, *, but: int) -> list[tuple[Any, str]]:
    """Return everybody with a role in the case's partnership today but the one who is asking."""
    seen: dict[int, str] = {}
    for each in memberships_in(case.partnership_id).order_by("user__name", "id"):
        if each.user_id != but:
            seen.setdefault(each.user_id, f"{each.user.name}, {each.organisation.name}")
    return [("", "Choose a person"), *seen.items()]


class BarForm(GovForm):
    """Somebody to keep from this case, or from a person in it wherever that person is."""

    form_token = OneTimeToken()
    user = forms.TypedChoiceField(label="Who must not see it?", coerce=int)
    person = forms.ChoiceField(label="What must they not see?", required=False, widget=forms.RadioSelect)
    reason = _reason("Why?", "For example, they are a neighbour or a relative. Kept for those who manage the case.")

    def __init__(self, *args: Any, case: Case, actor: Actor, subjects: list[CaseSubject], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("user", _people(case, but=actor.user_id))
        named = {str(each.person.public_id): f"Everything about {each.person.name}, in any case" for each in subjects}
        self.offer("person", [("case", "This case"), *named.items()])
        self.fields["person"].required = True
        self.initial.setdefault("person", "case")


class GrantForm(GovForm):
    """One person let in until the end of a day."""

    form_token = OneTimeToken()
    user = forms.TypedChoiceField(label="Who is let in?", coerce=int)
    until = GovDateField(
        label="Until the end of", earliest=clock.today, latest=lambda: clock.today() + timedelta(days=89),
        what="The last day", help_text="At most 90 days from today.",
    )  # fmt: skip
    reason = _reason("Why do they need to see it?")

    def __init__(self, *args: Any, case: Case, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("user", _people(case, but=actor.user_id))
