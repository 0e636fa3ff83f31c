"""What the pages show is what the methods say of the same rows, worked out here once more from the file itself."""

import csv
import io
import re
from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from tests.evidence.incidents.incident_world import REMOVE_ON, content, loaded, rows
from tests.factories.world import client_for, make_world
from wardmote.demo.incidents_story import FIRE, incidents_file
from wardmote.evidence.queries import incident_patterns as patterns
from wardmote.evidence.week_chart import week_chart
from wardmote.methods.near_repeat import knox

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    w = make_world()
    w.batch = loaded(w, incidents_file(), name="year.csv", title="A year", remove_on=REMOVE_ON)
    # Every row of the file that ought to be kept, read by other means than the product's.
    w.kept = list(csv.DictReader(io.StringIO(incidents_file().decode())))[:-4]
    w.skipped = [each for each in w.kept if _left_out_by_the_clocks(each)]
    w.kept = [each for each in w.kept if not _left_out_by_the_clocks(each)]
    return w


def _left_out_by_the_clocks(row: dict[str, str]) -> bool:
    return row["Date from"] == "31/03/2024" and row["Time from"].startswith("01:")


def _begins(row: dict[str, str]) -> datetime:
    return datetime.strptime(f"{row['Date from']} {row['Time from']}", "%d/%m/%Y %H:%M")


def _ends(row: dict[str, str]) -> datetime | None:
    return datetime.strptime(f"{row['Date to']} {row['Time to']}", "%d/%m/%Y %H:%M") if row["Date to"] else None


def page(w, name: str, query: str = "") -> str:
    address = reverse(f"evidence:{name}", args=[w.batch.pk])
    return " ".join(re.sub(r"<[^>]+>", " ", client_for(w.analyst).get(address + query).content.decode()).split())


def test_the_accounts_of_the_file_add_up(world):
    assert world.batch.rows == len(world.kept) + len(world.skipped) + 4
    assert world.batch.accepted == len(world.kept)
    assert (world.batch.rejected, world.batch.repeated) == (3 + len(world.skipped), 1)
    shown = page(world, "incident_set")
    assert f"{world.batch.accepted:,} accepted" in shown
    assert "There is no such day." in shown


