from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from wardmote.casework.queries.actions import Doer
from wardmote.casework.services.minutes import ActionGiven
from wardmote.common import clock
from wardmote.common.formfields import GovDateField, GovForm, OneTimeToken

ROWS = 2
MOST_ROWS = 20


class AddCaseForm(GovForm):
    """Put a case on the list by its reference."""

    reference = forms.CharField(label="Case reference", help_text="For example JT-2025-0007", max_length=24)
    why = forms.CharField(label="Why it should be heard", max_length=120)


class StandingItemForm(GovForm):
    """Put an item on the list that is no case."""

    title = forms.CharField(label="Item", help_text="For example Apologies. It must name nobody.", max_length=120)
    confidential = forms.BooleanField(label="It belongs to the confidential part", required=False)


class MinuteForm(GovForm):
    """The minute of one item, with the version it started from. `minute` may be empty: that is how it starts."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    minute = forms.CharField(label="Minute", widget=forms.Textarea(attrs={"rows": 8}), required=False, max_length=20000)
    done = forms.BooleanField(label="This item is done", required=False)


class CaptureForm(MinuteForm):
    """Minute and decision of a case, sent together with its action rows."""

    decision = forms.CharField(
        label="Decision", help_text="Leave empty if none was taken", widget=forms.Textarea(attrs={"rows": 2}),
        required=False, max_length=2000,
    )  # fmt: skip
    review_on = GovDateField(
        label="Next review", help_text="Leave empty to keep the date above", required=False, earliest=clock.today
    )
    form_token = OneTimeToken()
    field_order = ("minute", "decision", "review_on", "done", "version", "form_token")


class ActionRow(GovForm):
    """One action. A row left wholly empty is no action; a row begun must be finished."""

    doer = forms.ChoiceField(label="Who", required=False)
    what = forms.CharField(label="What", widget=forms.Textarea(attrs={"rows": 2}), required=False, max_length=500)
    due_on = GovDateField(label="Due", what="Due date", required=False, earliest=clock.today)

    def __init__(self, *args: Any, doers: Iterable[Doer], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["doer"]
        named = sorted(doers, key=lambda doer: (doer.name, doer.organisation))
        field.choices = [("", "Choose"), *((doer.key, f"{doer.name}, {doer.organisation}") for doer in named)]

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        if not self.begun:
            return found
        for name, message in (("doer", "Choose who will do it"), ("what", "Enter what is to be done")):
            if name not in self.errors and not found.get(name):
                self.add_error(name, message)
        if "due_on" not in self.errors and not found.get("due_on"):
            self.add_error("due_on", "Enter the due date")
        return found

    @property
    def begun(self) -> bool:
        """Whether anything was typed in the row."""
        return any(str(value).strip() for key, value in self.data.items() if key.startswith(f"{self.prefix}-"))

    def given(self) -> ActionGiven:
        return ActionGiven(self.cleaned_data["doer"], self.cleaned_data["what"], self.cleaned_data["due_on"])


def action_rows(doers: list[Doer], data: Mapping[str, Any] | None = None, *, count: int = ROWS) -> list[ActionRow]:
    """Return the action rows of the page, bound when `data` is given. The number of rows sent is bounded."""
    count = max(ROWS, min(count, MOST_ROWS))
    return [ActionRow(data, prefix=f"action{number}", doers=doers) for number in range(1, count + 1)]


def rows_sent(data: Mapping[str, Any]) -> int:
    """Return how many action rows the page had, by its own count; a wrong count is read as the usual number."""
    sent = str(data.get("rows", ""))
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 3 else ROWS


def as_typed(form: forms.Form) -> dict[str, Any]:
    """Return what was typed in a bound form, to show again without saying what is still missing."""
    return {name: form[name].data for name in form.fields}


def one_row_more(doers: list[Doer], data: Mapping[str, Any], count: int) -> list[ActionRow]:
    """Return the rows as they were typed, and an empty one, as far as there may be more."""
    typed = [as_typed(row) for row in action_rows(doers, data, count=count)]
    rows = action_rows(doers, count=len(typed) + 1)
    for row, values in zip(rows, typed, strict=False):
        row.initial = values
    return rows
