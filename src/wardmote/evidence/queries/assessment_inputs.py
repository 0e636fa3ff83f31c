"""Reads everything that an assessment is made of, saying of each step what it is."""

import importlib.metadata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wardmote.common import clock
from wardmote.common.dates import shortday
from wardmote.common.numbers import percent
from wardmote.common.periods import Month
from wardmote.evidence import contributions
from wardmote.evidence.assessing import months as when
from wardmote.evidence.assessing.inputs import FileUsed, Given, Inputs, Question, SurveyHeard
from wardmote.evidence.assessing.ranking import DEFAULT_WEIGHTS
from wardmote.evidence.assessing.scope import scrambled
from wardmote.evidence.assessing.themes import THEMES
from wardmote.evidence.engine import questions as ask
from wardmote.evidence.engine.answers import AreaCounts, DistrictCount, Monthly
from wardmote.evidence.engine.forces import name_of
from wardmote.evidence.engine.reference import ground, people, weights
from wardmote.evidence.engine.reference.ethnicity import ethnic_groups
from wardmote.evidence.models import Dataset, LoadedFile, ScoringMatrix, Survey, ThemeScore
from wardmote.evidence.queries.assessment_people import people_counts, span_of
from wardmote.evidence.queries.files import store
from wardmote.evidence.queries.surveys import survey_results
from wardmote.partnership.queries import districts_of

if TYPE_CHECKING:
    from wardmote.partnership.models import Partnership

# What is read, in steps that a page can count.
STEPS = 9
POINTS_SHOWN = 10
TYPES = tuple(each for theme in THEMES for each in theme.types)
Say = Callable[[str], None]


class NothingToAssess(Exception):
    """There is no assessment of this; the message says why, for the person who asked."""


@dataclass(frozen=True)
class Held:
    """The store and what was read of it first."""

    folder: Path
    districts: tuple[str, ...]
    months: tuple[str, ...]
    monthly: Monthly
    basis: tuple[str, ...]
    faulty: tuple[str, ...]

    @property
    def usable(self) -> tuple[str, ...]:
        return tuple(month for month in self.basis if month not in self.faulty) or self.basis


def gather(partnership: "Partnership", *, to: str, months: int, structure: str, say: Say = lambda said: None) -> Inputs:
    """Read the inputs of an assessment. Raises NothingToAssess when its last month is not held."""
    say("Counting months and crime types")
    held = _begin(partnership, to, months)
    say("Checking files")
    quality = ask.quality(held.folder, held.districts, held.months)
    say("Counting small areas")
    areas = _areas(held)
    say("Counting map points")
    points = {
        each: ask.map_points(held.folder, held.districts, held.usable, each, POINTS_SHOWN)
        for each in (ask.ALL_CRIME, THEMES[-1].types[0])
    }
    say("Reading populations, centres and boundaries")
    known = _ground(held, areas)
    say("Counting other districts")
    rivals = _rivals(held, known["similar"])
    say("Reading stop and search")
    stops = tuple(ask.stops(held.folder, force, held.basis) for force in held.monthly.forces)
    ethnic = {each.force: ethnic_groups(held.folder, each.force, Month.parse(to).end) for each in stops if each.total}
    say("Counting casework and reading surveys")
    counted = people_counts(partnership.pk, to)
    surveys = _surveys(partnership.pk, to)
    say("Asking for the plan in force")
    return Inputs(
        partnership=partnership.name, slug=partnership.slug, districts=held.districts, to=to, months=held.months,
        basis=held.basis,
        faulty=held.faulty, structure=structure, made=clock.now().isoformat(timespec="seconds"), monthly=held.monthly,
        quality=quality, areas=areas, points=points, stops=stops, rivals=rivals, people=counted,
        ethnic={force: groups for force, groups in ethnic.items() if groups},
        people_months=tuple(span_of(to).months), surveys=surveys, outside=_outside(partnership.pk, to),
        given=given_scores(partnership.pk), versions=_versions(), force_records=_force_records(held),
        files=_files(held), **known, **matrix_of(partnership.pk),
    )  # fmt: skip


def _begin(partnership: "Partnership", to: str, months: int) -> Held:
    districts = tuple(sorted(districts_of(partnership.pk)))
    if not districts:
        raise NothingToAssess("The partnership has no districts yet, so nothing can be counted.")
    folder = store()
    window = when.window(to, months)
    monthly = ask.monthly(folder, districts, window)
    if monthly.unknown:
        raise NothingToAssess(f"No police file held has records of {when.listed(monthly.unknown)}.")
    if to in monthly.missing:
        last = ask.last_month(folder, districts)
        until = f" The last month held is {when.name(last)}." if last else ""
        forces = when.listed([name_of(force) for force in monthly.forces]) or "the area’s force"
        raise NothingToAssess(f"No police file is held for {when.name(to)} from {forces}.{until}")
    resting = when.basis(window, monthly.missing)
    return Held(folder, districts, window, monthly, resting, scrambled(monthly))


def _areas(held: Held) -> dict[str, AreaCounts]:
    """Small areas by each type that the months have, and by all recorded crime."""
    met = [each for each in TYPES if any(held.monthly.counts.get(each, {}).get(month) for month in held.usable)]
    return {each: ask.by_area(held.folder, held.districts, held.usable, each) for each in (ask.ALL_CRIME, *met)}


