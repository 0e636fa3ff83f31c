"""Every page on which indicators are defined, figured and judged: what it does, and to whom it is shut."""

import io
import re
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.performance.figures import other_body, put_months, put_series, rule, typed
from tests.performance.world import NOW, THEN, World, client_of
from wardmote.audit.models import AuditRow
from wardmote.common.periods import Month
from wardmote.performance.models import (
    Indicator,
    RagOverride,
    RagRule,
    Reading,
    ReadingImport,
    SimilarFigure,
    SimilarGroup,
    StepChange,
    Target,
)
from wardmote.performance.services import note_step_change, set_similar_group, start_reading_import

DEFINED = {
    "name": "Repeat callers", "definition": "Callers who call again.", "unit": "callers", "source": "A return",
    "multiplier": "1", "decimals": "0", "frequency": "month", "aggregation": "sum", "lag_days": "10",
    "polarity": "less_is_better", "comparator": "last_year", "tolerance": "0", "minimum_base": "20",
    "minimum_published": "5", "position": "3", "public": "on", "baseline": "412.5", "baseline_text": "2022/23",
    "form_token": "t",
}  # fmt: skip
FILE = b"Indicator,Period,Value\ncalls,2024-01,31\nNobody,2024-01,5\ncalls,2024-01,31\n"


@pytest.fixture
def place(world: World) -> World:
    police = other_body()
    calls = typed(world, owner=police, outcome="Safer homes", rag_rule=rule(world))
    put_months(calls, NOW, 31, 28, 22)
    put_months(calls, THEN, 40, 30, 27)
    note_step_change(actor=None, indicator=calls, starts_on=Month(2024, 2).start, reason="A new system.")
    set_similar_group(
        actor=None, partnership=world.north, name="Most similar", method="By the inspectorate", own_name="North",
        members=["Ash", "Birch"], dated_on=Month(2023, 1).start,
    )  # fmt: skip
    start_reading_import(actor=None, partnership=world.north, name="figures.csv", content=FILE)
    world.indicator(world.north)
    return world


def _judging_pages(
    own: str, made: dict[str, Any], token: dict[str, object], day: dict[str, object]
) -> dict[str, tuple[str, dict[str, object], set[str]]]:
    """Those on which figures are judged, compared and brought in from a file."""
    step, rated, group, held = made["step"], made["rated"], made["group"], made["held"]
    keeps, enters, runs = {"analyst", "partnership_manager"}, {"analyst", "partnership_manager", "owner"}, {
        "partnership_manager"}  # fmt: skip
    return {
        "targets": (f"{own}targets/", day | {"value": "90", "started_from": "0"} | token, keeps),
        "steps": (f"{own}baselines/", {"starts_on-day": "1", "starts_on-month": "3", "starts_on-year": "2023",
                                       "reason": "A new service."} | token, keeps),
        "withdraw": (f"{own}baselines/{step.pk}/withdraw/", token, keeps),
        "rating": (f"{own}rating/{NOW.slug}/", {"colour": "red", "reason": "It is worse than it looks."} | token, runs),
        "similar figures": (f"{own}similar/{group.pk}/?period={NOW.slug}", {
            "m1": "70", "m2": "90.5", "source_ref": "Their return", "seen": "0,0"} | token, keeps),
        "new rule": ("/performance/rules/new/", {"name": "Bands", "family": "threshold", "amber": "90", "red": "95",
                                                 "started_from": "0"} | token, keeps),
        "change rule": (f"/performance/rules/{rated.pk}/", {"family": "variance", "amber": "2", "red": "12",
                                                            "started_from": "1"} | token, keeps),
        "new group": ("/performance/similar/new/", {
            "name": "Neighbours", "method": "By size", "own_name": "North", "members": "Elm\nOak",
            "dated_on-day": "1", "dated_on-month": "4", "dated_on-year": "2024"} | token, keeps),
        "change group": (f"/performance/similar/{group.pk}/", {
            "method": "By size", "own_name": "North", "members": "Elm\nOak", "dated_on-day": "1",
            "dated_on-month": "4", "dated_on-year": "2024"} | token, keeps),
        "import": ("/performance/indicators/import/", {"file": SimpleUploadedFile("f.csv", FILE)} | token,
                   enters),
        "import it": (f"/performance/indicators/import/{held.pk}/", {"do": "import"} | token, keeps),
    }  # fmt: skip


