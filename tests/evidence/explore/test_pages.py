"""The explore page, its file and its boundaries, and the front page of Evidence, as their readers meet them."""

import csv
import html
import io
import json
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from tests.evidence.explore.explore_world import CODES, WARDS, counted, records
from tests.factories.world import client_for, make_world
from wardmote.common.periods import Quarter
from wardmote.measures.registry import find
from wardmote.partnership.models import District
from wardmote.partnership.queries import actor_for

pytestmark = pytest.mark.django_db
EXPLORE = "/evidence/explore/"


@pytest.fixture
def world(explored_store: Path, settings: LazySettings) -> SimpleNamespace:
    """The county, whose one district is Winchester, in its northern part."""
    settings.WARDMOTE_HOME = explored_store
    made = make_world()
    District.objects.all().delete()
    District.objects.create(partnership=made.north, name="Winchester")
    return made


@pytest.fixture
def client(world: SimpleNamespace) -> Client:
    return client_for(world.analyst)


def words(page: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def opened(client: Client, query: str = "") -> str:
    answer = client.get(f"{EXPLORE}?{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_opens_on_the_last_months_held_with_sources_and_what_is_missing(client: Client) -> None:
    page = opened(client, "from=2025-01&to=2025-03&type=Burglary")
    said = words(page)
    by_month = counted(records(), by="month", kind="Burglary")
    assert f"{by_month['2025-01'] + by_month['2025-03']} records in the 2 of 3 months that are held" in said
    assert "No police file is held for February 2025" in said
    assert "data.police.uk" in said
    assert "data-map" in page
    assert f"{reverse('evidence:boundaries')}?from=2025-01&amp;to=2025-03" in page
    assert page.count("<tr data-code=") == len(CODES)
    assert "<script>" not in page
    assert " style=" not in page
    last = words(opened(client))
    assert "April 2024 to March 2025" in last
    assert "10 of 12 months are missing" in last


def test_a_county_asks_about_its_parts_districts_wards_and_small_areas(client: Client, world: SimpleNamespace) -> None:
    code = CODES[3]
    for area, name in (
        (f"part:{world.north.pk}", "North Ashmere"), ("district:Winchester", "Winchester"),
        (f"ward:{WARDS[0]}", "Ward 1, Winchester"), (f"lsoa:{code}", "Winchester 001D, Winchester"),
    ):  # fmt: skip
        assert f'<h1 class="govuk-heading-l">All recorded crime in {name}' in re.sub(
            r"\s+", " ", opened(client, f"area={area}&from=2025-01&to=2025-01")
        ).replace("> ", ">")


WRONG = (
    ("area=district:Leeds", "Choose an area of your partnership from the list"),
    ("area=ward:", "Choose an area of your partnership from the list"),
    ("area=part:999999", "Choose an area of your partnership from the list"),
    ("type=Piracy", "No police file has the crime type “Piracy”"),
    ("type=%3Cscript%3Ealert(1)%3C/script%3E", "No police file has the crime type"),
    ("type=Burglary&type=All+recorded+crime", "Choose “All recorded crime” by itself"),
    ("measure=share", "all recorded crime is the whole of itself"),
    ("measure=share&type=anti-social-behaviour", "antisocial behaviour is no part of recorded crime"),
    ("measure=density", "Measure must be one of those listed"),
    ("from=2025-13&to=2025-14", "From must be a month, like 2025-01"),
    ("from=2025-01", "Choose To"),
    ("from=2025-03&to=2025-01", "To must be the same month as From, or later"),
    ("from=1990-01&to=2025-01", "Choose at most 120 months at a time"),
    ("by=county", "Map and table by must be one of those listed"),
)


def test_what_cannot_be_asked_is_answered_clearly(client: Client) -> None:
    for query, answer in WRONG:
        page = opened(client, query)
        assert answer in words(page), query
        assert "<title>Error: " in page, query
        assert "<script>alert" not in page
        assert "data-map" not in page, query


def test_a_period_chosen_by_name_becomes_an_address_that_keeps_its_months(client: Client) -> None:
    answer = client.get(f"{EXPLORE}?type=burglary&period=12&from=2024-01&to=2024-02&measure=rate")
    assert answer.status_code == 302
    assert answer["Location"] == f"{EXPLORE}?type=Burglary&from=2024-04&to=2025-03&measure=rate"
    year = client.get(f"{EXPLORE}?period=2023-24")
    assert "from=2023-04&to=2024-03" in year["Location"]
    assert client.get(f"{EXPLORE}?period=own&from=2025-01&to=2025-01").status_code == 200


def test_the_file_holds_the_same_figures_and_no_formula(client: Client) -> None:
    answer = client.get(f"{EXPLORE}?type=Burglary&from=2025-01&to=2025-03&format=csv&measure=change")
    assert answer["Content-Type"].startswith("text/csv")
    assert 'filename="burglary-winchester-2025-01-2025-03.csv"' in answer["Content-Disposition"]
    text = answer.content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    by_month = counted(records(), by="month", kind="Burglary")
    january = next(row for row in rows if row[:1] == ["month"] and row[3] == "2025-01")
    assert january[4:6] == [str(by_month["2025-01"]), str(by_month["2024-01"])]
    assert january[6] == str(by_month["2025-01"] - by_month["2024-01"])
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)


def test_boundaries_are_asked_for_again_only_when_they_change(client: Client) -> None:
    address = f"{reverse('evidence:boundaries')}?from=2025-01&to=2025-03"
    answer = client.get(address)
    shapes = json.loads(answer.content)
    assert [each["properties"]["code"] for each in shapes["features"]] == CODES
    assert answer["Cache-Control"] == "private, no-cache"
    again = client.get(address, headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    wards = json.loads(client.get(f"{address}&by=ward").content)
    assert {each["properties"]["code"] for each in wards["features"]} == set(WARDS)
    one = json.loads(client.get(f"{address}&area=ward:{WARDS[0]}").content)
    assert len(one["features"]) == 6
    assert json.loads(client.get(f"{address}&area=district:Leeds").content)["features"] == []


def test_others_are_refused_alike(world: SimpleNamespace) -> None:
    for name in ("explore", "boundaries", "home"):
        address = reverse(f"evidence:{name}")
        assert client_for(world.referrer).get(address).status_code == 404
        assert client_for(world.analyst).post(address).status_code in (404, 405)


def test_the_front_page_says_how_fresh_the_files_are_and_what_is_missing(client: Client) -> None:
    said = words(client.get(reverse("evidence:home")).content.decode())
    assert "March 2025 newest month held of Hampshire Constabulary" in said
    assert "February 2025. A missing month is not a month without crime" in said
    assert "Own incidents" in said


def test_an_empty_installation_says_what_to_do(home: Path) -> None:
    client = client_for(make_world().analyst)
    assert "There is nothing to explore yet" in words(opened(client))
    assert "No police file held has records of" in words(client.get(reverse("evidence:home")).content.decode())
    assert json.loads(client.get(reverse("evidence:boundaries")).content)["features"] == []


def test_a_figure_of_recorded_crime_opens_where_it_is_counted(world: SimpleNamespace, client: Client) -> None:
    opens = find("recorded_crime").open_address
    assert opens is not None
    who = actor_for(world.analyst, partnership_id=world.county.pk, second_factor=True)
    quarter = Quarter.parse("2024-25-Q4")
    address = opens(who, world.county.pk, quarter, {"crime_type": "Burglary"})
    assert address == f"{EXPLORE}?type=Burglary&from=2025-01&to=2025-03"
    part = opens(who, world.north.pk, quarter, {})
    assert part is not None
    assert f"area=part%3A{world.north.pk}" in part
    assert client.get(part).status_code == 200
    assert opens(who, world.elsewhere.pk, quarter, {}) is None