def _middle(months: Sequence[str]) -> date:
    return Month.parse(months[len(months) // 2]).start


def _ground(held: Held, areas: Mapping[str, AreaCounts]) -> dict[str, Any]:
    """Populations, centres, boundaries, weights and what makes districts alike, as of the middle of the basis."""
    day = _middle(held.basis)
    codes = [area.code for area in areas[ask.ALL_CRIME].areas]
    living = people.residents(held.folder, held.districts, day)
    harm = weights.harm_weights(held.folder, day)
    crimes = sum(area.count for area in areas[ask.ALL_CRIME].areas) * 12 // len(held.usable)
    features = ground.boundaries(held.folder, codes)
    found = weights.similar_variables(held.folder, day)
    return {
        "residents": living.total if living else None,
        "residents_as_of": shortday(living.as_of) if living else "",
        "residents_warning": (people.denominator_warning(living.total, crimes) or "") if living else "",
        "centres": ground.centres(held.folder, codes),
        "geometry": {each["properties"]["code"]: each["geometry"] for each in features},
        "weights": {name: f"{days:g}" for name, days in harm.days.items()} if harm else {},
        "weights_as_of": shortday(harm.as_of) if harm else "",
        "weights_source": f"{harm.source}. {harm.caveat}" if harm else "",
        "similar": {
            name: {key: value for key, value in row.items() if value is not None} for name, row in found.items()
        },
    }


def _rivals(held: Held, similar: Mapping[str, Mapping[str, float]]) -> dict[str, list[DistrictCount]]:
    """Every district's count of each type, with its residents where the answer has none."""
    found = {}
    for each in (ask.ALL_CRIME, *TYPES):
        rows = ask.compare(held.folder, each, held.usable)
        found[each] = [
            row
            if row.population
            else DistrictCount(row.district, row.count, _residents(similar.get(row.district)), row.force, row.source)
            for row in rows
        ]
    return found


def _residents(row: Mapping[str, float] | None) -> int | None:
    value = (row or {}).get(weights.RESIDENTS)
    return None if value is None else round(value)


def _surveys(partnership_id: int, to: str) -> list[SurveyHeard]:
    """The surveys that ended in the last twelve months of the window, as the public would read them."""
    last = Month.parse(to).end
    first = Month.parse(when.window(to, 12)[0]).start
    rows = Survey.objects.filter(partnership=partnership_id, ends_on__range=(first, last)).order_by("-ends_on", "title")
    return [_heard(survey) for survey in rows]


def _heard(survey: Survey) -> SurveyHeard:
    page = survey_results(survey, public=True)
    response = f"{page.took_part:,} took part" if page.took_part else ""
    if response and page.response is not None:
        response += f", {percent(float(page.response))} of those asked"
    questions = [
        Question(
            result.question.text, result.answered.text,
            [(line.option, line.count.text, percent(float(line.share)) if line.share is not None else "–")
             for line in result.options],
            result.figures, result.note,
        )
        for result in page.results
        if result.answers is not None
    ]  # fmt: skip
    comments = [comment.text for result in page.results for comment in result.comments]
    asked = f"{survey.asked_who}; {survey.asked_how[:1].lower()}{survey.asked_how[1:]}"
    ended = f"{shortday(survey.starts_on)} to {shortday(survey.ends_on)}"
    return SurveyHeard(survey.pk, survey.title, asked, ended, response, questions, comments)


def _outside(partnership_id: int, to: str) -> dict[str, Any]:
    above = contributions.given()
    if above is None:
        return {}
    return {"pestel": above.pestel(partnership_id, to), "last_plan": above.last_plan(partnership_id, to)}


def matrix_of(partnership_id: int) -> dict[str, Any]:
    """Return the weights in use: the last version, or the product's own as version 1."""
    last = ScoringMatrix.objects.filter(partnership=partnership_id).first()
    if last is None:
        return {"matrix_number": 1, "matrix": dict(DEFAULT_WEIGHTS), "matrix_reason": ""}
    return {"matrix_number": last.number, "matrix": dict(last.weights), "matrix_reason": last.reason}


def given_scores(partnership_id: int) -> list[Given]:
    """Return what people gave themes, as it stands."""
    rows = ThemeScore.objects.filter(partnership=partnership_id, current=True)
    return [Given(row.theme, row.criterion, row.score, row.reason, shortday(row.given_at)) for row in rows]


def _street(held: Held) -> Any:
    return LoadedFile.objects.filter(
        replaced_in=None, kind=LoadedFile.Kind.STREET, force__in=held.monthly.forces, month__in=held.months
    ).order_by("force", "month")


def _force_records(held: Held) -> int:
    return sum(_street(held).values_list("accepted", flat=True))


def _files(held: Held) -> list[FileUsed]:
    found = [
        FileUsed("Street-level crime", row.name, f"{name_of(row.force)}, {when.name(row.month)}", row.sha256,
                 shortday(row.loaded_at), row.synthetic, tuple(map(str, row.remarks)))
        for row in _street(held)
    ]  # fmt: skip
    for row in Dataset.objects.filter(replaced=False).order_by("kind", "as_of"):
        what = f"{row.get_kind_display()}, as of {shortday(row.as_of)}"
        found.append(FileUsed("Areas, populations and weights", row.name, what, row.sha256, shortday(row.loaded_at)))
    return found


def _versions() -> dict[str, str]:
    libraries = ("duckdb", "numpy", "scipy", "statsmodels", "esda")
    return {name: importlib.metadata.version(name) for name in libraries}
