"""How a question's records become the figure that was asked for, and how that is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from wardmote.common.charts import NOT_KNOWN, decimals
from wardmote.common.numbers import signed, signed_percent, whole
from wardmote.evidence.engine.reference.weights import Weights
from wardmote.evidence.exploring.asked import CHANGE, COUNT, HARM, RATE, SHARE
from wardmote.methods.change import MINIMUM_BASE, change, share
from wardmote.methods.harm import harm_weighted
from wardmote.methods.rates import rate

UNITS = {
    COUNT: "records",
    RATE: "records per 1,000 residents",
    CHANGE: "records more or fewer than a year before",
    SHARE: "per cent of all recorded crime",
    HARM: "days of harm",
}
PLACES = {COUNT: 0, RATE: 2, CHANGE: 0, SHARE: 1, HARM: 0}
TOO_FEW = f"base under {MINIMUM_BASE}"
NO_RESIDENTS = "no residents known"


@dataclass(frozen=True)
class Tally:
    """What was counted of one area or month: None is not held. `by_type` are the records asked for, by type.

    `before` are those a year before; `everything` all recorded crime; `residents` as of the day of the population.
    """

    by_type: Mapping[str, int] | None
    before: int | None = None
    everything: int | None = None
    residents: int | None = None

    @property
    def now(self) -> int | None:
        return None if self.by_type is None else sum(self.by_type.values())


@dataclass(frozen=True)
class Figure:
    """A value and what is printed for it; `too_few`: there is a value, but nothing should be read from it."""

    value: Decimal | int | None
    text: str
    too_few: bool = False


def figure(measure: str, of: Tally, weights: Weights | None = None, *, places: int | None = None) -> Figure:
    """Return the figure of one area or month: the count itself, a rate, a difference, a share, or days of harm."""
    now = of.now
    places = PLACES[measure] if places is None else places
    if of.by_type is None or now is None:
        return Figure(None, NOT_KNOWN)
    if measure == RATE:
        found = rate(now, of.residents)
        return Figure(found, NO_RESIDENTS if found is None else decimals(found, places))
    if measure == CHANGE:
        return _changed(now, of.before)
    if measure == SHARE:
        return _shared(now, of.everything)
    if measure == HARM:
        found = None if weights is None else harm_of(of.by_type, weights)
        return Figure(found, NOT_KNOWN if found is None else decimals(found, places))
    return Figure(now, whole(now))


def harm_of(by_type: Mapping[str, int], weights: Weights) -> Decimal:
    """Σ records × days, of the types that have a weight."""
    days = {kind: Decimal(str(each)) for kind, each in weights.days.items()}
    return harm_weighted(by_type, days).total


def _changed(now: int, before: int | None) -> Figure:
    moved = change(now, before)
    if before is None or moved.difference is None:
        return Figure(None, NOT_KNOWN)
    percent = f" ({signed_percent(float(moved.percent))})" if moved.percent is not None else ""
    return Figure(now - before, f"{signed(now - before)}{percent}")


def _shared(now: int, everything: int | None) -> Figure:
    if everything is None:
        return Figure(None, NOT_KNOWN)
    if everything < MINIMUM_BASE:
        return Figure(None, f"{whole(now)} of {whole(everything)}", too_few=True)
    part = share(now, everything)
    return Figure(part, NOT_KNOWN if part is None else f"{decimals(part, 1)}%")
