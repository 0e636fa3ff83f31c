"""How indicators are judged: targets, baselines begun anew, ratings, rules, groups of similar areas."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused
from wardmote.performance.forms.judging import OverrideForm, RuleForm, StepForm, TargetForm, TokenForm
from wardmote.performance.managing import about, definable, get_rule, own_indicator, rules_of
from wardmote.performance.models import Indicator
from wardmote.performance.rating import rule_of
from wardmote.performance.rules import may_define, may_rate
from wardmote.performance.services import (
    note_step_change,
    override_rag,
    set_rag_rule,
    set_target,
    withdraw_step_change,
)
from wardmote.performance.views.asked import partnership_of, quarter_of
from wardmote.performance.views.form_page import Page, form_page

if TYPE_CHECKING:
    from wardmote.access.actor import Actor, Decision


def _back(key: str) -> str:
    return reverse("performance:definition", kwargs={"key": key})


@needs(Permission.READING_ENTER)
@require_http_methods(["GET", "POST"])
def targets(request: Request, key: str) -> HttpResponse:
    """Set a target, or change one with the reason; `?due=` brings the one that is changed."""
    found = own_indicator(request.actor, key, definable, "target.set")
    kept = about(found)
    held = next((each for each in kept.targets if each.due_on.isoformat() == request.GET.get("due", "")), None)
    initial = (
        {"due_on": held.due_on, "value": f"{held.value.normalize():f}", "started_from": held.revision} if held else {}
    )

    def act(given: Mapping[str, Any]) -> str:
        set_target(
            actor=request.actor, indicator=found, due_on=given["due_on"], value=given["value"], reason=given["reason"],
            started_from=given["started_from"],
        )  # fmt: skip
        return ""

    page = Page(
        title="Change the target" if held else "Set a target", caption=found.name, press="Save target",
        back=_back(key), said="The target is saved.", purpose="target.set",
    )  # fmt: skip
    form = TargetForm(request.POST or None, initial=initial)
    return form_page(request, page, form, act, version_field="started_from")


@needs(Permission.READING_ENTER)
@require_http_methods(["GET", "POST"])
def steps(request: Request, key: str) -> HttpResponse:
    """Begin a new baseline with what is known to have changed."""
    found = own_indicator(request.actor, key, definable, "step_change.note")

    def act(given: Mapping[str, Any]) -> str:
        note_step_change(
            actor=request.actor, indicator=found, starts_on=given["starts_on"], reason=given["reason"]
        )  # fmt: skip
        return ""

    page = Page(
        title="Begin a new baseline", caption=found.name, press="Begin new baseline", back=_back(key),
        said="A new baseline begins in that month.", purpose="step_change.note",
        intro="Limits are begun anew only where something is known to have changed: a new way of recording, a new "
        "service. A run of better or worse figures is no reason by itself.",
    )  # fmt: skip
    return form_page(request, page, StepForm(request.POST or None), act)


@needs(Permission.READING_ENTER)
@require_POST
def withdraw_step(request: Request, key: str, step: int) -> HttpResponse:
    """Take a step change back."""
    found = own_indicator(request.actor, key, definable, "step_change.withdraw")

    def act(_: Mapping[str, Any]) -> str:
        withdraw_step_change(actor=request.actor, indicator=found, step_id=step)
        return ""

    page = Page(title="Withdraw the new baseline", caption=found.name, press="Withdraw", back=_back(key),
                said="The limits run on as before.", purpose="step_change.withdraw")  # fmt: skip
    return form_page(request, page, TokenForm(request.POST), act)


@needs(Permission.PARTNERSHIP_MANAGE)
@require_http_methods(["GET", "POST"])
def rating(request: Request, key: str, quarter: str) -> HttpResponse:
    """Put a judgement in place of the rule's for a quarter, with the reason; or take it back."""
    found = own_indicator(request.actor, key, _ratable, "rag.override")
    asked = quarter_of(request, quarter)

    def act(given: Mapping[str, Any]) -> str:
        override_rag(
            actor=request.actor, indicator=found, quarter=asked, colour=given["colour"], reason=given["reason"]
        )  # fmt: skip
        return ""

    page = Page(
        title="Rate by judgement", caption=f"{found.name}, {asked.label}", press="Save rating",
        back=reverse("performance:indicator", kwargs={"quarter": asked.slug, "key": key}), said="The rating is saved.",
        purpose="rag.override",
        intro="The rule’s own rating stays on record. A figure that is missing is never green.",
    )  # fmt: skip
    return form_page(request, page, OverrideForm(request.POST or None), act)


