from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.casework.forms.research import ResearchForm
from wardmote.casework.models import ResearchRequest
from wardmote.casework.queries.research import open_research
from wardmote.casework.services.research import answer_research, stamp
from wardmote.common.states import StateRefused
from wardmote.common.versions import EditConflict

State = ResearchRequest.State


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.RESEARCH_ANSWER)
def research(request: Request, request_id: int) -> HttpResponse:
    """One agency's question before a panel: see what the case is about, say what is known."""
    asked = open_research(request.actor, request_id)
    data = request.POST.dict() if request.method == "POST" else None
    if data is not None and data.get("nothing"):
        # The one press: a button of its own, so that what stands in the form does not matter.
        data["state"] = State.NOTHING_KNOWN
    form = ResearchForm(data, initial=_standing(asked))
    if data is None or not form.is_valid():
        return _page(request, asked, form)
    try:
        answer_research(
            actor=request.actor, request_id=asked.pk, state=form.cleaned_data["state"], text=form.text,
            seen=form.cleaned_data["seen"],
        )  # fmt: skip
    except EditConflict as conflict:
        asked = open_research(request.actor, request_id)
        kept = ResearchForm({**form.data, "seen": stamp(asked)}, initial=_standing(asked))
        response = _page(request, asked, kept, conflict)
        response.status_code = 409
        return response
    except StateRefused as refused:
        messages.warning(request, str(refused))
        return redirect("casework:research", asked.pk)
    messages.success(request, f"Your agency’s answer about {asked.panel_item.case.reference} is saved.")
    return redirect("home:my_work")


def _standing(asked: ResearchRequest) -> dict[str, str]:
    """Return what the form shows of the answer given so far."""
    return {
        "state": "" if asked.state == State.REQUESTED else asked.state,
        "known": asked.text if asked.state == State.KNOWN else "",
        "reason": asked.text if asked.state == State.CANNOT_SHARE else "",
        "seen": stamp(asked),
    }


def _page(
    request: Request, asked: ResearchRequest, form: ResearchForm, conflict: EditConflict | None = None
) -> HttpResponse:
    meeting = asked.panel_item.agenda_item.meeting
    answered = asked.state != State.REQUESTED
    return render(request, "casework/research/answer.html", {
        "asked": asked, "case": asked.panel_item.case, "meeting": meeting, "form": form, "conflict": conflict,
        "subjects": list(asked.panel_item.case.subjects.select_related("person")),
        "answered": answered,
        "begun": meeting.state != "list_closed",
        "may_answer": meeting.state != "minutes_approved" and not (answered and meeting.state != "list_closed"),
        "states": dict(State.choices),
        "marking": "OFFICIAL-SENSITIVE",
    })  # fmt: skip
