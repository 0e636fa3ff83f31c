"""Coordinates as files write them, made into British National Grid metres. Nothing is put right unasked."""

import math
import re
from collections.abc import Sequence

# The box in which England and Wales lie. It does not tell them from the sea or from the south of Scotland.
EAST, NORTH = (80_000.0, 656_000.0), (5_000.0, 658_000.0)
LONGITUDE, LATITUDE = (-6.5, 1.9), (49.8, 55.9)
Grid = tuple[float, float]
_NUMBER = re.compile(r"^[-+−]?\d{1,9}(?:\.\d{1,15})?$")


class NotPlace(ValueError):
    """Why two cells are no place, in words that quote nothing of them."""


def read_pair(one: str, other: str, *, grid: bool) -> tuple[float, float] | None:
    """Read easting and northing, or longitude and latitude: both as numbers, None where both cells are empty.

    Raises NotPlace for one without the other, for what is no number, and for what lies outside England and Wales.
    """
    if not one and not other:
        return None
    if not one or not other:
        raise NotPlace("one of the two coordinates is missing")
    x, y = _number(one), _number(other)
    if x == 0 and y == 0:
        raise NotPlace("0, 0 is not a place: leave both empty where the place is not known")
    across, up = (EAST, NORTH) if grid else (LONGITUDE, LATITUDE)
    if _in(x, across) and _in(y, up):
        return x, y
    if _in(y, across) and _in(x, up):
        names = "easting and northing" if grid else "longitude and latitude"
        raise NotPlace(f"the coordinates are outside England and Wales; {names} may be the wrong way round")
    raise NotPlace("the coordinates are outside England and Wales")


def to_grid(degrees: Sequence[tuple[float, float]]) -> list[Grid]:
    """Convert (longitude, latitude) on WGS 84 to British National Grid metres, within 1 to 2 metres.

    Without the Ordnance Survey's grid of shifts the conversion is the seven-parameter one.
    """
    if not degrees:
        return []
    from pyproj import Transformer

    transformer = Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True)
    east, north = transformer.transform([each[0] for each in degrees], [each[1] for each in degrees])
    return list(zip(map(float, east), map(float, north), strict=True))


def in_box(place: Grid) -> bool:
    """Whether grid metres lie in the box of England and Wales."""
    return all(map(math.isfinite, place)) and _in(place[0], EAST) and _in(place[1], NORTH)


def _number(cell: str) -> float:
    plain = cell.replace(",", "").replace(" ", "")
    if not _NUMBER.match(plain):
        raise NotPlace("a coordinate is not a number")
    return float(plain.replace("−", "-"))


def _in(value: float, between: tuple[float, float]) -> bool:
    return between[0] <= value <= between[1]
