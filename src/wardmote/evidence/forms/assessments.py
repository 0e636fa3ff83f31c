from typing import Any

from django import forms

from wardmote.common.formfields import GovForm, OneTimeToken, use_plain_messages
from wardmote.evidence.assessing.assemble import STRUCTURES
from wardmote.evidence.assessing.ranking import CRITERIA, HUMAN
from wardmote.evidence.assessing.themes import THEMES

MONTHS = (("36", "36 months"), ("24", "24 months"), ("48", "48 months"), ("60", "60 months"))


class AskForm(GovForm):
    """What an assessment is to look at, and in which order it is told."""

    to = forms.ChoiceField(label="Up to which month?", help_text="The police file of this month must be loaded.")
    months = forms.ChoiceField(
        label="How many months?", choices=MONTHS, initial="36",
        help_text="Three years tell a season from a trend. Months that are not held are said to be missing.",
    )  # fmt: skip
    structure = forms.ChoiceField(
        label="In which order?", widget=forms.RadioSelect, choices=list(STRUCTURES.items()), initial="themes"
    )
    form_token = OneTimeToken()

    def __init__(self, *args: Any, months: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("to", months)


class WordsForm(GovForm):
    """What the analyst says in one section."""

    text = forms.CharField(
        label="What do you say?", required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": 12}),
        help_text="It is printed at the head of the section, and carried on to the next assessment. Leave an empty "
        "line "
        "between paragraphs. Name nobody.",
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class WeightsForm(GovForm):
    """The weights of the criteria, and why they change."""

    def __init__(self, *args: Any, weights: dict[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        for key, (name, rests_on, _) in CRITERIA.items():
            self.fields[key] = forms.CharField(
                label=name, help_text=f"{rests_on}.", max_length=6, initial=weights.get(key, ""),
                widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            )  # fmt: skip
        self.fields["reason"] = forms.CharField(
            label="Reason for the change", max_length=300, help_text="It is printed beside the ranking."
        )
        self.fields["started_from"] = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
        self.fields["form_token"] = OneTimeToken()
        for key in (*CRITERIA, "reason"):
            use_plain_messages(self.fields[key], str(self.fields[key].label))


class ScoreForm(GovForm):
    """A score that people give a theme."""

    theme = forms.ChoiceField(label="Theme", choices=[(each.key, each.name) for each in THEMES if not each.rest])
    criterion = forms.ChoiceField(
        label="Criterion", choices=[(key, CRITERIA[key][0]) for key in HUMAN], widget=forms.RadioSelect
    )
    score = forms.TypedChoiceField(
        label="Score", coerce=int, choices=[(str(number), str(number)) for number in range(6)], widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="What it rests on",
        max_length=300,
        help_text="A survey, a meeting, what partners hold. It is printed.",
    )
    form_token = OneTimeToken()


class HandOverForm(GovForm):
    """Which recommendations become draft priorities, and in which plan."""

    numbers = forms.TypedMultipleChoiceField(label="Which of them?", coerce=int, widget=forms.CheckboxSelectMultiple)
    plan = forms.ChoiceField(label="In which plan?", widget=forms.RadioSelect)
    title = forms.CharField(label="What is the new plan called?", required=False, max_length=160)
    form_token = OneTimeToken()

    def __init__(
        self, *args: Any, waiting: list[tuple[str, str]], drafts: list[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.offer("numbers", waiting)
        self.offer("plan", [*drafts, ("new", "A new draft plan")])
        self.fields["numbers"].initial = [number for number, _ in waiting]
        self.fields["plan"].initial = drafts[0][0] if drafts else "new"

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("plan") == "new" and not given.get("title", "").strip():
            self.add_error("title", "Enter what the new plan is called")
        return given