def pages(world: World) -> dict[str, tuple[str, dict[str, object], set[str]]]:
    """Every address with a form filled in rightly, and the roles that may send it."""
    group, held, step = SimilarGroup.objects.get(), ReadingImport.objects.get(), StepChange.objects.get()
    calls, rated = Indicator.objects.get(key="calls"), RagRule.objects.get()
    keeps, enters = {"analyst", "partnership_manager"}, {"analyst", "partnership_manager", "owner"}
    line, token = f"{calls.pk}-month-2024-01-01", {"form_token": "t"}
    figure = {f"{line}-was": "1", f"{line}-value": "33", f"{line}-quality": "final", f"{line}-note": ""} | token
    day = {"due_on-day": "31", "due_on-month": "3", "due_on-year": "2025"}
    own = "/performance/indicators/calls/"
    return _judging_pages(own, {"step": step, "rated": rated, "group": group, "held": held}, token, day) | {
        "define": ("/performance/indicators/new/?figures=typed", DEFINED, keeps),
        "change": (f"{own}change/", DEFINED | {"reason": "Clearer.", "version": "1"}, keeps),
        "retire": (f"{own}retire/", {"reason": "No longer collected."} | token, keeps),
        "grid": ("/performance/indicators/grid/?period=month-2025-02-01", {
            f"{calls.pk}-month-2025-02-01-was": "0", f"{calls.pk}-month-2025-02-01-value": "9",
            f"{calls.pk}-month-2025-02-01-quality": "final"} | token, enters),
        "figures": (f"{own}figures/", {
            f"{calls.pk}-month-2025-01-01-was": "0", f"{calls.pk}-month-2025-01-01-value": "9",
            f"{calls.pk}-month-2025-01-01-quality": "final"} | token, enters),
        "figure": (f"{own}figures/month/2024-01-01/", figure, enters),
        "counted": ("/performance/indicators/test-crimes/counted/", {"quarter": NOW.slug} | token, keeps),
    }  # fmt: skip


NAMES = [
    "define", "change", "retire", "grid", "figures", "figure", "counted", "targets", "steps", "withdraw", "rating",
    "similar figures", "new rule", "change rule", "new group", "change group", "import", "import it",
]  # fmt: skip


def kept() -> tuple[int, ...]:
    tables = (Indicator, Reading, Target, StepChange, RagOverride, RagRule, SimilarGroup, SimilarFigure, ReadingImport)
    states = ReadingImport.objects.filter(state="done").count() + StepChange.objects.filter(withdrawn_at=None).count()
    versions = sum(Indicator.objects.values_list("version", flat=True))
    return (*(table.objects.count() for table in tables), states, versions)


def visitor(world: World, who: str) -> Client:
    if who == "owner":
        user = world.user("owner", world.north, "representative")
        user.memberships.update(organisation=Indicator.objects.get(key="calls").owner)
    elif who == "elsewhere":
        user = world.user("elsewhere", world.south, "partnership_manager")
    elif who == "the county":
        user = world.user("over", world.county, "partnership_manager")
    else:
        user = world.user(who, world.north, who)
    return client_of(user)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "who", ["partnership_manager", "analyst", "owner", "board_member", "practitioner", "elsewhere", "the county"]
)
def test_who_may_send_what(place: World, name: str, who: str) -> None:
    address, posted, may = pages(place)[name]
    browser, before, audited = visitor(place, who), kept(), AuditRow.objects.count()
    shown = browser.get(address)
    answer = browser.post(address, posted)
    if who in may:
        assert shown.status_code == (405 if name == "withdraw" else 200), shown.content.decode()[:2000]
        assert answer.status_code == 302, re.findall(r"govuk-error[^>]*>[^<]*<[^<]*<[^<]*", answer.content.decode())
        assert kept() != before
        assert AuditRow.objects.count() > audited
        again = browser.post(address, posted)
        once_more = kept()
        assert again.status_code in (302, 409, 422, 200)
        assert browser.post(address, posted).status_code == again.status_code
        assert kept() == once_more
    else:
        # Some are pages of one's own partnership: somebody elsewhere meets their own there, and not this one.
        of_ones_own = who in ("elsewhere", "the county") and name in (
            "define", "grid", "new rule", "new group", "import"
        )  # fmt: skip
        assert answer.status_code == 404 or of_ones_own
        assert not [each for each in Indicator.objects.filter(partnership=place.north) if each.name == DEFINED["name"]]


def test_reading_pages_are_open_to_members_and_shut_to_others(place: World) -> None:
    board, stranger = visitor(place, "board_member"), visitor(place, "elsewhere")
    for address in ("indicators/", "indicators/calls/", "rules/", "similar/", f"{NOW.slug}/calls/",
                    f"{NOW.slug}/calls/control.svg"):  # fmt: skip
        assert board.get(f"/performance/{address}").status_code == 200, address
    assert stranger.get("/performance/indicators/calls/").status_code == 404
    assert stranger.get("/performance/indicators/?for=north").status_code == 404
    assert "Repeat calls" not in stranger.get("/performance/indicators/").content.decode()


def test_a_change_shows_what_it_said_before(place: World) -> None:
    keeper = visitor(place, "analyst")
    address, posted, _ = pages(place)["change"]
    assert keeper.post(address, posted).status_code == 302
    page = keeper.get("/performance/indicators/calls/").content.decode()
    assert "“Repeat calls” became “Repeat callers”" in page
    assert "Clearer." in page
    assert "Definition changed on 24 March 2025" in keeper.get(f"/performance/{NOW.slug}/calls/").content.decode()


