"""One small form about a case: shown, checked, done once, and back to where it came from."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from wardmote.access.http import Request
from wardmote.access.services.once import once
from wardmote.casework.frame import case_frame
from wardmote.casework.models import Case
from wardmote.common.states import StateRefused


def sharing_form(
    request: Request, case: Case, form: forms.Form, *, title: str, told: str, press: str, said: str,
    act: Callable[[], object], danger: bool = False,
) -> HttpResponse:  # fmt: skip
    """Show `form` under `title`; on a good POST do `act` and go back to the case's sharing with `said`.

    `told` says who will be told. A form with a token is done once however often it is sent.
    """
    if request.method == "POST" and form.is_valid():
        try:
            _do(request, form, act)
        except StateRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said)
            return redirect("casework:case_circle", reference=case.reference)
    context = {
        **case_frame(request.actor, case, "sharing"), "form": form, "heading": title, "told": told, "press": press,
        "kind": "warning" if danger else "",
    }  # fmt: skip
    return render(request, "casework/cases/form.html", context)


def _do(request: Request, form: forms.Form, act: Callable[[], object]) -> None:
    token = form.cleaned_data.get("form_token")
    if not token:
        act()
        return

    def noted() -> str:
        act()
        return "done"

    once(actor=request.actor, token=token, purpose="case.sharing", act=noted)
