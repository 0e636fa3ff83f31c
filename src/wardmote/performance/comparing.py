"""An indicator beside the group of areas most similar to its own."""

from decimal import Decimal
from typing import TYPE_CHECKING

from wardmote.common.dates import plainday
from wardmote.methods.decimals import rounded
from wardmote.methods.similar import group_average
from wardmote.performance.page import Row, SimilarTable
from wardmote.performance.reading import Shape, plain

if TYPE_CHECKING:
    from wardmote.performance.models import SimilarGroup
    from wardmote.performance.shelf import Shelf

ONE_SIDED = "An area in this group need not have yours in its own."


def similar_table(shelf: "Shelf", row: Row) -> SimilarTable | None:
    """Return the group's figures for the row's period, or None without them.

    The area's own figure is the row's. Where that is withheld nothing of the group is shown: an average that holds it
    would give it away.
    """
    period = row.now.period or row.quarter
    figures = shelf.similar(row.indicator, period)
    if not figures or row.now.hidden or row.now.comparable is None:
        return None
    group = max((each.group for each in figures), key=lambda each: (each.dated_on, each.pk))
    if group.dated_on > row.quarter.end or (group.ends_on and group.ends_on < row.quarter.start):
        return None
    held: dict[str, Decimal | None] = dict.fromkeys(group.members)
    held |= {each.member: each.value for each in figures if each.group_id == group.pk and each.member in held}
    held[group.own_name] = Decimal(row.now.comparable)
    if len(held) < 2:
        return None
    known = sorted((value, name) for name, value in held.items() if value is not None)
    missing = sorted(name for name, value in held.items() if value is None)
    lines = [(name, _text(value, row.shape)) for value, name in known] + [(name, "not known") for name in missing]
    label = row.now.period.label if row.now.period else row.quarter.label
    return SimilarTable(group.name, label, lines, _said(group, held, row.shape), _about(group))


def _said(group: "SimilarGroup", held: dict[str, Decimal | None], shape: Shape) -> str:
    found = group_average(held, group.own_name, includes_self=group.includes_self)
    if found.average is None:
        missing = ", ".join(found.missing)
        return f"No average of {group.name}: no figure is held for {missing}."
    average = _text(found.average, Shape(shape.ratio, shape.multiplier, max(shape.decimals, 1)))
    if found.percent_from_average is None:
        away = ""
    elif rounded(found.percent_from_average) == 0:
        away = "; at the average"
    else:
        side = "above" if found.percent_from_average > 0 else "below"
        away = f"; {rounded(abs(found.percent_from_average))}% {side} it"
    return f"{group.name}: average {average}{away}. Number {found.rank} of {found.of}, counted from the lowest."


def _about(group: "SimilarGroup") -> str:
    own = "with" if group.includes_self else "without"
    return (
        f"{group.method}, as of {plainday(group.dated_on)}. The average is the plain mean of the members’ figures, "
        f"{own} the area’s own. {ONE_SIDED}"
    )


def _text(value: Decimal, shape: Shape) -> str:
    return plain(value, shape.decimals) + ("%" if shape.per_cent else "")
