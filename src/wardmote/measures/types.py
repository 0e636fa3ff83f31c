from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from wardmote.access.actor import Actor
from wardmote.common.periods import Quarter


@dataclass(frozen=True)
class Count:
    """What was counted in one period. `value` is None when it cannot be said, and `note` then says why.

    `by_month` maps `2025-01` to that month's count, for a chart; `synthetic` marks invented crime figures.
    """

    value: int | None
    note: str = ""
    by_month: Mapping[str, int] = field(default_factory=dict)
    synthetic: bool = False
    source: str = ""


@dataclass(frozen=True)
class Measure:
    """Something that can be counted.

    `key` names it for ever; `confidential` counts are of people, so a small one is suppressed for those who may not
    open it; `count(partnership_id, quarter, filters)` counts; `open_address(actor, partnership_id, quarter, filters)`
    answers with the address of the page listing what was counted, or None when this person may not open it.
    """

    key: str
    name: str
    unit: str
    definition: str
    confidential: bool
    count: Callable[[int, Quarter, Mapping[str, str]], Count]
    open_address: Callable[[Actor, int, Quarter, Mapping[str, str]], str | None]
