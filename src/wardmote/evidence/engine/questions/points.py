"""The anonymous map points that the police put records on: the fullest of them, and how full all are."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from pathlib import Path

from wardmote.evidence.engine import backends
from wardmote.evidence.engine.answers import MapPoint, MapPoints
from wardmote.evidence.engine.questions import expressions
from wardmote.evidence.engine.questions.opening import Asked, Opened, answer, asked

# From one month to the next about half of a force's points are met again, years apart as well. When hardly any are,
# the police have drawn up a new list of points, and a point of the old list is none of the new.
_SAME_LIST = 0.2

_Point = tuple[int, float, float, str, str]


def map_points(
    store: Path, districts: Collection[str], months: Sequence[str], crime_type: str, limit: int = 20
) -> MapPoints:
    """Count the records of `crime_type` (or ALL_CRIME) in `districts` by map point, in the months that are held.

    A point is its coordinates and the words printed for it, within one list of points: where the police drew up a new
    list within these months, `vintages` has more than one entry and points of different lists are never added up.
    """

    def question(opened: Opened) -> MapPoints:
        of = asked(opened, districts, months)
        counts: Counter[_Point] = Counter()
        types: dict[_Point, Counter[str]] = defaultdict(Counter)
        vintages: list[str] = []
        for force in of.forces if of.held else ():
            starts = _starts(opened, of, force)
            vintages += _in_words(of.held, starts)
            rows = backends.ask(
                expressions.by_point, {"street": _files(opened, of, force), "cube": opened.cube},
                districts=_policed(opened, of, force), months=of.stretches, force=force, starts=starts,
                crime_type=crime_type,
            )  # fmt: skip
            for *point, name, n in rows:
                key: _Point = tuple(point)
                counts[key] += n
                types[key][name] += n
        fullest = sorted(counts, key=lambda point: (-counts[point], point))
        top = tuple(
            MapPoint(point[1], point[2], point[3], point[4], counts[point], dict(types[point].most_common()))
            for point in fullest[:limit]
        )
        every = tuple(sorted(counts.values(), reverse=True))
        return MapPoints(top, every, of.missing, tuple(dict.fromkeys(vintages)))

    return answer(store, question, MapPoints((), (), tuple(months), ()))


def _files(opened: Opened, of: Asked, force: str) -> tuple[Path, ...]:
    return opened.rows([opened.street[force, month] for month in of.held])


def _policed(opened: Opened, of: Asked, force: str) -> tuple[str, ...]:
    return tuple(name for name in of.districts if opened.policing[name] == force)


def _starts(opened: Opened, of: Asked, force: str) -> tuple[str, ...]:
    """Return the months in which the force's files began to use a new list of points."""
    points: Counter[str] = Counter()
    again: Counter[tuple[str, str]] = Counter()
    for month, before, n in backends.ask(expressions.points_met_again, {"street": _files(opened, of, force)}):
        points[month] += n
        again[month, before or ""] += n
    pairs = zip(of.held, of.held[1:], strict=False)
    return tuple(month for before, month in pairs if again[month, before] < _SAME_LIST * points[month])


def _in_words(months: Sequence[str], starts: Sequence[str]) -> list[str]:
    edges = [months[0], *starts]
    ends = [*(months[months.index(start) - 1] for start in starts), months[-1]]
    return [f"{first} to {last}" for first, last in zip(edges, ends, strict=True)]
