"""One form: shown, checked, done once, and on to where it leads. Two who change one thing see both texts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render

from wardmote.access.http import Request
from wardmote.access.services.once import once
from wardmote.common.states import StateRefused
from wardmote.common.versions import EditConflict


@dataclass(frozen=True)
class Page:
    """What stands around a form: its title, what the button says, where Cancel goes and what is said when done."""

    title: str
    press: str
    back: str
    said: str
    purpose: str
    caption: str = ""
    intro: str = ""
    danger: bool = False
    template: str = "performance/form.html"
    then: str = ""  # where it leads, if not back


def form_page(
    request: Request, page: Page, form: forms.Form, act: Callable[[Mapping[str, Any]], str],
    *, context: Mapping[str, Any] | None = None, version_field: str = "",
) -> HttpResponse:  # fmt: skip
    """Show `form`; on a good POST do `act` once, which returns the address to go to, or nothing for `page.then`.

    `version_field` names the hidden field that holds the version on the page, so that after a conflict the second
    person may save knowing what the first wrote.
    """
    status, conflict = 200, None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            leads = once(actor=request.actor, token=given["form_token"], purpose=page.purpose, act=lambda: act(given))
        except EditConflict as both:
            conflict, status = _both(both, form), 409
            form = _again(form, version_field, both.version)
        except (StateRefused, ValueError) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, page.said)
            return HttpResponseRedirect(leads or page.then or page.back)
    return render(
        request, page.template, {**(context or {}), "form": form, "page": page, "conflict": conflict}, status=status
    )


def _both(both: EditConflict, form: forms.Form) -> list[tuple[str, str, str]]:
    """The fields that two people changed, each with what is kept and what was about to be written."""
    return [
        (str(form.fields[name].label) if name in form.fields else name.replace("_", " ").capitalize(),
         _said(both.theirs.get(name)), _said(mine))
        for name, mine in both.yours.items()
    ]  # fmt: skip


def _said(value: Any) -> str:
    if value is None or value == "":
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value.normalize():f}" if hasattr(value, "normalize") else str(value)


def _again(form: forms.Form, version_field: str, version: int) -> forms.Form:
    """The form with what was typed and the version that now stands."""
    if version_field and version_field in form.fields:
        data = form.data.copy() if isinstance(form.data, QueryDict) else QueryDict(mutable=True)
        data[form.add_prefix(version_field)] = str(version)
        form.data = data
    return form
