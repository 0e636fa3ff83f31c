"""One question to the police files, and its address."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from wardmote.common.periods import Month
from wardmote.evidence.engine.questions import ALL_CRIME

COUNT, RATE, CHANGE, SHARE, HARM = "count", "rate", "change", "share", "harm"
MEASURES = (
    (COUNT, "Number of records"),
    (RATE, "Rate per 1,000 residents"),
    (CHANGE, "Change on the year before"),
    (SHARE, "Share of all recorded crime"),
    (HARM, "Harm-weighted"),
)
LEVELS = (("lsoa", "Small areas (LSOA)"), ("ward", "Wards"), ("district", "Districts"))
SEPARATOR = "|"


@dataclass(frozen=True)
class Area:
    """What is counted in: whole `districts`, or, where `codes` is not None, those small areas of them."""

    value: str
    name: str
    districts: tuple[str, ...]
    codes: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Asked:
    """An area, crime types as printed (or ALL_CRIME alone), months in order, and how they are measured and cut."""

    area: Area
    types: tuple[str, ...]
    months: tuple[str, ...]
    measure: str = COUNT
    by: str = "lsoa"
    xmr: bool = False
    points: bool = False

    @property
    def type_name(self) -> str:
        """As it stands at the head of the page: `Robbery and possession of weapons`."""
        first, *others = self.types
        return " and ".join([first, *(other[:1].lower() + other[1:] for other in others)])

    @property
    def before(self) -> tuple[str, ...]:
        """The same months a year before."""
        return tuple(Month.parse(month).last_year().slug for month in self.months)

    @property
    def period(self) -> str:
        first, last = Month.parse(self.months[0]), Month.parse(self.months[-1])
        if first == last:
            return first.label
        return f"{first.start:%B} to {last.label}" if first.year == last.year else f"{first.label} to {last.label}"

    def address(self, **changes: str) -> str:
        """Return the page's address with some of its parameters changed."""
        return f"{reverse('evidence:explore')}?{self.query(**changes)}"

    def query(self, **changes: str) -> str:
        """Return the parameters by which this question is asked again; those at rest are left out."""
        given = {
            "area": self.area.value, "type": SEPARATOR.join(self.types), "from": self.months[0],
            "to": self.months[-1], "measure": self.measure, "by": self.by, "xmr": "1" if self.xmr else "",
            "points": "1" if self.points else "",
        }  # fmt: skip
        rest = {"measure": COUNT, "by": "lsoa"}
        kept = {name: value for name, value in (given | changes).items() if value and rest.get(name) != value}
        return urlencode(kept)


def explore_address(
    *,
    area: str = "",
    crime_type: str | Sequence[str] = ALL_CRIME,
    first: str,
    last: str,
    measure: str = COUNT,
    by: str = "lsoa",
) -> str:
    """Return the address at which a figure is counted again.

    `area` is empty for the partnership in use, else `district:NAME`, `ward:CODE`, `lsoa:CODE` or `part:ID`;
    `crime_type` one type as printed, or several; months are written `2025-01`.
    """
    types = (crime_type,) if isinstance(crime_type, str) else tuple(crime_type)
    asked = Asked(Area(area, "", ()), types or (ALL_CRIME,), (first, last), measure, by)
    return asked.address()
