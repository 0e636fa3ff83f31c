from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms

from wardmote.common.formfields import GovForm, OneTimeToken
from wardmote.measures.registry import every, find
from wardmote.methods.change import MINIMUM_BASE
from wardmote.methods.suppression import THRESHOLD
from wardmote.partnership.queries import organisations_of
from wardmote.performance.models import Indicator, RagRule
from wardmote.performance.models.indicator import POLARITIES

if TYPE_CHECKING:
    from wardmote.partnership.models import Partnership

TYPED = "typed"
SECTIONS: Sequence[tuple[str, Sequence[str]]] = (
    ("What it is", ("name", "definition", "unit", "source", "outcome", "plan_ref")),
    ("How the figure is made", (
        "numerator_text", "denominator_text", "multiplier", "decimals", "frequency", "aggregation", "lag_days")),
    ("What is counted", ()),
    ("How it is read", (
        "polarity", "comparator", "baseline", "baseline_text", "tolerance", "rag_rule", "minimum_base")),
    ("Who answers for it and who sees it", (
        "owner", "accountable", "public", "confidential", "minimum_published", "position")),
    ("Why it is changed", ("reason",)),
)  # fmt: skip
_OF_A_MEASURE = ("numerator_text", "denominator_text", "frequency", "lag_days", "confidential", "aggregation")


def _number(label: str, help_text: str, *, initial: Any = None, required: bool = False) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, help_text=help_text, initial=initial, required=required, max_digits=20, decimal_places=6
    )  # fmt: skip


class SourceForm(GovForm):
    """Where an indicator's figures come from: somebody types them, or a measure counts them."""

    figures = forms.ChoiceField(label="Where do its figures come from?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("figures", [(TYPED, "Somebody types them or imports them from a spreadsheet"),
                              *((each.key, f"Wardmote counts: {each.name}") for each in every())])  # fmt: skip


