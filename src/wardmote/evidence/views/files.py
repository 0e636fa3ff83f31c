from datetime import date

from django.http import HttpResponse
from django.shortcuts import render

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.evidence import queries
from wardmote.evidence.engine.forces import name_of

LINES_A_PAGE = 100
LOADS_SHOWN = 10
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@needs(Permission.EVIDENCE_VIEW)
def files(request: Request) -> HttpResponse:
    """Which months of which forces are held, and what the last loads could not take."""
    years = queries.files_by_year(request.actor)
    held = [file for year in years for file in year.months if file]
    synthetic = sum(file.synthetic for file in held)
    context = {
        "years": years,
        "month_names": MONTHS,
        "held": len(held),
        "rows": sum(file.accepted for file in held),
        "no_location": sum(file.no_location for file in held),
        "rejected": sum(file.rejected for file in held),
        "synthetic": synthetic,
        "loads": list(queries.loads(request.actor)[:LOADS_SHOWN]),
        "ogl": synthetic < len(held),
    }
    return render(request, "evidence/files.html", context)


@needs(Permission.EVIDENCE_VIEW)
def file(request: Request, pk: int) -> HttpResponse:
    """One file: what was counted in it, and each line that was rejected, with the reason."""
    found = queries.get_file(request.actor, pk)
    typed = request.GET.get("after", "0")
    after = int(typed) if typed.isdecimal() and len(typed) < 10 else 0
    lines = queries.rejected_lines(found, after=after, limit=LINES_A_PAGE + 1)
    context = {
        "file": found,
        "force": name_of(found.force),
        "month": f"{date(int(found.month[:4]), int(found.month[5:]), 1):%B %Y}",
        "lines": lines[:LINES_A_PAGE],
        "after": after,
        "next_after": lines[LINES_A_PAGE - 1].line_number if len(lines) > LINES_A_PAGE else None,
        "ogl": not found.synthetic,
    }
    return render(request, "evidence/file.html", context)
