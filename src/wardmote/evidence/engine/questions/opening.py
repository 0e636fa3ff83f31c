"""The store as a question finds it: what is held, whose districts are asked for, which months and files that makes."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from wardmote.evidence.engine import backends
from wardmote.evidence.engine.forces import FORCES, slug_of
from wardmote.evidence.engine.questions import expressions
from wardmote.evidence.engine.store import MANIFEST, Held, Manifest, read_manifest

STREET, STOPS = "street", "stops"
# Forces that police no district of their own.
NATIONAL = frozenset({"btp"})
_TRIES = 3
_Answer = TypeVar("_Answer")


@dataclass(frozen=True)
class Opened:
    """A store at one moment. `policing` gives each district's own force."""

    store: Path
    manifest: Manifest
    street: Mapping[tuple[str, str], Held]
    policing: Mapping[str, str]

    @property
    def cube(self) -> tuple[Path, ...]:
        """The cube of street crime, as a question's table is given."""
        return (self.store / self.manifest.cube,)

    def rows(self, held: Collection[Held]) -> tuple[Path, ...]:
        """The rows of files that are held, as a question's table is given."""
        return tuple(self.store / each.parquet for each in held)

    @property
    def places(self) -> tuple[Path, ...]:
        """What the lookups say of each small area; nothing when none is held."""
        return (self.store / self.manifest.places,) if self.manifest.places else ()


@dataclass(frozen=True)
class Asked:
    """Districts and months as the store has them.

    `held` are the months that every force of the districts has a file for, and `missing` the others; without any known
    district, or with an unknown one, all are missing.
    """

    districts: tuple[str, ...]
    unknown: tuple[str, ...]
    forces: tuple[str, ...]
    held: tuple[str, ...]
    missing: tuple[str, ...]
    synthetic: bool

    @property
    def stretches(self) -> tuple[str, ...]:
        """The months that are held, as questions take them."""
        return stretches(self.held)


def answer(store: Path, question: Callable[[Opened], _Answer], nothing: _Answer) -> _Answer:
    """Return what `question` makes of the store, or `nothing` of one that holds no street crime."""

    def opened(manifest: Manifest) -> _Answer:
        if not manifest.cube:
            return nothing
        places = (store / manifest.places,) if manifest.places else ()
        own = policing(store / manifest.cube, places)
        return question(Opened(store, manifest, manifest.of_kind(STREET), own))

    return with_manifest(store, opened)


def with_manifest(store: Path, question: Callable[[Manifest], _Answer]) -> _Answer:
    """Return what `question` makes of what the store holds.

    A load may finish between the reading of the manifest and that of a file; the file is then gone, and all is read
    again.
    """
    for _ in range(_TRIES):
        with suppress(FileNotFoundError):
            return question(manifest_of(store))
    raise FileNotFoundError(f"The counts of {store} are gone. Load the police files again.")


def manifest_of(store: Path) -> Manifest:
    """Return what `store` holds; read again when it was replaced."""
    try:
        found = (store / MANIFEST).stat()
    except FileNotFoundError:
        return Manifest()
    return _manifest_as_of(store, found.st_ino, found.st_mtime_ns)


def asked(opened: Opened, districts: Collection[str], months: Sequence[str]) -> Asked:
    """Return what of `districts` and `months` the store can answer for."""
    names = tuple(sorted(set(districts)))
    unknown = tuple(name for name in names if name not in opened.policing)
    forces = tuple(sorted({opened.policing[name] for name in names if name in opened.policing}))
    answerable = bool(forces) and not unknown
    held = tuple(month for month in months if answerable and all((force, month) in opened.street for force in forces))
    return Asked(
        districts=names,
        unknown=unknown,
        forces=forces,
        held=held,
        missing=tuple(month for month in months if month not in held),
        synthetic=any(opened.street[force, month].synthetic for force in forces for month in held),
    )


def stretches(months: Collection[str]) -> tuple[str, ...]:
    """Return the first and last month of each unbroken stretch of `months`, as questions take them."""
    ends: list[str] = []
    before = -1
    for month in sorted(months):
        number = int(month[:4]) * 12 + int(month[5:])
        if ends and number == before + 1:
            ends[-1] = month
        else:
            ends += [month, month]
        before = number
    return tuple(ends)


# What is kept never goes stale: a manifest is replaced and not rewritten, and a cube is named by its content.
@lru_cache(maxsize=4)
def _manifest_as_of(store: Path, inode: int, modified: int) -> Manifest:
    return read_manifest(store)


@lru_cache(maxsize=4)
def policing(cube: Path, places: tuple[Path, ...] = ()) -> dict[str, str]:
    """Return each district's own force: that of its police force area, where the lookups held tell it.

    Otherwise it is the force that printed most of the district's records; of equals, the first by name. The railway's
    police have no district: one that only they have printed has no force yet.
    """
    files = {"cube": (cube,)}
    found = dict(backends.ask(expressions.owners, files) if _says_own(cube) else _most_printed(files))
    if places:
        areas = backends.ask(expressions.police_areas, {"places": places})
        several = {district for district, n in Counter(district for district, _ in areas).items() if n > 1}
        found |= {district: force_of_area(area) for district, area in areas if district in found.keys() - several}
    return {district: own for district, own in found.items() if own not in NATIONAL}


def force_of_area(name: str) -> str:
    """Return the short name of the force of a police force area: `London, City of` gives `city-of-london`."""
    place, _, turned = name.partition(", ")
    slug = slug_of(f"{turned} {place}" if turned else name)
    known = FORCES.values()
    return slug if slug in known else next((each for each in known if slug.startswith(f"{each}-")), slug)


def _says_own(cube: Path) -> bool:
    return "own" in backends.columns(cube)


def _most_printed(files: Mapping[str, tuple[Path, ...]]) -> dict[str, str]:
    """Answer as `owners` of a cube that was made before cubes said so."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for district, force, n in backends.ask(expressions.by_force, files):
        if force not in NATIONAL:
            found[district].append((-n, force))
    return {district: min(counts)[1] for district, counts in found.items()}
