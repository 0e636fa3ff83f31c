"""A question to the police files as it stands in an address, or as somebody chose it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.text import slugify

from wardmote.common.formfields import GovForm
from wardmote.common.periods import FinancialYear, Month, months_between
from wardmote.evidence.engine.questions import ALL_CRIME, window
from wardmote.evidence.exploring.asked import COUNT, LEVELS, MEASURES, SEPARATOR, SHARE, Area, Asked
from wardmote.evidence.queries.explore import Scope

LONGEST = 120
OWN, LAST_YEAR = "own", "12"
_FIELDS = ("area", "type", "period", "from", "to", "measure", "by", "xmr", "points")


class ExploreForm(GovForm):
    """Area, type, period, measure. `period` is for choosing alone: an address holds months."""

    area = forms.CharField(label="Area", required=False, widget=forms.Select)
    type = forms.CharField(label="Crime type", required=False, widget=forms.Select)
    period = forms.ChoiceField(label="Period", required=False)
    measure = forms.ChoiceField(label="Measure", choices=MEASURES, required=False)
    by = forms.ChoiceField(label="Map and table by", choices=LEVELS, required=False)
    xmr = forms.BooleanField(label="Show a control chart", required=False)
    points = forms.BooleanField(label="List map points", required=False)
    field_order = _FIELDS

    def __init__(self, sent: QueryDict, *, scope: Scope) -> None:
        self.scope = scope
        super().__init__(_plain(sent, scope))
        types = [(each, each) for each in scope.types]
        chosen = self.data["type"]
        if chosen not in scope.types:
            types.append((chosen, chosen.replace(SEPARATOR, " and ")))
        self.fields["area"].widget.choices = self._areas()
        self.fields["type"].widget.choices = types
        self.offer("period", self._periods())
        months = sorted({*scope.months, *(each for each in (self.data["from"], self.data["to"]) if _month(each))})
        for name in ("from", "to"):
            choices = [(month, Month.parse(month).label) for month in reversed(months)]
            self.fields[name].widget.choices = choices

    def _areas(self) -> list[tuple[str, str]]:
        scope = self.scope
        whole = scope.whole.name if len(scope.districts) == 1 else f"All of {scope.partnership}"
        choices = [("", whole), *((part.value, part.name) for part in scope.parts)]
        if len(scope.districts) > 1:
            choices += [(each.value, f"{each.name} (district)") for each in scope.districts]
        choices += [(value, f"{name} (ward)") for value, name in scope.wards]
        chosen = scope.area(self.data["area"])
        if chosen is not None and chosen.value not in dict(choices):
            choices.append((chosen.value, chosen.name))
        return choices

    def _periods(self) -> list[tuple[str, str]]:
        """The last year, financial years of which anything is held, and months chosen one by one."""
        months = self.scope.months
        years = {FinancialYear.containing(Month.parse(month).start) for month in months}
        named = [(each.slug, f"Financial year {each.short_label}") for each in sorted(years, reverse=True)]
        return [(OWN, "The months chosen below"), (LAST_YEAR, "Last 12 months held"), *named]

    def clean_area(self) -> Area:
        found = self.scope.area(self.cleaned_data["area"])
        if found is None:
            raise ValidationError("Choose an area of your partnership from the list")
        return found

    def clean_type(self) -> tuple[str, ...]:
        types = tuple(dict.fromkeys(self.cleaned_data["type"].split(SEPARATOR)))
        unknown = [each for each in types if each not in self.scope.types]
        if unknown:
            raise ValidationError(f"No police file has the crime type “{unknown[0][:80]}”. Choose one from the list")
        if ALL_CRIME in types and len(types) > 1:
            raise ValidationError(f"Choose “{ALL_CRIME}” by itself: it holds the other types")
        return types

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        types = found.get("type", ())
        if found.get("measure") == SHARE and types == (ALL_CRIME,):
            self.add_error("measure", "Choose one crime type: all recorded crime is the whole of itself")
        if found.get("measure") == SHARE and "Anti-social behaviour" in types:
            self.add_error("measure", "Choose another measure: antisocial behaviour is no part of recorded crime")
        self._check_months()
        return found

    def _check_months(self) -> None:
        typed = {name: self.data[name] for name in ("from", "to")}
        for name, words in (("from", "From"), ("to", "To")):
            if not _month(typed[name]):
                self.add_error(name, f"{words} must be a month, like 2025-01" if typed[name] else f"Choose {words}")
        if self.errors.keys() & {"from", "to"}:
            return
        if typed["to"] < typed["from"]:
            self.add_error("to", "To must be the same month as From, or later")
        elif len(months_between(Month.parse(typed["from"]), Month.parse(typed["to"]))) > LONGEST:
            self.add_error("to", f"Choose at most {LONGEST} months at a time")

    @property
    def asked(self) -> Asked:
        """The question, of a form without errors."""
        found = self.cleaned_data
        first, last = Month.parse(self.data["from"]), Month.parse(self.data["to"])
        months = tuple(month.slug for month in months_between(first, last))
        by = found["by"] or "lsoa"
        return Asked(
            found["area"],
            found["type"],
            months,
            found["measure"] or COUNT,
            by,
            bool(found["xmr"]),
            bool(found["points"]),
        )

    @property
    def chosen_period(self) -> tuple[str, str] | None:
        """The first and last month of a period that was chosen by name; None where months were chosen."""
        period = self.cleaned_data.get("period")
        if period == LAST_YEAR:
            months: Sequence[str] = window(self.scope.latest, 12)
        elif period and period != OWN:
            months = FinancialYear.parse(period).months
        else:
            return None
        return months[0], months[-1]


for _name, _label in (("from", "From"), ("to", "To")):
    # A field of this name cannot be written in the class: it is a word of the language.
    ExploreForm.base_fields[_name] = forms.CharField(label=_label, required=False, widget=forms.Select)


def _plain(sent: QueryDict, scope: Scope) -> Mapping[str, str]:
    """What was sent, each parameter once: several types joined, slugs as printed, months where none were given."""
    given = {name: (sent.get(name) or "").strip()[:200] for name in _FIELDS}
    slugs = {slugify(each): each for each in scope.types}
    types = SEPARATOR.join(sent.getlist("type"))[:400].split(SEPARATOR)
    given["type"] = SEPARATOR.join(slugs.get(each, each) for each in types if each) or ALL_CRIME
    if not given["from"] and not given["to"] and scope.latest:
        months = window(scope.latest, 12)
        given |= {"from": months[0], "to": months[-1]}
    return given | {"measure": given["measure"] or COUNT, "by": given["by"] or "lsoa"}


def _month(typed: str) -> bool:
    try:
        Month.parse(typed)
    except ValueError:
        return False
    return True
