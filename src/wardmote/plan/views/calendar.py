"""The year's duties, the evidence of each, and the compliance statement."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused, require
from wardmote.access.services.once import once
from wardmote.audit.services import record
from wardmote.common import clock
from wardmote.common.documents import Document, to_docx, to_html_fragment, to_pdf
from wardmote.common.formfields import new_token
from wardmote.common.periods import FinancialYear
from wardmote.common.states import StateRefused
from wardmote.partnership.queries import get_partnership_by_id
from wardmote.partnership.types import Partnership
from wardmote.plan.documents import compliance_statement, summary_of
from wardmote.plan.forms.calendar import EvidenceForm, NationForm, OwnDateForm, WithdrawForm
from wardmote.plan.models import Duty
from wardmote.plan.queries.calendar import (
    FIRST,
    calendar_year,
    days_of,
    fetch_evidence_file,
    get_duty,
    get_evidence,
    nation_of,
    occasions_of,
)
from wardmote.plan.rules_calendar import may_keep_calendar
from wardmote.plan.services.calendar import (
    add_evidence,
    add_own_duty,
    choose_nation,
    end_own_duty,
    withdraw_evidence,
)

readers = needs(Permission.PLAN_VIEW)
keepers = needs(Permission.PARTNERSHIP_MANAGE)
FILES: dict[str, tuple[str, Callable[[Document], bytes]]] = {
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", to_docx),
    "pdf": ("application/pdf", to_pdf),
}


@require_safe
@readers
def calendar(request: Request) -> HttpResponse:
    """A financial year of duties: when each falls due, how it stands, and what shows it."""
    year, wrong = _year(request)
    page = calendar_year(request.actor, year)
    keeps = bool(may_keep_calendar(request.actor, page.partnership.pk))
    open_only = request.GET.get("show") == "open"
    own = Duty.objects.filter(partnership=page.partnership, ends_on__isnull=True) if keeps else Duty.objects.none()
    context = {
        "page": page, "summary": summary_of(page), "keeps": keeps, "wrong": wrong, "errors": bool(wrong),
        "shown": [each for each in page.occasions if not open_only or each.state != "done"], "open_only": open_only,
        "previous": year.previous() if year > FIRST else None, "next": year.next() if year <= _now() else None,
        "nation_form": NationForm(initial={"nation": page.nation}), "own": list(own), "days_of": days_of,
        "token": new_token(),
    }  # fmt: skip
    return render(request, "plan/calendar/year.html", context)


@require_safe
@readers
def statement(request: Request) -> HttpResponse:
    """The one-page statement of a year, to read."""
    year, _ = _year(request)
    page = calendar_year(request.actor, year)
    context = {
        "page": page, "statement": to_html_fragment(compliance_statement(page), first_level=2),
        "may_take": bool(request.actor.may(Permission.REPORT_MAKE)), "files": FILES,
    }  # fmt: skip
    return render(request, "plan/calendar/statement.html", context)


@require_safe
@needs(Permission.REPORT_MAKE)
def statement_file(request: Request, year: str, kind: str) -> HttpResponse:
    """The statement as Word or PDF; that it was taken is written down."""
    try:
        asked = FinancialYear.parse(year)
    except ValueError:
        asked = None
    if asked is None or asked < FIRST or asked > _now().next() or kind not in FILES:
        raise Refused(request.actor, "report.download", reason="no such statement", object_type="report")
    page = calendar_year(request.actor, asked)
    content_type, made = FILES[kind]
    name = f"{page.partnership.slug}-{asked.slug}-compliance-statement.{kind}"
    content = made(compliance_statement(page))
    with transaction.atomic():
        record(actor=request.actor, action="report.download", object_type="report", object_ref=name,
               fields=("compliance", kind))  # fmt: skip
    return _attachment(content, content_type, name)


@require_http_methods(["GET", "HEAD", "POST"])
@keepers
def evidence(request: Request, duty_id: int) -> HttpResponse:
    """Say that a duty was done, and attach what shows it."""
    duty = get_duty(request.actor, duty_id, action="calendar.evidence_add")
    due_on = _due(request, duty)
    partnership = _own(request)
    form = EvidenceForm(request.POST or None, request.FILES or None, duty=duty, due_on=due_on)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        due = due_on or given["due_on"]
        file = given.get("file")

        def act() -> str:
            made = add_evidence(
                actor=request.actor, partnership=partnership, duty=duty, due_on=due, done_on=given["done_on"],
                text=given["text"], address=given["address"], file_name=file.name if file else "",
                file=file.read() if file else b"",
            )  # fmt: skip
            return str(made.pk)

        try:
            once(actor=request.actor, token=given["form_token"], purpose="calendar.evidence", act=act)
        except StateRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The evidence is recorded.")
            return redirect(_address(FinancialYear.containing(due)))
    day = due_on or clock.today()
    held = [each for each in occasions_of(partnership, day, day) if each.duty.pk == duty.pk and each.due_on == due_on]
    context = {"duty": duty, "due_on": due_on, "form": form, "occasion": held[0] if held and due_on else None,
               "back": _address(FinancialYear.containing(day))}  # fmt: skip
    return render(request, "plan/calendar/evidence.html", context)


@require_safe
@readers
def evidence_file(request: Request, evidence_id: int) -> HttpResponse:
    """The file that shows it, always as a download and never as a page."""
    name, content = fetch_evidence_file(request.actor, evidence_id)
    return _attachment(content, "application/octet-stream", name)


@require_http_methods(["GET", "HEAD", "POST"])
@keepers
def evidence_withdraw(request: Request, evidence_id: int) -> HttpResponse:
    """Take evidence back, saying why."""
    found = get_evidence(request.actor, evidence_id, action="calendar.evidence_withdraw")
    require(may_keep_calendar(request.actor, found.partnership_id), request.actor, "calendar.evidence_withdraw",
            object_type="duty_evidence", object_ref=str(evidence_id))  # fmt: skip
    form, back = WithdrawForm(request.POST or None), _address(FinancialYear.containing(found.due_on))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def act() -> str:
            withdraw_evidence(actor=request.actor, evidence_id=evidence_id, reason=given["reason"])
            return "withdrawn"

        try:
            once(actor=request.actor, token=given["form_token"], purpose="calendar.withdraw", act=act)
        except StateRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The evidence is withdrawn. It stays to be read, and no longer counts.")
            return redirect(back)
    return render(request, "plan/calendar/withdraw.html", {"evidence": found, "form": form, "back": back})


@require_POST
@keepers
def nation(request: Request) -> HttpResponse:
    """Say which nation's rules hold here."""
    form = NationForm(request.POST)
    if form.is_valid():
        partnership = _own(request)
        if nation_of(partnership.pk) != form.cleaned_data["nation"]:
            choose_nation(actor=request.actor, partnership=partnership, nation=form.cleaned_data["nation"])
        messages.success(request, "The calendar shows the rules of the nation that you chose.")
    else:
        messages.error(request, "Choose England’s or Wales’s rules.")
    return redirect("plan:calendar")


