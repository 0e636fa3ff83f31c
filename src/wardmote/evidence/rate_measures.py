"""Recorded crime for each 1,000 people who live in the area, as a yearly rate, offered to plans and indicators."""

from datetime import date

from wardmote.common.periods import Timespan
from wardmote.evidence import measures
from wardmote.evidence.queries import places
from wardmote.evidence.queries.places import Residents
from wardmote.measures.registry import register
from wardmote.measures.types import Count, FilterChoice, Filters, Measure
from wardmote.partnership.queries import districts_of

KEY = "recorded_crime_rate"
# Each month stands for a twelfth of a year lived by everybody: crimes ÷ residents added up by month, × 12 × 1,000.
MULTIPLIER = 12_000
_NO_POPULATION = "No population is held for all of the partnership’s districts. Load one under Areas and populations."


def count(partnership_id: int, period: Timespan, filters: Filters) -> Count:
    """Count recorded crime above the line and, below it, the residents of each month.

    Residents are those of the middle of each month's calendar year, or of the nearest count that is held; a note says
    of which year it is where that is another. Without crime for every month, or residents, there is no figure.
    """
    crime = measures.count(partnership_id, period, filters)
    if crime.value is None:
        return Count(None, crime.note, dict(crime.by_month), crime.synthetic, crime.source)
    districts = districts_of(partnership_id)
    people = {year: places.residents(districts, date(int(year), 6, 30)) for year in _years(period)}
    told = {year: found for year, found in people.items() if found}
    if len(told) < len(people):
        return Count(None, _NO_POPULATION, source=crime.source)
    below = {month: told[month[:4]].total for month in period.months}
    return Count(
        crime.value, note=_note(told), by_month=crime.by_month, synthetic=crime.synthetic,
        source="; ".join(dict.fromkeys([crime.source, *(found.source for found in told.values() if found.source)])),
        denominator=sum(below.values()), denominators=below,
    )  # fmt: skip


def offer() -> None:
    """Register the measure; called at start-up."""
    register(
        Measure(
            key=KEY,
            name="Recorded crime per 1,000 residents",
            unit="crimes recorded a year per 1,000 residents",
            definition=(
                "Recorded crime ÷ residents × 1,000, as a rate a year: a month’s figure is what twelve such months "
                "would come to, and a quarter’s is annualised from 3 months. Over twelve months it is the crimes of "
                "the year for each 1,000 residents. Residents are not the people in a town centre on a Saturday night."
            ),
            confidential=False,
            count=count,
            open_address=measures.open_address,
            choices=(FilterChoice("crime_type", "Crime type", measures.types_to_choose),),
            ratio=True,
            multiplier=MULTIPLIER,
        )
    )


def _years(period: Timespan) -> list[str]:
    return sorted({month[:4] for month in period.months})


def _note(told: dict[str, Residents]) -> str:
    others = sorted({found.as_of.year for year, found in told.items() if found.as_of.year != int(year)})
    return f"Residents as counted in {' and '.join(map(str, others))}." if others else ""
