from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from wardmote.access.actor import Actor
from wardmote.common.periods import Timespan

Filters = Mapping[str, str]


@dataclass(frozen=True)
class Count:
    """What was counted in one period. `value` is None when it cannot be said, and `note` then says why.

    `by_month` maps `2025-01` to that month's count, for a chart; `synthetic` marks invented crime figures. Of a ratio
    `value` and `by_month` are what is above the line, `denominator` and `denominators` what is below it.
    """

    value: int | None
    note: str = ""
    by_month: Mapping[str, int] = field(default_factory=dict)
    synthetic: bool = False
    source: str = ""
    denominator: int | None = None
    denominators: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class FilterChoice:
    """Something a measure can be narrowed by. `options(partnership_id)` are the values and what they are called."""

    name: str
    label: str
    options: Callable[[int], Sequence[tuple[str, str]]]


@dataclass(frozen=True)
class Measure:
    """Something that can be counted.

    `key` names it for ever; `confidential` counts are of people, so a small one is suppressed for those who may not
    open it; `count(partnership_id, period, filters)` counts over any period of whole months; `open_address(actor,
    partnership_id, period, filters)` answers with the address of the page listing what was counted, or None when this
    person may not open it. `choices` are the filters it takes. A `ratio` has a denominator, and is printed times
    `multiplier`. A `stock` is what there is at the end of a period: months are not added up, the last one holds, and
    a month that has not begun has no count.
    """

    key: str
    name: str
    unit: str
    definition: str
    confidential: bool
    count: Callable[[int, Timespan, Filters], Count]
    open_address: Callable[[Actor, int, Timespan, Filters], str | None]
    choices: tuple[FilterChoice, ...] = ()
    ratio: bool = False
    stock: bool = False
    multiplier: int = 1
