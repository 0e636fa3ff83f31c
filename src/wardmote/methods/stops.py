"""Stop and search by ethnic group: rates, how they compare with the White group's, and how often anything was found.

Sources: the Ministry of Justice's yearly statistics on race and the criminal justice system, for the ratio of rates;
Wilson (1927), Journal of the American Statistical Association 22, for the interval of a share.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import NormalDist

from wardmote.methods.rate_ratio import RateRatio, rate_ratio
from wardmote.methods.reasons import NotEnough

REFERENCE = "White"
LEAST_SEARCHES, LEAST_RESIDENTS = 5, 1000
# Where more than this share has no ethnic group on record, ratios say more about recording than about searching.
MUCH_UNKNOWN = 0.1


@dataclass(frozen=True)
class Stops:
    """Searches of people of one group, and of them those at which something was found; None where it is not known."""

    searches: int
    found: int | None = None


@dataclass(frozen=True)
class Share:
    """A share from 0 to 1 with its 95% interval after Wilson."""

    value: float
    lower: float
    upper: float


@dataclass(frozen=True)
class GroupOfStops:
    """One group. `rate` is searches per 1,000 residents of the group; `ratio` that rate over the reference group's.

    `least` and `most`: the ratio if everybody without a group on record were of the reference group, or of this one.
    `find_rate`: the share of its searches that found something. All None where `suppressed` says why.
    """

    group: str
    rate: float | None
    ratio: RateRatio | None
    least: float | None
    most: float | None
    find_rate: Share | None
    suppressed: str


@dataclass(frozen=True)
class StopsCompared:
    """Every group beside `reference`. `unknown_share` is the part of all searches, 0 to 1, with no group on record."""

    reference: str
    groups: tuple[GroupOfStops, ...]
    searches: int
    unknown: int
    unknown_share: float
    in_words: str


def compare_stops(
    stops: Mapping[str, Stops],
    residents: Mapping[str, int],
    *,
    unknown: Stops | None = None,
    reference: str = REFERENCE,
    least_searches: int = LEAST_SEARCHES,
    least_residents: int = LEAST_RESIDENTS,
) -> StopsCompared:
    """Compare searches by group with those of `reference`; `unknown` are searches without a group on record.

    Groups go in the order of `stops`. One with fewer searches or residents than the least has no figures, and says so.
    Raises NotEnough where the reference group itself has too few; ValueError for a count below nought, or more found
    than searched.
    """
    nowhere = unknown or Stops(0)
    _check([*stops.values(), nowhere])
    base = stops.get(reference)
    if base is None or base.searches < least_searches or residents.get(reference, 0) < least_residents:
        raise NotEnough(f"There are too few searches or residents of the group compared with ({reference}).")
    groups = []
    for name, held in stops.items():
        why = _too_small(held, residents.get(name), least_searches, least_residents)
        if why:
            groups.append(GroupOfStops(name, None, None, None, None, None, why))
            continue
        own, theirs = residents[name], residents[reference]
        ratio, least, most = None, None, None
        if name != reference:
            ratio = rate_ratio(held.searches, own, base.searches, theirs)
            least = held.searches / own / ((base.searches + nowhere.searches) / theirs)
            most = (held.searches + nowhere.searches) / own / (base.searches / theirs)
        found = wilson(held.found, held.searches) if held.found is not None else None
        groups.append(GroupOfStops(name, 1000 * held.searches / own, ratio, least, most, found, ""))
    searches = nowhere.searches + sum(held.searches for held in stops.values())
    share = nowhere.searches / searches
    return StopsCompared(reference, tuple(groups), searches, nowhere.searches, share, _said(nowhere.searches, share))


def wilson(part: int, whole: int, *, level: float = 0.95) -> Share:
    """Return a share with Wilson's interval. Raises ValueError unless 0 ≤ part ≤ whole and whole > 0."""
    if not 0 <= part <= whole or whole == 0:
        raise ValueError("a share has a part from nought to the whole, and a whole above nought")
    z = NormalDist().inv_cdf(0.5 + level / 2)
    share, square = part / whole, z * z / whole
    centre, width = share + square / 2, z * math.sqrt(share * (1 - share) / whole + square / (4 * whole))
    lower, upper = ((centre + sign * width) / (1 + square) for sign in (-1, 1))
    return Share(share, max(lower, 0.0) if part else 0.0, min(upper, 1.0) if part < whole else 1.0)


def find_rates_differ(first: Share, second: Share) -> tuple[float, float, float]:
    """Return first − second of two find rates with Newcombe's interval; it differs from nought when that is outside.

    Source: Newcombe (1998), Statistics in Medicine 17, method 10.
    """
    apart = first.value - second.value
    down = math.hypot(first.value - first.lower, second.upper - second.value)
    up = math.hypot(first.upper - first.value, second.value - second.lower)
    return apart, apart - down, apart + up


def _too_small(held: Stops, residents: int | None, least_searches: int, least_residents: int) -> str:
    if held.searches < least_searches:
        return f"fewer than {least_searches} searches"
    if residents is None:
        return "no residents of the group are known"
    return f"fewer than {least_residents:,} residents" if residents < least_residents else ""


def _said(unknown: int, share: float) -> str:
    if not unknown:
        return "Every search has an ethnic group on record."
    said = f"{unknown:,} searches ({100 * share:.1f}%) have no ethnic group on record and are in no group's rate."
    if share > MUCH_UNKNOWN:
        said += " That is enough to move every ratio: read each between its least and its most."
    return said


def _check(stops: list[Stops]) -> None:
    for held in stops:
        if held.searches < 0 or (held.found is not None and not 0 <= held.found <= held.searches):
            raise ValueError("searches are nought or more, and no more is found than was searched")
