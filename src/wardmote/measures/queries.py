from collections.abc import Mapping

from wardmote.common.periods import Timespan
from wardmote.measures.registry import find
from wardmote.measures.types import Count


def count(key: str, *, partnership_id: int, period: Timespan, filters: Mapping[str, str] | None = None) -> Count:
    """Count the measure `key` for a partnership and period. Raises KeyError when nobody registered it."""
    return find(key).count(partnership_id, period, filters or {})


def check_filters(key: str, *, partnership_id: int, filters: Mapping[str, str]) -> None:
    """Raise ValueError, in words, for a filter that the measure does not take or a value it does not know.

    An empty value is no filter. Raises KeyError as `count`.
    """
    measure = find(key)
    known = {choice.name: choice for choice in measure.choices}
    for name, value in filters.items():
        if name not in known:
            raise ValueError(f"“{measure.name}” cannot be narrowed by “{name}”.")
        if value and value not in dict(known[name].options(partnership_id)):
            raise ValueError(f"“{value}” is not a {known[name].label.lower()} of “{measure.name}”.")
