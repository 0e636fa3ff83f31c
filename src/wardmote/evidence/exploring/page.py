"""The explore page: one question, answered by month and by area, with everything that must be said beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from wardmote.common.charts import Chart
from wardmote.common.dates import plainday
from wardmote.common.maps import AreaMap
from wardmote.common.numbers import whole
from wardmote.common.periods import Month
from wardmote.evidence.engine.answers import MapPoints
from wardmote.evidence.engine.forces import name_of
from wardmote.evidence.engine.questions import map_points
from wardmote.evidence.engine.questions.places import middle
from wardmote.evidence.engine.reference.people import (
    Residents,
    denominator_warning,
    population_by_lsoa,
    residents,
)
from wardmote.evidence.engine.reference.weights import Weights, harm_weights
from wardmote.evidence.exploring.areas import Areas, areas_of, map_of
from wardmote.evidence.exploring.asked import CHANGE, HARM, RATE, SHARE, Asked
from wardmote.evidence.exploring.figures import UNITS, Figure, figure
from wardmote.evidence.exploring.months import MonthRow, Months, chart_of, control_chart_of, kinds_of, months_of
from wardmote.methods.rates import rate_interval
from wardmote.methods.tested_change import compare_counts

POINTS_SHOWN = 10


@dataclass(frozen=True)
class Page:
    """Everything that the page shows. `lead` is its finding in a sentence; `notes` say what the figures are worth."""

    asked: Asked
    figure: Figure
    lead: str
    months: Months
    chart: Chart
    control: Chart | None
    areas: Areas
    map: AreaMap | None
    hot_spots: str
    points: MapPoints | None
    notes: tuple[str, ...]
    has_shapes: bool

    @property
    def unit(self) -> str:
        return UNITS[self.asked.measure]


def explored(store: Path, asked: Asked) -> Page:
    """Answer one question. Months that are not held are named and left out, never counted as nought."""
    weights = harm_weights(store, Month.parse(asked.months[-1]).end) if asked.measure == HARM else None
    held_first = months_of(store, asked, None, weights)
    counted = held_first.compared if asked.measure == CHANGE else held_first.held
    people = _people(store, asked, counted) if asked.measure == RATE and counted else None
    months = months_of(store, asked, people.total, weights) if people is not None else held_first
    kinds = kinds_of(months.counts, asked)
    areas = areas_of(store, asked, counted, kinds, weights) if counted else Areas((), 0, ())
    shown = figure(asked.measure, months.total, weights, places=1 if asked.measure == RATE else None)
    drawn, hot_spots = (
        map_of(store, asked, areas, _map_title(asked, areas), invented=months.synthetic) if areas.rows else (None, "")
    )
    lead = _lead(asked, months, shown, len(counted))
    return Page(
        asked=asked,
        figure=shown,
        lead=lead,
        months=months,
        chart=chart_of(asked, months, lead),
        control=control_chart_of(asked, months, people.total if people else None, weights) if asked.xmr else None,
        areas=areas,
        map=drawn,
        hot_spots=hot_spots,
        points=_points(store, asked, counted),
        notes=_notes(asked, months, areas, weights, kinds, people),
        has_shapes=bool(drawn and drawn.shapes["features"]),
    )


def _people(store: Path, asked: Asked, months: Sequence[str]) -> Residents | None:
    """Who lives in the area; None unless one population covers it whole. As of the middle, as the areas' rates are."""
    day = middle(months)
    if asked.area.codes is None:
        return residents(store, asked.area.districts, day)
    known = population_by_lsoa(store, asked.area.codes, day)
    codes = [code for code in asked.area.codes if code in known]
    of_district = residents(store, asked.area.districts, day)
    if of_district is None or not codes:
        return None
    return Residents(sum(known[code] for code in codes), of_district.as_of, of_district.source)


def _points(store: Path, asked: Asked, months: Sequence[str]) -> MapPoints | None:
    """The fullest map points, of whole districts and one type only."""
    if not asked.points or asked.area.codes is not None or len(asked.types) > 1 or not months:
        return None
    return map_points(store, asked.area.districts, months, asked.types[0], limit=POINTS_SHOWN)


def _lead(asked: Asked, months: Months, shown: Figure, counted: int) -> str:
    """The finding in one sentence; of a part of the months, it says so."""
    if shown.value is None and not shown.too_few:
        return f"{asked.type_name}: {shown.text}"
    part = "" if counted == len(asked.months) else f" in the {counted} of {len(asked.months)} months that are held"
    if asked.measure == CHANGE:
        moved = compare_counts(
            months.total.now or 0, months.total.before or 0, name=asked.type_name,
            comparator="the same months a year before",
        )  # fmt: skip
        words = moved.in_words.rstrip(".")
        if counted == len(asked.months):
            return words
        return f"Over the {counted} months held in both years: {words}" if counted > 1 else f"{words}, over one month"
    said = {RATE: f"{shown.text} records per 1,000 residents", HARM: f"{shown.text} days of harm"}
    unit = "record" if shown.text == "1" else "records"
    words = said.get(asked.measure, f"{shown.text} {unit}" if "%" not in shown.text else f"{shown.text} of all crime")
    return f"{asked.type_name}: {words}{part}"


