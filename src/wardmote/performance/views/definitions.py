"""What a partnership watches: the list, and each definition with what was changed in it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused, require
from wardmote.common.formfields import new_token
from wardmote.measures.registry import every, find
from wardmote.partnership.queries import get_partnership_by_id, organisations_of
from wardmote.performance.counting import Reader
from wardmote.performance.forms.definition import TYPED, DefinitionForm, SourceForm, initial_of
from wardmote.performance.forms.judging import RetireForm
from wardmote.performance.managing import about, definable, groups_kept, own_indicator
from wardmote.performance.models import Indicator
from wardmote.performance.queries import get_indicator, indicators_of, latest_quarter, query_for
from wardmote.performance.rows import Maker
from wardmote.performance.rules import may_define, may_enter, may_rate
from wardmote.performance.services import change_indicator, define_indicator, retire_indicator
from wardmote.performance.shelf import Shelf, counted
from wardmote.performance.views.asked import partnership_of
from wardmote.performance.views.filters import IndicatorFilter
from wardmote.performance.views.form_page import Page, form_page


@needs(Permission.PERFORMANCE_VIEW)
@require_safe
def indicators(request: Request) -> HttpResponse:
    """What is watched, by outcome and in the partnership's order, with the newest figure's rating."""
    partnership = partnership_of(request)
    quarter = latest_quarter(partnership.pk)
    listed = list(indicators_of(partnership.pk))
    standing = [each for each in listed if each.retired_on is None]
    rows = Maker(Shelf(Reader(request.actor), standing, quarter)).rows(standing)
    chosen = IndicatorFilter(request.GET, rows=rows)
    query, here = query_for(request.actor, partnership), reverse("performance:indicators")
    shown = chosen.apply(rows)
    outcomes = sorted({row.indicator.outcome for row in shown}, key=lambda each: (not each, each))
    context = {
        "partnership": partnership,
        "quarter": quarter,
        "query": query,
        "here": here,
        "asked_for": request.GET.get("for", ""),
        "filters": chosen,
        "active": chosen.active(here, query),
        "rows": shown,
        "groups": [(each, [row for row in shown if row.indicator.outcome == each]) for each in outcomes],
        "total": len(rows),
        "retired": [each for each in listed if each.retired_on],
        "may_define": bool(may_define(request.actor, partnership.pk)),
        "may_enter": any(may_enter(request.actor, each) for each in standing),
    }
    return render(request, "performance/indicators/list.html", context)


@needs(Permission.PERFORMANCE_VIEW)
@require_safe
def definition(request: Request, key: str) -> HttpResponse:
    """One definition: what it says, what was changed in it, its targets and baselines, and what may be done."""
    partnership = partnership_of(request)
    found = get_indicator(request.actor, partnership.pk, key)
    shelf = Shelf(Reader(request.actor), [found], latest_quarter(partnership.pk))
    kept, defines = about(found), bool(may_define(request.actor, partnership.pk))
    groups = [each for each in groups_kept(partnership) if each.ends_on is None] if defines else []
    context = {
        "partnership": partnership,
        "indicator": found,
        "quarter": shelf.quarter,
        "query": query_for(request.actor, partnership),
        "about": kept,
        "openly": shelf.openly(found),
        "baseline_withheld": shelf.of_people(found) and not shelf.openly(found),
        "tokens": [new_token() for _ in kept.steps],
        "groups": groups,
        "row": Maker(shelf).row(found),
        "measure_definition": shelf.reader.definition(counted(found)),
        "accountable": ", ".join(each.name for each in found.accountable.all()),
        "filters": filters_in_words(found),
        "may_define": defines,
        "may_enter": bool(may_enter(request.actor, found)),
        "may_rate": bool(may_rate(request.actor, partnership.pk)),
    }
    return render(request, "performance/indicators/definition.html", context)


@needs(Permission.READING_ENTER)
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Define an indicator: first where its figures come from, then everything else."""
    partnership = get_partnership_by_id(request.actor.partnership_id)
    if partnership is None:
        raise Refused(request.actor, "indicator.define", reason="works in no partnership")
    decision = may_define(request.actor, partnership.pk)
    require(decision, request.actor, "indicator.define", object_type="partnership", object_ref=partnership.slug)
    source = request.GET.get("figures", request.POST.get("figures", ""))
    if source != TYPED and source not in {each.key for each in every()}:
        asked = SourceForm(request.GET or None)
        return render(request, "performance/indicators/source.html", {"form": asked})
    measure_key = "" if source == TYPED else source
    form = DefinitionForm(
        request.POST or None, partnership=partnership, measure_key=measure_key, initial={"source": _source(measure_key)}
    )  # fmt: skip

    def act(_: Mapping[str, Any]) -> str:
        values = form.values()
        bodies = {each.pk: each for each in organisations_of(partnership.pk)}
        values["owner"] = bodies.get(values.pop("owner_id"))
        values["accountable"] = [bodies[each] for each in values["accountable"]]
        made = define_indicator(
            actor=request.actor, partnership=partnership, key=_free_key(partnership.pk, values["name"]),
            measure_key=measure_key, **values,
        )  # fmt: skip
        return reverse("performance:definition", kwargs={"key": made.key})

    page = Page(
        title="Define an indicator", press="Define indicator", back=reverse("performance:indicators"),
        said="The indicator is defined.", purpose="indicator.define", template="performance/indicators/form.html",
        caption=find(measure_key).name if measure_key else "Typed or imported figures",
    )  # fmt: skip
    return form_page(request, page, form, act)


