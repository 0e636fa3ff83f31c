from wardmote.measures.types import Measure

_measures: dict[str, Measure] = {}


def register(measure: Measure) -> None:
    """Add a measure at start-up. Two rooms may not register the same key."""
    known = _measures.get(measure.key)
    if known is not None and known != measure:
        raise ValueError(f"The measure {measure.key} is registered twice.")
    _measures[measure.key] = measure


def find(key: str) -> Measure:
    """Return the measure `key`; raise KeyError naming those there are."""
    if key not in _measures:
        raise KeyError(f"No measure {key}; there are {', '.join(sorted(_measures))}.")
    return _measures[key]


def every() -> list[Measure]:
    """Return all measures by name."""
    return sorted(_measures.values(), key=lambda measure: measure.name)
