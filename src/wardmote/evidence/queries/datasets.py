from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from wardmote.access.actor import Actor
from wardmote.access.permissions import Permission
from wardmote.access.refusal import require
from wardmote.common import clock
from wardmote.evidence.models import Dataset
from wardmote.evidence.queries import places
from wardmote.partnership.queries import districts_of, get_partnership_by_id, partnership_tree

# What cannot be shown without each kind.
NEEDED_FOR = {
    Dataset.Kind.LSOA_CHANGES: "files of before 2023 beside later ones by small area",
    Dataset.Kind.WARDS: "wards, and districts after a change of area",
    Dataset.Kind.PARTNERSHIPS: "which districts a partnership has, and comparison with other partnerships",
    Dataset.Kind.CENTRES: "hotspots among neighbouring areas",
    Dataset.Kind.POPULATION: "rates per 1,000 residents",
    Dataset.Kind.DEPRIVATION: "deprivation beside crime, and likeness of areas",
    Dataset.Kind.RURALITY: "town and country apart, and likeness of areas",
    Dataset.Kind.BOUNDARIES: "maps",
    Dataset.Kind.HARM: "crime weighed by harm",
}
REJECTIONS_SHOWN = 20
SOURCES_SHOWN = 2


@dataclass
class Row:
    """What is held of one kind as of one day: one dataset, or the parts of one that came in many files."""

    kind: str
    title: str
    as_of: date
    sources: list[str]
    files: int
    accepted: int
    rejected: int
    repeated: int
    remarks: list[str]
    rejections: list[list[object]]


@dataclass
class District:
    """A district as a partnership names it: where its records count, and in which partnerships by the lookups."""

    naming: places.Naming
    partnerships: list[str]


@dataclass
class Area:
    """One of the actor's partnerships: how its districts are named, who lives there, and what the lookups would say.

    `residents` live in the districts that are known. `proposed` is the one partnership of the lookups that has them
    all, `lacking` what else it has, and `gone` its districts of earlier months by other names.
    """

    name: str
    districts: list[District]
    residents: places.Residents | None
    proposed: places.PartnershipArea | None
    lacking: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


def datasets_held(actor: Actor) -> list[Row]:
    """Return the data about areas that are held, by kind, the latest day first. Raises Refused without evidence.view.

    Parts of one thing that came in several files, as boundaries do, are one row.
    """
    require(actor.may(Permission.EVIDENCE_VIEW), actor, "evidence.datasets")
    held = sorted(Dataset.objects.filter(replaced=False), key=_order)
    return [_row(list(parts)) for _, parts in groupby(held, key=_order)]


def missing_kinds(rows: list[Row]) -> list[tuple[str, str]]:
    """Return what is not held, with what cannot be shown without it."""
    there = {row.kind for row in rows}
    return [(kind.label, needed) for kind, needed in NEEDED_FOR.items() if kind.label not in there]


def areas_of(actor: Actor) -> list[Area]:
    """Return the actor's partnership and those under it, each with its districts beside what the lookups say.

    Raises Refused without evidence.view. None without lookups.
    """
    require(actor.may(Permission.EVIDENCE_VIEW), actor, "evidence.datasets")
    today = clock.today()
    by_district = _by_district(f"{today:%Y-%m}")
    if not by_district or actor.partnership_id is None:
        return []
    found = []
    tree = partnership_tree(actor.partnership_id)
    # a county's districts are those of the partnerships under it
    for each in tree[1:] or tree:
        partnership = get_partnership_by_id(each)
        names = sorted(districts_of(each))
        if partnership and names:
            found.append(_area(partnership.name, names, by_district, today))
    return found


def _order(dataset: Dataset) -> tuple[int, str, int, str]:
    part = dataset.title.split(":")[0] if dataset.kind == Dataset.Kind.BOUNDARIES else dataset.title
    kinds = list(Dataset.Kind)
    return kinds.index(Dataset.Kind(dataset.kind)), dataset.get_kind_display(), -dataset.as_of.toordinal(), part


def _row(parts: list[Dataset]) -> Row:
    rejections = [bad for part in parts for bad in part.rejections]
    title = parts[0].title if parts[0].kind != Dataset.Kind.BOUNDARIES else f"Of {_order(parts[0])[3]}"
    return Row(
        kind=parts[0].get_kind_display(),
        title=title,
        as_of=parts[0].as_of,
        sources=sorted({part.source or part.name for part in parts})[:SOURCES_SHOWN],
        files=len(parts),
        accepted=sum(part.accepted for part in parts),
        rejected=sum(part.rejected for part in parts),
        repeated=sum(part.repeated for part in parts),
        remarks=[remark for part in parts for remark in part.remarks],
        rejections=rejections[:REJECTIONS_SHOWN],
    )


def _by_district(month: str) -> dict[str, places.PartnershipArea]:
    return {name: area for area in places.partnership_areas(month) for name in area.districts}


def _partnerships(naming: places.Naming, by_district: dict[str, places.PartnershipArea]) -> list[str]:
    found = [by_district[each] for each in naming.now if each in by_district]
    return sorted({f"{area.name} ({area.code})" for area in found})


def _area(name: str, names: list[str], by_district: dict[str, places.PartnershipArea], today: date) -> Area:
    month = f"{today:%Y-%m}"
    named = [
        District(naming, _partnerships(naming, by_district)) for naming in (places.naming(n, month) for n in names)
    ]
    now = {each for district in named for each in district.naming.now}
    shared: dict[str, int] = defaultdict(int)
    for each in now:
        if each in by_district:
            shared[by_district[each].code] += 1
    best = max(shared, key=lambda code: (shared[code], code), default=None)
    # of a county partnership over many, no one of them is proposed
    proposed = next((area for area in by_district.values() if area.code == best), None) if len(shared) == 1 else None
    return Area(
        name=name,
        districts=named,
        residents=places.residents(now, today) if now else None,
        proposed=proposed,
        lacking=[each for each in proposed.districts if each not in now] if proposed else [],
        gone=[each for each in proposed.earlier if each not in names] if proposed else [],
    )
