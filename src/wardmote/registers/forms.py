"""What is typed into the registers."""

from typing import Any

from django import forms

from wardmote.casework.types import Case
from wardmote.common import clock
from wardmote.common.formfields import GovDateField, GovForm, OneTimeToken
from wardmote.partnership.queries import organisations_of


class WarningForm(GovForm):
    """A community protection warning that was issued to somebody of the case."""

    form_token = OneTimeToken()
    person = forms.ChoiceField(label="Who was warned?", widget=forms.RadioSelect)
    issued_by = forms.TypedChoiceField(label="Issued by", coerce=int)
    issued_on = GovDateField(
        label="Date issued", latest=clock.today, help_text="The date on the written warning, for example 14 2 2025"
    )
    conduct = forms.CharField(
        label="What conduct was it about?", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Enter what conduct it was about"},
    )  # fmt: skip
    required = forms.CharField(
        label="What was required of them?", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What they must do or stop doing, and by when.",
        error_messages={"required": "Enter what was required of them"},
    )  # fmt: skip

    def __init__(self, *args: Any, case: Case, **options: Any) -> None:
        super().__init__(*args, **options)
        parts: dict[str, list[str]] = {}
        names: dict[str, str] = {}
        for subject in case.subjects.select_related("person"):
            key = str(subject.person.public_id)
            names[key] = subject.person.name
            parts.setdefault(key, []).append(subject.get_role_display().lower())
        self.offer("person", [(key, f"{name} ({', '.join(parts[key])})") for key, name in names.items()])
        issuers = [(each.pk, each.name) for each in organisations_of(case.partnership_id)]
        self.offer("issued_by", [("", "Choose an organisation"), *issuers])
