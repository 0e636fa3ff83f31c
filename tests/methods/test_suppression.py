"""A small count is not printed, and cannot be worked out from what is."""

from itertools import product

import pytest

from wardmote.methods.suppression import Published, publish_count, publish_parts


@pytest.mark.parametrize(
    ("count", "value", "text"),
    [(0, 0, "0"), (1, None, "fewer than 5"), (4, None, "fewer than 5"), (5, 5, "5"), (1234, 1234, "1,234")],
)
def test_one_to_four_are_not_shown(count: int, value: int | None, text: str) -> None:
    assert publish_count(count) == Published(value, text)


def test_policy_may_hide_nought_and_move_the_threshold() -> None:
    assert publish_count(0, zero_shown=False).text == "fewer than 5"
    assert publish_count(9, threshold=10).text == "fewer than 10"


def test_no_figure_is_not_a_small_figure() -> None:
    unknown = publish_count(None)
    assert (unknown.value, unknown.text, unknown.suppressed) == (None, "not known", False)
    assert publish_count(3).suppressed
    assert not publish_count(0).suppressed


@pytest.mark.parametrize(("count", "threshold"), [(-1, 5), (3, 0)])
def test_nonsense_is_refused(count: int, threshold: int) -> None:
    with pytest.raises(ValueError, match="or more"):
        publish_count(count, threshold=threshold)


def test_one_small_part_hides_its_fellows_and_keeps_the_total() -> None:
    parts, total = publish_parts([2, 0, 7, 9])
    assert [part.text for part in parts] == ["not shown", "0", "not shown", "not shown"]
    assert total.text == "18"


def test_nothing_small_hides_nothing() -> None:
    parts, total = publish_parts([0, 7, 9])
    assert [part.text for part in parts] + [total.text] == ["0", "7", "9", "16"]


def test_parts_too_small_for_any_cover_hide_the_total() -> None:
    parts, total = publish_parts([2, 0, 3])
    assert [part.text for part in parts] == ["fewer than 5", "0", "fewer than 5"]
    assert total.text == "not shown"


@pytest.mark.parametrize("size", [1, 2, 3, 4])
@pytest.mark.parametrize("zero_shown", [True, False])
def test_no_small_part_can_be_worked_out_from_what_is_printed(zero_shown: bool, size: int) -> None:
    """Every table of parts up to 8: a reader who knows the rule finds at least two tables for each small part."""
    tables: dict[tuple[str, ...], list[tuple[int, ...]]] = {}
    for counts in product(range(9), repeat=size):
        parts, total = publish_parts(counts, zero_shown=zero_shown)
        tables.setdefault((*(part.text for part in parts), total.text), []).append(counts)
    for printed, possible in tables.items():
        for position in range(size):
            seen = {counts[position] for counts in possible}
            small = {count for count in seen if count < 5 and (count > 0 or not zero_shown)}
            assert not small or len(seen) > 1, (printed, possible)
