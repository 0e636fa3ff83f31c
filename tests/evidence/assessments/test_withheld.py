"""Counts of people in an assessment: what is small stays unsaid, whatever is laid beside it."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from tests.factories.world import make_world
from wardmote.common.periods import Quarter, Timespan
from wardmote.evidence.queries import assessment_people
from wardmote.evidence.queries.assessment_people import four_quarters, people_counts
from wardmote.measures.types import Count, Filters, Measure

pytestmark = pytest.mark.django_db
TO = "2024-12"
Counts = Callable[[int, Quarter], int]


@pytest.fixture
def world(db: None) -> SimpleNamespace:
    return make_world()


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    def ask(partnership_id: int, counts: Counts, *, stock: bool = False) -> list[str]:
        def count(pk: int, period: Timespan, filters: Filters) -> Count:
            assert not filters, "a count of people is never narrowed"
            assert isinstance(period, Quarter)
            return Count(counts(pk, period))

        made = Measure("secret", "Secret", "cases", "Cases.", True, count, lambda *asked: None, stock=stock)
        monkeypatch.setattr(assessment_people, "every", lambda: [made])
        monkeypatch.setattr("wardmote.measures.queries.find", lambda key: made)
        row = people_counts(partnership_id, TO)[0]
        assert row.now_value is None or row.now == f"{row.now_value:,}"
        return [row.now, row.before]

    return ask


def test_the_quarters_are_whole_and_over() -> None:
    assert [each.slug for each in four_quarters("2024-11")][-1] == "2024-25-Q2"
    assert [each.slug for each in four_quarters(TO)] == ["2023-24-Q4", "2024-25-Q1", "2024-25-Q2", "2024-25-Q3"]
    assert four_quarters("2031-12") == four_quarters("2025-02"), "nothing of a quarter that is still going on"


def test_a_small_year_reads_fewer_than_five_and_none_is_none(world, counted) -> None:
    assert counted(world.north.pk, lambda pk, quarter: 1) == ["fewer than 5", "fewer than 5"]
    assert counted(world.north.pk, lambda pk, quarter: 0) == ["0", "0"]
    assert counted(world.north.pk, lambda pk, quarter: 7) == ["28", "28"]


def test_a_year_with_a_small_quarter_is_withheld_since_the_others_stand_on_their_pages(world, counted) -> None:
    odd = Quarter.parse("2024-25-Q1")
    for small in (1, 2, 3, 4):
        said = counted(world.north.pk, lambda pk, quarter, small=small: small if quarter == odd else 20)
        assert said == ["not shown", "80"], small


def test_a_county_is_withheld_where_a_district_of_it_is_small(world, counted) -> None:
    def counts(pk: int, quarter: Quarter) -> int:
        return {world.county.pk: 33, world.north.pk: 3, world.south.pk: 30}.get(pk, 0)

    assert counted(world.county.pk, counts) == ["not shown", "not shown"]
    assert counted(world.south.pk, counts) == ["120", "120"]


def test_of_a_stock_the_last_quarter_alone_is_read(world, counted) -> None:
    last = Quarter.parse("2024-25-Q3")
    said = counted(world.north.pk, lambda pk, quarter: 9 if quarter == last else 2, stock=True)
    assert said == ["9", "fewer than 5"]
