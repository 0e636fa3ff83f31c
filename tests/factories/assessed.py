"""A strategic assessment of invented months, without a store: every figure follows from the numbers given here."""

from typing import Any

from wardmote.common import clock
from wardmote.evidence.assessing import assemble
from wardmote.evidence.assessing.inputs import Inputs, Person
from wardmote.evidence.assessing.months import basis, window
from wardmote.evidence.assessing.ranking import DEFAULT_WEIGHTS
from wardmote.evidence.engine.answers import AreaCount, AreaCounts, DistrictCount, MapPoint, MapPoints, Monthly, Quality
from wardmote.evidence.engine.questions import ALL_CRIME
from wardmote.evidence.models import Assessment, Recommendation, ScoringMatrix

TYPES = {
    "Burglary": 30,
    "Violence and sexual offences": 120,
    "Drugs": 20,
    "Shoplifting": 50,
    "Anti-social behaviour": 60,
}
TO = "2025-02"


def monthly(months: tuple[str, ...], missing: tuple[str, ...] = (), **more: dict[str, int]) -> Monthly:
    """Counts that rise and fall a little by month; `more` sets single months of a type apart."""
    counts: dict[str, dict[str, int | None]] = {
        kind: {
            month: None if month in missing else more.get(kind, {}).get(month, level + (at * 7) % 5)
            for at, month in enumerate(months)
        }
        for kind, level in TYPES.items()
    }
    return Monthly(months, counts, missing, ("hampshire",), False)


def inputs(*, to: str = TO, length: int = 36, missing: tuple[str, ...] = (), **given: Any) -> Inputs:
    """Everything an assessment is made of: six small areas, one rival group, a person count withheld."""
    months = window(to, length)
    counted = given.pop("monthly", None) or monthly(months, missing)
    held = basis(months, missing)
    areas = AreaCounts(
        tuple(AreaCount(f"E0100000{n}", f"Ashmere 00{n}A", "Mill", "North Ashmere", 10 * n, 1500) for n in range(1, 7)),
        (), 3, False,
    )  # fmt: skip
    point = MapPoint(-1.3, 51.06, "On or near Mill Lane", "E01000001", 12, {"Burglary": 12})
    points = MapPoints((point,), (12, 5, 1), (), (f"{held[0]} to {held[-1]}",))
    facts: dict[str, Any] = {
        "partnership": "Ashmere Safer Communities", "slug": "county", "districts": ("North Ashmere", "South Ashmere"),
        "to": to, "months": months, "basis": held, "structure": "themes", "made": clock.now().isoformat(),
        "monthly": counted, "quality": Quality(months, missing, 9000, 2, 3, 0, length - len(missing), False),
        "areas": {ALL_CRIME: areas, "Burglary": areas}, "points": {ALL_CRIME: points},
        "residents": 100_000, "residents_as_of": "21 Mar 2021", "weights": {"Burglary": "244", "Drugs": "3"},
        "weights_as_of": "1 Apr 2026", "weights_source": "Invented weights.", "matrix": dict(DEFAULT_WEIGHTS),
        "people": (Person("cases_open", "Cases open", "cases", "Open cases.", "fewer than 5", "12", None, 12, True),),
        "people_months": window(to, 12), "force_records": 90_000, "rivals": {}, "similar": {},
    }  # fmt: skip
    return Inputs(**{**facts, **given})


def rivals(counts: dict[str, int | None]) -> dict[str, list[DistrictCount]]:
    """Rivals with the same count of every type."""
    rows = [DistrictCount(name, count, 100_000, "kent", "files") for name, count in counts.items()]
    return {kind: rows for kind in (ALL_CRIME, *TYPES)}


def assessed(partnership: Any, *, to: str = TO, **given: Any) -> Assessment:
    """An assessment that is ready, with its recommendations."""
    data = assemble.whole(inputs(to=to, **given))
    matrix, _ = ScoringMatrix.objects.get_or_create(
        partnership=partnership, number=1, defaults={"weights": dict(DEFAULT_WEIGHTS), "made_at": clock.now()}
    )
    made = Assessment.objects.create(
        partnership=partnership, to_month=to, state=Assessment.State.READY, data=data, matrix=matrix,
        made_at=clock.now(), done=22, of=22,
    )  # fmt: skip
    Recommendation.objects.bulk_create(
        Recommendation(
            assessment=made, number=row["number"], theme=row["theme"], wording=row["wording"], why=row["why"]
        )
        for row in data["recommendations"]["rows"]
    )
    return made
