"""Community protection warnings: the register, a case's part of it, one record, and adding one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.access.services.once import once
from wardmote.casework.frame import MARKING, case_frame
from wardmote.casework.queries import get_case
from wardmote.common import clock
from wardmote.common.periods import Quarter, Span
from wardmote.common.states import StateRefused
from wardmote.registers.forms import WarningForm
from wardmote.registers.queries import get_warning, may_open_counted, warnings_in, warnings_of
from wardmote.registers.services import record_warning

viewers = needs(Permission.CASE_VIEW)


@viewers
@require_GET
def warnings(request: Request) -> HttpResponse:
    """A period's warnings on the cases this person may see; this quarter unless another, or months, are asked for."""
    asked, months, wrong = request.GET.get("quarter", ""), request.GET.get("months", ""), ""
    quarter: Quarter | None = Quarter.containing(clock.today())
    span: Span | None = None
    try:
        if months:
            span, quarter = Span.parse(months), None
        elif asked:
            quarter = Quarter.parse(asked)
    except ValueError as refusal:
        wrong = str(refusal)
    seen, counted = warnings_in(request.actor, span or quarter or Quarter.containing(clock.today()))
    context = {
        "quarter": quarter, "period": span or quarter, "warnings": seen, "wrong": wrong, "errors": bool(wrong),
        "marking": MARKING, "counted": counted if may_open_counted(request.actor) else None,
    }  # fmt: skip
    return render(request, "registers/warnings.html", context)


@viewers
@require_GET
def case(request: Request, reference: str) -> HttpResponse:
    """What was done with which power in one case."""
    found = get_case(request.actor, reference, shown=("registers",))
    context = {
        **case_frame(request.actor, found, "registers"), "warnings": warnings_of(found),
        "may_record": bool(request.actor.may(Permission.REGISTER_RECORD)),
    }  # fmt: skip
    return render(request, "registers/case.html", context)


@viewers
@require_GET
def warning(request: Request, reference: str, number: int) -> HttpResponse:
    """One warning; that it was seen is written down first."""
    found, held = get_warning(request.actor, reference, number)
    return render(request, "registers/warning.html", {**case_frame(request.actor, found, "registers"), "warning": held})


@needs(Permission.REGISTER_RECORD)
@require_http_methods(["GET", "POST"])
def add(request: Request, reference: str) -> HttpResponse:
    """Record a warning that was issued, once."""
    found = get_case(request.actor, reference, shown=("subjects",))
    form = WarningForm(request.POST or None, case=found)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def act() -> str:
            made = record_warning(
                actor=request.actor, reference=reference, person_id=UUID(given["person"]),
                issued_by_id=given["issued_by"], issued_on=given["issued_on"], conduct=given["conduct"],
                required=given["required"],
            )  # fmt: skip
            return str(made.number)

        try:
            number = once(actor=request.actor, token=given["form_token"], purpose="register.warning", act=act)
        except StateRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The warning is recorded.")
            return redirect("registers:warning", reference=reference, number=int(number))
    return render(request, "registers/add.html", {**case_frame(request.actor, found, "registers"), "form": form})
