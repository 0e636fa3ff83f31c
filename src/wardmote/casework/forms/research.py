from typing import Any

from django import forms

from wardmote.casework.models import ResearchRequest
from wardmote.common.formfields import GovForm

State = ResearchRequest.State


class ResearchForm(GovForm):
    """An agency's return. What was typed for one answer is not sent with another."""

    state = forms.ChoiceField(
        label="What does your agency know?",
        choices=[
            (State.KNOWN, "Known to us"), (State.NOTHING_KNOWN, "Nothing known"),
            (State.CANNOT_SHARE, "We cannot share, because"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it is known, not known, or cannot be shared"},
    )  # fmt: skip
    known = forms.CharField(
        label="What the panel should know", widget=forms.Textarea(attrs={"rows": 6}), required=False, max_length=8000,
        help_text="Only what is necessary and proportionate for this panel",
    )  # fmt: skip
    reason = forms.CharField(
        label="Why it cannot be shared", widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=1000
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def clean(self) -> dict[str, Any]:
        found, state = self.cleaned_data, self.cleaned_data.get("state")
        if state == State.KNOWN and not found.get("known", "").strip():
            self.add_error("known", "Enter what the panel should know")
        if state == State.CANNOT_SHARE and not found.get("reason", "").strip():
            self.add_error("reason", "Enter why it cannot be shared")
        return found

    @property
    def text(self) -> str:
        """The words that go with the answer chosen."""
        field = {State.KNOWN: "known", State.CANNOT_SHARE: "reason"}.get(self.cleaned_data["state"])
        return str(self.cleaned_data[field]) if field else ""