@require_http_methods(["GET", "HEAD", "POST"])
@keepers
def own_date(request: Request) -> HttpResponse:
    """Add a date of the partnership's own rules, such as the months in which its board meets."""
    form = OwnDateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given, partnership = form.cleaned_data, _own(request)

        def act() -> str:
            made = add_own_duty(
                actor=request.actor, partnership=partnership, title=given["title"], source=given["source"],
                falls=given["days"], starts_on=given["starts_on"], evidence_wanted=given["evidence_wanted"],
            )  # fmt: skip
            return str(made.pk)

        try:
            once(actor=request.actor, token=given["form_token"], purpose="calendar.own", act=act)
        except StateRefused as refusal:
            form.add_error("title", str(refusal))
        else:
            messages.success(request, "The date stands in the calendar.")
            return redirect("plan:calendar")
    return render(request, "plan/calendar/own.html", {"form": form})


@require_POST
@keepers
def own_end(request: Request, duty_id: int) -> HttpResponse:
    """Ask for a date of one's own no more."""
    get_duty(request.actor, duty_id, action="calendar.own_end")

    def act() -> str:
        end_own_duty(actor=request.actor, duty_id=duty_id)
        return "ended"

    once(actor=request.actor, token=request.POST.get("form_token") or new_token(), purpose="calendar.own_end", act=act)
    messages.success(request, "The date is asked for no more. What was due before stays.")
    return redirect("plan:calendar")


def _own(request: Request) -> Partnership:
    found = get_partnership_by_id(request.actor.partnership_id)
    if found is None:
        raise Refused(request.actor, "calendar.view", reason="no partnership", object_type="calendar")
    return found


def _now() -> FinancialYear:
    return FinancialYear.containing(clock.today())


def _year(request: Request) -> tuple[FinancialYear, str]:
    """Return the year asked for, this one where none was or it is none, and what was wrong with it."""
    asked = request.GET.get("year", "")
    if not asked:
        return _now(), ""
    try:
        year = FinancialYear.parse(asked)
    except ValueError as refusal:
        return _now(), str(refusal)
    if not FIRST <= year <= _now().next():
        return _now(), f"The calendar runs from {FIRST.label} to {_now().next().label}."
    return year, ""


def _due(request: Request, duty: Duty) -> date | None:
    """Return the due day in the address; None for a duty whose day the law does not name, and refuse any other."""
    if not duty.falls:
        return None
    try:
        return date.fromisoformat(request.GET.get("due", ""))
    except ValueError:
        raise Refused(request.actor, "calendar.evidence_add", reason="no due day", object_type="duty",
                      object_ref=str(duty.pk)) from None  # fmt: skip


def _address(year: FinancialYear) -> str:
    return reverse("plan:calendar") + f"?year={year.slug}"


def _attachment(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
