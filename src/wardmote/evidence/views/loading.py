"""Handing in police files and files about areas, and how far their load has come."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.access.services.once import once
from wardmote.evidence.engine.report import Status
from wardmote.evidence.forms.loading import HandInForm
from wardmote.evidence.models import LoadJob
from wardmote.evidence.queries.load_jobs import get_load_job, load_jobs
from wardmote.evidence.services.load_jobs import STOPPED, HandedIn, hand_in, stopped

loaders = needs(Permission.EVIDENCE_LOAD)
JOBS_SHOWN = 10


@require_http_methods(["GET", "HEAD", "POST"])
@loaders
def load(request: Request) -> HttpResponse:
    """Hand files in; they are loaded in the background."""
    form = HandInForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        files = [HandedIn(each.name, each.chunks()) for each in form.cleaned_data["chosen"]]

        def act() -> str:
            return str(hand_in(actor=request.actor, files=files).pk)

        made = once(actor=request.actor, token=form.cleaned_data["form_token"], purpose="evidence.hand_in", act=act)
        return redirect("evidence:load_job", job_id=int(made))
    context = {"form": form, "jobs": list(load_jobs(request.actor)[:JOBS_SHOWN])}
    return render(request, "evidence/loading/hand_in.html", context)


@require_safe
@loaders
def job(request: Request, job_id: int) -> HttpResponse:
    """How far a load has come, and what became of each file. Asked again by the page until it has ended."""
    found = get_load_job(request.actor, job_id)
    gone = stopped(found)
    under_way = found.state in (LoadJob.State.WAITING, LoadJob.State.RUNNING) and not gone
    context = {
        "job": found,
        "under_way": under_way,
        "error": STOPPED if gone else found.error,
        "files": found.report.get("files", []) if found.report else [],
        "areas": found.report.get("areas", []) if found.report else [],
        "refused": Status.REFUSED,
    }
    return render(request, "evidence/loading/job.html", context)