def test_the_second_to_change_a_definition_sees_both(place: World) -> None:
    keeper = visitor(place, "analyst")
    address, posted, _ = pages(place)["change"]
    keeper.post(address, posted)
    answer = keeper.post(address, posted | {"name": "Calls again", "form_token": "u"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Repeat callers" in page
    assert "Calls again" in page
    assert Indicator.objects.get(key="calls").name == "Repeat callers"
    again = keeper.post(address, posted | {"name": "Calls again", "form_token": "v", "version": "2"})
    assert again.status_code == 302
    assert Indicator.objects.get(key="calls").name == "Calls again"


def test_the_second_to_enter_a_figure_sees_both(place: World) -> None:
    keeper = visitor(place, "analyst")
    address, posted, _ = pages(place)["figure"]
    assert keeper.post(address, posted).status_code == 302
    other = {name: "40" if name.endswith("-value") else value for name, value in posted.items()} | {"form_token": "u"}
    answer = keeper.post(address, other)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody entered 33, final" in page
    assert 'value="40"' in page
    assert Reading.objects.get(period_start="2024-01-01", current=True, indicator__key="calls").value == 33
    line = next(name for name in posted if name.endswith("-was"))
    assert keeper.post(address, other | {line: "2", "form_token": "v"}).status_code == 302
    history = keeper.get(address).content.decode()
    for figure in ("31", "33", "40"):
        assert f">{figure}<" in history


def test_nothing_is_saved_of_a_page_with_one_wrong_figure(place: World) -> None:
    keeper, calls = visitor(place, "analyst"), Indicator.objects.get(key="calls")
    good, bad = f"{calls.pk}-month-2025-01-01", f"{calls.pk}-month-2025-02-01"
    posted = {f"{good}-was": "0", f"{good}-value": "7", f"{good}-quality": "final", f"{bad}-was": "0",
              f"{bad}-value": "many", f"{bad}-quality": "final", "form_token": "t"}  # fmt: skip
    before = kept()
    answer = keeper.post("/performance/indicators/calls/figures/", posted)
    assert answer.status_code == 422
    assert "“many” is not a number" in answer.content.decode()
    assert 'value="7"' in answer.content.decode()
    assert kept() == before


def test_filters(place: World) -> None:
    other = typed(place, key="other", name="Others", rag_rule=RagRule.objects.get())
    put_months(other, NOW, 50, 50, 50)
    put_months(other, THEN, 10, 10, 10)
    board = visitor(place, "board_member")
    page = board.get(f"/performance/{NOW.slug}/?show=worse").content.decode()
    assert ">Others<" in page
    assert ">Repeat calls<" not in page
    page = board.get(f"/performance/{NOW.slug}/?outcome=Safer+homes").content.decode()
    assert ">Repeat calls<" in page
    assert ">Others<" not in page
    assert ">Others<" in board.get(f"/performance/{NOW.slug}/?show=nonsense&owner=9999").content.decode()


def test_the_indicator_page_tells_its_special_causes(place: World) -> None:
    calls = typed(place, key="steady", name="Steady")
    put_series(calls, Month(2024, 3), *[20, 21] * 12, 60)
    page = visitor(place, "board_member").get(f"/performance/{NOW.slug}/steady/").content.decode()
    assert "March 2024 (worse): outside the limits" in page
    assert "left out once" in page
    assert "View the chart as a table" in page


def test_a_workbook_is_read(place: World) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Return of the police"])
    sheet.append(["Indicator", "Month", "Value", "Quality"])
    sheet.append(["Repeat calls", "Jan 2025", 12, "Final"])
    sheet.append(["Repeat calls", "=CMD()", 12, ""])
    out = io.BytesIO()
    book.save(out)
    keeper = visitor(place, "analyst")
    answer = keeper.post("/performance/indicators/import/", {
        "file": SimpleUploadedFile("return.xlsx", out.getvalue()), "form_token": "t"})  # fmt: skip
    page = keeper.get(answer["Location"]).content.decode()
    assert "Import 1 figure" in page
    assert "a formula was saved without its value" in page
    assert keeper.post(answer["Location"], {"do": "import", "form_token": "u"}).status_code == 302
    made = Reading.objects.get(indicator__key="calls", period_start="2025-01-01")
    assert (made.value, made.origin, made.quality) == (Decimal(12), "imported", "final")
    assert made.source_ref == "return.xlsx, sheet Sheet, row 3"


def test_the_owner_s_import_is_its_own(place: World) -> None:
    """Whoever enters only one organisation's figures sees neither another's file nor gives another's figures."""
    owner = visitor(place, "owner")
    held = ReadingImport.objects.get()
    assert owner.get(f"/performance/indicators/import/{held.pk}/").status_code == 404
    typed(place, key="theirs", name="Theirs")
    rows = b"Indicator,Period,Value\ntheirs,2024-01,5\ncalls,2025-01,6\n"
    answer = owner.post("/performance/indicators/import/", {"file": SimpleUploadedFile("f.csv", rows),
                                                            "form_token": "t"})  # fmt: skip
    page = owner.get(answer["Location"]).content.decode()
    assert "You may not enter figures of “Theirs”" in page
    assert owner.post(answer["Location"], {"do": "import", "form_token": "u"}).status_code == 302
    assert not Reading.objects.filter(indicator__key="theirs").exists()
    assert Reading.objects.filter(indicator__key="calls", period_start="2025-01-01").exists()