def _map_title(asked: Asked, areas: Areas) -> str:
    known = [row for row in areas.rows if row.figure.value is not None]
    if not known:
        return f"{asked.type_name}: no area has a figure"
    most = max(row.figure.value or 0 for row in known)
    alike = sorted((row for row in known if row.figure.value == most), key=lambda row: (row.name, row.code))
    highest = alike[0]
    others = f" and {len(alike) - 1} other{'s' if len(alike) > 2 else ''}" if len(alike) > 1 else ""
    if asked.measure == CHANGE:
        moved = "rose most" if (highest.figure.value or 0) > 0 else "fell least"
        return f"{asked.type_name} {moved} in {highest.name}{others}: {highest.figure.text} on the year before"
    unit = {RATE: " per 1,000 residents", HARM: " days", SHARE: " of its recorded crime"}.get(asked.measure, " records")
    return f"{asked.type_name} is highest in {highest.name}{others}: {highest.figure.text}{unit}"


def _notes(
    asked: Asked,
    months: Months,
    areas: Areas,
    weights: Weights | None,
    kinds: Sequence[str],
    people: Residents | None,
) -> tuple[str, ...]:
    forces = " and ".join(name_of(force) for force in months.forces)
    notes = [
        f"Source: street-level crime files of {forces} (data.police.uk), Open Government Licence v3.0, for the small "
        "area (LSOA) that the police printed beside each record."
    ]
    if months.synthetic:
        notes = ["Source: invented records made by Wardmote; no real crime is counted."]
    if areas.without_area:
        notes.append(
            f"Of the police force’s records, {whole(areas.without_area)} have no small area: they may have happened "
            "here, and are counted nowhere."
        )
    if months.elsewhere:
        notes.append(
            f"{whole(months.elsewhere)} records of these districts, of any crime, in the files of other forces are "
            "left out, so that months with and without those files compare."
        )
    if asked.measure == RATE:
        notes += _rate(asked, months, people)
    if asked.measure == HARM:
        notes.append(_harm(weights, kinds))
    return (*notes, *areas.remarks)


def _rate(asked: Asked, months: Months, people: Residents | None) -> list[str]:
    if people is None or not months.held:
        return ["No rate: no population is held for every small area. Load one under Areas and populations."]
    span = rate_interval(months.total.now, people.total)
    between = f" It lies between {span.lower:.1f} and {span.upper:.1f}, 95 times in 100 (Byar)." if span else ""
    over = "" if len(asked.months) == 12 else f" over {len(months.held)} months, not a year"
    a_year = (months.total.now or 0) * 12 // len(months.held)
    warning = denominator_warning(people.total, a_year)
    return [
        f"Per {whole(people.total)} residents on {plainday(people.as_of)} ({people.source}){over}.{between}",
        warning or "Residents are not those who were there: a town centre has many visitors and few residents, and "
        "its rate is high for that alone.",
    ]  # fmt: skip


def _harm(weights: Weights | None, kinds: Sequence[str]) -> str:
    if weights is None:
        return "No harm: no weights are held. Load a file of crime types and days under Areas and populations."
    left_out = [kind for kind in kinds if kind not in weights.days]
    lacking = f" Left out, having no weight: {', '.join(left_out)}." if left_out else ""
    return (
        f"Each record weighs the days of its type ({weights.source}, as of {plainday(weights.as_of)}).{lacking} "
        f"{weights.caveat}"
    )


def table_rows(page: Page) -> list[list[object]]:
    """Return the page as a tidy table, a row a month and a row an area, then its sources; numbers as numbers."""
    asked, unit = page.asked, page.unit
    rows: list[list[object]] = [
        ["part", "code", "name", "month", "records", "records a year before", asked.measure, "unit"]
    ]
    for row in page.months.rows:
        value = _difference(row) if asked.measure == CHANGE else row.now.value
        counts = [row.now_count, row.before_count]
        rows.append(["month", asked.area.value, asked.area.name, row.month, *counts, value, unit])
    for area in page.areas.rows:
        before = area.tally.before if asked.measure == CHANGE else None
        rows.append([asked.by, area.code, area.name, None, area.tally.now, before, area.figure.value, unit])
    rows += [[], ["question", f"{asked.type_name}, {asked.area.name}, {asked.period}"]]
    rows += [["missing months", ", ".join(page.months.missing) or "none"]]
    rows += [["note", note] for note in page.notes]
    return rows


def _difference(row: MonthRow) -> int | None:
    return None if row.now_count is None or row.before_count is None else row.now_count - row.before_count
