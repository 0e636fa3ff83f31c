"""One form about a plan: shown, checked, done once, and back to where it came from."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from wardmote.access.http import Request
from wardmote.access.services import once
from wardmote.common.states import StateRefused
from wardmote.common.versions import EditConflict
from wardmote.plan.words import LABELS, stamp


@dataclass(frozen=True)
class Asking:
    """What a form's page says. `back` is where somebody goes who does not send it, `trail` the breadcrumbs."""

    title: str
    press: str
    said: str
    purpose: str
    back: str
    trail: list[dict[str, str]]
    caption: str = ""
    told: str = ""
    danger: bool = False
    marks_optional: bool = True
    template: str = "plan/form.html"
    more: dict[str, Any] = field(default_factory=dict)


def ask(request: Request, asking: Asking, form: forms.Form, act: Callable[[Any], str]) -> HttpResponse:
    """Show `form`; on a good POST do `act` once, however often it is sent, and go to the address it answers with.

    What the act refuses in words is shown above the form. Where somebody else saved first, both texts are shown, and
    sending the form again from there writes what stands in it then.
    """
    if request.method == "POST" and form.is_valid():
        made: Any = form
        try:
            address = once(
                actor=request.actor, token=made.cleaned_data["form_token"], purpose=asking.purpose,
                act=lambda: act(made),
            )  # fmt: skip
        except StateRefused as refused:
            form.add_error(None, str(refused))
        except EditConflict as conflict:
            return _both(request, asking, made, conflict)
        else:
            messages.success(request, asking.said)
            return HttpResponseRedirect(address)
    return render(request, asking.template, {"asking": asking, "form": form, **asking.more})


def _both(request: Request, asking: Asking, form: Any, conflict: EditConflict) -> HttpResponse:
    """Show what is kept beside what was typed, and the form with it, to be sent again from what is kept now."""
    fresh = {"version": str(conflict.version)} if "version" in form.fields else {"seen": stamp(conflict.theirs)}
    form.data = form.data.copy()
    for name, value in fresh.items():
        form.data[name] = value
    differing = [
        {"name": LABELS.get(name, name), "theirs": conflict.theirs.get(name, ""), "yours": text}
        for name, text in conflict.yours.items()
        if text != conflict.theirs.get(name, "")
    ]
    context = {"asking": asking, "form": form, "differing": differing, "errors": True, **asking.more}
    return render(request, "plan/conflict.html", context, status=409)
