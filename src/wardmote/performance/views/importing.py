"""Bringing figures in from a spreadsheet: choose it, look at every row, import or discard."""

from collections.abc import Mapping
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
from wardmote.common.confined import MEGABYTE
from wardmote.common.sheets import CannotReadSheet
from wardmote.common.sheets_worker import CHILD
from wardmote.common.states import StateRefused
from wardmote.partnership.queries import get_partnership_by_id
from wardmote.performance.forms.judging import FileForm, TokenForm
from wardmote.performance.importing import ACCEPTED, REJECTED, REPEATED, counts
from wardmote.performance.managing import enterable, get_import, imports_of
from wardmote.performance.periods_typed import PERIOD_HELP
from wardmote.performance.services import commit_reading_import, discard_reading_import, start_reading_import
from wardmote.performance.views.form_page import Page, form_page


@needs(Permission.READING_ENTER, Permission.PLAN_UPDATE)
@require_http_methods(["GET", "POST"])
def choose(request: Request) -> HttpResponse:
    """Choose a file; it is read, and nothing of it is saved yet."""
    partnership = get_partnership_by_id(request.actor.partnership_id)
    if partnership is None:
        raise Refused(request.actor, "reading.import", reason="works in no partnership")
    form = FileForm(request.POST or None, request.FILES or None)

    def act(given: Mapping[str, Any]) -> str:
        file = given["file"]
        if file.size > CHILD.file_bytes:
            raise ValueError(f"The file is larger than {CHILD.file_bytes // MEGABYTE} MB.")
        try:
            made = start_reading_import(
                actor=request.actor, partnership=partnership, name=file.name, content=file.read()
            )
        except CannotReadSheet as refused:
            raise ValueError(str(refused)) from refused
        return reverse("performance:import", kwargs={"pk": made.pk})

    page = Page(
        title="Import figures", press="Read file", back=reverse("performance:indicators"),
        said="The file is read. Nothing is saved until you import it.", purpose="reading.import_start",
        template="performance/indicators/import.html",
    )  # fmt: skip
    context = {
        "imports": [(each, counts(each.rows)) for each in imports_of(request.actor)], "period_help": PERIOD_HELP,
        "indicators": enterable(request.actor),
    }  # fmt: skip
    return form_page(request, page, form, act, context=context)


@needs(Permission.READING_ENTER, Permission.PLAN_UPDATE)
@require_http_methods(["GET", "POST"])
def preview(request: Request, pk: int) -> HttpResponse:
    """Every row of a file and what was understood; then what became of each."""
    found = get_import(request.actor, pk)
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        discard = request.POST.get("do") == "discard"

        def act() -> str:
            if discard:
                discard_reading_import(actor=request.actor, kept=found)
                return "discarded"
            done = commit_reading_import(actor=request.actor, kept=found)
            return str(counts(done.rows)[ACCEPTED])

        try:
            result = once(actor=request.actor, token=form.cleaned_data["form_token"], purpose="reading.import", act=act)
        except StateRefused as refused:
            messages.warning(request, str(refused))
            return HttpResponseRedirect(request.path)
        said = "The file is discarded. Nothing of it was saved."
        messages.success(request, said if result == "discarded" else f"Figures saved: {result}.")
        where = reverse("performance:import_choose") if result == "discarded" else request.path
        return HttpResponseRedirect(where)
    context = {
        "found": found, "form": form, "counts": counts(found.rows), "states": (ACCEPTED, REJECTED, REPEATED),
        "waiting": found.state == found.State.WAITING,
    }  # fmt: skip
    return render(request, "performance/indicators/preview.html", context)
