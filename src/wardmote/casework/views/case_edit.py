"""Changing a case's summary and risk, with both texts shown when two people do it at once."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.casework.forms.case import EditForm
from wardmote.casework.frame import case_frame
from wardmote.casework.models import Case, RiskLevel
from wardmote.casework.queries import get_case
from wardmote.casework.queries.trail import last_editor
from wardmote.casework.services import edit_summary
from wardmote.common.versions import EditConflict


@needs(Permission.CASE_UPDATE)
@require_http_methods(["GET", "POST"])
def edit(request: Request, reference: str) -> HttpResponse:
    """Change the summary and the risk. Somebody else's change in between is never written over unseen."""
    form = EditForm(request.POST) if request.method == "POST" else None
    if form and form.is_valid():
        given = form.cleaned_data
        try:
            edit_summary(actor=request.actor, reference=reference, summary=given["summary"],
                         risk_level=given["risk_level"], started_from=given["version"])  # fmt: skip
        except EditConflict as conflict:
            return _both(request, reference, form, conflict)
        messages.success(request, "The summary is saved.")
        return redirect("casework:case", reference=reference)
    case = get_case(request.actor, reference, shown=("summary", "risk_level"))
    form = form or EditForm(initial=_held(case))
    return render(request, "casework/cases/edit.html", {**case_frame(request.actor, case, "overview"), "form": form})


def _both(request: Request, reference: str, typed: EditForm, conflict: EditConflict) -> HttpResponse:
    case = get_case(request.actor, reference, shown=("summary", "risk_level"))
    who, when = last_editor(case)
    form = EditForm(initial={**typed.cleaned_data, "version": conflict.version})
    labels = dict(RiskLevel.choices)
    context = {
        **case_frame(request.actor, case, "overview"), "form": form, "errors": True, "who": who, "when": when,
        "theirs": conflict.theirs, "yours": conflict.yours, "risk_labels": labels,
    }  # fmt: skip
    return render(request, "casework/cases/conflict.html", context, status=409)


def _held(case: Case) -> dict[str, object]:
    return {"summary": case.summary, "risk_level": case.risk_level, "version": case.version}