@needs(Permission.READING_ENTER)
@require_http_methods(["GET", "POST"])
def change(request: Request, key: str) -> HttpResponse:
    """Change a definition, with the reason; what it said before stays."""
    found = own_indicator(request.actor, key, definable, "indicator.change")
    form = DefinitionForm(
        request.POST or None, partnership=found.partnership, measure_key=found.measure_key, changing=True,
        initial=initial_of(found),
    )  # fmt: skip

    def act(given: Mapping[str, Any]) -> str:
        values = form.values()
        bodies = {each.pk: each for each in organisations_of(found.partnership_id)}
        accountable = [bodies[each] for each in values.pop("accountable")]
        change_indicator(
            actor=request.actor, indicator=found, reason=given["reason"], started_from=given["version"],
            accountable=accountable, **values,
        )  # fmt: skip
        return ""

    page = Page(
        title="Change the definition", caption=found.name, press="Save definition",
        back=reverse("performance:definition", kwargs={"key": key}), said="The definition is saved.",
        purpose="indicator.change", template="performance/indicators/form.html",
    )  # fmt: skip
    return form_page(request, page, form, act, version_field="version")


@needs(Permission.READING_ENTER)
@require_http_methods(["GET", "POST"])
def retire(request: Request, key: str) -> HttpResponse:
    """Watch something no longer."""
    found = own_indicator(request.actor, key, definable, "indicator.retire")

    def act(given: Mapping[str, Any]) -> str:
        retire_indicator(actor=request.actor, indicator=found, reason=given["reason"])
        return ""

    page = Page(
        title="Retire this indicator", caption=found.name, press="Retire indicator", danger=True,
        back=reverse("performance:definition", kwargs={"key": key}), said="The indicator is retired.",
        purpose="indicator.retire",
        intro="From today it is no longer watched. The quarters that are over keep it, and all its figures stay.",
    )  # fmt: skip
    return form_page(request, page, RetireForm(request.POST or None), act)


def filters_in_words(indicator: Indicator) -> str:
    """Write what a count is narrowed to: `Crime type: Burglary`."""
    labels = {each.key: {choice.name: choice.label for choice in each.choices} for each in every()}
    named = labels.get(indicator.measure_key, {})
    said = [
        f"{named.get(name, name.replace('_', ' ').capitalize())}: {value}" for name, value in indicator.filters.items()
    ]
    return "; ".join(said)


def _source(measure_key: str) -> str:
    return f"Counted by Wardmote: {find(measure_key).name}"[:200] if measure_key else ""


def _free_key(partnership_id: int, name: str) -> str:
    """Make a key from the name that no indicator here has. Words that are addresses of their own are not taken."""
    base = slugify(name)[:50] or "indicator"
    taken = set(indicators_of(partnership_id).values_list("key", flat=True)) | {"new", "grid", "import"}
    return next(key for key in [base, *(f"{base}-{number}" for number in range(2, 1000))] if key not in taken)
