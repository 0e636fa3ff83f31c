"""What is typed of priorities, objectives, outside forces, assessments, the priorities of others, and statuses."""

from typing import Any

from django import forms

from wardmote.common import clock
from wardmote.common.formfields import GovDateField, GovForm, OneTimeToken
from wardmote.plan.forms.plans import ChangeForm, OutsideChoices
from wardmote.plan.models import ActionStatus, PestelEntry, Plan, Priority
from wardmote.plan.queries.choices import outside_for


class SeenForm(ChangeForm):
    """A form whose `seen` says what its writer had before them. Blank where something new is added."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class PriorityForm(SeenForm):
    number = forms.IntegerField(label="Number", min_value=1, max_value=999)
    title = forms.CharField(label="Priority", max_length=200)
    reason = forms.CharField(
        label="Why is it a priority?", help_text="What the assessment found.", widget=forms.Textarea, required=False,
        max_length=4000,
    )  # fmt: skip
    triangle = forms.ChoiceField(
        label="Whom does it serve most?", required=False, choices=[("", "Not said"), *Priority.Triangle.choices]
    )
    serves = OutsideChoices(label="Priorities of others that it serves", queryset=None, required=False)

    def __init__(self, *args: Any, plan: Plan, **options: Any) -> None:
        super().__init__(*args, plan=plan, **options)
        self.fields["serves"].queryset = outside_for(plan.partnership_id)  # type: ignore[attr-defined]

    @property
    def given(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("number", "title", "reason", "triangle", "serves")}


class ObjectiveForm(SeenForm):
    number = forms.CharField(label="Number", max_length=8)
    title = forms.CharField(label="Objective", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)


class PestelForm(SeenForm):
    factor = forms.ChoiceField(label="Factor", choices=PestelEntry.Factor.choices, widget=forms.RadioSelect)
    text = forms.CharField(label="What is changing outside?", widget=forms.Textarea, max_length=2000)
    effect = forms.CharField(
        label="What does it mean for the partnership?", widget=forms.Textarea, max_length=2000, required=False
    )


class AssessmentForm(SeenForm):
    title = forms.CharField(label="Title of the assessment", max_length=160)
    made_on = GovDateField(label="When was it made?", what="The day it was made", latest=clock.today)
    found = forms.CharField(label="What did it find, in short?", widget=forms.Textarea, max_length=4000, required=False)
    address = forms.URLField(label="Where can it be read?", help_text="A web address.", required=False,
                             assume_scheme="https")  # fmt: skip


class OutsideForm(GovForm):
    """A priority of another's plan."""

    document = forms.CharField(
        label="Whose plan is it in?", help_text="As in “Police and crime plan 2025 to 2029”. The county’s and the "
        "districts’ rows meet in the coverage view where they name the document alike.", max_length=160,
    )  # fmt: skip
    code = forms.CharField(label="Its number there", max_length=12)
    title = forms.CharField(label="Priority", max_length=200)
    starts_on = GovDateField(label="From", required=False)
    ends_on = GovDateField(label="To", required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    form_token = OneTimeToken()

    @property
    def given(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("document", "code", "title", "starts_on", "ends_on")}


class StatusWordForm(GovForm):
    """A status as the partnership words it."""

    label = forms.CharField(label="Status", max_length=40)
    means = forms.ChoiceField(label="What does it mean?", choices=ActionStatus.Means.choices, widget=forms.RadioSelect)
    position = forms.IntegerField(label="Place in the list", min_value=0, max_value=999)
    retired = forms.BooleanField(
        label="It is no longer used", help_text="Actions that have it keep it; it is offered no more.", required=False
    )
    form_token = OneTimeToken()

    def __init__(self, *args: Any, new: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if new:
            del self.fields["position"], self.fields["retired"]


class RemoveForm(GovForm):
    """Nothing but the press of the button."""

    form_token = OneTimeToken()
