from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.common.numbers import percent
from wardmote.evidence import queries
from wardmote.evidence.engine.forces import name_of
from wardmote.evidence.models import LoadedFile
from wardmote.evidence.queries.files import KindHeld, gaps, layout_changes
from wardmote.evidence.queries.type_changes import type_changes

LINES_A_PAGE = 100
LOADS_SHOWN = 10
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@needs(Permission.EVIDENCE_VIEW)
def files(request: Request) -> HttpResponse:
    """Which months of which forces are held, what is missing or odd in them, and what the last loads did not take."""
    kinds = queries.files_held(request.actor)
    held = [file for kind in kinds for file in kind.files]
    synthetic = sum(file.synthetic for file in held)
    context = {
        "kinds": [_kind(kind) for kind in kinds],
        "month_names": MONTHS,
        "held": len(held),
        "rows": sum(file.accepted for file in held),
        "odd": sum(bool(file.defects) for file in held),
        "missing": sum(len(gaps([file.month for file in of])) for kind in kinds for of in kind.by_force.values()),
        "rejected": sum(file.rejected for file in held),
        "synthetic": synthetic,
        "loads": list(queries.loads(request.actor)[:LOADS_SHOWN]),
        "may_load": bool(request.actor.may(Permission.EVIDENCE_LOAD)),
        "ogl": synthetic < len(held),
    }
    return render(request, "evidence/files.html", context)


def _kind(kind: KindHeld) -> dict[str, Any]:
    street = kind.kind is LoadedFile.Kind.STREET
    types = type_changes(queries.months_held()) if street else {}
    forces = [_force(force, of, types.get(force, [])) for force, of in kind.by_force.items()]
    odd = [file for of in kind.by_force.values() for file in of if file.defects]
    return {"title": kind.kind.label, "slug": kind.kind.value, "years": kind.years, "forces": forces,
            "odd": [{"file": file, "month": _month(file.month), "force": name_of(file.force)} for file in odd],
            "by_area": kind.kind is not LoadedFile.Kind.STOPS}  # fmt: skip


def _force(force: str, of: list[LoadedFile], types: list[tuple[str, str]]) -> dict[str, Any]:
    accepted = sum(file.accepted for file in of)
    layouts = [f"{_month(month)}: {said}" for month, said in layout_changes(of)]
    return {
        "name": name_of(force),
        "span": f"{_month(of[0].month)} to {_month(of[-1].month)}" if len(of) > 1 else _month(of[0].month),
        "files": len(of),
        "accepted": accepted,
        "no_location": _share(sum(file.no_location for file in of), accepted),
        "no_area": _share(sum(file.no_area for file in of), accepted),
        "gaps": _stretches(gaps([file.month for file in of])),
        "layouts": layouts + [f"{year}: crime types {said}" for year, said in types],
        "steps": [{"file": file, "month": _month(file.month)} for file in of if file.steps],
    }


def _stretches(months: list[str]) -> list[str]:
    """Write months that follow one another as one stretch: "May 2024 to December 2024 (8 months)"."""
    runs: list[list[str]] = []
    for month in months:
        if runs and len(gaps([runs[-1][-1], month])) == 0:
            runs[-1].append(month)
        else:
            runs.append([month])
    return [
        _month(run[0]) if len(run) == 1 else f"{_month(run[0])} to {_month(run[-1])} ({len(run)} months)"
        for run in runs
    ]


def _share(part: int, whole: int) -> str:
    if not part or not whole:
        return "none"
    return percent(100 * part / whole, 1) if part * 1000 >= whole else "under 0.1%"


def _month(slug: str) -> str:
    return f"{date(int(slug[:4]), int(slug[5:]), 1):%B %Y}"


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
        "month": _month(found.month),
        "no_location": _share(found.no_location, found.accepted),
        "no_area": _share(found.no_area, found.accepted),
        "by_area": found.kind != LoadedFile.Kind.STOPS,
        "lines": lines[:LINES_A_PAGE],
        "after": after,
        "next_after": lines[LINES_A_PAGE - 1].line_number if len(lines) > LINES_A_PAGE else None,
        "ogl": not found.synthetic,
    }
    return render(request, "evidence/file.html", context)
