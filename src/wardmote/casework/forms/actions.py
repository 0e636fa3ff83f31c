from collections.abc import Iterable
from typing import Any

from django import forms

from wardmote.casework.models import CaseAction
from wardmote.casework.queries.actions import Doer
from wardmote.common.formfields import GovForm, OneTimeToken

State = CaseAction.State


class DoneForm(GovForm):
    """What was done."""

    result = forms.CharField(label="What was done?", widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)
    form_token = OneTimeToken()


class NotDoneForm(GovForm):
    """Why an action was not done. That the agency did not act can be said only once the action is overdue."""

    state = forms.ChoiceField(
        label="Why was it not done?",
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether circumstances changed or the agency did not act"},
    )
    reason = forms.CharField(label="What happened?", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
    form_token = OneTimeToken()

    def __init__(self, *args: Any, overdue: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["state"]
        field.choices = [(State.CIRCUMSTANCES_CHANGED, "Circumstances changed")]
        if overdue:
            field.choices = [*field.choices, (State.AGENCY_DID_NOT_ACT, "The agency did not act")]


class ReassignForm(GovForm):
    """Somebody else of the same agency."""

    owner = forms.ChoiceField(label="Who will do it instead?")
    form_token = OneTimeToken()

    def __init__(self, *args: Any, doers: Iterable[Doer], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["owner"]
        field.choices = [("", "Choose"), *((str(doer.user_id), doer.name) for doer in doers)]