def _ratable(actor: "Actor", indicator: Indicator) -> "Decision":
    return may_rate(actor, indicator.partnership_id)


@needs(Permission.PERFORMANCE_VIEW)
@require_safe
def rules(request: Request) -> HttpResponse:
    """The rules by which this partnership rates, each with its version."""
    partnership = partnership_of(request)
    kept = rules_of(partnership)
    users: dict[int, list[Indicator]] = {each.pk: [] for each in kept}
    for each in Indicator.objects.filter(rag_rule__in=kept):
        users[each.rag_rule_id or 0].append(each)
    lines = [
        (each, sorted({rule_of(each).statement(used.polarity) for used in users[each.pk]}) or
         [rule_of(each).statement("less_is_better")], users[each.pk])
        for each in kept
    ]  # fmt: skip
    context = {
        "partnership": partnership, "lines": lines, "may_define": bool(may_define(request.actor, partnership.pk)),
    }  # fmt: skip
    return render(request, "performance/rules.html", context)


@needs(Permission.READING_ENTER)
@require_http_methods(["GET", "POST"])
def new_rule(request: Request) -> HttpResponse:
    """Make a rule."""
    return _rule_page(request, RuleForm(request.POST or None), "Make a rule", "")


@needs(Permission.READING_ENTER)
@require_http_methods(["GET", "POST"])
def change_rule(request: Request, pk: int) -> HttpResponse:
    """Make the next version of a rule."""
    held = get_rule(request.actor, pk)
    newest = next(each for each in rules_of(held.partnership) if each.name == held.name)
    if newest.pk != held.pk and request.method == "GET":
        return HttpResponseRedirect(reverse("performance:change_rule", kwargs={"pk": newest.pk}))
    initial = {
        "family": newest.family, "amber": f"{newest.amber.normalize():f}", "red": f"{newest.red.normalize():f}",
        "started_from": newest.version,
    }  # fmt: skip
    form = RuleForm(request.POST or None, initial=initial, changing=True)
    return _rule_page(request, form, f"Change the rule “{held.name}”", held.name)


def _rule_page(request: Request, form: RuleForm, title: str, name: str) -> HttpResponse:
    partnership = request.partnership
    if partnership is None or not may_define(request.actor, partnership.pk):
        raise Refused(request.actor, "rag_rule.set", reason="does not keep the figures here")

    def act(given: Mapping[str, Any]) -> str:
        set_rag_rule(
            actor=request.actor, partnership=partnership, name=name or given["name"], family=given["family"],
            amber=given["amber"], red=given["red"], started_from=given["started_from"],
        )  # fmt: skip
        return ""

    page = Page(
        title=title, press="Save rule", back=reverse("performance:rules"), said="The rule is saved.",
        purpose="rag_rule.set",
        intro="“Per cent off target”: green where the figure is at most the amber percentage worse than its target, "
        "red where it is more than the red one worse. “And last year”: beyond the red percentage it is amber where the "
        "figure is no worse than the same quarter last year, and red where it is. “Fixed thresholds”: the figures at "
        "which amber and red begin. A change makes a new version, and frozen quarters keep theirs.",
    )  # fmt: skip
    return form_page(request, page, form, act, version_field="started_from")
