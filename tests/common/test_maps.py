"""Maps: classes that say what was done, hatching and marks, words and table that equal the picture, strict pages."""

import json
import time
from collections import Counter
from datetime import UTC, datetime
from decimal import Decimal
from math import cos, pi, sin
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from tests.common.test_charts import HOSTILE, safe_in_a_strict_page
from wardmote.common.documents import ChartBlock, Document, to_docx, to_html, to_pdf
from wardmote.common.gallery_map import sample_map
from wardmote.common.map_classes import classify
from wardmote.common.map_drawing import inside, rings
from wardmote.common.maps import AreaMap, MapArea, choropleth
from wardmote.common.month_chart import month_chart

pytestmark = pytest.mark.plain


def square(column: int, row: int, size: float = 0.01) -> dict[str, Any]:
    x, y = -1.3 + column * size, 51 + row * size
    corners = [[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]
    return {"type": "Polygon", "coordinates": [corners]}


def area(number: int, value: Any, text: str = "", **more: Any) -> MapArea:
    written = text or ("not known" if value is None else str(value))
    given = {"geometry": square(number % 10, number // 10)} | more
    return MapArea(f"E{number:08d}", f"Area {number:03d}", value, written, **given)


def drawn(areas: list[MapArea], **more: Any) -> AreaMap:
    return choropleth(**({"title": "Theft lies in the centre", "areas": areas, "unit": "thefts", "year": 2025} | more))


def legend(made: AreaMap) -> list[str]:
    return [sign["words"] for sign in made.browser["legend"]]


def test_each_class_holds_about_an_equal_part_and_says_its_edges() -> None:
    made = drawn([area(number, number) for number in range(50)])
    assert legend(made) == [
        "40 to 49 (10 areas)", "30 to 39 (10 areas)", "20 to 29 (10 areas)", "10 to 19 (10 areas)",
        "0 to 9 (10 areas)",
    ]  # fmt: skip
    colours = [area["kind"] for area in made.browser["areas"].values()]
    assert sorted(Counter(colours).values()) == [10] * 5


def test_equal_values_are_never_parted_and_many_noughts_are_a_class_of_their_own() -> None:
    found = classify([0] * 70 + list(range(1, 31)))
    assert found.labels[0] == "0"
    assert found.of(0) == 0
    assert found.of(1) == 1
    assert found.labels == ("0", "1 to 7", "8 to 15", "16 to 22", "23 to 30")
    assert classify([4, 4, 4]).labels == ("4",)
    assert classify([]).labels == ()


def test_a_value_is_in_the_class_whose_words_hold_it() -> None:
    """What the legend prints, read back as numbers, puts each value where it was coloured."""
    values = [Decimal(number * number) / 7 for number in range(41)]
    found = classify(values)
    assert found.labels[0].startswith("under ")
    assert found.labels[-1].endswith(" or more")
    for value in values:
        words = found.labels[found.of(value)].replace(",", "")
        edges = [Decimal(part) for part in words.split() if part[0].isdigit()]
        low = edges[0] if "or more" in words or "to" in words else None
        high = edges[-1] if "under" in words else None
        assert low is None or value >= low
        assert high is None or value < high


def test_breaks_are_kept_and_both_sides_of_nought_have_their_own_colours() -> None:
    assert classify([1, 7, 30], breaks=[5, 10]).labels == ("1 to 4", "5 to 9", "10 to 30")
    both = classify([-9, -4, -1, 0, 1, 3, 8])
    assert both.labels[both.of(0)] == both.labels[both.of(1)]
    assert len(set(both.colours)) == len(both.colours) == len(both.labels)
    assert [both.of(value) for value in (-9, -4, 0, 3, 8)] == sorted(both.of(value) for value in (-9, -4, 0, 3, 8))
    assert both.of(-9) < both.of(0) < both.of(8)


@pytest.mark.parametrize("wrong", [{"classes": 6}, {"breaks": [3, 2]}, {"breaks": [1, 2, 3, 4, 5]}])
def test_a_map_of_more_than_five_classes_or_breaks_out_of_order_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="map"):
        drawn([area(1, 1), area(2, 5)], **wrong)


@pytest.mark.parametrize(
    "geometry",
    [{}, {"type": "Point", "coordinates": [0, 51]}, {"type": "Polygon", "coordinates": [[[0]]]},
     {"type": "Polygon", "coordinates": [[[400000, 100000], [400001, 100000], [400001, 100001]]]},
     {"type": "Polygon", "coordinates": [[["a", "b"]] * 4]}],
)  # fmt: skip
def test_what_is_no_polygon_in_degrees_is_refused(geometry: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"polygon|degrees"):
        drawn([area(1, 1, geometry=geometry)])


def test_no_areas_or_one_twice_is_refused() -> None:
    for areas in ([], [area(1, 1), area(1, 2)]):
        with pytest.raises(ValueError, match="areas"):
            drawn(areas)


def test_a_suppressed_value_is_nowhere() -> None:
    areas = [area(number, number + 10) for number in range(8)]
    areas += [area(8, 4, "fewer than 5", suppressed=True), area(9, 987654, "fewer than 5", suppressed=True)]
    made = drawn(areas)
    assert "987654" not in made.svg + made.alternative + json.dumps(made.browser) + str(made.table)
    assert "987,654" not in " ".join(legend(made))
    assert [row[1:] for row in made.table[-2:]] == [["Area 008", "fewer than 5"], ["Area 009", "fewer than 5"]]
    assert "too few to show (2 areas)" in legend(made)
    swapped = [
        *areas[:8],
        area(8, 987654, "fewer than 5", suppressed=True),
        area(9, 4, "fewer than 5", suppressed=True),
    ]
    assert drawn(swapped) == made


def test_words_and_table_say_what_the_picture_says() -> None:
    areas = [area(1, 5), area(2, 9, mark="hot"), area(3, 5), area(4, None), area(5, 1, geometry=None)]
    made = drawn(areas, note="Counted twice.")
    assert made.table[0] == ["Rank", "Area", "Thefts", "Mark"]
    assert [row[0] for row in made.table[1:]] == ["1", "2=", "2=", "4", ""]
    assert made.table[1] == ["1", "Area 002", "9", "Hot spot"]
    assert made.codes[0] == "E00000002"
    assert "Highest: Area 002 9; Area 001 5; Area 003 5. Lowest: Area 005 1." in made.alternative
    assert "Hot spots: Area 002." in made.alternative
    assert "No figure: 1 area." in made.alternative
    notes = " ".join(made.browser["notes"])
    assert "Counted twice." in notes
    assert "Not drawn, for want of a boundary: 1 area." in notes
    assert "Contains OS data © Crown copyright and database right 2025" in notes
    assert len(made.shapes["features"]) == 4
    assert etree.fromstring(made.svg).xpath("count(//*[@data-code])") == 4


def test_a_mark_stands_inside_its_area() -> None:
    horseshoe = [[0, 0], [4, 0], [4, 1], [1, 1], [1, 3], [4, 3], [4, 4], [0, 4], [0, 0]]
    x, y = inside(rings({"type": "Polygon", "coordinates": [horseshoe]}))
    assert 0 < x < 1
    assert 1 < y < 3


def test_it_is_safe_in_a_strict_page_and_holds_no_reference() -> None:
    safe_in_a_strict_page(sample_map())
    hostile = drawn([area(1, 2), MapArea(HOSTILE, HOSTILE, 3, HOSTILE, square(2, 2), mark="hot")], title=HOSTILE)
    safe_in_a_strict_page(hostile)
    assert hostile.png.startswith(b"\x89PNG")
    nothing = drawn([area(1, None, geometry=None)])
    safe_in_a_strict_page(nothing)
    assert "No area has a figure." in nothing.alternative


def test_it_goes_on_paper_as_any_chart() -> None:
    document = Document(
        title="Map", partnership="A", period="2025", version="1", marking="OFFICIAL",
        made=datetime(2025, 3, 24, tzinfo=UTC), blocks=[ChartBlock(sample_map(), show_table=False)],
    )  # fmt: skip
    assert to_pdf(document).startswith(b"%PDF")
    assert to_docx(document)[:2] == b"PK"
    assert "Bicycle theft lies around the station" in to_html(document)


def test_two_hundred_areas_are_drawn_in_a_moment() -> None:
    areas = [area(number, number % 37, geometry=_round(number)) for number in range(200)]
    best = min(_seconds(areas) for _ in range(3))
    assert best < 0.3


def _round(number: int) -> dict[str, Any]:
    """A ring of 60 corners."""
    x, y = number % 20 * 0.02, 51 + number // 20 * 0.02
    ring = [[x + 0.01 * cos(turn * pi / 30), y + 0.01 * sin(turn * pi / 30)] for turn in range(61)]
    return {"type": "MultiPolygon", "coordinates": [[ring]]}


def _seconds(areas: list[MapArea]) -> float:
    start = time.process_time()
    drawn(areas)
    return time.process_time() - start


def test_a_page_serves_map_script_and_shapes_without_a_script_of_its_own() -> None:
    answer = Client().get("/gallery/")
    page = answer.content.decode()
    assert "worker-src 'self'" in answer["Content-Security-Policy"]
    assert 'data-worker="/static/maplibre/maplibre-gl-worker' in page
    told = page.split('<script type="application/json" data-areas>')[1].split("</script>")[0]
    assert json.loads(told)["areas"]["X00000008"]["kind"] == "none"
    assert '<script type="application/json" data-shapes>' in page


def test_a_chart_of_months_leaves_gaps_and_names_both_years() -> None:
    made = month_chart(
        title="Fell", labels=["Jan 2025", "Feb 2025", "Mar 2025"], now=[5, None, 7], then=[9, 8, 7], unit="thefts",
        now_label="2025",
    )  # fmt: skip
    safe_in_a_strict_page(made)
    assert made.table == [
        ["Month", "A year before", "2025"], ["Jan 2025", "9", "5"], ["Feb 2025", "8", "not known"],
        ["Mar 2025", "7", "7"],
    ]  # fmt: skip
    assert "Not known: Feb 2025." in made.alternative
    assert "Lowest 5 in Jan 2025, highest 7 in Mar 2025" in made.alternative
    lone = month_chart(title="One", labels=["Jan 2025"], now=[Decimal("0.4")], then=[], unit="rate", places=1)
    safe_in_a_strict_page(lone)
    assert lone.table[1] == ["Jan 2025", "0.4"]
    with pytest.raises(ValueError, match="month"):
        month_chart(title="x", labels=["a"], now=[1, 2], then=[], unit="x")


def test_the_example_of_the_method_page() -> None:
    figures = (0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 8, 9)
    found = classify(figures)
    assert found.labels == ("0", "1 to 2", "3 to 4", "5 to 7", "8 to 9")
    assert Counter(found.of(value) for value in figures) == {0: 6, 1: 2, 2: 2, 3: 2, 4: 2}
    assert classify([0, 0, 1, 2, 2, 5]).labels == ("0", "1", "2 to 4", "5")


def test_invented_boundaries_claim_no_licence() -> None:
    area = MapArea("E01", "Nowhere", 3, "3", square(0, 0))
    drawn = choropleth(title="Crime", areas=[area], unit="crimes", invented=True)
    assert "invented" in str(drawn.svg)
    assert "Crown copyright" not in str(drawn.svg)
    assert "Crown copyright" in str(choropleth(title="Crime", areas=[area], unit="crimes").svg)
