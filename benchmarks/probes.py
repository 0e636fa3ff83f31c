"""One signed-in visitor, timing pages of the real application through its real middleware."""

import time
from unittest.mock import patch

from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import include, path

from tests.factories.world import sign_in
from wardmote.access.doors import signed_in
from wardmote.access.http import Request
from wardmote.access.models import User
from wardmote.casework.models import CaseAccess


@signed_in()
def empty(request: Request) -> HttpResponse:
    """The frame of every page with nothing in it: what any page of this application costs."""
    return render(request, "base.html", {})


urlpatterns = [path("empty/", empty), path("", include("wardmote.config.urls"))]


class Probe:
    """A visitor's view of the list, the empty page and one case page."""

    def __init__(self, user: User) -> None:
        settings.ROOT_URLCONF = "probes"
        self.client = Client(headers={"host": "localhost"})
        sign_in(self.client, user)
        self.user = user
        self.reference = ""

    def get(self, address: str) -> float:
        started = time.perf_counter()
        response = self.client.get(address)
        taken = time.perf_counter() - started
        assert response.status_code == 200, (address, response.status_code, response.headers)
        return taken

    def round(self, repeats: int) -> dict[str, float]:
        """Alternate the list and the empty page; return the median seconds of each."""
        pairs = [(self.get("/cases/"), self.get("/empty/")) for _ in range(repeats)]
        return {"list": _median([a for a, _ in pairs]), "empty": _median([b for _, b in pairs])}

    def page_round(self, repeats: int) -> dict[str, float]:
        """Alternate the newest case's page with its audit row and the same page without."""
        address = f"/cases/{self._newest()}/"
        pairs = []
        for _ in range(repeats):
            with_row = self.get(address)
            with patch("wardmote.casework.queries.cases.record"):
                pairs.append((with_row, self.get(address)))
        return {"with": _median([a for a, _ in pairs]), "without": _median([b for _, b in pairs])}

    def queries(self) -> dict[str, int]:
        """Return how many queries each page takes."""
        counted = {}
        for name, address in (("list", "/cases/"), ("empty", "/empty/")):
            self.get(address)
            with CaptureQueriesContext(connection) as context:
                self.get(address)
            counted[name] = len(context)
        return counted

    def _newest(self) -> str:
        if not self.reference:
            rows = CaseAccess.unguarded.filter(principal__startswith=f"a{self.user.memberships.get().organisation_id}.")
            self.reference = rows.order_by("-updated_at").values_list("case__reference", flat=True).first()
        return self.reference


def _median(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]
