"""What is typed of an action."""

from datetime import date
from typing import Any

from django import forms

from wardmote.common.formfields import GovDateField, GovForm, OneTimeToken
from wardmote.common.periods import Month, Quarter
from wardmote.performance.queries import indicators_of
from wardmote.plan.forms.plans import ChangeForm, OutsideChoices
from wardmote.plan.models import ActionMeasure, Objective, Plan, PlanAction, Priority
from wardmote.plan.queries.choices import (
    actions_beside,
    measures_for,
    months_for,
    organisations_for,
    outside_for,
    people_for,
    quarters_for,
    statuses_for,
)

DueKind = PlanAction.DueKind
_SAME = ("ref", "priority", "objective", "wording", "working_title", "lead", "lead_text", "contact", "sponsor",
         "starts_on", "triangle", "public", "partners", "serves")  # fmt: skip


class ActionForm(ChangeForm):
    """All that an action says. `version` is what an edit started from."""

    ref = forms.CharField(label="Number", max_length=12, help_text="Once in the plan, as in 4, 2a or 3.12.")
    priority: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label="Priority", queryset=None, empty_label="Choose"
    )
    objective: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label="Objective", queryset=None, required=False, empty_label="None"
    )
    wording = forms.CharField(
        label="Approved wording", help_text="Word for word as the partnership agrees it.", widget=forms.Textarea,
        max_length=4000,
    )  # fmt: skip
    working_title = forms.CharField(
        label="Working title", help_text="A few words for lists, if the wording is long.", max_length=120,
        required=False,
    )  # fmt: skip
    lead: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label="Lead", help_text="The one organisation that answers for it.", queryset=None, required=False,
        empty_label="Nobody yet",
    )  # fmt: skip
    partners: "forms.ModelMultipleChoiceField[Any]" = forms.ModelMultipleChoiceField(
        label="Partners", queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    lead_text = forms.CharField(
        label="Lead in the plan’s own words", help_text="Where the plan says more than the organisation.",
        max_length=200, required=False,
    )  # fmt: skip
    contact: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label="Named contact", help_text="May answer for this action in the quarterly round.", queryset=None,
        required=False, empty_label="None",
    )  # fmt: skip
    sponsor = forms.CharField(label="Sponsor", max_length=80, required=False)
    starts_on = GovDateField(label="Starts", required=False)
    due_kind = forms.ChoiceField(label="When is it due?", choices=DueKind.choices, widget=forms.RadioSelect)
    due_day = GovDateField(label="Day", what="The day it is due", required=False)
    due_month = forms.ChoiceField(label="Month", required=False)
    due_quarter = forms.ChoiceField(label="Quarter", required=False)
    due_text = forms.CharField(
        label="In the plan’s own words", help_text="Shown where there is no day, as in “after each panel”.",
        max_length=80, required=False,
    )  # fmt: skip
    measures = forms.CharField(
        label="How will you know?", help_text="One measure on each line.", widget=forms.Textarea, required=False,
        max_length=6000,
    )  # fmt: skip
    measure_key = forms.ChoiceField(
        label="Counted by Wardmote", required=False, help_text="A count from the partnership’s own records."
    )
    triangle = forms.ChoiceField(
        label="Whom does it serve most?", required=False, choices=[("", "Not said"), *Priority.Triangle.choices]
    )
    serves = OutsideChoices(label="Priorities of others that it serves", queryset=None, required=False)
    public = forms.BooleanField(label="The public may read of this action", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, plan: Plan, action: PlanAction | None = None, **options: Any) -> None:
        super().__init__(*args, plan=plan, **options)
        self.action = action
        organisations = organisations_for(plan, action)
        sets = {
            "priority": plan.priorities.all(), "lead": organisations, "partners": organisations,
            "objective": Objective.objects.filter(priority__plan=plan).select_related("priority"),
            "contact": people_for(plan, action), "serves": outside_for(plan.partnership_id),
        }  # fmt: skip
        for name, found in sets.items():
            self.fields[name].queryset = found  # type: ignore[attr-defined]  # typed as a plain field by the stubs
        self.offer("due_month", [("", "Choose"), *months_for(plan, action)])
        self.offer("due_quarter", [("", "Choose"), *quarters_for(plan, action)])
        self.offer("measure_key", [("", "Nothing"), *measures_for()])

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("lead") and given["lead"] in (given.get("partners") or ()):
            self.add_error("partners", "The lead is not one of the partners as well")
        objective, priority = given.get("objective"), given.get("priority")
        if objective and priority and objective.priority_id != priority.pk:
            self.add_error("objective", "The objective must stand under the priority chosen")
        wanted = {DueKind.DAY: "due_day", DueKind.MONTH: "due_month", DueKind.QUARTER: "due_quarter"}
        name = wanted.get(given.get("due_kind", ""))
        if name and not given.get(name) and name not in self.errors:
            self.add_error(name, f"Say which {name.removeprefix('due_')} it is due by")
        return given

    @property
    def due_on(self) -> date | None:
        """The day meant: the last of a month or of a quarter."""
        given = self.cleaned_data
        if given["due_kind"] == DueKind.MONTH:
            return Month.parse(given["due_month"]).end
        if given["due_kind"] == DueKind.QUARTER:
            return Quarter.parse(given["due_quarter"]).end
        return given["due_day"] if given["due_kind"] == DueKind.DAY else None

    @property
    def given(self) -> dict[str, Any]:
        """What the services take. A measure that keeps its words keeps its indicator."""
        given = self.cleaned_data
        held = list(self.action.measures.select_related("indicator")) if self.action else []
        kept = {one_line(each.text): (each.text, each.indicator) for each in held}
        lines = [one_line(line) for line in given["measures"].splitlines()]
        values = {name: given[name] for name in _SAME}
        values.update(
            due_kind=given["due_kind"], due_on=self.due_on, due_text=given["due_text"],
            measures=[kept.get(line, (line, None)) for line in lines if line], measure_key=given["measure_key"],
        )  # fmt: skip
        same = self.action is not None and self.action.measure_key == given["measure_key"]
        return {**values, "filters": self.action.filters if same and self.action else {}}


