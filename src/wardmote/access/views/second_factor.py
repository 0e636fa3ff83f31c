"""Setting up an authenticator app and reading recovery codes, on the way to the page one was going to."""

from typing import Any
from urllib.parse import urlencode

from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from django.urls import reverse

from wardmote.access.views.sign_in import next_address


class SetUpAuthenticator(ActivateTOTPView):
    """A picture to scan, the key to type, and the first code."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        secret = context["form"].secret
        context["key"] = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
        context["onward"] = next_address(self.request) or ""
        return context

    def get_success_url(self) -> str:
        onward = next_address(self.request)
        return super().get_success_url() + (f"?{urlencode({'next': onward})}" if onward else "")


class RecoveryCodes(ViewRecoveryCodesView):
    """The codes, once, and where to go on to."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["onward"] = next_address(self.request) or reverse("home:my_work")
        return context
