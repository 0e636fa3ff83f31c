"""What rows of a file of incidents are understood to say, and that every row is accounted for."""

from datetime import UTC, datetime

import pytest

from wardmote.evidence.incident_files.columns import Columns, find_header, guess, orders, wanting
from wardmote.evidence.incident_files.places import NotPlace, in_box, read_pair, to_grid
from wardmote.evidence.incident_files.rows import FileRead, grouped, ranges, read_rows
from wardmote.evidence.incident_files.times import LONDON, Orders

pytestmark = pytest.mark.plain
NOW = datetime(2025, 3, 24, 12, tzinfo=LONDON)


def read(header: str, *rows: str, order: str = "dmy") -> FileRead:
    columns = Columns(guess(header.split(",")), order)
    found = read_rows(list(enumerate((row.split(",") for row in rows), start=2)), columns, NOW)
    assert found.rows == len(found.accepted) + len(found.rejected) + len(found.repeated)
    return found


def test_columns_are_matched_by_their_names_in_any_order_and_spelling():
    assert guess(["Type_", "DATE FROM:", "Date To", "Eastings", "northings", "Log no.", "Case ref", "Street"]) == {
        "kind": 0, "starts": 1, "ends": 2, "easting": 3, "northing": 4, "reference": 5, "case_reference": 6, "place": 7,
    }  # fmt: skip
    assert guess(["Date", "Time", "Lat", "Long", "Notes"]) == {
        "starts": 0, "starts_time": 1, "latitude": 2, "longitude": 3,
    }  # fmt: skip
    assert guess(["lon", "lat", "easting", "northing", "date"]) == {"easting": 2, "northing": 3, "starts": 4}


def test_a_title_above_the_header_is_passed_over():
    assert (
        find_header([[1, ["Deliberate fires"]], [3, ["Date", "Easting", "Northing"]], [4, ["1/2/2025", "1", "2"]]]) == 1
    )
    assert find_header([]) == 0


@pytest.mark.parametrize(("at", "found", "words"), [
    ({}, Orders(), "the column with the date"),
    ({"starts": 0, "easting": 1}, Orders(), "both columns of the coordinates"),
    ({"starts": 0, "easting": 1, "northing": 2, "longitude": 3, "latitude": 4}, Orders(), "not all four"),
    ({"starts": 0, "place": 0}, Orders(), "one thing only"),
    ({"starts": 0}, Orders(either=4), "the day or the month"),
    ({"starts": 0}, Orders(1, 1), "the day or the month"),
    ({"starts": 0}, Orders(1, 0, 4), ""),
])  # fmt: skip
def test_what_is_still_to_be_chosen_is_said(at, found, words):
    said = wanting(Columns(at), found)
    assert words in said
    assert bool(said) == bool(words)


def test_ambiguous_dates_are_read_only_once_somebody_has_said():
    rows = [["04/03/2025"], ["05/06/2024"]]
    columns = Columns({"starts": 0})
    assert wanting(columns, orders(rows, columns))
    assert not wanting(Columns({"starts": 0}, "mdy"), orders(rows, columns))


def test_times_of_one_column_of_two_and_of_four():
    one = read("date,kind", "04/03/2025 14:05,Fire").accepted[0]
    two = read("date,time,kind", "04/03/2025,14:05,Fire").accepted[0]
    assert one.starts_at == one.ends_at == two.starts_at == two.ends_at == datetime(2025, 3, 4, 14, 5, tzinfo=UTC)
    four = read("date from,time from,date to,time to", "04/03/2025,22:00,05/03/2025,06:30").accepted[0]
    assert (four.starts_at, four.ends_at) == (
        datetime(2025, 3, 4, 22, tzinfo=UTC), datetime(2025, 3, 5, 6, 30, tzinfo=UTC),
    )  # fmt: skip


