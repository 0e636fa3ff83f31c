"""Narrowing a page of indicators: by rating, by what got worse, by owner, by outcome, by frequency."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote_plus

from django import forms

from wardmote.common.formfields import GovForm
from wardmote.performance.models import Indicator
from wardmote.performance.page import Row, needs_remedy

SHOW = (
    ("", "All"), ("red", "Rated red"), ("amber", "Rated amber"), ("green", "Rated green"), ("worse", "Got worse"),
    ("remedy", "Red or got worse"), ("missing", "Without a figure"),
)  # fmt: skip


class IndicatorFilter(GovForm):
    """What to show. A value that is not offered narrows nothing."""

    show = forms.ChoiceField(label="Show", choices=SHOW, required=False)
    owner = forms.ChoiceField(label="Owner", required=False)
    outcome = forms.ChoiceField(label="Outcome or priority", required=False)
    frequency = forms.ChoiceField(
        label="How often", choices=[("", "Any"), *Indicator.Frequency.choices], required=False
    )

    def __init__(self, data: Mapping[str, Any], *, rows: Sequence[Row]) -> None:
        super().__init__(data)
        owners = {str(row.indicator.owner_id): row.indicator.owner.name for row in rows if row.indicator.owner}
        outcomes = sorted({row.indicator.outcome for row in rows if row.indicator.outcome})
        self.offer("owner", [("", "Any"), *sorted(owners.items(), key=lambda each: each[1])])
        self.offer("outcome", [("", "Any"), *((each, each) for each in outcomes)])
        self.is_valid()

    @property
    def chosen(self) -> dict[str, str]:
        """The filters in force by field."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    def active(self, address: str, query: str) -> list[dict[str, str]]:
        """Return the filters in force, each with the address of the page without it."""
        kept = query.removeprefix("?")
        made = []
        for name, value in self.chosen.items():
            others = [f"{other}={quote_plus(given)}" for other, given in self.chosen.items() if other != name]
            joined = "&".join([*([kept] if kept else []), *others])
            made.append({"text": str(self.offered(name)[value]), "href": f"{address}?{joined}" if joined else address})
        return made

    def apply(self, rows: Sequence[Row]) -> list[Row]:
        return [row for row in rows if self._shows(row)]

    def _shows(self, row: Row) -> bool:
        chosen = self.chosen
        if chosen.get("owner") and str(row.indicator.owner_id) != chosen["owner"]:
            return False
        if chosen.get("outcome") and row.indicator.outcome != chosen["outcome"]:
            return False
        if chosen.get("frequency") and row.indicator.frequency != chosen["frequency"]:
            return False
        return _is(row, chosen.get("show", ""))


def _is(row: Row, what: str) -> bool:
    if what in ("red", "amber", "green"):
        return row.rag.colour.value == what
    if what == "worse":
        return row.direction.word == "worse"
    if what == "remedy":
        return bool(needs_remedy(row))
    if what == "missing":
        return row.now.value is None and not row.now.hidden
    return True
