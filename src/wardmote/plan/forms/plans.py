"""What is typed of a whole plan: its frame, its adoption, its refresh, and what becomes of an action carried over."""

from typing import TYPE_CHECKING, Any

from django import forms

from wardmote.access.actor import Actor
from wardmote.common import clock
from wardmote.common.dates import add_months
from wardmote.common.formfields import GovDateField, GovForm, OneTimeToken, use_plain_messages
from wardmote.partnership.queries import groups_of
from wardmote.plan.models import Plan
from wardmote.plan.queries.choices import plans_above, plans_to_follow

if TYPE_CHECKING:
    from wardmote.partnership.models import Partnership


class ChangeForm(GovForm):
    """A form about a plan. Where the plan is adopted it asks why, because everybody sees the change."""

    form_token = OneTimeToken()

    def __init__(self, *args: Any, plan: Plan | None = None, why: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        if plan is not None and plan.state == Plan.State.ADOPTED:
            label = "Why is this changing?"
            field = forms.CharField(
                label=label, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}), required=why,
                help_text="The plan is adopted. Everybody who reads it sees the change and this reason.",
                error_messages={"required": "Say why this is changing"},
            )  # fmt: skip
            use_plain_messages(field, label)
            self.fields["change_reason"] = field

    @property
    def why(self) -> str:
        """The reason given, or nothing in a draft."""
        return str(self.cleaned_data.get("change_reason", ""))


class OutsideChoices(forms.ModelMultipleChoiceField):
    """Priorities of others, each with the document it stands in."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.document}: {obj}"


class PlanForm(ChangeForm):
    """The frame of a plan. `version` is what an edit started from."""

    title = forms.CharField(label="Title", max_length=160)
    kind = forms.ChoiceField(label="Kind of plan", choices=Plan.Kind.choices, widget=forms.RadioSelect)
    summary = forms.CharField(
        label="What is the plan for?", help_text="A few sentences that the public reads.", required=False,
        widget=forms.Textarea, max_length=3000,
    )  # fmt: skip
    starts_on = GovDateField(label="First day")
    ends_on = GovDateField(label="Last day", help_text="A three-year plan that starts on 1 April ends on 31 March.")
    parent: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label="Plan above it", queryset=None, required=False, empty_label="None",
        help_text="The plan that this one serves: the county’s, or your partnership’s for a group’s plan.",
    )  # fmt: skip
    group: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label="Group whose plan it is", queryset=None, required=False, empty_label="None"
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, actor: Actor, partnership: "Partnership", plan: Plan | None = None, **options: Any
    ) -> None:
        super().__init__(*args, plan=plan, **options)
        self.fields["parent"].queryset = plans_above(actor, partnership, plan)  # type: ignore[attr-defined]
        self.fields["group"].queryset = groups_of(partnership.pk)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("starts_on") and given.get("ends_on") and given["ends_on"] < given["starts_on"]:
            self.add_error("ends_on", "The last day must be after the first day")
        return given

    @property
    def given(self) -> dict[str, Any]:
        names = ("title", "kind", "summary", "starts_on", "ends_on", "parent", "group")
        return {name: self.cleaned_data[name] for name in names}


def plan_held(plan: Plan) -> dict[str, Any]:
    """Return what the form shows of a plan."""
    return {
        "title": plan.title, "kind": plan.kind, "summary": plan.summary, "starts_on": plan.starts_on,
        "ends_on": plan.ends_on, "parent": plan.parent_id, "group": plan.group_id, "version": plan.version,
    }  # fmt: skip


class AdoptForm(GovForm):
    """The day on which the partnership agreed the plan."""

    adopted_on = GovDateField(label="When was the plan adopted?", what="The day of adoption", latest=clock.today)
    form_token = OneTimeToken()


class RefreshForm(GovForm):
    """The title and years of the edition to come."""

    title = forms.CharField(label="Title of the new plan", max_length=160)
    starts_on = GovDateField(label="First day")
    ends_on = GovDateField(label="Last day")
    form_token = OneTimeToken()


def refresh_held(plan: Plan) -> dict[str, Any]:
    """Return what the form of a refresh begins with: the same length, a year later."""
    return {"starts_on": add_months(plan.starts_on, 12), "ends_on": add_months(plan.ends_on, 12)}


class FollowForm(GovForm):
    """The adopted plan that a draft follows."""

    old: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label="Which plan does it follow?", queryset=None, empty_label="Choose"
    )
    form_token = OneTimeToken()

    def __init__(self, *args: Any, plan: Plan, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["old"].queryset = plans_to_follow(plan)  # type: ignore[attr-defined]


class CarryForm(GovForm):
    """What becomes of one action of the plan before."""

    becomes = forms.ChoiceField(
        label="What becomes of it?", widget=forms.RadioSelect,
        choices=[("carry", "It is carried over"), ("close", "It is closed")],
    )  # fmt: skip
    reason = forms.CharField(
        label="Why is it not carried over?", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    form_token = OneTimeToken()

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("becomes") == "close" and not given.get("reason"):
            self.add_error("reason", "Say why it is not carried over")
        return given
