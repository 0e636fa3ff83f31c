"""An area among those like it, and a percentage that gives way to its counts."""

from decimal import Decimal

import pytest

from wardmote.methods.similar import group_average
from wardmote.methods.small_base import share_or_counts, share_with_counts

GROUP = {"ours": Decimal("6.0"), "b": Decimal("4.0"), "c": Decimal("5.0"), "d": Decimal("9.0")}


def test_the_plain_mean_of_the_group_with_the_area_in_it() -> None:
    found = group_average(GROUP, "ours")
    assert (found.average, found.rank, found.of, found.percent_from_average) == (6, 3, 4, 0)


def test_without_the_area_itself() -> None:
    found = group_average({**GROUP, "ours": Decimal("9.0")}, "ours", includes_self=False)
    assert found.average == 6
    assert found.percent_from_average == 50
    assert found.rank == 3  # shares the better of the two places


def test_an_area_below_the_average_and_a_group_at_nought() -> None:
    assert group_average(GROUP, "b").percent_from_average == Decimal(-200) / 6
    none = group_average({"ours": 0, "b": 0}, "ours")
    assert (none.average, none.percent_from_average, none.rank) == (0, None, 1)


def test_a_group_with_a_rate_missing_has_no_average() -> None:
    found = group_average({**GROUP, "c": None}, "ours")
    assert (found.average, found.rank, found.percent_from_average, found.of) == (None, None, None, 4)
    assert found.missing == ("c",)


def test_nobody_to_compare_with_is_refused() -> None:
    with pytest.raises(ValueError, match="not among"):
        group_average(GROUP, "elsewhere")
    with pytest.raises(ValueError, match="at least one other"):
        group_average({"ours": 1}, "ours")


@pytest.mark.parametrize(
    ("part", "whole", "short", "full"),
    [
        (114, 955, "11.9%", "11.9% (114 of 955)"),
        (3, 19, "3 of 19", "3 of 19"),
        (3, 20, "15.0%", "15.0% (3 of 20)"),
        (1234, 5000, "24.7%", "24.7% (1,234 of 5,000)"),
        (0, 0, "0 of 0", "0 of 0"),
        (None, 5, "not known", "not known"),
        (5, None, "not known", "not known"),
    ],
)
def test_a_percentage_on_a_small_base_gives_way_to_the_counts(
    part: int | None, whole: int | None, short: str, full: str
) -> None:
    assert share_or_counts(part, whole) == short
    assert share_with_counts(part, whole) == full


def test_the_base_and_the_decimals_can_be_set() -> None:
    assert share_or_counts(114, 955, minimum_base=1000) == "114 of 955"
    assert share_or_counts(114, 955, places=0) == "12%"
