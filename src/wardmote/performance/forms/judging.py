from typing import Any

from django import forms

from wardmote.common import clock
from wardmote.common.formfields import GovDateField, GovForm, OneTimeToken
from wardmote.performance.models import RagRule


def _reason(label: str = "Reason", *, required: bool = True, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=1000, required=required, widget=forms.Textarea(attrs={"rows": 3}), help_text=help_text
    )


class RetireForm(GovForm):
    """Why something is watched no longer."""

    reason = _reason()
    form_token = OneTimeToken()


class TargetForm(GovForm):
    """What is to be reached by a day."""

    due_on = GovDateField(
        label="Last day of the period it is for", help_text="For example, 31 3 2026 for January to March 2026."
    )
    value = forms.DecimalField(
        label="Target", max_digits=20, decimal_places=6, min_value=0,
        help_text="In the unit of a quarter’s figure; of a year’s where figures come once a year.",
    )  # fmt: skip
    reason = _reason(required=False, help_text="Needed where a target for that day is changed.")
    started_from = forms.IntegerField(widget=forms.HiddenInput, initial=0, min_value=0)
    form_token = OneTimeToken()


class StepForm(GovForm):
    """A month from which an indicator has new limits."""

    starts_on = GovDateField(
        label="A day in the first month of the new baseline", latest=clock.today,
        help_text="The limits are worked out anew from that month.",
    )  # fmt: skip
    reason = _reason("What is known to have changed?")
    form_token = OneTimeToken()


class OverrideForm(GovForm):
    """A judgement in place of the rule's."""

    colour = forms.ChoiceField(
        label="Rating", widget=forms.RadioSelect, required=False,
        choices=[("green", "Green"), ("amber", "Amber"), ("red", "Red"), ("rule", "As the rule rates it")],
    )  # fmt: skip
    reason = _reason(help_text="Members read it beside the rating. The public reads only that a person judged.")
    form_token = OneTimeToken()

    def clean_colour(self) -> str:
        chosen: str = self.cleaned_data["colour"]
        if not chosen:
            raise forms.ValidationError("Select a rating")
        return "" if chosen == "rule" else chosen


class RuleForm(GovForm):
    """How figures are turned into red, amber and green."""

    name = forms.CharField(label="Name", max_length=80)
    family = forms.ChoiceField(label="How it rates", widget=forms.RadioSelect, choices=RagRule.Family.choices)
    amber = forms.DecimalField(
        label="Amber", max_digits=20, decimal_places=6,
        help_text="Per cent worse than the target where amber begins, or the figure at which it does.",
    )  # fmt: skip
    red = forms.DecimalField(
        label="Red", max_digits=20, decimal_places=6,
        help_text="Per cent worse than the target where red begins, or the figure at which it does.",
    )  # fmt: skip
    started_from = forms.IntegerField(widget=forms.HiddenInput, initial=0, min_value=0)
    form_token = OneTimeToken()

    def __init__(self, *args: Any, changing: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if changing:
            del self.fields["name"]


class GroupForm(GovForm):
    """Which areas are like one's own, whose grouping it is, and since when."""

    name = forms.CharField(label="Name of the group", max_length=120)
    method = forms.CharField(
        label="Method", max_length=200, help_text="Whose grouping it is and by what, such as the variables used."
    )
    own_name = forms.CharField(label="Your own area, as the group calls it", max_length=120)
    members = forms.CharField(
        label="The other areas", widget=forms.Textarea(attrs={"rows": 10}), max_length=6000, help_text="One a line."
    )
    includes_self = forms.BooleanField(
        label="The average includes your own area", required=False, initial=True,
        help_text="That is how police inspectors’ groups are averaged.",
    )  # fmt: skip
    dated_on = GovDateField(label="Members since", latest=clock.today)
    form_token = OneTimeToken()

    def __init__(self, *args: Any, changing: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if changing:
            del self.fields["name"]

    def clean_members(self) -> list[str]:
        lines = [" ".join(line.split()) for line in str(self.cleaned_data["members"]).splitlines()]
        members = [line for line in lines if line]
        if len(members) > 100 or any(len(each) > 120 for each in members):
            raise forms.ValidationError("List at most 100 areas, each of at most 120 characters")
        return members


class FileForm(GovForm):
    """A file of figures."""

    file = forms.FileField(
        label="The spreadsheet or CSV file", widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text="One row a figure, with the columns Indicator, Period, and Value or Numerator and Denominator.",
    )  # fmt: skip
    form_token = OneTimeToken()


class TokenForm(GovForm):
    """A press of a button."""

    form_token = OneTimeToken()
