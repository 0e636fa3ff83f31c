"""Groups of similar areas and the figures of their members."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused
from wardmote.common.formfields import GovForm, OneTimeToken
from wardmote.performance.comparing import ONE_SIDED
from wardmote.performance.forms.judging import GroupForm
from wardmote.performance.managing import definable, get_group, groups_kept, own_indicator, periods_of
from wardmote.performance.models import SimilarFigure, SimilarGroup
from wardmote.performance.rules import may_define
from wardmote.performance.services import enter_similar_figures, set_similar_group
from wardmote.performance.stretch import kind_of
from wardmote.performance.views.asked import partnership_of
from wardmote.performance.views.form_page import Page, form_page

INTRO = (
    f"A group is brought in as its maker gives it, with the day. {ONE_SIDED} A change of members is dated, and what "
    "stood before stays."
)


@needs(Permission.PERFORMANCE_VIEW)
@require_safe
def groups(request: Request) -> HttpResponse:
    """The groups of similar areas, with their methods and who was in them when."""
    partnership = partnership_of(request)
    context = {
        "partnership": partnership, "groups": list(groups_kept(partnership)), "one_sided": ONE_SIDED,
        "may_define": bool(may_define(request.actor, partnership.pk)),
    }  # fmt: skip
    return render(request, "performance/similar.html", context)


@needs(Permission.READING_ENTER)
@require_http_methods(["GET", "POST"])
def new_group(request: Request) -> HttpResponse:
    """Bring in a group."""
    return _group_page(request, GroupForm(request.POST or None), "Bring in a group of similar areas", "")


@needs(Permission.READING_ENTER)
@require_http_methods(["GET", "POST"])
def change_group(request: Request, pk: int) -> HttpResponse:
    """Say who is in a group from a day on."""
    held = get_group(request.actor, pk)
    others = [each for each in held.members if each != held.own_name]
    initial = {
        "method": held.method, "own_name": held.own_name, "members": "\n".join(others),
        "includes_self": held.includes_self,
    }  # fmt: skip
    form = GroupForm(request.POST or None, initial=initial, changing=True)
    return _group_page(request, form, f"New members of “{held.name}”", held.name)


def _group_page(request: Request, form: GroupForm, title: str, name: str) -> HttpResponse:
    partnership = request.partnership
    if partnership is None or not may_define(request.actor, partnership.pk):
        raise Refused(request.actor, "similar_group.set", reason="does not keep the figures here")

    def act(given: Mapping[str, Any]) -> str:
        set_similar_group(
            actor=request.actor, partnership=partnership, name=name or given["name"], method=given["method"],
            own_name=given["own_name"], members=given["members"], includes_self=given["includes_self"],
            dated_on=given["dated_on"],
        )  # fmt: skip
        return ""

    page = Page(
        title=title, press="Save group", back=reverse("performance:similar"), said="The group is saved.",
        purpose="similar_group.set", intro=INTRO,
    )  # fmt: skip
    return form_page(request, page, form, act)


class FiguresForm(GovForm):
    """A box for each member; what is left empty says nothing."""

    source_ref = forms.CharField(label="Where the figures come from", max_length=200)
    form_token = OneTimeToken()

    def __init__(self, *args: Any, group: SimilarGroup, held: Mapping[str, SimilarFigure], **options: Any) -> None:
        super().__init__(*args, **options)
        self.members = {f"m{place}": name for place, name in enumerate(group.members) if name != group.own_name}
        for field, member in self.members.items():
            kept = held.get(member)
            self.fields[field] = forms.DecimalField(
                label=member, required=False, max_digits=20, decimal_places=6, min_value=0,
                initial=f"{kept.value.normalize():f}" if kept else None,
            )  # fmt: skip
        self.fields["seen"] = forms.CharField(
            widget=forms.HiddenInput, required=False,
            initial=",".join(str(held[name].revision if name in held else 0) for name in self.members.values()),
        )  # fmt: skip

    def figures(self) -> dict[str, Decimal]:
        given = {member: self.cleaned_data.get(field) for field, member in self.members.items()}
        return {member: value for member, value in given.items() if value is not None}

    def seen(self) -> dict[str, int]:
        """The revision of each member's figure that was on the page."""
        numbers = [int(each) if each.isdecimal() else 0 for each in self.cleaned_data["seen"].split(",")]
        return dict(zip(self.members.values(), numbers, strict=False))


@needs(Permission.READING_ENTER)
@require_http_methods(["GET", "POST"])
def figures(request: Request, key: str, pk: int) -> HttpResponse:
    """The figures of a group's members for one period of an indicator."""
    found = own_indicator(request.actor, key, definable, "similar_figure.enter")
    group = get_group(request.actor, pk)
    kind = "year" if found.frequency == "year" else "quarter"
    offered = periods_of(kind, 12 if kind == "quarter" else 6)
    period = next((each for each in offered if each.slug == request.GET.get("period", "")), offered[1])
    held = {
        each.member: each
        for each in SimilarFigure.objects.filter(
            group=group, indicator=found, period_kind=kind_of(period), period_start=period.start, current=True
        )
    }
    form = FiguresForm(request.POST or None, group=group, held=held)

    def act(given: Mapping[str, Any]) -> str:
        enter_similar_figures(
            actor=request.actor, group=group, indicator=found, period=period, figures=form.figures(),
            source_ref=given["source_ref"], started_from=form.seen(),
        )  # fmt: skip
        return ""

    page = Page(
        title=f"Figures of {group.name}", caption=f"{found.name}, {period.label}", press="Save figures",
        back=reverse("performance:definition", kwargs={"key": key}), said="The figures are saved.",
        purpose="similar_figure.enter", template="performance/similar_figures.html",
        intro=f"In the unit of the indicator: {found.unit or 'as it is printed'}. "
        "Your own area’s figure is the indicator’s own.",
    )  # fmt: skip
    context = {"offered": [(each.slug, each.label) for each in offered], "period": period, "own": group.own_name}
    return form_page(request, page, form, act, context=context)
