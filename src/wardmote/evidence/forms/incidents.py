from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from wardmote.common import clock
from wardmote.common.formfields import GovDateField, GovForm, OneTimeToken
from wardmote.evidence.incident_files.columns import FIELDS
from wardmote.evidence.incident_files.worker import CHILD, ROWS
from wardmote.evidence.services.incidents import check_removal

_MEGABYTES = CHILD.file_bytes // (1024 * 1024)
_LONGEST = timedelta(days=3660)


class IncidentFileForm(GovForm):
    """A file of incidents, what it is for, and when it goes."""

    file = forms.FileField(
        label="The file of incidents", widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        help_text=f"A CSV or Excel file (.xlsx) of up to {_MEGABYTES} MB and {ROWS:,} rows, one row an incident, with "
        "the names of the columns above. Take out names, telephone numbers and dates of birth first.",
    )  # fmt: skip
    title = forms.CharField(
        label="What is it?", max_length=160, help_text="For example, “Deliberate fires, April 2024 to March 2025”."
    )
    source = forms.CharField(label="Who gave it?", max_length=200, help_text="The organisation, and its system.")
    purpose = forms.CharField(
        label="What is it needed for?", max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The question it is to answer. Incidents are not kept without a purpose.",
    )  # fmt: skip
    remove_on = GovDateField(
        label="When are the incidents to be removed?", what="Day of removal",
        help_text="They are removed on that day by themselves. At most 12 months from now, unless you say why.",
        latest=lambda: clock.today() + _LONGEST,
    )  # fmt: skip
    keep_reason = forms.CharField(
        label="Why are they needed for more than 12 months?", max_length=300, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    form_token = OneTimeToken()

    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        if given.size > CHILD.file_bytes:
            raise ValidationError(f"The file must be smaller than {_MEGABYTES} MB")
        return given

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("remove_on"):
            try:
                check_removal(given["remove_on"], given.get("keep_reason") or "")
            except ValueError as wrong:
                self.add_error("remove_on", str(wrong))
        return given


class ColumnsForm(GovForm):
    """Which column is what, and in which order dates are written."""

    def __init__(
        self, *args: Any, header: Sequence[str], mapping: Mapping[str, int], order: str, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        columns = [("", "Not in this file"), *((str(at), name) for at, name in enumerate(header))]
        for name, (label, _) in FIELDS.items():
            self.fields[name] = forms.ChoiceField(
                label=label, choices=columns, required=False, initial=str(mapping.get(name, ""))
            )
        self.fields["order"] = forms.ChoiceField(
            label="Dates such as 4/3/2025 are", required=False, widget=forms.RadioSelect, initial=order or "auto",
            choices=[("auto", "As the dates of the file show"), ("dmy", "4 March: the day first"),
                     ("mdy", "3 April: the month first")],
        )  # fmt: skip
        self.fields["form_token"] = OneTimeToken()

    @property
    def mapped(self) -> list[str]:
        """The names of the fields that choose a column."""
        return list(FIELDS)

    @property
    def mapping(self) -> dict[str, int]:
        """The columns chosen, by field."""
        return {name: int(self.cleaned_data[name]) for name in FIELDS if self.cleaned_data.get(name)}


class IncidentFilterForm(GovForm):
    """Which incidents of a set are looked at."""

    kind = forms.ChoiceField(label="Kind", required=False)
    first = GovDateField(label="From", what="First day", required=False)
    last = GovDateField(label="Until", what="Last day", required=False)

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, int]], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["kind"]
        field.choices = [("", "All kinds"), *((kind, f"{kind} ({count:,})") for kind, count in kinds if kind)]


class RemoveForm(GovForm):
    """A confirmation."""

    sure = forms.BooleanField(label="Yes, remove every incident of this set now")
    form_token = OneTimeToken()


class PressForm(GovForm):
    """A press of a button."""

    form_token = OneTimeToken()
