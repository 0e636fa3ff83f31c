from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from wardmote.common.formfields import GovDateField, GovForm, OneTimeToken
from wardmote.evidence.models import SurveyComment, SurveyQuestion
from wardmote.evidence.services.surveys import check_options
from wardmote.evidence.survey_file import MOST_BYTES

Kind = SurveyQuestion.Kind
FACTS = ("title", "asked_who", "asked_how", "starts_on", "ends_on", "invited", "public")


class SurveyForm(GovForm):
    """What a survey was: when, whom, how."""

    title = forms.CharField(
        label="What is the survey called?", max_length=160,
        help_text="Put the year in it, as in “Feeling safe in Larkfield 2025”.",
    )  # fmt: skip
    asked_who = forms.CharField(label="Who was asked?", max_length=200)
    asked_how = forms.CharField(
        label="How were they asked?", max_length=200, help_text="On paper, online, at the door, by telephone."
    )
    starts_on = GovDateField(label="First day", what="First day")
    ends_on = GovDateField(label="Last day", what="Last day", help_text="Its figures belong to the month of this day.")
    invited = forms.IntegerField(
        label="How many people were asked to answer?", required=False, min_value=1, max_value=10_000_000,
        help_text="Leave it empty if nobody knows.",
    )  # fmt: skip
    public = forms.BooleanField(label="The results may be published", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    form_token = OneTimeToken()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("starts_on"), given.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "Last day must be on or after the first day")
        return given


class QuestionForm(GovForm):
    """One question, as it was put."""

    text = forms.CharField(label="The question, as it was put", max_length=300)
    kind = forms.ChoiceField(
        label="How was it answered?", choices=Kind.choices, widget=forms.RadioSelect, initial=Kind.CLOSED
    )
    options = forms.CharField(
        label="The answers to choose from", required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="One on each line, in the order asked. Leave out “Don’t know”: count it as left out.",
    )  # fmt: skip
    best = forms.ChoiceField(
        label="Which answer is the best one?", choices=[("last", "The last"), ("first", "The first")],
        widget=forms.RadioSelect, initial="last",
    )  # fmt: skip
    key = forms.SlugField(
        label="Key", required=False, max_length=40,
        help_text="Small letters, numbers and hyphens. Use the same key where the same question is asked again, so "
        "that an indicator can follow it. Left empty, it is made of the wording.",
    )  # fmt: skip
    form_token = OneTimeToken()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        given["option_list"] = [line.strip() for line in given.get("options", "").splitlines() if line.strip()]
        if given.get("kind") == Kind.CLOSED:
            try:
                check_options(given["option_list"])
            except ValueError as wrong:
                self.add_error("options", str(wrong))
        return given


class AnswersForm(GovForm):
    """How many chose each option of one question."""

    def __init__(self, *args: Any, question: SurveyQuestion, **options: Any) -> None:
        super().__init__(*args, **options)
        for place, option in enumerate(question.options, start=1):
            self.fields[f"count_{place}"] = _number(option)
        self.fields["skipped"] = _number("Left it out, or did not know")
        self.fields["note"] = forms.CharField(
            label="Note", required=False, max_length=500,
            help_text="Where the counts come from, or why they are put right.",
        )  # fmt: skip
        self.fields["started_from"] = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
        self.fields["form_token"] = OneTimeToken()
        self._places = range(1, len(question.options) + 1)

    @property
    def counts(self) -> list[int]:
        """The counts typed, in the order of the options."""
        return [self.cleaned_data[f"count_{place}"] for place in self._places]


def _number(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=0, max_value=10_000_000, initial=0,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip


class AnswersFileForm(GovForm):
    """A CSV of answers."""

    file = forms.FileField(
        label="The file of answers",
        help_text="A CSV of up to 2 MB: one row a person and one column a question, headed by the question’s number, "
        "key or wording; or a row an answer, with the columns question, option and count.",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )
    leave_out = forms.BooleanField(label="Count what is understood and leave out the rest", required=False)
    form_token = OneTimeToken()

    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        if given.size > MOST_BYTES:
            raise ValidationError("The file must be smaller than 2 MB")
        return given


class CommentsForm(GovForm):
    """Which comments may be published."""

    ticked = forms.MultipleChoiceField(
        label="Which comments may be published?", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Read each one first. Leave out any that names somebody, or that tells who wrote it.",
    )  # fmt: skip
    form_token = OneTimeToken()

    def __init__(self, *args: Any, comments: list[SurveyComment], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["ticked"]
        field.choices = [(str(each.pk), each.text) for each in comments]
        field.initial = [str(each.pk) for each in comments if each.public]