def test_hours_of_the_week_equal_a_plain_count_and_a_plain_sharing_out(world):
    times = patterns.times_of(patterns.events_of(world.batch, patterns.Filters()))
    exact = Counter((_begins(each).weekday(), _begins(each).hour) for each in world.kept if not _ends(each))
    assert times.exact.events == exact.total()
    shared: Counter[tuple[int, int]] = Counter()
    for each in world.kept:
        begins, ends = _begins(each), _ends(each)
        if ends is None:
            shared[begins.weekday(), begins.hour] += 1
            continue
        minutes = int((ends - begins).total_seconds() // 60)
        for minute in range(minutes):
            at = begins + timedelta(minutes=minute)
            shared[at.weekday(), at.hour] += 1 / minutes
    assert times.spans.events == len(world.kept)
    for day in range(7):
        for hour in range(24):
            assert times.exact.table[day][hour] == exact[day, hour]
            assert times.spans.table[day][hour] == pytest.approx(shared[day, hour], abs=1e-9)
    shown = page(world, "incident_set")
    assert f"{exact.total():,} of {len(world.kept):,} incidents have a time known to within the hour" in shown
    table = times.exact_chart.table
    assert table[22][6] == str(exact[5, 21])


def test_months_and_the_share_with_a_case_equal_plain_counts(world):
    months = Counter(_begins(each).strftime("%B %Y") for each in world.kept)
    found = patterns.times_of(patterns.events_of(world.batch, patterns.Filters())).months
    assert dict(found) == dict(months)
    named = sum(bool(each["Case ref"]) for each in world.kept)
    assert patterns.with_case(world.batch, patterns.Filters()) == named
    assert f"{named} ({100 * named / len(world.kept):.1f}%) name a case" in page(world, "incident_set")


def test_repeat_places_equal_a_plain_count(world):
    counts = Counter((each["Eastings"], each["Northings"]) for each in world.kept if each["Eastings"])
    found = patterns.places_of(world.batch, patterns.Filters())
    assert (found.placed, found.without) == (counts.total(), len(world.kept) - counts.total())
    assert found.concentration.places == len(counts)
    assert found.repeat_places == sum(count > 1 for count in counts.values())
    (east, north), most = counts.most_common(1)[0]
    assert (found.spots[0].easting, found.spots[0].northing, found.spots[0].count) == (int(east), int(north), most)
    assert found.spots[0].name == "Example Park, play area"
    assert f"Example Park, play area {east}, {north} {most}" in page(world, "incident_places")


def test_near_repeats_on_the_page_are_those_of_the_method_on_the_same_rows(world):
    chosen = []
    for each in world.kept:
        ends = _ends(each)
        one_day = ends is None or (ends - timedelta(seconds=1)).date() == _begins(each).date()
        if each["Type"] == FIRE and each["Eastings"] and one_day:
            chosen.append(((float(each["Eastings"]), float(each["Northings"])), _begins(each).date()))
    wanted = knox([at for at, _ in chosen], [day for _, day in chosen], space_cuts=patterns.SPACE_CUTS,
                  time_cuts=patterns.TIME_CUTS, shuffles=patterns.SHUFFLES, seed=world.batch.pk)  # fmt: skip
    found = patterns.repeats_of(patterns.events_of(world.batch, patterns.Filters(kind=FIRE)), seed=world.batch.pk)
    assert found.table == wanted
    near = 0
    for place, ((x, y), day) in enumerate(chosen):
        for (x2, y2), day2 in chosen[:place]:
            near += 1 <= ((x - x2) ** 2 + (y - y2) ** 2) ** 0.5 < 100 and abs((day - day2).days) < 7
    assert wanted.observed[1][0] == near
    shown = page(world, "incident_near_repeats", "?kind=Deliberate+fire")
    assert f"{near} against {wanted.expected[1][0]:.1f}" in shown
    assert "1 to under 100 m and 0 to 6 days apart" in shown
    assert f"{found.without_day} that may have happened on more than one day are left out" in shown


def test_filters_choose_by_kind_and_by_days_both_included(world):
    first, last = date(2024, 6, 1), date(2024, 6, 30)
    found = patterns.events_of(world.batch, patterns.Filters(FIRE, first, last))
    wanted = [each for each in world.kept if each["Type"] == FIRE and first <= _begins(each).date() <= last]
    assert len(found) == len(wanted) > 0
    query = "?kind=Deliberate+fire&first-day=1&first-month=6&first-year=2024&last-day=30&last-month=6&last-year=2024"
    assert f"{len(wanted)} incidents chosen" in page(world, "incident_set", query)
    wrong = page(world, "incident_set", "?first-day=40&first-month=6&first-year=2024")
    assert "There is a problem" in wrong
    assert f"{len(world.kept)} incidents" in wrong


def test_what_cannot_be_had_is_said_and_why(world):
    days = content(*(f"D{n},{13 + n}/01/2025,,,,,,,Fire," for n in range(5)))
    batch = loaded(world, days)
    events = patterns.events_of(batch, patterns.Filters())
    times = patterns.times_of(events)
    assert times.exact is None
    assert times.spans.events == 5
    assert patterns.places_of(batch, patterns.Filters()).concentration is None
    assert patterns.repeats_of(events, seed=1).why == patterns.NO_PLACES
    world.batch = batch
    assert patterns.NO_TIMES in page(world, "incident_set")
    assert patterns.NO_PLACES in page(world, "incident_places")
    assert patterns.NO_PLACES in page(world, "incident_near_repeats")


def test_a_span_of_more_than_seven_days_counts_for_places_and_not_for_times(world):
    batch = loaded(world, content("L1,13/01/2025,10:00,23/01/2025,10:00,448000,129500,Yard,Fire,"))
    times = patterns.times_of(patterns.events_of(batch, patterns.Filters()))
    assert (times.exact, times.spans, times.too_long) == (None, None, 1)
    assert patterns.places_of(batch, patterns.Filters()).placed == 1


def test_too_few_and_too_many_for_near_repeats_are_said(world, monkeypatch):
    batch = loaded(world, content(*rows(20)))
    events = patterns.events_of(batch, patterns.Filters())
    assert "Near repeats need 30" in patterns.repeats_of(events, seed=1).why
    monkeypatch.setattr(patterns, "MOST_FOR_REPEATS", 50)
    events = patterns.events_of(world.batch, patterns.Filters())
    assert "Choose one kind" in patterns.repeats_of(events, seed=1).why


def test_coordinates_of_a_coarse_grid_are_told(world):
    coarse = content(*(f"G{n},13/01/2025,10:00,,,{448_000 + 100 * n},129500,,Fire," for n in range(6)))
    assert patterns.places_of(loaded(world, coarse), patterns.Filters()).rounded
    assert not patterns.places_of(world.batch, patterns.Filters()).rounded


def test_the_clock_of_london_is_the_clock_of_the_tables(world):
    batch = loaded(world, content("S1,13/07/2025,23:30,,,,,,Fire,".replace("2025", "2024")))
    assert patterns.times_of(patterns.events_of(batch, patterns.Filters())).exact.table[5][23] == 1
    day = date(2024, 7, 13)
    assert len(patterns.events_of(batch, patterns.Filters(first=day, last=day))) == 1


def test_a_week_chart_shows_each_figure_once_and_refuses_another_shape():
    table = [[float(day * 24 + hour) for hour in range(24)] for day in range(7)]
    chart = week_chart(table, title="<b>When</b>", unit="incidents")
    assert "&lt;b&gt;" in chart.svg
    assert "<b>" not in chart.svg
    assert "Most incidents: Sunday 23:00 to 23:59 with 167." in chart.alternative
    assert chart.table[24] == ["23:00", "23", "47", "71", "95", "119", "143", "167"]
    assert "Most" not in week_chart([[0.0] * 24] * 7, title="None", unit="incidents").alternative
    with pytest.raises(ValueError, match="7 days"):
        week_chart(table[:6], title="", unit="")


def test_the_place_page_lists_what_is_there_and_refuses_where_nothing_is(world):
    browser = client_for(world.analyst)
    there = browser.get(reverse("evidence:incident_place", args=[world.batch.pk, 452_310, 190_140]))
    assert there.content.decode().count("INV-") == patterns.places_of(world.batch, patterns.Filters()).spots[0].count
    nowhere = browser.get(reverse("evidence:incident_place", args=[world.batch.pk, 1, 2]))
    assert nowhere.status_code == 404
