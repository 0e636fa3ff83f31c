"""What is typed about memberships and signatures. Choices are those of the partnership one works in."""

from typing import Any

from django import forms

from wardmote.access.roles import ROLES
from wardmote.common import clock
from wardmote.common.formfields import GovDateField, GovForm, OneTimeToken
from wardmote.partnership import queries
from wardmote.partnership.models import Agreement, Group, Organisation, Partnership
from wardmote.partnership.services import Problem


class _Here(GovForm):
    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partnership = partnership
        if "organisation" in self.fields:
            self.fields["organisation"].queryset = queries.organisations_of(partnership.pk)  # type: ignore[attr-defined]

    def show(self, problem: Problem) -> None:
        """Put what a service said beside the field that it is about."""
        self.add_error(problem.field if problem.field in self.fields else None, problem.message)


class MembershipForm(_Here):
    """A person, by address, and the role they take up."""

    email = forms.EmailField(label="Email address", help_text="The address the person has at work.")
    name = forms.CharField(
        label="Name", max_length=120, required=False, help_text="Only for somebody who has no account: we invite them."
    )
    organisation: forms.ModelChoiceField[Organisation] = forms.ModelChoiceField(
        label="Organisation", queryset=None, empty_label="Choose an organisation"
    )
    role = forms.ChoiceField(label="Role", choices=[("", "Choose a role")])
    group: forms.ModelChoiceField[Group] = forms.ModelChoiceField(
        label="Group", queryset=None, required=False, empty_label="None: the whole partnership",
        help_text="For seats on a panel or board.",
    )  # fmt: skip
    starts_on = GovDateField(label="First day", initial=clock.today)
    ends_on = GovDateField(label="Last day", required=False)
    form_token = OneTimeToken()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = queries.groups_of(self.partnership.pk)  # type: ignore[attr-defined]
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            ("", "Choose a role"),
            *(
                (role.key, f"{role.name} – {role.describes[0].lower()}{role.describes[1:-1]}")
                for role in ROLES.values()
            ),
        ]


class EndMembershipForm(_Here):
    ends_on = GovDateField(label="Last day", initial=clock.today, help_text="They keep the role until the end of it.")


class SignForm(_Here):
    """An organisation's signature, as it stands on the signed copy."""

    organisation: forms.ModelChoiceField[Organisation] = forms.ModelChoiceField(
        label="Organisation", queryset=None, empty_label="Choose an organisation"
    )
    signatory = forms.CharField(label="Who signed for it", max_length=120, help_text="Name and position.")
    signed_on = GovDateField(label="Date of signing", latest=clock.today)
    form_token = OneTimeToken()

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        signed = agreement.signatures.filter(withdrawn_on=None).values("organisation_id")
        chosen = self.fields["organisation"]
        chosen.queryset = chosen.queryset.exclude(pk__in=signed)  # type: ignore[attr-defined]


class WithdrawForm(_Here):
    withdrawn_on = GovDateField(
        label="First day without it", initial=clock.today,
        help_text="From this day nobody of the organisation sees case papers.",
    )  # fmt: skip
