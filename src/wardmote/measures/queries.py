from collections.abc import Mapping

from wardmote.common.periods import Quarter
from wardmote.measures.registry import find
from wardmote.measures.types import Count


def count(key: str, *, partnership_id: int, quarter: Quarter, filters: Mapping[str, str] | None = None) -> Count:
    """Count the measure `key` for a partnership and quarter. Raises KeyError when nobody registered it."""
    return find(key).count(partnership_id, quarter, filters or {})
