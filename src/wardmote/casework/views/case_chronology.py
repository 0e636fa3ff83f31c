"""What happened in a case, in order: add to it, correct it, never change it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.access.services.once import once
from wardmote.casework.forms.case import CorrectForm, KindForm, UpdateForm
from wardmote.casework.frame import case_frame
from wardmote.casework.queries import get_case
from wardmote.casework.queries.chronology import chronology_page, entry_to_correct
from wardmote.casework.services import add_update, correct_entry

viewers = needs(Permission.CASE_VIEW)


@viewers
@require_http_methods(["GET", "POST"])
def chronology(request: Request, reference: str) -> HttpResponse:
    """The chronology, newest first; POST adds an update, once."""
    form = UpdateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        once(
            actor=request.actor, token=given["form_token"], purpose="case.update",
            act=lambda: str(add_update(actor=request.actor, reference=reference, text=given["text"]).pk),
        )  # fmt: skip
        messages.success(request, "Your update is in the chronology.")
        return redirect("casework:case_chronology", reference=reference)
    case = get_case(request.actor, reference, shown=("chronology",))
    kinds = KindForm(request.GET)
    kind = kinds.cleaned_data["kind"] if kinds.is_valid() else ""
    page = chronology_page(request.actor, case, kind=kind, before=request.GET.get("before", ""))
    context = {
        **case_frame(request.actor, case, "chronology"),
        "form": form,
        "kinds": kinds,
        "kind": kind,
        "page": page,
    }
    return render(request, "casework/cases/chronology.html", context)


@needs(Permission.CASE_UPDATE)
@require_http_methods(["GET", "POST"])
def correct(request: Request, reference: str, entry: int) -> HttpResponse:
    """Correct an entry of one's own agency."""
    if request.method == "POST":
        form = CorrectForm(request.POST)
        if form.is_valid():
            given = form.cleaned_data
            once(
                actor=request.actor, token=given["form_token"], purpose="case.correct",
                act=lambda: str(
                    correct_entry(actor=request.actor, reference=reference, entry_id=entry, text=given["text"]).pk
                ),
            )  # fmt: skip
            messages.success(request, "The correction is in the chronology. The old words are kept.")
            return redirect("casework:case_chronology", reference=reference)
    case = get_case(request.actor, reference, shown=("chronology",))
    held = entry_to_correct(request.actor, case, entry)
    if request.method == "GET":
        form = CorrectForm(initial={"text": held.text})
    context = {**case_frame(request.actor, case, "chronology"), "form": form, "entry": held}
    return render(request, "casework/cases/correct.html", context)