class DefinitionForm(GovForm):
    """Everything that a definition says. `measure_key` blank: typed."""

    name = forms.CharField(label="Name", max_length=120, help_text="As people say it, such as “Residential burglary”.")
    definition = forms.CharField(
        label="Definition", widget=forms.Textarea(attrs={"rows": 4}), max_length=2000,
        help_text="What is counted and what is not, so that two people would come to the same figure.",
    )  # fmt: skip
    unit = forms.CharField(label="Unit", max_length=60, required=False, help_text="In the plural: “crimes recorded”.")
    source = forms.CharField(label="Source", max_length=200, help_text="The system, return or survey it comes from.")
    outcome = forms.CharField(
        label="Outcome or priority", max_length=80, required=False,
        help_text="The shared outcome it stands under on a scorecard. Lists can be filtered by it.",
    )  # fmt: skip
    plan_ref = forms.CharField(
        label="Number of the plan’s action", max_length=12, required=False, help_text="The action that it measures."
    )
    numerator_text = forms.CharField(
        label="Above the line", max_length=160, required=False, help_text="What is counted: “crimes with an outcome”."
    )
    denominator_text = forms.CharField(
        label="Below the line", max_length=160, required=False,
        help_text="What it is a share of: “crimes recorded”. Leave this empty for a plain count.",
    )  # fmt: skip
    multiplier = _number("Times", "1 for a count or amount, 100 for a percentage, 1000 for a rate per 1,000.",
                         initial=1, required=True)  # fmt: skip
    decimals = forms.IntegerField(label="Decimals printed", min_value=0, max_value=6, initial=0)
    frequency = forms.ChoiceField(label="How often there is a figure", choices=Indicator.Frequency.choices)
    aggregation = forms.ChoiceField(
        label="How months make a quarter", choices=Indicator.Aggregation.choices,
        help_text="Sum for counts, mean for averages, last for what stands at the end, ratio of the sums for shares.",
    )  # fmt: skip
    lag_days = forms.IntegerField(
        label="Days until the figure is there", min_value=0, max_value=400, initial=0,
        help_text="Days after the end of the period.",
    )  # fmt: skip
    polarity = forms.ChoiceField(
        label="What a rise means", choices=POLARITIES,
        help_text="“More reporting is better” is for hidden harm, where a rise in reports is the aim.",
    )  # fmt: skip
    comparator = forms.ChoiceField(label="What it is compared with", choices=Indicator.Comparator.choices)
    baseline = _number("Baseline", "The figure from before, in the unit of a quarter’s figure.")
    baseline_text = forms.CharField(label="When the baseline is of", max_length=80, required=False)
    tolerance = _number("Tolerance", "Moves of up to this much, in the figure’s own unit, are “no change”.", initial=0,
                        required=True)  # fmt: skip
    rag_rule = forms.ChoiceField(label="Rated by", required=False)
    minimum_base = forms.IntegerField(
        label="Smallest base of a percentage", min_value=0, max_value=100_000, initial=MINIMUM_BASE,
        help_text="Below it the counts are printed instead.",
    )  # fmt: skip
    owner = forms.ChoiceField(
        label="Owner", required=False, help_text="Who answers for it each quarter, and may enter its figures."
    )
    accountable = forms.MultipleChoiceField(
        label="Accountable agencies", widget=forms.CheckboxSelectMultiple, required=False
    )
    public = forms.BooleanField(label="The public may read of this indicator", required=False, initial=True)
    confidential = forms.BooleanField(
        label="Its figures count people, so small ones are not printed", required=False, initial=False
    )
    minimum_published = forms.IntegerField(
        label="Smallest count of people that is printed", min_value=THRESHOLD, max_value=1000, initial=THRESHOLD
    )
    position = forms.IntegerField(label="Place in the list", min_value=0, max_value=10_000, initial=0)
    reason = forms.CharField(
        label="Reason for the change", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It stands beside the definition from today.",
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)
    form_token = OneTimeToken()

    def __init__(
        self, *args: Any, partnership: "Partnership", measure_key: str = "", changing: bool = False, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.measure_key = measure_key
        bodies = [(str(each.pk), each.name) for each in organisations_of(partnership.pk)]
        rules = RagRule.objects.filter(partnership=partnership).order_by("name", "-version")
        self.rules = {str(each.pk): each for each in {each.name: each for each in reversed(rules)}.values()}
        self.offer("owner", [("", "Nobody yet"), *bodies])
        self.offer("accountable", bodies)
        self.offer("rag_rule", [("", "Not rated"), *((key, str(each)) for key, each in self.rules.items())])
        self.filters: list[str] = []
        if measure_key:
            self._of_measure(partnership.pk)
        if not changing:
            del self.fields["reason"], self.fields["version"]

    def _of_measure(self, partnership_id: int) -> None:
        measure = find(self.measure_key)
        for name in _OF_A_MEASURE:
            del self.fields[name]
        self.fields["unit"].initial = measure.unit
        if measure.ratio:
            self.fields["multiplier"].initial = measure.multiplier
        else:
            del self.fields["multiplier"]
        self.fields["decimals"].initial = int(measure.ratio)
        if not measure.confidential:
            del self.fields["minimum_published"]
        for choice in measure.choices:
            name = f"filter_{choice.name}"
            self.filters.append(name)
            self.fields[name] = forms.ChoiceField(
                label=choice.label, required=False, choices=[("", "All"), *choice.options(partnership_id)]
            )  # fmt: skip

    def sections(self) -> list[tuple[str, list[str]]]:
        """Return the headings of the page with the fields under each."""
        made = []
        for title, names in SECTIONS:
            shown = self.filters if title == "What is counted" else [each for each in names if each in self.fields]
            made += [(title, shown)] if shown else []
        return made

    def values(self) -> dict[str, Any]:
        """Return what was typed, as the model's fields take it."""
        left_out = {"form_token", "reason", "version", *self.filters}
        given: dict[str, Any] = {name: value for name, value in self.cleaned_data.items() if name not in left_out}
        owner = given.pop("owner")
        given["owner_id"] = int(owner) if owner else None
        given["accountable"] = [int(each) for each in given["accountable"]]
        given["rag_rule"] = self.rules.get(given["rag_rule"])
        if self.measure_key:
            named = {each: self.cleaned_data[each] for each in self.filters}
            given["filters"] = {name.removeprefix("filter_"): value for name, value in named.items() if value}
        return given


def initial_of(indicator: Indicator) -> dict[str, Any]:
    """Return a definition as the form shows it."""
    shown: dict[str, Any] = {
        name: getattr(indicator, name)
        for _, names in SECTIONS
        for name in names
        if name not in ("reason", "accountable")
    }  # fmt: skip
    for name in ("multiplier", "baseline", "tolerance"):
        value: Decimal | None = shown[name]
        shown[name] = None if value is None else f"{value.normalize():f}"
    return {
        **shown,
        "owner": str(indicator.owner_id or ""),
        "rag_rule": str(indicator.rag_rule_id or ""),
        "accountable": [str(each.pk) for each in indicator.accountable.all()],
        "version": indicator.version,
        **{f"filter_{name}": value for name, value in indicator.filters.items()},
    }