def test_a_day_without_a_time_is_the_whole_of_it():
    only = read("date", "04/03/2025").accepted[0]
    assert (only.ends_at - only.starts_at).total_seconds() == 86_400
    found = read("from,to", "04/03/2025,06/03/2025").accepted[0]
    assert found.ends_at == datetime(2025, 3, 7, tzinfo=LONDON)
    assert "had a day and no time of day" in " ".join(read("date", "04/03/2025").notes)


@pytest.mark.parametrize(("row", "why"), [
    ("", "There is no date."),
    ("25/03/2025 10:00", "It is in the future."),
    ("31/12/1999 10:00", "It is before the year 2000."),
    ("04/03/2025 10:00,04/03/2025 09:00", "It ends before it begins; where it ended on the next day, give that day."),
    ("30/03/2024 01:30,never", "This is not a date."),
    ("31/03/2024 01:30", "The clocks went forward that night, so there was no such time."),
    ("04/03/2025 10:00,,448000", "One of the two coordinates is missing."),
    ("04/03/2025 10:00,,0,0", "0, 0 is not a place: leave both empty where the place is not known."),
    ("04/03/2025 10:00,,north,south", "A coordinate is not a number."),
    ("04/03/2025 10:00,,nan,inf", "A coordinate is not a number."),
    ("04/03/2025 10:00,,448000,900000", "The coordinates are outside England and Wales."),
    ("04/03/2025 10:00,,448000,129500," + "x" * 81, "Kind of incident: more than 80 characters."),
])  # fmt: skip
def test_each_row_left_out_says_why_and_quotes_nothing(row, why):
    found = read("from,to,easting,northing,kind", row, "04/03/2025 10:00,,448000,129500,Fire")
    assert found.rejected == [(2, why)]
    assert [each.line for each in found.accepted] == [3]


def test_coordinates_the_wrong_way_round_are_told_and_not_turned():
    with pytest.raises(NotPlace, match="wrong way round"):
        read_pair("51.06", "-1.31", grid=False)
    with pytest.raises(NotPlace, match="outside"):
        read_pair("-1.31", "57.1", grid=False)
    assert read_pair("448,000", "129 500", grid=True) == (448_000, 129_500)


def test_degrees_become_grid_metres_within_a_few_metres_of_the_ordnance_surveys_worked_example():
    # Its guide to coordinate systems: 52° 39′ 27.2531″ N, 1° 43′ 4.5177″ E on OSGB36 is 651409.903, 313177.270.
    from pyproj import Transformer

    degrees = Transformer.from_crs("EPSG:4277", "EPSG:4326", always_xy=True).transform(
        1 + 43 / 60 + 4.5177 / 3600, 52 + 39 / 60 + 27.2531 / 3600
    )
    east, north = to_grid([degrees])[0]
    assert abs(east - 651_409.903) < 3
    assert abs(north - 313_177.270) < 3
    assert to_grid([]) == []
    assert in_box((east, north))
    assert not in_box((float("inf"), 1.0))


def test_a_span_across_the_night_the_clocks_go_back_is_read_both_times():
    found = read("from,to", "27/10/2024 01:50,27/10/2024 01:10", "27/10/2024 01:10,27/10/2024 01:50")
    assert [each.ends_at.astimezone(UTC).hour for each in found.accepted] == [1, 0]
    assert found.twice == 2
    assert "the first was taken" in found.notes[0]


def test_what_the_whole_file_should_tell_is_told():
    rows = [f"{day:02}/01/2025 00:00,,448000,129500" for day in range(1, 10)]
    found = read("from,to,easting,northing", *rows, "01/01/2025 10:00,20/01/2025 10:00,,")
    told = " ".join(found.notes)
    assert "midnight exactly" in told
    assert "1 of the rows accepted may have happened over more than seven days" in told
    assert "1 of the rows accepted had no coordinates" in told


def test_lines_are_written_shortly():
    assert ranges([3, 7, 10, 11, 12, 1_200, 1_201]) == "3, 7, 10 to 12, 1,200, 1,201"
    assert list(grouped([(2, "b"), (3, "a"), (4, "a")]).items()) == [("a", [3, 4]), ("b", [2])]
