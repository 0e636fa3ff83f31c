"""Strategic assessments: the list, asking for one, how far it has come, its sections, its files."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused
from wardmote.access.services.once import once
from wardmote.common.documents import to_html_fragment
from wardmote.common.formfields import new_token
from wardmote.common.states import StateRefused
from wardmote.evidence import contributions
from wardmote.evidence.assessing import months as when
from wardmote.evidence.assessing.assemble import SECTIONS, STRUCTURES
from wardmote.evidence.forms.assessments import AskForm
from wardmote.evidence.models import Assessment
from wardmote.evidence.papers.assessment import MARKING, order, page_of
from wardmote.evidence.papers.where import area_map
from wardmote.evidence.queries.assessments import (
    assessments_visible_to,
    get_assessment,
    get_ready,
    months_to_choose,
    recommendations_of,
    sections_of,
    sheet_of,
    standing,
)
from wardmote.evidence.rules import may_assess
from wardmote.evidence.services.assessment_files import DATA, FORMS, take_file
from wardmote.evidence.services.assessments import ask_for
from wardmote.evidence.tasks.assessments import make_assessment

if TYPE_CHECKING:
    from wardmote.partnership.models import Partnership

readers = needs(Permission.EVIDENCE_VIEW)
makers = needs(Permission.EVIDENCE_LOAD)


@require_safe
@readers
def assessment_list(request: Request) -> HttpResponse:
    """The assessments of this partnership, the latest first."""
    rows = [{"held": standing(each), "to": when.name(each.to_month), "structure": STRUCTURES.get(each.structure, "")}
            for each in assessments_visible_to(request.actor)]  # fmt: skip
    return render(request, "evidence/assessments/list.html", {"rows": rows, "may_assess": _makes(request)})


@require_http_methods(["GET", "HEAD", "POST"])
@makers
def ask(request: Request) -> HttpResponse:
    """Ask for an assessment; it is made in the background."""
    partnership = own_partnership(request, "assessment.ask")
    choices = months_to_choose(partnership.pk)
    form = AskForm(request.POST or None, months=choices)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def act() -> str:
            made = ask_for(actor=request.actor, partnership=partnership, to=given["to"], months=int(given["months"]),
                           structure=given["structure"])  # fmt: skip
            transaction.on_commit(lambda: make_assessment.enqueue(made.pk))
            return str(made.public_id)

        try:
            made = once(actor=request.actor, token=given["form_token"], purpose="assessment.ask", act=act)
        except StateRefused as refused:
            form.add_error("to", str(refused))
        else:
            return redirect("evidence:assessment", public_id=UUID(made))
    return render(request, "evidence/assessments/ask.html", {"form": form, "months": choices})


@require_safe
@readers
def assessment(request: Request, public_id: UUID) -> HttpResponse:
    """One assessment: its summary once it is ready, until then how far it has come."""
    found = get_assessment(request.actor, public_id)
    if found.state == Assessment.State.READY:
        return _section(request, found, "summary")
    held = standing(found)
    context = {"held": held, "found": found, "to": when.name(found.to_month), "may_assess": _makes(request)}
    page = "_progress" if request.headers.get("HX-Request") else "progress"
    return render(request, f"evidence/assessments/{page}.html", context)


@require_safe
@readers
def section(request: Request, public_id: UUID, key: str) -> HttpResponse:
    """One section of an assessment."""
    found = get_ready(request.actor, public_id)
    if key not in SECTIONS:
        raise Refused(request.actor, "assessment.view", reason="no such section", object_ref=str(public_id))
    return _section(request, found, key)


def _section(request: Request, found: Assessment, key: str) -> HttpResponse:
    sections = sections_of(found, order(found.structure))
    at = next(number for number, each in enumerate(sections) if each.key == key)
    sheet = sheet_of(found, request.actor, map_apart=key == "places")
    document = page_of(sheet, key)
    rows = recommendations_of(found) if key == "recommendations" else []
    context = {
        "found": found,
        "data": found.data,
        "section": sections[at],
        "sections": sections,
        "previous": sections[at - 1] if at else None,
        "next": sections[at + 1] if at + 1 < len(sections) else None,
        "shown": to_html_fragment(document, first_level=2),
        "map": area_map(sheet) if sheet.map_apart else None,
        "marking": MARKING,
        "to": when.name(found.to_month),
        "window": when.span(found.data["scope"]["months"]),
        "structure": STRUCTURES.get(found.structure, ""),
        "files": [(form, FORMS[form][0]) for form in FORMS] + [(DATA, "Figures (JSON)")],
        "may_assess": _makes(request),
        "may_draft": _drafts(request),
        "token": new_token(),
        "recommendations": rows,
        "to_hand_over": any(not row.plan_ref for row, _ in rows),
        "unread": [each for each in sections if each.carried],
    }
    return render(request, "evidence/assessments/section.html", context)


@require_safe
@readers
def download(request: Request, public_id: UUID, form: str) -> HttpResponse:
    """One file of an assessment, to keep."""
    file = take_file(actor=request.actor, public_id=public_id, form=form)
    response = HttpResponse(file.content, content_type=file.content_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, file.name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def own_partnership(request: Request, action: str) -> "Partnership":
    """Return the partnership that a person works in. Raises Refused where there is none."""
    if request.partnership is None:
        raise Refused(request.actor, action, reason="no partnership", object_type="assessment")
    return request.partnership


def _makes(request: Request) -> bool:
    return bool(may_assess(request.actor, request.actor.partnership_id or 0))


def _drafts(request: Request) -> bool:
    above = contributions.given()
    return above is not None and _makes(request) and bool(above.may_draft(request.actor))


def done(request: Request, words: str) -> None:
    """Say that something was done."""
    messages.success(request, words)
