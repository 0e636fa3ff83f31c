"""What a reader may explore: the area of the partnership they work in, and of those below it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wardmote.access.actor import Actor
from wardmote.access.permissions import Permission
from wardmote.access.refusal import require
from wardmote.common.periods import Month, months_between
from wardmote.evidence.engine import layout
from wardmote.evidence.engine.questions import ALL_CRIME, by_area, crime_types, last_month, months_held
from wardmote.evidence.engine.questions.small_areas import SmallArea, small_areas
from wardmote.evidence.exploring.asked import Area, Asked, explore_address
from wardmote.evidence.exploring.ground import shapes_of
from wardmote.evidence.exploring.page import Page, explored
from wardmote.evidence.queries.files import store
from wardmote.partnership.queries import districts_of, get_partnership_by_id, partnership_tree

__all__ = ["Scope", "boundaries_of", "explore", "explore_address", "scope_of"]


@dataclass(frozen=True)
class Scope:
    """What can be asked: areas by the value of the address, types as printed, and the months that files are held for.

    `latest` is the last month held for the whole partnership; empty where there is none.
    """

    partnership: str
    whole: Area
    parts: tuple[Area, ...]
    districts: tuple[Area, ...]
    small: tuple[SmallArea, ...]
    types: tuple[str, ...]
    months: tuple[str, ...]
    latest: str

    @property
    def wards(self) -> tuple[tuple[str, str], ...]:
        """Each ward's value and name, by district and name."""
        named = {area.ward_code: (area.district, area.ward) for area in self.small if area.ward_code}
        ordered = sorted(named.items(), key=lambda each: each[1])
        return tuple((f"ward:{code}", f"{ward}, {district}") for code, (district, ward) in ordered)

    def area(self, value: str) -> Area | None:
        """Return the area that a value of the address stands for; None for one that is not theirs, or that is none."""
        whole = {area.value: area for area in (self.whole, *self.parts, *self.districts)}
        if value in whole:
            return whole[value]
        kind, _, code = value.partition(":")
        lying = [area for area in self.small if code and code == (area.ward_code if kind == "ward" else area.code)]
        if kind not in ("ward", "lsoa") or not lying:
            return None
        name = lying[0].ward if kind == "ward" else lying[0].name
        districts = tuple(sorted({area.district for area in lying}))
        return Area(value, f"{name}, {districts[0]}", districts, tuple(sorted(area.code for area in lying)))


def scope_of(actor: Actor) -> Scope:
    """Return what the actor may ask in the partnership they work in. Raises Refused without evidence.view."""
    require(actor.may(Permission.EVIDENCE_VIEW), actor, "evidence.explore")
    held = store()
    partnership = get_partnership_by_id(actor.partnership_id)
    names = tuple(sorted(districts_of(actor.partnership_id or 0)))
    name = partnership.name if partnership else ""
    parts = [get_partnership_by_id(each) for each in partnership_tree(actor.partnership_id or 0)[1:]]
    below = tuple(
        Area(f"part:{part.pk}", part.name, tuple(sorted(districts_of(part.pk))))
        for part in parts if part is not None
    )  # fmt: skip
    one = len(names) == 1
    return Scope(
        partnership=name,
        whole=Area("", names[0] if one else name, names),
        parts=tuple(part for part in below if part.districts),
        districts=tuple(Area(f"district:{each}", each, (each,)) for each in names),
        small=small_areas(held, names),
        types=(ALL_CRIME, *sorted({*layout.CRIME_TYPES, *crime_types(held)})),
        months=_months(held),
        latest=(last_month(held, names) if names else None) or "",
    )


def explore(actor: Actor, asked: Asked) -> Page:
    """Answer a question that `scope_of` allows. Raises Refused without evidence.view."""
    require(actor.may(Permission.EVIDENCE_VIEW), actor, "evidence.explore")
    return explored(store(), asked)


def boundaries_of(actor: Actor, asked: Asked) -> list[dict[str, Any]]:
    """Return the areas of a question as GeoJSON features. Raises Refused without evidence.view."""
    require(actor.may(Permission.EVIDENCE_VIEW), actor, "evidence.explore")
    held = store()
    within = asked.area.codes
    areas = by_area(held, asked.area.districts, asked.months, ALL_CRIME, asked.by).areas
    keys = [area.code for area in areas if within is None or asked.by != "lsoa" or area.code in within]
    found = shapes_of(held, asked.area.districts, keys, asked.by)
    names = {area.code: area.name for area in areas}
    return [
        {"type": "Feature", "properties": {"code": key, "name": names[key]}, "geometry": found[key]}
        for key in keys if key in found
    ]  # fmt: skip


def _months(held: Path) -> tuple[str, ...]:
    """Every month from the first to the last that any force has a file for."""
    found = sorted({each.month for each in months_held(held)})
    if not found:
        return ()
    return tuple(month.slug for month in months_between(Month.parse(found[0]), Month.parse(found[-1])))