def one_line(text: str) -> str:
    """Write a measure on one line."""
    return " ".join(text.split())


def action_held(action: PlanAction) -> dict[str, Any]:
    """Return what the form shows of an action."""
    on = action.due_on
    values: dict[str, Any] = {name: getattr(action, name) for name in _SAME if name not in ("partners", "serves")}
    return {
        **values, "priority": action.priority_id, "objective": action.objective_id, "lead": action.lead_id,
        "contact": action.contact_id, "partners": list(action.partners.values_list("pk", flat=True)),
        "serves": list(action.serves.values_list("pk", flat=True)), "due_kind": action.due_kind,
        "due_day": on if action.due_kind == DueKind.DAY else None, "due_text": action.due_text,
        "due_month": Month.containing(on).slug if on else "", "due_quarter": Quarter.containing(on).slug if on else "",
        "measures": "\n".join(one_line(each.text) for each in action.measures.all()),
        "measure_key": action.measure_key, "version": action.version,
    }  # fmt: skip


class StatusForm(GovForm):
    """How far an action has come."""

    status: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label="How far has it come?", queryset=None, empty_label=None, widget=forms.RadioSelect
    )
    status_reason = forms.CharField(
        label="Why, or what was done", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Everybody who reads the plan sees it. An action that stops needs a reason.",
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)
    form_token = OneTimeToken()

    def __init__(self, *args: Any, action: PlanAction, **options: Any) -> None:
        super().__init__(*args, **options)
        found = statuses_for(action.plan.partnership_id, action.status_id)
        self.fields["status"].queryset = found  # type: ignore[attr-defined]  # typed as a plain field by the stubs


class MergeForm(ChangeForm):
    """Where an action goes."""

    into = forms.TypedChoiceField(label="Merge it into", coerce=int)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, action: PlanAction, **options: Any) -> None:
        super().__init__(*args, plan=action.plan, **options)
        self.offer("into", [("", "Choose"), *actions_beside(action)])


class MeasuresForm(GovForm):
    """Which indicator watches each measure: one choice a measure."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    form_token = OneTimeToken()

    def __init__(self, *args: Any, action: PlanAction, **options: Any) -> None:
        super().__init__(*args, **options)
        self.measures: list[ActionMeasure] = list(action.measures.all())
        for measure in self.measures:
            self.fields[f"measure_{measure.pk}"] = forms.ModelChoiceField(
                label=one_line(measure.text), queryset=indicators_of(action.plan.partnership_id), required=False,
                empty_label="None", initial=measure.indicator_id,
            )  # fmt: skip

    @property
    def given(self) -> dict[int, Any]:
        return {each.pk: self.cleaned_data[f"measure_{each.pk}"] for each in self.measures}


class MilestoneForm(ChangeForm):
    """A step on the way, and the day it was done. Only its words and its due day are changes of the plan."""

    title = forms.CharField(label="Milestone", max_length=200)
    due_on = GovDateField(label="Due")
    done_on = GovDateField(label="Done on", required=False, help_text="Leave this empty until it is done.")
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, plan: Plan, new: bool = False, **options: Any) -> None:
        super().__init__(*args, plan=plan, why=new, **options)
        if new:
            del self.fields["done_on"]


class ReferenceForm(ChangeForm):
    """Another action, by its plan and number, or words for what stands outside."""

    in_plan: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(label="Plan", queryset=None, empty_label=None)
    ref = forms.CharField(label="Number of the action", max_length=12, required=False)
    text = forms.CharField(
        label="Or in words", help_text="For something that is in no plan here, as in “Drug strategy, action 3”.",
        max_length=160, required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, plan: Plan, plans: Any, **options: Any) -> None:
        super().__init__(*args, plan=plan, **options)
        self.fields["in_plan"].queryset = plans  # type: ignore[attr-defined]  # typed as a plain field by the stubs

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(given.get("ref")) == bool(given.get("text")):
            self.add_error("ref", "Enter a number, or words for what is in no plan here")
        return given
