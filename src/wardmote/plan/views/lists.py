"""What a partnership keeps beside its plans: its statuses, and the priorities of others that it serves."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from wardmote.access.http import Request
from wardmote.access.refusal import Refused
from wardmote.plan.forms.parts import OutsideForm, StatusWordForm
from wardmote.plan.models import ActionStatus, OutsidePriority
from wardmote.plan.queries.sight import own_partnership
from wardmote.plan.services.context import add_outside_priority, change_outside_priority, outside_words
from wardmote.plan.services.statuses import add_status, change_status
from wardmote.plan.views.asking import Asking, ask
from wardmote.plan.views.plan_edit import asked, trail_of, writers
from wardmote.plan.words import stamp


@writers
def statuses(request: Request) -> HttpResponse:
    """How far an action can be said to have come, as this partnership words it."""
    found = ActionStatus.objects.filter(partnership=own_partnership(request.actor))
    return render(request, "plan/statuses.html", {"statuses": found})


@asked
@writers
def status_add(request: Request) -> HttpResponse:
    """Add a status."""
    here = own_partnership(request.actor)
    back = reverse("plan:statuses")

    def act(form: StatusWordForm) -> str:
        given = form.cleaned_data
        add_status(actor=request.actor, partnership=here, label=given["label"], means=given["means"])
        return back

    asking = Asking(title="Add a status", press="Add the status", said="The status is added.",
                    purpose="plan.status_add", back=back,
                    trail=trail_of(None, {"text": "Statuses", "href": back}, {"text": "Add"}))  # fmt: skip
    return ask(request, asking, StatusWordForm(request.POST or None, new=True), act)


@asked
@writers
def status_edit(request: Request, status_id: int) -> HttpResponse:
    """Reword, move or retire a status."""
    here = own_partnership(request.actor)
    found = ActionStatus.objects.filter(pk=status_id, partnership=here).first()
    if found is None:
        raise Refused(request.actor, "plan.change_status", reason="no such status here", object_type="plan_status")
    back = reverse("plan:statuses")

    def act(form: StatusWordForm) -> str:
        given = {name: form.cleaned_data[name] for name in ("label", "means", "position", "retired")}
        change_status(actor=request.actor, status=found, **given)
        return back

    held = {"label": found.label, "means": found.means, "position": found.position, "retired": found.retired}
    asking = Asking(title="Change a status", press="Save", said="The status is saved.", purpose="plan.status_edit",
                    back=back, trail=trail_of(None, {"text": "Statuses", "href": back}, {"text": found.label}),
                    told="Actions that have it show its new words at once.")  # fmt: skip
    return ask(request, asking, StatusWordForm(request.POST or None, initial=held), act)


@writers
def outside(request: Request) -> HttpResponse:
    """The priorities of others that this partnership's plans can serve."""
    found = OutsidePriority.objects.filter(partnership=own_partnership(request.actor))
    return render(request, "plan/outside.html", {"outside": found})


@asked
@writers
def outside_add(request: Request) -> HttpResponse:
    """Name a priority of another's plan."""
    here = own_partnership(request.actor)
    back = reverse("plan:outside")

    def act(form: OutsideForm) -> str:
        add_outside_priority(actor=request.actor, partnership=here, **form.given)
        return back

    asking = Asking(title="Add a priority of others", press="Add it", said="It is added.", purpose="plan.outside_add",
                    back=back,
                    trail=trail_of(None, {"text": "Priorities of others", "href": back}, {"text": "Add"}))  # fmt: skip
    return ask(request, asking, OutsideForm(request.POST or None), act)


@asked
@writers
def outside_edit(request: Request, outside_id: int) -> HttpResponse:
    """Change what is said of a priority of another's plan."""
    here = own_partnership(request.actor)
    found = OutsidePriority.objects.filter(pk=outside_id, partnership=here).first()
    if found is None:
        raise Refused(request.actor, "plan.change_outside", reason="no such priority here", object_type="plan_outside")
    back = reverse("plan:outside")

    def act(form: OutsideForm) -> str:
        seen = form.cleaned_data["seen"]
        change_outside_priority(actor=request.actor, outside=found, seen=seen, **form.given)
        return back

    held = {"document": found.document, "code": found.code, "title": found.title, "starts_on": found.starts_on,
            "ends_on": found.ends_on, "seen": stamp(outside_words(found))}  # fmt: skip
    asking = Asking(title="Change a priority of others", press="Save", said="It is saved.",
                    purpose="plan.outside_edit", back=back,
                    trail=trail_of(None, {"text": "Priorities of others", "href": back}, {"text": found.code}),
                    )  # fmt: skip
    return ask(request, asking, OutsideForm(request.POST or None, initial=held), act)
