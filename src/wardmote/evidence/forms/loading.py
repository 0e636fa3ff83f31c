from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from wardmote.common.formfields import GovForm, OneTimeToken

MOST_BYTES = 512 * 1024 * 1024
MOST_FILES = 100
ENDINGS = (".csv", ".csv.gz", ".zip", ".geojson", ".geojson.gz")


class _Several(forms.FileInput):
    allow_multiple_selected = True


class _Files(forms.FileField):
    """One file or several, as a list."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) and data else [data or None]
        return [super(_Files, self).clean(each, initial) for each in given]


class HandInForm(GovForm):
    """Police files and files about areas."""

    chosen = _Files(
        label="The files",
        help_text="CSV files as published, packed or not, or the zip file of a month. You can choose several, up to "
        "512 MB together. Larger archives are loaded by the person who runs this installation.",
        widget=_Several(attrs={"accept": ",".join((".csv", ".gz", ".zip", ".geojson")), "multiple": True}),
    )
    form_token = OneTimeToken()

    def clean_chosen(self) -> list[Any]:
        given: list[Any] = self.cleaned_data["chosen"]
        if len(given) > MOST_FILES:
            raise ValidationError(f"Choose at most {MOST_FILES} files at a time, or one zip file")
        if sum(each.size for each in given) > MOST_BYTES:
            raise ValidationError("The files must be smaller than 512 MB together")
        wrong = [each.name for each in given if not each.name.casefold().endswith(ENDINGS)]
        if wrong:
            raise ValidationError(f"{wrong[0][:100]} is not a CSV, zip or GeoJSON file")
        return given
