"""What own incidents show: the hours of the week, months, repeat places, near repeats, the incidents of one place."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused
from wardmote.common.dates import shortday
from wardmote.evidence import case_links
from wardmote.evidence.forms.incidents import IncidentFilterForm
from wardmote.evidence.incident_files.columns import FIELDS
from wardmote.evidence.incident_files.rows import ranges
from wardmote.evidence.incident_files.times import LONDON
from wardmote.evidence.models import IncidentSet
from wardmote.evidence.queries import incident_patterns as patterns
from wardmote.evidence.queries.incidents import open_set
from wardmote.methods.change import share

users = needs(Permission.INCIDENT_USE)
MARKING = "OFFICIAL-SENSITIVE"
MOST_LISTED = 200


@require_GET
@users
def incident_set(request: Request, set_id: int) -> HttpResponse:
    """One set: what became of its rows, and when its incidents happened."""
    batch = open_set(request.actor, set_id, shown=("accounting", "times"))
    context = {**_frame(request, batch), **_accounts(batch)}
    if batch.removed_at is None:
        filters = context["filters"]
        events = patterns.events_of(batch, filters)
        named = patterns.with_case(batch, filters)
        context |= {
            "count": len(events), "times": patterns.times_of(events), "named": named,
            "named_share": share(named, len(events)) if events else None, "no_times": patterns.NO_TIMES,
            "no_spans": patterns.NO_SPANS,
        }  # fmt: skip
    return render(request, "evidence/incidents/set.html", context)


@require_GET
@users
def places(request: Request, set_id: int) -> HttpResponse:
    """Exact places with more than one incident, and how much they hold."""
    batch = _standing(request, set_id, "places")
    context = _frame(request, batch)
    context |= {"places": patterns.places_of(batch, context["filters"]), "no_places": patterns.NO_PLACES}
    return render(request, "evidence/incidents/places.html", context)


@require_GET
@users
def near_repeats(request: Request, set_id: int) -> HttpResponse:
    """Whether incidents near in place are near in time more often than chance makes them."""
    batch = _standing(request, set_id, "near_repeats")
    context = _frame(request, batch)
    events = patterns.events_of(batch, context["filters"])
    context |= {
        "repeats": patterns.repeats_of(events, seed=batch.pk), "count": len(events), "shuffles": patterns.SHUFFLES,
    }  # fmt: skip
    return render(request, "evidence/incidents/near_repeats.html", context)


@require_GET
@users
def place(request: Request, set_id: int, easting: int, northing: int) -> HttpResponse:
    """The incidents of one exact place. A case is named to those alone who may open it."""
    batch = _standing(request, set_id, "incidents", "case_references")
    context = _frame(request, batch)
    rows = patterns.incidents_at(batch, context["filters"], easting, northing)
    listed = list(rows[:MOST_LISTED])
    if not listed and not patterns.incidents_at(batch, patterns.Filters(), easting, northing).exists():
        raise Refused(request.actor, "incident_set.view", reason="no incident at this place",
                      object_type="incident_set", object_ref=str(set_id))  # fmt: skip
    links = case_links.open_to(request.actor, {each.case_reference for each in listed})
    context |= {
        "easting": easting, "northing": northing, "count": rows.count(), "listed": MOST_LISTED,
        "name": next((each.place for each in listed if each.place), ""),
        "incidents": [
            {"line": each.line, "kind": each.kind, "reference": each.reference, "when": _when(each),
             "case": bool(each.case_reference), "case_text": each.case_reference if links.get(each.case_reference)
             else "", "href": links.get(each.case_reference, "")}
            for each in listed
        ],
    }  # fmt: skip
    return render(request, "evidence/incidents/place.html", context)


def _standing(request: Request, set_id: int, *shown: str) -> IncidentSet:
    """Return a set whose incidents have not been removed, or refuse."""
    batch = open_set(request.actor, set_id, shown=shown)
    if batch.removed_at is not None:
        raise Refused(request.actor, "incident_set.view", reason="its incidents were removed",
                      object_type="incident_set", object_ref=str(set_id))  # fmt: skip
    return batch


def _frame(request: Request, batch: IncidentSet) -> dict[str, Any]:
    """What all pages of a set share: the filter, and its words for addresses."""
    kinds = patterns.kinds_of(batch) if batch.removed_at is None else []
    form = IncidentFilterForm(request.GET or None, kinds=kinds)
    given = form.cleaned_data if form.is_bound and form.is_valid() else {}
    filters = patterns.Filters(given.get("kind") or "", given.get("first"), given.get("last"))
    context = {
        "batch": batch, "form_filter": form, "filters": filters, "kinds": kinds, "marking": MARKING,
        "here": request.path, "active": _active(request.path, filters), "query": _query(filters),
    }  # fmt: skip
    # What was typed wrong filters nothing, and the page says so at its top.
    return context | ({"form": form} if form.is_bound and not form.is_valid() else {})


def _active(path: str, filters: patterns.Filters) -> list[dict[str, str]]:
    """The filters that are on, each with the address of the page without it."""
    words = {
        "kind": filters.kind, "first": f"From {shortday(filters.first)}" if filters.first else "",
        "last": f"Until {shortday(filters.last)}" if filters.last else "",
    }  # fmt: skip
    empty = patterns.Filters()
    return [
        {"text": text, "href": path + _query(replace(filters, **{name: getattr(empty, name)}))}
        for name, text in words.items()
        if text
    ]


def _query(filters: patterns.Filters) -> str:
    """The filters as an address carries them."""
    given: dict[str, Any] = {"kind": filters.kind} if filters.kind else {}
    for name in ("first", "last"):
        day = getattr(filters, name)
        if day:
            given |= {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}
    return "?" + urlencode(given) if given else ""


def _accounts(batch: IncidentSet) -> dict[str, Any]:
    return {
        "left_out": [
            {"what": each["what"], "reason": each["reason"], "count": len(each["lines"]),
             "lines": ranges(each["lines"])}
            for each in batch.rejections
        ],
        "columns": [(FIELDS[name][0], column) for name, column in batch.mapping.items() if name in FIELDS],
    }  # fmt: skip


def _when(incident: Any) -> str:
    begins, ends = incident.starts_at.astimezone(LONDON), incident.ends_at.astimezone(LONDON)
    first = f"{shortday(begins.date())} {begins:%H:%M}"
    return first if begins == ends else f"{first} to {shortday(ends.date())} {ends:%H:%M}"
