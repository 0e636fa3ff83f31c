"""Reads of what the data about areas say: open data, the same for everyone, so these take no actor.

Each asks the installation's own store. `districts` are names as partnerships hold them; months are written `2025-01`.
"""

from collections.abc import Collection, Sequence
from datetime import date

from wardmote.evidence.engine.reference import areas, ground, people, weights
from wardmote.evidence.engine.reference.areas import Naming, PartnershipArea
from wardmote.evidence.engine.reference.ground import Feature
from wardmote.evidence.engine.reference.people import Residents, denominator_warning
from wardmote.evidence.engine.reference.weights import AreaCount, Weights
from wardmote.evidence.queries.files import store

__all__ = [
    "AreaCount", "Feature", "Naming", "PartnershipArea", "Residents", "Weights", "area_counts", "boundaries", "centres",
    "denominator_warning", "district_boundaries", "district_names", "districts_of_partnership_code", "harm_weights",
    "lsoas_of", "naming", "partnership_areas", "population", "population_by_lsoa", "residents", "similar_variables",
    "wards_of",
]  # fmt: skip


def population(districts: Collection[str], on: date) -> int | None:
    """Return how many people live in `districts` all together, by the latest count held by then; None if unknown."""
    return people.population(store(), districts, on)


def residents(districts: Collection[str], on: date) -> Residents | None:
    """As `population`, with ages and households where told, the day of the count and its source."""
    return people.residents(store(), districts, on)


def population_by_lsoa(codes: Collection[str], on: date) -> dict[str, int]:
    """Return the residents of each LSOA, all of one count; those it lacks are left out."""
    return people.population_by_lsoa(store(), codes, on)


def lsoas_of(districts: Collection[str], month: str, *, vintage: str = "2021") -> list[str]:
    """Return the codes of the districts' LSOAs, in order."""
    return areas.lsoas_of(store(), districts, month, vintage=vintage)


def wards_of(districts: Collection[str], month: str) -> dict[str, str]:
    """Return the districts' wards, by code with the name."""
    return areas.wards_of(store(), districts, month)


def centres(codes: Collection[str]) -> dict[str, tuple[float, float]]:
    """Return the population-weighted centre of each LSOA, in metres of the British National Grid."""
    return ground.centres(store(), codes)


def boundaries(codes: Collection[str], kind: str = "lsoa") -> list[Feature]:
    """Return GeoJSON features of areas (lsoa, lad or pfa) by code."""
    return ground.boundaries(store(), codes, kind)


def district_boundaries(districts: Collection[str], month: str) -> list[Feature]:
    """Return one GeoJSON feature a district."""
    return ground.district_boundaries(store(), districts, month)


def similar_variables(on: date) -> dict[str, dict[str, float | None]]:
    """Return what makes districts alike: each district's figures by name, None where not known."""
    return weights.similar_variables(store(), on)


def harm_weights(on: date) -> Weights | None:
    """Return days of harm by crime type, with their day, source and caveat; None when none is held."""
    return weights.harm_weights(store(), on)


def area_counts(months: Sequence[str], crime_types: Collection[str] | None = None) -> list[AreaCount]:
    """Return recorded crime by district as a file of counts tells it."""
    return weights.area_counts(store(), months, crime_types)


def naming(name: str, month: str) -> Naming:
    """Say under which districts the records of what `name` names count in `month`."""
    return areas.naming(store(), name, month)


def district_names(month: str) -> list[str]:
    """Return every district that the lookups know in `month`."""
    return areas.district_names(store(), month)


def partnership_areas(month: str) -> list[PartnershipArea]:
    """Return every community safety partnership of the lookups with its districts, by name."""
    return areas.partnership_areas(store(), month)


def districts_of_partnership_code(csp_code: str, month: str) -> PartnershipArea | None:
    """Return one partnership's districts; None when no lookup knows its code."""
    return areas.districts_of_partnership_code(store(), csp_code, month)
