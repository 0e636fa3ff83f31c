"""Which areas are most like one's own, by figures that are open to all; and a rate beside those of such a group.

The groups the police use are not public, so this one is home-grown: variables standardised over all areas, straight
distance, the nearest. Its members and method are printed with it. Source for the comparison with the group: His
Majesty's Inspectorate of Constabulary and Fire & Rescue Services, which takes the plain mean, one's own area included.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import fmean, median, stdev

from wardmote.methods.decimals import divided
from wardmote.methods.rates import Interval, rate, rate_interval
from wardmote.methods.reasons import NotEnough


@dataclass(frozen=True)
class Similarity:
    """The areas nearest to one's own, nearest first, each with its distance in standard deviations.

    `standardised` holds every compared area's z-score of each of `variables`; `left_out` the areas, and variables, that
    could not be compared, each with why. Not symmetric: that A is among B's nearest does not put B among A's.
    """

    own: str
    members: tuple[tuple[str, float], ...]
    variables: tuple[str, ...]
    standardised: Mapping[str, Mapping[str, float]]
    left_out: Mapping[str, str]


def most_similar(
    own: str, table: Mapping[str, Mapping[str, float | None]], *, variables: Sequence[str], k: int = 7
) -> Similarity:
    """Return the `k` areas nearest to `own`: z-scores over all areas with every variable, then Euclidean distance.

    `table` holds each area's figures by variable. Equal distances go by name. A variable that is the same everywhere
    tells nothing and is left out. Raises NotEnough where `own` or all others lack a figure, ValueError for an unknown
    `own`, no variables or k under 1.
    """
    if own not in table or not variables or k < 1:
        raise ValueError("an area of the table, at least one variable and at least one neighbour are needed")
    left_out = {name: why for name, row in table.items() if (why := _lacking(row, variables))}
    if own in left_out:
        raise NotEnough(f"{own} cannot be compared: {left_out[own]}.")
    held = {name: row for name, row in table.items() if name not in left_out}
    if len(held) < 2:
        raise NotEnough("There is no other area with every figure.")
    used, columns = [], {}
    for variable in variables:
        column = _standardised({name: float(row[variable] or 0) for name, row in held.items()})
        if column is None:
            left_out[variable] = "the same in every area"
        else:
            used.append(variable)
            columns[variable] = column
    if not used:
        raise NotEnough("No figure tells the areas apart.")
    scores = {name: {variable: columns[variable][name] for variable in used} for name in held}
    apart = {name: math.dist(row.values(), scores[own].values()) for name, row in scores.items() if name != own}
    nearest = sorted(apart.items(), key=lambda each: (round(each[1], 12), each[0]))[:k]
    return Similarity(own, tuple(nearest), tuple(used), scores, left_out)


@dataclass(frozen=True)
class Member:
    """An area's rate in a group, with Byar's 95% interval. `rank` 1 is the lowest, equal rates sharing the better."""

    name: str
    rate: Decimal
    interval: Interval
    rank: int


@dataclass(frozen=True)
class GroupComparison:
    """One's own rate beside the group's. `members` go from the lowest rate up, one's own among them.

    `bands` are mean − 2, − 1, + 1 and + 2 standard deviations of the rates (n − 1), the lower not under nought.
    `outside` says whether the mean lies outside one's own interval: more than chance in one's own count would explain.
    """

    own: Member
    members: tuple[Member, ...]
    mean: Decimal
    median: Decimal
    bands: tuple[Decimal, Decimal, Decimal, Decimal]
    outside: bool

    @property
    def band(self) -> str:
        """Where one's own rate stands, in words."""
        far_below, below, above, far_above = self.bands
        if below <= self.own.rate <= above:
            return "within one standard deviation of the group's mean"
        side = "above" if self.own.rate > above else "below"
        far = self.own.rate > far_above or self.own.rate < far_below
        return f"more than {'two standard deviations' if far else 'one standard deviation'} {side} the group's mean"


def compare_with_group(
    own: str, counts: Mapping[str, int | None], populations: Mapping[str, int | None], *, per: int = 1000
) -> GroupComparison:
    """Set the rate of `own` beside those of the group, itself included: mean, median, rank and bands.

    Raises NotEnough where a member has no count or population, naming it: the mean of the rest would be that of another
    group; or where there is nobody else. Raises ValueError for an `own` that is not in the group.
    """
    if own not in counts:
        raise ValueError(f"{own} is not among the areas compared")
    rates, missing = {}, []
    for name, count in counts.items():
        figure, around = rate(count, populations.get(name), per), rate_interval(count, populations.get(name), per)
        if figure is None or around is None:
            missing.append(name)
        else:
            rates[name] = (figure, around)
    if missing:
        raise NotEnough(f"No rate for {', '.join(sorted(missing))}, so the group has no mean.")
    if len(rates) < 2:
        raise NotEnough("A group has at least one other area.")
    figures = [figure for figure, _ in rates.values()]
    members = sorted(
        (Member(name, figure, around, 1 + sum(other < figure for other in figures))
         for name, (figure, around) in rates.items()),
        key=lambda member: (member.rank, member.name),
    )  # fmt: skip
    ours = next(member for member in members if member.name == own)
    mean, spread = divided(sum(figures, Decimal(0)), len(figures)), Decimal(str(stdev(figures)))
    bands = (max(mean - 2 * spread, Decimal(0)), max(mean - spread, Decimal(0)), mean + spread, mean + 2 * spread)
    outside = not ours.interval.lower <= mean <= ours.interval.upper
    return GroupComparison(ours, tuple(members), mean, median(figures), bands, outside)


def _lacking(row: Mapping[str, float | None], variables: Sequence[str]) -> str:
    missing = [name for name in variables if (figure := row.get(name)) is None or not math.isfinite(figure)]
    return f"no figure for {', '.join(missing)}" if missing else ""


def _standardised(column: Mapping[str, float]) -> dict[str, float] | None:
    """Return z-scores (population standard deviation); None where nothing varies."""
    mean = fmean(column.values())
    spread = math.sqrt(fmean((value - mean) ** 2 for value in column.values()))
    if spread <= 1e-12 * max(abs(mean), 1e-300):
        return None
    return {name: (value - mean) / spread for name, value in column.items()}
