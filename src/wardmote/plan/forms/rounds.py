"""What a lead and whoever runs the partnership type about a round."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from wardmote.common import clock
from wardmote.common.formfields import GovDateField, GovForm, OneTimeToken
from wardmote.plan.rules_rounds import RATINGS, SHORT_TEXT, Entry

QUALITIES = (("provisional", "Provisional: it may still change"), ("revised", "Revised"), ("final", "Final"))


def _text(label: str, *, rows: int, most: int, hint: str = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=widget, required=False, max_length=most, help_text=hint)


class AnswerForm(GovForm):
    """What is said of one action or indicator. What must be there is decided by the service that keeps it."""

    short_text = _text("In short", rows=3, most=SHORT_TEXT, hint="A sentence or two, for tables and the scorecard")
    full_text = _text("In full", rows=6, most=8000, hint="For the partnership’s own report")
    public = forms.BooleanField(
        label="The public may read both texts", required=False,
        help_text="Name nobody. Without this, neither text leaves the partnership.",
    )  # fmt: skip
    remedial_text = _text("What will be done about it?", rows=3, most=2000)
    remedial_due_on = GovDateField(label="By when?", what="The day by which it will be done", required=False)
    remedial_by_id = forms.ChoiceField(label="Who will do it?", required=False)
    started_from = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, bodies: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("remedial_by_id", [("", "Choose"), *bodies])

    @property
    def entry(self) -> Entry:
        """What was typed, once the form has been checked."""
        given = self.cleaned_data
        return Entry(
            short_text=given["short_text"], full_text=given["full_text"], public=given["public"],
            status_id=_number(given.get("status_id", "")), rag=given.get("rag", ""),
            remedial_text=given["remedial_text"], remedial_due_on=given["remedial_due_on"],
            remedial_by_id=_number(given["remedial_by_id"]),
        )  # fmt: skip

    def lack(self, missing: Mapping[str, str]) -> None:
        """Say beside each field what is missing of it."""
        for field, message in missing.items():
            self.add_error(field if field in self.fields else None, message)


class ActionAnswerForm(AnswerForm):
    """Of an action, how far it has come and how it is rated too."""

    status_id = forms.ChoiceField(label="How far has it come?", required=False)
    rag = forms.ChoiceField(
        label="How would you rate it?", required=False, widget=forms.RadioSelect, choices=list(RATINGS.items())
    )
    field_order = ("status_id", "rag", "short_text")

    def __init__(self, *args: Any, statuses: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("status_id", [("", "Choose"), *statuses])


class FigureForm(GovForm):
    """One figure of an indicator that is typed: above the line and, where there is one, below it."""

    numerator = forms.DecimalField(label="Figure", required=False, max_digits=20, decimal_places=6)
    denominator = forms.DecimalField(label="Out of", required=False, max_digits=20, decimal_places=6, min_value=0)
    quality = forms.ChoiceField(label="How sure is it?", choices=QUALITIES)
    started_from = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, label: str, out_of: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["numerator"].label = label
        self.fields["numerator"].widget = self.fields["denominator"].widget = forms.TextInput(
            attrs={"inputmode": "decimal", "class": "govuk-input--width-10"}
        )
        if out_of:
            self.fields["denominator"].label = out_of
        else:
            del self.fields["denominator"]

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        above, below = found.get("numerator"), found.get("denominator")
        if "denominator" in self.fields and not self.errors and (above is None) != (below is None):
            self.add_error("numerator" if above is None else "denominator", "Enter both numbers, or neither")
        return found

    @property
    def filled(self) -> bool:
        return self.cleaned_data.get("numerator") is not None


class DueDayForm(GovForm):
    """Another day by which to answer."""

    due_on = GovDateField(label="New day to answer by", what="The day to answer by", earliest=clock.today)


class WordsForm(GovForm):
    """Words to an organisation whose answers are sent back."""

    words = forms.CharField(
        label="What do you want to know?", widget=forms.Textarea(attrs={"rows": 4}), max_length=2000
    )
    form_token = OneTimeToken()


class ReasonForm(GovForm):
    """Why a closed round is opened again."""

    reason = forms.CharField(
        label="Why is it opened again?", widget=forms.Textarea(attrs={"rows": 3}), max_length=200,
        help_text="Kept with the round and in the audit trail",
    )  # fmt: skip
    form_token = OneTimeToken()


class SignOffForm(GovForm):
    """Sign a round off, with a reason where something is missing."""

    reason = forms.CharField(
        label="Why is the round signed off all the same?", widget=forms.Textarea(attrs={"rows": 3}), max_length=200,
        required=False, help_text="Kept in the audit trail",
    )  # fmt: skip
    form_token = OneTimeToken()

    def __init__(self, *args: Any, needs_reason: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if needs_reason:
            self.fields["reason"].required = True
            self.fields["reason"].error_messages["required"] = "Enter why the round is signed off all the same"
        else:
            del self.fields["reason"]


class TokenForm(GovForm):
    """An act that needs no words but goes once."""

    form_token = OneTimeToken()


def _number(text: str) -> int | None:
    return int(text) if text else None
