"""What is typed at the statutory calendar."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from wardmote.common import clock
from wardmote.common.formfields import GovDateField, GovForm, OneTimeToken
from wardmote.plan.models import Duty
from wardmote.plan.models.calendar import Nation
from wardmote.plan.services.calendar import MEGABYTES


class NationForm(GovForm):
    """Which nation's rules hold."""

    nation = forms.ChoiceField(
        label="Whose rules is the partnership under?", widget=forms.RadioSelect,
        choices=[(Nation.ENGLAND.value, "England’s"), (Nation.WALES.value, "Wales’s")],
    )  # fmt: skip


class OwnDateForm(GovForm):
    """A date of the partnership's own rules."""

    title = forms.CharField(label="What is due?", max_length=160, help_text="As in “Board meeting held”.")
    source = forms.CharField(
        label="Which rule asks for it?", max_length=200, help_text="As in “Constitution, section 4”."
    )
    days = forms.CharField(
        label="On which days of each year?", max_length=200, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One on each line, as in 31 March.",
    )  # fmt: skip
    starts_on = GovDateField(label="From which day is it asked for?", what="The first day")
    evidence_wanted = forms.CharField(label="What would show that it was done?", max_length=200, required=False)
    form_token = OneTimeToken()

    def clean_days(self) -> list[tuple[int, int]]:
        found = []
        for line in self.cleaned_data["days"].replace(",", "\n").splitlines():
            if line.strip():
                found.append(_day_of_year(line.strip()))
        if not found:
            raise ValidationError("Enter at least one day, as in 31 March")
        return found


class EvidenceForm(GovForm):
    """What shows that a duty was done. Asks for the due day only where the law names none."""

    due_on = GovDateField(label="By which day was it due?", what="The day it was due")
    done_on = GovDateField(label="On which day was it done?", what="The day it was done", latest=clock.today)
    text = forms.CharField(label="What was done?", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    address = forms.URLField(
        label="Where can it be seen?", required=False, max_length=200, assume_scheme="https",
        help_text="The address of a page, if there is one. It must begin with https:// or http://.",
    )  # fmt: skip
    file = forms.FileField(
        label="A file that shows it", required=False,
        help_text=f"Up to {MEGABYTES} MB. Whoever reads the plan here can take it, so it must name nobody’s case.",
    )  # fmt: skip
    form_token = OneTimeToken()

    def __init__(self, *args: Any, duty: Duty, due_on: date | None, **options: Any) -> None:
        super().__init__(*args, **options)
        if due_on is not None:
            del self.fields["due_on"]

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        if address and not address.startswith(("https://", "http://")):
            raise ValidationError("Enter an address that begins with https:// or http://")
        return address

    def clean_file(self) -> Any:
        given = self.cleaned_data.get("file")
        if given and given.size > MEGABYTES * 1024 * 1024:
            raise ValidationError(f"The file must be smaller than {MEGABYTES} MB")
        return given


class WithdrawForm(GovForm):
    """Why evidence is taken back."""

    reason = forms.CharField(label="Why is it withdrawn?", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    form_token = OneTimeToken()


def _day_of_year(text: str) -> tuple[int, int]:
    """Read `31 March` or `31/3`. The 29th of February counts as the 28th in other years."""
    field = GovDateField(what=f"“{text}”")
    parts = text.replace("/", " ").split()
    if len(parts) != 2:
        raise ValidationError(f"“{text}” is not a day of the year. Write it as 31 March")
    found = field.clean((parts[0], parts[1], "2024"))
    assert found is not None  # noqa: S101 - all three parts are given
    return found.month, found.day
