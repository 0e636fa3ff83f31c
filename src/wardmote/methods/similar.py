"""An area beside the group of areas most similar to it. Who is in the group is brought in, dated, never guessed."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from wardmote.methods.change import change
from wardmote.methods.decimals import divided, known

Number = Decimal | int | float


@dataclass(frozen=True)
class SimilarGroup:
    """The group's average rate, and where an area stands.

    `rank` 1 is the lowest rate, equal rates sharing the better place, `of` all areas. `percent_from_average` is how far
    the area is above (+) or below (−) it, unrounded. All but `of` are None where `missing` names areas without a
    rate: the average of some other group would not be this group's.
    """

    average: Decimal | None
    rank: int | None
    of: int
    percent_from_average: Decimal | None
    missing: tuple[str, ...] = ()


def group_average(members: Mapping[str, Number | None], own: str, *, includes_self: bool = True) -> SimilarGroup:
    """Compare `own` with the plain mean of the members' rates, its own included unless `includes_self` is False.

    `members` holds a rate for every area of the group and for `own`, by name or code. Source: His Majesty's
    Inspectorate's Most Similar Groups: the sum of the rates divided by the number of members, the area among them.
    Raises ValueError when `own` has no entry, or the group nobody else.
    """
    if own not in members:
        raise ValueError(f"{own} is not among the areas compared")
    if len(members) < 2:
        raise ValueError("a group has at least one other area")
    rates = {name: known(value) for name, value in members.items()}
    missing = tuple(name for name, value in rates.items() if value is None)
    held = {name: value for name, value in rates.items() if value is not None}
    if missing:
        return SimilarGroup(None, None, len(members), None, missing)
    averaged = [value for name, value in held.items() if includes_self or name != own]
    average = divided(sum(averaged, Decimal(0)), len(averaged))
    rank = 1 + sum(value < held[own] for value in held.values())
    return SimilarGroup(average, rank, len(members), change(held[own], average, minimum_base=0).percent)
