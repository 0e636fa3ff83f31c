"""Exploring police files: an area, a type of crime, a period and a measure, as table, chart, map or file."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.common.charts import NOT_KNOWN
from wardmote.common.csv_safe import write_csv
from wardmote.common.numbers import signed, whole
from wardmote.common.periods import Month
from wardmote.evidence.exploring.asked import CHANGE
from wardmote.evidence.exploring.months import MonthRow
from wardmote.evidence.exploring.page import Page, table_rows
from wardmote.evidence.forms.explore import ExploreForm
from wardmote.evidence.queries.explore import explore as answer
from wardmote.evidence.queries.explore import scope_of


@require_safe
@needs(Permission.EVIDENCE_VIEW)
def explore(request: Request) -> HttpResponse:
    """One question to the police files; its address can be shared. `format=csv` gives the same as a file."""
    scope = scope_of(request.actor)
    form = ExploreForm(request.GET, scope=scope)
    if not scope.latest or not form.is_valid():
        return render(request, "evidence/explore/page.html", {"scope": scope, "form": form, "page": None})
    asked = form.asked
    chosen = form.chosen_period
    if chosen is not None:
        return redirect(asked.address(**{"from": chosen[0], "to": chosen[1]}))
    page = answer(request.actor, asked)
    if request.GET.get("format") == "csv":
        response = HttpResponse(write_csv(table_rows(page)), content_type="text/csv; charset=utf-8")
        name = slugify(f"{asked.type_name} {asked.area.name} {asked.months[0]} {asked.months[-1]}")[:120]
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return response
    context = {"scope": scope, "form": form, "page": page, "ogl": not page.months.synthetic, **_tables(page)}
    return render(request, "evidence/explore/page.html", context)


def _tables(page: Page) -> dict[str, Any]:
    """The page's tables as rows of words, and where its map finds the shapes."""
    changed = page.asked.measure == CHANGE
    head = "A year before", page.asked.period if len(page.asked.months) < 3 else "This period"
    columns = [{"text": "Month"}, *({"text": each, "number": True} for each in head)]
    columns += [{"text": "Change", "number": True}] if changed else []
    rows = [[row.label, row.before.text, row.now.text, *([_moved(row)] if changed else [])] for row in page.months.rows]
    points = page.points.top if page.points else ()
    return {
        "missing_words": _in_words([Month.parse(month).label for month in page.months.missing]),
        "month_columns": columns,
        "month_rows": rows,
        "listed": [[row[1], row[0], row[2]] for row in page.map.table[1:]] if page.map else [],
        "point_rows": [[point.location, whole(point.count), _mostly(point.types)] for point in points],
        "boundaries": f"{reverse('evidence:boundaries')}?{page.asked.query(measure='', type='', xmr='', points='')}",
    }


def _moved(row: MonthRow) -> str:
    if row.now_count is None or row.before_count is None:
        return NOT_KNOWN
    return signed(row.now_count - row.before_count)


def _mostly(types: Mapping[str, int]) -> str:
    """The two most frequent types at a point, with their counts."""
    return ", ".join(f"{kind} ({whole(count)})" for kind, count in list(types.items())[:2])


def _in_words(labels: Sequence[str]) -> str:
    if len(labels) > 6:
        return f"{labels[0]}, {labels[-1]} and {len(labels) - 2} others"
    return " and ".join([", ".join(labels[:-1]), labels[-1]] if len(labels) > 1 else labels)
