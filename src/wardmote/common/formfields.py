"""Form fields with GOV.UK's habits: a date in three boxes, messages that say what to do, a token that is good once."""

import secrets
from calendar import month_abbr, month_name
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from wardmote.common.dates import plainday

_MONTHS = {name.lower(): number for names in (month_name, month_abbr) for number, name in enumerate(names) if number}
_PARTS = ("day", "month", "year")


class DateParts(forms.Widget):
    """Three boxes, sent as `name-day`, `name-month` and `name-year`; `components/forms.html` draws them."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> tuple[str, str, str]:
        day, month, year = (str(data.get(f"{name}-{part}", "") or "").strip() for part in _PARTS)
        return day, month, year

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return all(f"{name}-{part}" not in data for part in _PARTS)


def shown_parts(value: Any) -> tuple[str, str, str]:
    """Return what stands in the three boxes for a date, for what was typed, or for nothing."""
    if isinstance(value, date):
        return str(value.day), str(value.month), str(value.year)
    return tuple(value) if value else ("", "", "")


class GovDateField(forms.Field):
    """A date typed in three boxes; the message names the part that is missing or wrong.

    `what` opens each message ("Date of birth must be a real date"); it is the label where it is not given.
    `earliest` and `latest` are the first and last date allowed, or callables that return them.
    """

    widget = DateParts

    def __init__(self, *, what: str = "", earliest: Any = None, latest: Any = None, **options: Any) -> None:
        super().__init__(**options)
        self.what = what or str(self.label or "The date").rstrip("?")
        self.earliest, self.latest = earliest, latest

    def clean(self, value: Any) -> date | None:
        typed = shown_parts(value)
        if not any(typed):
            if self.required:
                raise ValidationError(f"Enter {lower_first(self.what)}", code="required")
            return None
        missing = [part for part, text in zip(_PARTS, typed, strict=True) if not text]
        if missing:
            raise self._wrong(f"must include a {' and a '.join(missing)}", missing)
        found = self._read(*typed)
        self._check_limits(found)
        self.run_validators(found)
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        return shown_parts(initial) != shown_parts(data)

    def _read(self, day: str, month: str, year: str) -> date:
        if not (year.isascii() and year.isdigit() and len(year) == 4):
            raise self._wrong("must have a year of 4 numbers, like 2025", ["year"])
        number = _MONTHS.get(month.lower()) or (int(month) if month.isascii() and month.isdigit() else 0)
        if not 1 <= number <= 12:
            raise self._wrong("must have a month from 1 to 12", ["month"])
        try:
            return date(int(year), number, int(day))
        except ValueError:
            raise self._wrong("must be a real date", ["day"]) from None

    def _check_limits(self, found: date) -> None:
        earliest = self.earliest() if callable(self.earliest) else self.earliest
        latest = self.latest() if callable(self.latest) else self.latest
        if earliest and found < earliest:
            raise self._wrong(f"must be on or after {plainday(earliest)}", _PARTS)
        if latest and found > latest:
            raise self._wrong(f"must be on or before {plainday(latest)}", _PARTS)

    def _wrong(self, rest: str, parts: Any) -> ValidationError:
        return ValidationError(f"{self.what} {rest}", code="invalid", params={"parts": tuple(parts)})


class OneTimeToken(forms.CharField):
    """A hidden value, new each time a form is first shown, by which a service knows the same form sent twice."""

    widget = forms.HiddenInput

    def __init__(self, **options: Any) -> None:
        message = "This page was open too long to be sent. Check what you entered, then send it again."
        chosen: dict[str, Any] = {"max_length": 64, "initial": new_token, "error_messages": {"required": message}}
        super().__init__(**chosen | options)


class GovForm(forms.Form):
    """Django's form whose messages say what to do, in GOV.UK's words, made from each field's label.

    A message that the form's author gave is kept. An ordinary `forms.Form` is drawn just as well.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            use_plain_messages(field, str(field.label or name.replace("_", " ").capitalize()))

    def offer(self, name: str, choices: Sequence[tuple[Any, str]]) -> None:
        """Set what a choice field offers, where that is known only once the form is made."""
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # typed as a plain field by the stubs

    def offered(self, name: str) -> dict[Any, str]:
        """Return what a choice field offers: its values with their words."""
        return dict(self.fields[name].choices)  # type: ignore[attr-defined]  # typed as a plain field by the stubs


def use_plain_messages(field: forms.Field, label: str) -> None:
    """Give `field` messages made from `label`, leaving any that its author wrote."""
    label = label.rstrip("?")
    chooses = isinstance(field, (forms.ChoiceField, forms.ModelChoiceField))
    many = isinstance(field, (forms.MultipleChoiceField, forms.ModelMultipleChoiceField))
    plain = {
        "required": f"{'Select' if chooses else 'Enter'} {lower_first(label)}",
        "invalid_choice": f"{label} must be one of those listed",
        "max_length": f"{label} must be %(limit_value)s characters or fewer",
        "min_length": f"{label} must be %(limit_value)s characters or more",
        "min_value": f"{label} must be %(limit_value)s or more",
        "max_value": f"{label} must be %(limit_value)s or less",
    }
    if many:
        plain["invalid_list"] = plain["invalid_pk_value"] = plain["invalid_choice"]
    if isinstance(field, forms.BooleanField):
        plain["required"] = f"Select the box if {lower_first(label)}"
    if isinstance(field, forms.EmailField):
        plain["invalid"] = "Enter an email address in the correct format, like name@example.com"
    elif isinstance(field, forms.IntegerField):
        plain["invalid"] = f"{label} must be a whole number, like 15"
    elif isinstance(field, (forms.DecimalField, forms.FloatField)):
        plain["invalid"] = f"{label} must be a number, like 15.5"
    elif isinstance(field, forms.TimeField):
        plain["invalid"] = f"{label} must be a time, like 14:05"
    for code, message in plain.items():
        if field.error_messages.get(code) == _djangos_own(field).get(code):
            field.error_messages[code] = message


def _djangos_own(field: forms.Field) -> dict[str, Any]:
    own: dict[str, Any] = {}
    for kind in reversed(type(field).__mro__):
        own.update(getattr(kind, "default_error_messages", {}))
    return own


def lower_first(text: str) -> str:
    """Lower the first letter for the middle of a sentence, unless the word is an abbreviation such as `ASB`."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def new_token() -> str:
    """Return a fresh value for a one-time token."""
    return secrets.token_urlsafe(16)
