from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused
from wardmote.common.documents import to_html_fragment
from wardmote.common.periods import Quarter
from wardmote.performance.queries import (
    last_quarter,
    latest_quarter,
    parse_quarter,
    partnership_asked_for,
    partnerships_in_sight,
)
from wardmote.plan.queries.rounds import frozen_quarters
from wardmote.publish.data import Audience
from wardmote.publish.forms import ChoiceOfReports
from wardmote.publish.kinds import KINDS, Kind
from wardmote.publish.rules import may_make
from wardmote.publish.services import formats_of, make_report_file, report_for

if TYPE_CHECKING:
    from wardmote.partnership.models import Partnership

# How many quarters back somebody may choose from; older ones have their address.
_OFFERED = 12


@needs(Permission.REPORT_MAKE)
def reports(request: Request) -> HttpResponse:
    """The kinds of report, for the quarter and the readers that are chosen on the page."""
    partnership = _partnership(request)
    asked = request.GET.get("quarter", "")
    return _choices(request, partnership, _quarter(request, asked) if asked else latest_quarter(partnership.pk))


@needs(Permission.REPORT_MAKE)
def quarter(request: Request, quarter: str) -> HttpResponse:
    """The same for the quarter in the address."""
    return _choices(request, _partnership(request), _quarter(request, quarter))


def _choices(request: Request, partnership: "Partnership", asked: Quarter) -> HttpResponse:
    audiences = [each for each in Audience if may_make(request.actor, partnership, each)]
    if not audiences:
        raise Refused(request.actor, "report.view", reason="may make no report of it", object_ref=partnership.slug)
    audience = _audience(request, audiences)
    closed = frozen_quarters(partnership.pk)
    chosen = QueryDict(mutable=True)
    chosen.update({"quarter": asked.slug, "audience": str(audience)})
    context = {
        "partnership": partnership,
        "quarter": asked,
        "audience": audience,
        "closed": asked in closed,
        "form": ChoiceOfReports(chosen, quarters=_offered(asked, closed), audiences=audiences),
        "one_audience": len(audiences) == 1,
        "elsewhere": _elsewhere(request, partnership, asked),
        "asked_for": request.GET.get("for", ""),
        "kinds": [
            {"kind": kind, "href": _address(request, asked, kind, audience),
             "files": _files(request, asked, kind, audience)}
            for kind in KINDS.values()
            if audience in kind.audiences
        ],
    }  # fmt: skip
    return render(request, "publish/reports.html", context)


@needs(Permission.REPORT_MAKE)
def report(request: Request, quarter: str, kind: str) -> HttpResponse:
    """One report on the page, with its files."""
    partnership, asked = _partnership(request), _quarter(request, quarter)
    audience = request.GET.get("audience", str(Audience.PUBLIC))
    document, data = report_for(
        actor=request.actor, partnership=partnership, quarter=asked, kind=kind, audience=audience
    )  # fmt: skip
    found = KINDS[kind]
    context = {
        "kind": found,
        "document": document,
        "quarter": asked,
        "marking": document.marking,
        "back": _list_address(request, asked, data.audience),
        "report": to_html_fragment(document, first_level=2),
        "files": _files(request, asked, found, data.audience),
    }
    return render(request, "publish/report.html", context)


@needs(Permission.REPORT_MAKE)
def download(request: Request, quarter: str, kind: str, audience: str, form: str) -> HttpResponse:
    """One file of a report, to keep."""
    partnership, asked = _partnership(request), _quarter(request, quarter)
    file = make_report_file(
        actor=request.actor, partnership=partnership, quarter=asked, kind=kind, audience=audience, form=form
    )
    response = HttpResponse(file.content, content_type=file.content_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, file.name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _partnership(request: Request) -> "Partnership":
    return partnership_asked_for(
        request.actor, request.GET.get("for", ""), permission=Permission.REPORT_MAKE, action="report.view"
    )


def _quarter(request: Request, slug: str) -> Quarter:
    try:
        return parse_quarter(slug)
    except ValueError:
        raise Refused(request.actor, "report.view", reason="no such quarter", object_ref=slug[:80]) from None


def _audience(request: Request, allowed: list[Audience]) -> Audience:
    """The readers that are asked for; the public where it is nobody or somebody that is not allowed."""
    asked = request.GET.get("audience", "")
    return next((each for each in allowed if each == asked), allowed[0])


def _offered(asked: Quarter, closed: list[Quarter]) -> list[tuple[str, str]]:
    quarters = [last_quarter()]
    while len(quarters) < _OFFERED:
        quarters.append(quarters[-1].previous())
    if asked not in quarters:
        quarters.append(asked)
    return [(each.slug, f"{each.label}{', round closed' if each in closed else ''}") for each in quarters]


def _query(request: Request, **values: str) -> str:
    asked = {name: value for name, value in {"for": request.GET.get("for", ""), **values}.items() if value}
    return f"?{urlencode(asked)}" if asked else ""


def _address(request: Request, asked: Quarter, kind: Kind, audience: Audience) -> str:
    address = reverse("publish:report", kwargs={"quarter": asked.slug, "kind": kind.key})
    return address + _query(request, audience=str(audience))


def _list_address(request: Request, asked: Quarter, audience: Audience) -> str:
    address = reverse("publish:quarter", kwargs={"quarter": asked.slug})
    return address + _query(request, audience=str(audience))


def _files(request: Request, asked: Quarter, kind: Kind, audience: Audience) -> list[dict[str, str]]:
    given = {"quarter": asked.slug, "kind": kind.key, "audience": str(audience)}
    return [
        {
            "text": f"{kind.title}, {audience.words.lower()}",
            "href": reverse("publish:download", kwargs={**given, "form": key}) + _query(request),
            "kind": form.word,
        }
        for key, form in formats_of(kind).items()
    ]


def _elsewhere(request: Request, partnership: "Partnership", asked: Quarter) -> list[dict[str, str]]:
    """The same page of the other partnerships in sight, of which the public's reports can be made."""
    address = reverse("publish:quarter", kwargs={"quarter": asked.slug})
    return [
        {
            "text": each.name,
            "href": address
            if each.pk == request.actor.partnership_id
            else f"{address}?{urlencode({'for': each.slug})}",
        }
        for each in partnerships_in_sight(request.actor)
        if each.pk != partnership.pk
    ]
