"""An invented map for the gallery: a grid of areas on no real ground, with one of everything that a map can show."""

from functools import cache

from wardmote.common.maps import AreaMap, MapArea, choropleth

_COLUMNS, _ROWS = 8, 6
_WEST, _SOUTH, _WIDE, _HIGH = -1.4, 51.0, 0.03, 0.02


@cache
def sample_map() -> AreaMap:
    """Return the map; a grid whose lines are bent, so that its areas differ."""
    areas = [_area(column, row) for row in range(_ROWS) for column in range(_COLUMNS)]
    return choropleth(
        title="Bicycle theft lies around the station",
        areas=areas,
        unit="bicycle thefts, April 2024 to March 2025",
        note="Invented figures.",
        year=2025,
    )


def _area(column: int, row: int) -> MapArea:
    number = row * _COLUMNS + column + 1
    value = max(0, 44 - 9 * (abs(column - 3) + abs(row - 2)) + number * 7 % 5)
    corners = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1), (column, row)]
    geometry = {"type": "Polygon", "coordinates": [[_corner(*corner) for corner in corners]]}
    name, code = f"Sampleham {number:03d}", f"X{number:08d}"
    if number in (8, 16):
        return MapArea(code, name, None, "not known", geometry)
    if number % 11 == 0:
        return MapArea(code, name, None, "fewer than 5", geometry, suppressed=True)
    mark = "hot" if value > 34 else "cold" if number in (41, 48) else ""
    return MapArea(code, name, value, str(value), geometry, mark=mark)


def _corner(column: int, row: int) -> list[float]:
    bend = ((column * 5 + row * 3) % 7 - 3) / 14
    return [round(_WEST + (column + bend) * _WIDE, 5), round(_SOUTH + (row - bend) * _HIGH, 5)]
