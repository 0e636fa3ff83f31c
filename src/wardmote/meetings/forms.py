from collections.abc import Iterable
from typing import Any

from django import forms

from wardmote.common.formfields import GovForm
from wardmote.meetings.models import Attendance
from wardmote.meetings.queries import Seat

_CHOICES = [*Attendance.State.choices, ("", "Not recorded")]


class AttendanceForm(GovForm):
    """One choice for each person with a seat on the day."""

    def __init__(self, *args: Any, seats: Iterable[Seat], **options: Any) -> None:
        super().__init__(*args, **options)
        for seat in seats:
            self.fields[f"seat_{seat.user_id}"] = forms.ChoiceField(
                label=f"{seat.name}, {seat.organisation} ({seat.role.lower()})", choices=_CHOICES, required=False,
                initial=seat.state,
            )  # fmt: skip

    def states(self) -> dict[int, str]:
        """Return user id to state, as the service takes it."""
        return {int(name.removeprefix("seat_")): state for name, state in self.cleaned_data.items()}


class SignForm(GovForm):
    """A person's own signature at one meeting."""

    agree = forms.BooleanField(
        label="I have read the agreement and will treat what I hear and see as it says",
        error_messages={"required": "Tick the box to sign the agreement"},
    )
