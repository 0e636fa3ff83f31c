"""Pages on which figures are typed: many periods of one indicator, many indicators of one period, one figure."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused
from wardmote.access.services.once import once
from wardmote.common import clock
from wardmote.common.formfields import new_token
from wardmote.common.periods import Quarter
from wardmote.common.versions import EditConflict
from wardmote.performance.forms.grid import Grid, make_grid
from wardmote.performance.forms.judging import TokenForm
from wardmote.performance.managing import counted_again, enterable, history, own_indicator, periods_of
from wardmote.performance.models import Indicator, Reading
from wardmote.performance.queries import parse_quarter
from wardmote.performance.rules import may_enter
from wardmote.performance.services import count_reading, enter_readings
from wardmote.performance.stretch import Period, kind_of, period_from
from wardmote.performance.views.form_page import Page, form_page

SHOWN = {"month": 24, "quarter": 12, "year": 6}


@needs(Permission.READING_ENTER, Permission.PLAN_UPDATE)
@require_http_methods(["GET", "POST"])
def grid(request: Request) -> HttpResponse:
    """One period, every indicator that this person may enter."""
    offered = [period for kind in SHOWN for period in periods_of(kind, SHOWN[kind])]
    asked = request.GET.get("period", "")
    period = next((each for each in offered if _name(each) == asked), offered[1])
    indicators = [each for each in enterable(request.actor) if each.frequency == kind_of(period)]
    page = make_grid((each, period) for each in indicators)
    before = make_grid((each, period.previous()) for each in indicators)
    for line, earlier in zip(page.lines, before.lines, strict=True):
        line.beside = earlier.held_text
    context = {
        "title": "Enter figures", "caption": period.label, "first": "Indicator", "by": "indicator",
        "beside": f"{period.previous().short_label}", "period": _name(period),
        "periods": [(_name(each), each.label) for each in offered],
        "back": reverse("performance:indicators"), "here": f"{reverse('performance:grid')}?period={_name(period)}",
    }  # fmt: skip
    return _grid_page(request, page, context)


@needs(Permission.READING_ENTER, Permission.PLAN_UPDATE)
@require_http_methods(["GET", "POST"])
def figures(request: Request, key: str) -> HttpResponse:
    """One indicator, its newest periods."""
    found = own_indicator(request.actor, key, may_enter, "reading.enter")
    if found.kind != Indicator.Kind.TYPED:
        return HttpResponseRedirect(reverse("performance:counted", kwargs={"key": key}))
    periods = periods_of(found.frequency, SHOWN[found.frequency])
    page = make_grid((found, period) for period in periods)
    for line in page.lines:
        line.beside = line.held_text
    context = {
        "title": "Enter figures", "caption": found.name, "first": "Period", "by": "period", "beside": "Held now",
        "periods": [], "period": "", "indicator": found,
        "back": reverse("performance:definition", kwargs={"key": key}),
        "here": reverse("performance:figures", kwargs={"key": key}),
    }  # fmt: skip
    return _grid_page(request, page, context)


@needs(Permission.READING_ENTER, Permission.PLAN_UPDATE)
@require_http_methods(["GET", "POST"])
def figure(request: Request, key: str, kind: str, start: str) -> HttpResponse:
    """One figure: every revision of it, who entered it and when; and its boxes, to revise it."""
    found = own_indicator(request.actor, key, may_enter, "reading.enter")
    period = _period(request, kind, start)
    page = make_grid([(found, period)] if found.kind == Indicator.Kind.TYPED else [])
    for line in page.lines:
        line.beside = line.held_text
    context = {
        "title": period.label, "caption": found.name, "first": "Period", "by": "period", "beside": "Held now",
        "periods": [], "period": "", "indicator": found, "revisions": history(found, period),
        "back": reverse("performance:figures", kwargs={"key": key}), "here": request.path,
    }  # fmt: skip
    return _grid_page(request, page, context)


@needs(Permission.READING_ENTER, Permission.PLAN_UPDATE)
@require_http_methods(["GET", "POST"])
def counted(request: Request, key: str) -> HttpResponse:
    """A counted indicator: each quarter as it was counted and kept, and as it would be counted now."""
    found = own_indicator(request.actor, key, may_enter, "reading.count")

    def act(_: Mapping[str, Any]) -> str:
        count_reading(actor=request.actor, indicator=found, period=_asked_quarter(request))
        return ""

    here = reverse("performance:counted", kwargs={"key": key})
    page = Page(
        title="What was counted", caption=found.name, press="Count", back=here, said="The quarter is counted and kept.",
        purpose="reading.count", template="performance/indicators/counted.html",
    )  # fmt: skip
    lines = counted_again(request.actor, found) if found.kind == Indicator.Kind.COUNTED else []
    context = {"indicator": found, "lines": lines, "tokens": [new_token() for _ in lines]}
    return form_page(request, page, TokenForm(request.POST or None), act, context=context)


def _asked_quarter(request: Request) -> Quarter:
    return parse_quarter(request.POST.get("quarter", ""))


def _grid_page(request: Request, page: Grid, context: Mapping[str, Any]) -> HttpResponse:
    """Show the boxes; on POST save what changed, all or nothing."""
    status, token = 200, new_token()
    if request.method == "POST":
        token = request.POST.get("form_token", "")[:64] or token
        if page.take(request.POST):
            leads = _save(request, page, token, str(context["here"]))
            if leads is not None:
                return leads
        status, token = 409 if any(line.theirs for line in page.lines) else 422, new_token()
    return render(
        request, "performance/indicators/grid.html",
        {**context, "grid": page, "form_token": token, "errors": bool(page.errors), "today": clock.today(),
         "qualities": Reading.Quality.choices},
        status=status,
    )  # fmt: skip


def _save(request: Request, page: Grid, token: str, here: str) -> HttpResponse | None:
    def act() -> str:
        enter_readings(actor=request.actor, entries=page.entries)
        return str(len(page.entries))

    if not page.entries:
        messages.info(request, "Nothing was changed.")
        return HttpResponseRedirect(here)
    try:
        saved = once(actor=request.actor, token=token, purpose="reading.enter", act=act)
    except EditConflict:
        for line in page.lines:
            if any(entry.indicator == line.indicator and entry.period == line.period for entry in page.entries):
                line.error = "Somebody entered a figure at the same moment. Look at it, then save again."
        return None
    messages.success(request, f"{saved} {'figure is' if saved == '1' else 'figures are'} saved.")
    return HttpResponseRedirect(here)


def _name(period: Period) -> str:
    """The period in an address: a year of figures is told from a month by its kind."""
    return f"{kind_of(period)}-{period.start.isoformat()}"


def _period(request: Request, kind: str, start: str) -> Period:
    try:
        period = period_from(kind, date.fromisoformat(start))
    except (ValueError, KeyError):
        raise Refused(request.actor, "reading.enter", reason="no such period", object_ref=start[:40]) from None
    if period.start.isoformat() != start:
        raise Refused(request.actor, "reading.enter", reason="no such period", object_ref=start[:40])
    return period
