"""What people choose and paste on the pages of reports."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from wardmote.common.csv_text import NotText, decoded
from wardmote.common.formfields import GovForm
from wardmote.publish.data import Audience
from wardmote.publish.totals import LONGEST, TableError, read_table


class ChoiceOfReports(GovForm):
    """Of which quarter, and for whom."""

    quarter = forms.ChoiceField(label="Quarter")
    audience = forms.ChoiceField(label="Who is it for?", widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, quarters: Iterable[tuple[str, str]], audiences: Iterable[Audience], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["quarter"].choices = list(quarters)  # type: ignore[attr-defined]  # both are choice fields
        self.fields["audience"].choices = [(str(each), each.words) for each in audiences]  # type: ignore[attr-defined]


class TotalsForm(GovForm):
    """A table whose totals somebody wants checked. Nothing of it is kept."""

    table = forms.CharField(
        label="Paste a table",
        help_text="Copy the cells from a spreadsheet, with the row of headings and the totals.",
        widget=forms.Textarea(attrs={"spellcheck": "false"}), required=False, strip=False,
    )  # fmt: skip
    file = forms.FileField(
        label="Or choose a CSV file", help_text="Up to 500 KB.", required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        file, text = given.get("file"), given.get("table") or ""
        if file is not None:
            if file.size > LONGEST:
                raise ValidationError({"file": "The file must be smaller than 500 KB"})
            try:
                text = decoded(file.read())
            except NotText:
                raise ValidationError({"file": "Choose a CSV file: this one is no text"}) from None
        if not text.strip():
            raise ValidationError({"table": "Paste a table or choose a file"})
        try:
            given["rows"] = read_table(text)
        except TableError as wrong:
            raise ValidationError({"file" if file is not None else "table": str(wrong)}) from None
        return given
