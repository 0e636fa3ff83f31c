"""Questions to the store. Each is an Ibis expression (`expressions`), put to the engine that is set (`backends`).

Answers are the plain values of `engine.answers`. Everywhere: an area's records are those that its own police force
printed in it; a month that is not held is missing and never nought; a type is as the police print it, or ALL_CRIME.
"""

from wardmote.evidence.engine.questions.areas import by_area
from wardmote.evidence.engine.questions.districts import compare, population
from wardmote.evidence.engine.questions.expressions import ALL_CRIME, by_force, by_month
from wardmote.evidence.engine.questions.months import (
    Counts,
    crime_types,
    last_month,
    monthly,
    months_held,
    recorded_crime,
    total,
    window,
)
from wardmote.evidence.engine.questions.outcomes import outcomes, stops
from wardmote.evidence.engine.questions.points import map_points
from wardmote.evidence.engine.questions.quality import quality

__all__ = [
    "ALL_CRIME", "Counts", "by_area", "by_force", "by_month", "compare", "crime_types", "last_month", "map_points",
    "monthly", "months_held", "outcomes", "population", "quality", "recorded_crime", "stops", "total", "window",
]  # fmt: skip
