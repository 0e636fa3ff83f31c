"""The list of cases, and the same list as a file."""

from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.audit.services import record
from wardmote.casework.forms.case import FilterForm
from wardmote.casework.frame import MARKING, RISK
from wardmote.casework.models import Case, Category, RiskLevel
from wardmote.casework.queries import Filters, list_cases
from wardmote.casework.views.places import sections
from wardmote.common import clock
from wardmote.common.csv_safe import write_csv
from wardmote.common.dates import shortday
from wardmote.common.formfields import new_token

MOST_EXPORTED = 1000
_COLUMNS = ("Reference", "About", "Risk", "State", "Lead agency", "Next review", "Last change")
_LABELS = {"category": dict(Category.choices), "risk": dict(RiskLevel.choices), "state": dict(Case.State.choices)}

viewers = needs(Permission.CASE_VIEW)


@viewers
@require_GET
def cases(request: Request) -> HttpResponse:
    """The cases this person may see, newest change first, 25 a page."""
    form = FilterForm(request.GET, actor=request.actor)
    filters = _filters(form)
    before = request.GET.get("before", "")
    page = list_cases(request.actor, filters, before=before)
    chosen = {name: value for name, value in vars(filters).items() if value}
    context = {
        "filters": form, "rows": page.rows, "labels": _LABELS, "risk": RISK, "active": _tags(form, chosen),
        "of": f"more than {len(page.rows)}" if page.older or before else str(len(page.rows)),
        "older": "?" + urlencode({**chosen, "before": page.older}) if page.older else "",
        "newest": "?" + urlencode(chosen) if before else "",
        "query": "?" + urlencode(chosen) if chosen else "",
        "sections": sections(request.actor, "cases"), "token": new_token(),
        "may_refer": Permission.REFERRAL_SEND in request.actor.permissions,
    }  # fmt: skip
    return render(request, "casework/cases/list.html", context)


@viewers
@require_GET
def export(request: Request) -> HttpResponse:
    """The same list as CSV, at most 1,000 rows, with its marking; that it was taken is written down."""
    filters = _filters(FilterForm(request.GET, actor=request.actor))
    with transaction.atomic():
        page = list_cases(request.actor, filters, size=MOST_EXPORTED)
        record(actor=request.actor, action="case.export", object_type="case_list", object_ref=f"{len(page.rows)} rows",
               fields=("reference", "category", "risk_level", "state", "lead_agency", "review_on"))  # fmt: skip
    lines: list[tuple[object, ...]] = [(MARKING,), _COLUMNS]
    lines += [
        (row.reference, _LABELS["category"][row.category], _LABELS["risk"][row.risk_level], _LABELS["state"][row.state],
         row.lead_agency, shortday(row.review_on), shortday(row.updated_at))
        for row in page.rows
    ]  # fmt: skip
    if page.older:
        lines.append((f"Only the newest {MOST_EXPORTED} are here. Filter the list to export others.",))
    response = HttpResponse(write_csv(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="cases-{clock.today():%Y-%m-%d}.csv"'
    return response


def _filters(form: FilterForm) -> Filters:
    form.is_valid()
    return Filters(**{name: form.cleaned_data.get(name, "") for name in form.fields})


def _tags(form: FilterForm, chosen: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "text": f"{form.fields[name].label}: {form.offered(name)[value]}",
            "href": "?" + urlencode({other: kept for other, kept in chosen.items() if other != name}),
        }
        for name, value in chosen.items()
    ]
