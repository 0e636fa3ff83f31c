"""Which small areas districts have, in which ward, and who lives there, from the data about areas that are held."""

from collections.abc import Collection
from dataclasses import dataclass, field

from wardmote.evidence.engine import backends
from wardmote.evidence.engine.questions import expressions
from wardmote.evidence.engine.questions.opening import Asked, Opened


@dataclass(frozen=True)
class Place:
    """One small area. `stable` is set where it must be put together with others to be the same ground over years."""

    code: str
    lsoa: str
    ward_code: str
    ward: str
    district: str
    stable: str = ""

    def key(self, level: str) -> str:
        """Return what the area is counted under at a level."""
        if level == "district":
            return self.district
        return self.ward_code if level == "ward" else self.stable or self.code

    def name(self, level: str) -> str:
        """Return what the area is called at a level."""
        if level == "district":
            return self.district
        return self.ward if level == "ward" else self.lsoa


@dataclass(frozen=True)
class Places:
    """The small areas of some districts by code; none where no lookup is held. `mixed` when codes of both years met."""

    by_code: dict[str, Place] = field(default_factory=dict)
    mixed: bool = False

    def residents(self, opened: Opened, of: Asked, level: str) -> dict[str, int]:
        """Return the people who live in each area of a level; nothing where no population is held."""
        return {}


def places_of(opened: Opened, of: Asked, codes: Collection[str]) -> Places:
    """Return the areas of the districts asked for; `codes` are those that records were printed with."""
    files = opened.reference("places")
    if not files:
        return Places()
    rows = backends.ask(expressions.places, {"places": files}, districts=of.districts)
    last = of.held[-1]
    valid = [row for row in rows if row[7] <= last <= row[8] or row[0] in codes]
    met = {row[1] for row in valid if row[0] in codes}
    mixed = {"2011", "2021"} <= met
    vintage = "2011" if "2011" in met and not mixed else "2021"
    found = {}
    for code, years, lsoa, ward_code, ward, district, stable, _from, _to in valid:
        if mixed or years in (vintage, "both"):
            found[code] = Place(code, lsoa, ward_code or "", ward or "", district, stable if mixed else "")
    return Places(found, mixed)
