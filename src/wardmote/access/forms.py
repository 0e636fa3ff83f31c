"""The forms of the account pages, in our words. allauth's own do the checking."""

from typing import Any

from allauth.account.fields import PasswordField, SetPasswordField
from allauth.account.forms import (
    ChangePasswordForm as LibraryChangePasswordForm,
)
from allauth.account.forms import LoginForm, ReauthenticateForm, ResetPasswordForm, ResetPasswordKeyForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateWithCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.core.exceptions import ValidationError

from wardmote.access.codes import spend
from wardmote.access.models import User
from wardmote.common.formfields import GovForm, OneTimeToken, use_plain_messages

CHOOSING_HINT = (
    "At least 12 characters. Three random words are easy to remember. Not one that many people use, "
    "nor your name or email address."
)


class _Plain(forms.Form):
    """Takes allauth's placeholders and hints away and puts our labels, hints and messages there."""

    words: dict[str, tuple[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label, field.help_text = self.words.get(name, (str(field.label), ""))
            field.widget.attrs.pop("placeholder", None)
            if name.endswith("code"):
                field.widget.attrs.update({"inputmode": "numeric", "class": "govuk-input--width-10"})
                field.widget.attrs["autocomplete"] = "one-time-code"
            use_plain_messages(field, str(field.label))


_NEW = {
    "password1": ("New password", CHOOSING_HINT),
    "password2": ("New password again", ""),
}


class _SameTwice(_Plain):
    """A new password typed twice; says so plainly when the two differ."""

    def add_error(self, field: str | None, error: Any) -> None:
        differs = field == "password2" and not isinstance(error, ValidationError)
        super().add_error(field, "The two passwords must be the same" if differs else error)


class SignInForm(_Plain, LoginForm):
    """E-mail address and password."""

    words = {"login": ("Email address", ""), "password": ("Password", "")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs.update({"autocomplete": "username", "spellcheck": "false"})


class ChangePasswordForm(_SameTwice, LibraryChangePasswordForm):
    words = {"oldpassword": ("Current password", ""), **_NEW}


class AskForPasswordForm(_Plain, ResetPasswordForm):
    words = {"email": ("Email address", "We will send a link to this address if it has an account.")}


class NewPasswordForm(_SameTwice, ResetPasswordKeyForm):
    words = _NEW


class PasswordAgainForm(_Plain, ReauthenticateForm):
    words = {"password": ("Password", "")}


class _CodeOnce(_Plain):
    """A code that is good once, in the whole time for which it is taken."""

    user: User
    words = {"code": ("Code", "The 6 numbers that your authenticator app shows now, or one of your recovery codes.")}

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]  # allauth's form comes next in line
        if not spend(self.user.pk, code):
            raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(_CodeOnce, AuthenticateForm):
    """The second half of signing in."""


class CodeAgainForm(_CodeOnce, ReauthenticateWithCodeForm):
    """The code again, before something about the account changes."""


class SetUpCodeForm(_CodeOnce, ActivateTOTPForm):
    """The first code from a new authenticator, which shows that it works. It cannot then be used to sign in."""

    words = {"code": ("Code", "The 6 numbers that your authenticator app shows now.")}


class AcceptInvitationForm(GovForm):
    """The first password of an invited person."""

    password1 = SetPasswordField(label="Password", help_text=CHOOSING_HINT)
    password2 = PasswordField(label="Password again", autocomplete="new-password")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].user = user  # type: ignore[attr-defined]  # allauth's field checks against it
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, again = data.get("password1"), data.get("password2")
        if first and again and first != again:
            self.add_error("password2", "The two passwords must be the same")
        return data


class InviteForm(GovForm):
    """Whom to invite."""

    name = forms.CharField(label="Name", max_length=120)
    email = forms.EmailField(
        label="Email address", max_length=254, help_text="The address they have at work. It becomes their sign-in."
    )
    form_token = OneTimeToken()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs["spellcheck"] = "false"


class ReasonForm(GovForm):
    """Why something is done to somebody's account. It goes in the audit trail."""

    reason = forms.CharField(
        label="Reason", max_length=200, help_text="Kept in the audit trail. Write nothing about a case."
    )
