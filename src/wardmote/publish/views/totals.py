from django.http import HttpResponse
from django.shortcuts import render

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.methods.totals import check_totals
from wardmote.publish.forms import TotalsForm
from wardmote.publish.totals import said


@needs(Permission.REPORT_MAKE)
def totals(request: Request) -> HttpResponse:
    """Check the totals of a table that is pasted or uploaded. Nothing is kept, so a POST changes nothing."""
    form = TotalsForm(request.POST, request.FILES) if request.method == "POST" else TotalsForm()
    context: dict[str, object] = {"form": form, "checked": False}
    if form.is_bound and form.is_valid():
        rows = form.cleaned_data["rows"]
        context |= {
            "checked": True,
            "problems": [said(each) for each in check_totals(rows)],
            "heads": rows[0],
            "rows": [[*row, *[""] * (len(rows[0]) - len(row))] for row in rows[1:51]],
            "more": max(len(rows) - 51, 0),
        }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "publish/totals.html", context, status=status)
