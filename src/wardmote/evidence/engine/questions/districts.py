"""Districts set beside one another, and who lives in them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path

from wardmote.evidence.engine import backends
from wardmote.evidence.engine.answers import DistrictCount
from wardmote.evidence.engine.questions import expressions
from wardmote.evidence.engine.questions.opening import Opened, answer, stretches
from wardmote.evidence.engine.questions.places import districts_of_lookups, residents_by_district
from wardmote.evidence.engine.reference import columns as known
from wardmote.evidence.engine.reference import held, people

POLICE_FILES, OTHERS = "police files", "counts made by others"


def compare(
    store: Path, crime_type: str, months: Sequence[str], districts: Collection[str] | None = None
) -> list[DistrictCount]:
    """Count the records of `crime_type` (or ALL_CRIME) in every district that is known of, or in `districts`, by name.

    From the district's own force's files when all of `months` are held; otherwise from counts that others have made and
    that were loaded, when those have all of the months. A count is None when neither has. A district of which there is
    neither a file of its own force nor a count is left out, unless it was asked for.
    """

    def question(opened: Opened) -> list[DistrictCount]:
        counted = _from_files(opened, crime_type, months)
        others = _from_others(opened, crime_type, months)
        residents = residents_by_district(opened, months)
        forces = {force for force, _ in opened.street}
        found = []
        known_of = {name for name, own in opened.policing.items() if own in forces} | others.keys()
        for name in sorted(known_of if districts is None else set(districts)):
            own = opened.policing.get(name, "")
            count, source = counted.get(name), POLICE_FILES
            if count is None and name in others:
                (own, count), source = others[name], OTHERS
            found.append(DistrictCount(name, count, residents.get(name), own, source))
        return found

    return answer(store, question, []) if months else []


def population(store: Path, districts: Collection[str], on: date) -> int | None:
    """Return how many people live in `districts`, all together, by the count nearest to a day; None when not known."""
    return people.population(store, districts, on)


def _from_files(opened: Opened, crime_type: str, months: Sequence[str]) -> dict[str, int]:
    """Return the counts of the districts whose own force has a file for each of `months`.

    A name that these files do not print at all is one of other years, of which they say nothing: not nought.
    """
    forces = {force for force, _ in opened.street}
    whole = {force for force in forces if all((force, month) in opened.street for month in months)}
    rows = backends.ask(expressions.by_district, {"cube": opened.cube}, months=stretches(months), crime_type=crime_type)
    return {district: n for district, force, n, _ in rows if opened.policing.get(district) == force and force in whole}


def _from_others(opened: Opened, crime_type: str, months: Sequence[str]) -> Mapping[str, tuple[str, int]]:
    """Return force and count of the districts of which others counted every one of `months`.

    A district is counted by the force that has most of it there; of equals, by the first by name. A force that others
    have counted in a month and that has nothing in a district has nought there.
    """
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    told: dict[str, set[str]] = defaultdict(set)
    for entry in held.of_kind(opened.store, known.AREA_COUNTS):
        files = {"counts": (opened.store / entry.file,)}
        for force, month in backends.ask(expressions.told_of, files, months=stretches(months)):
            told[force].add(month)
        for name, force, _month, n in backends.ask(
            expressions.told, files, months=stretches(months), crime_type=crime_type
        ):
            counts[name][force] += n
    there_are = districts_of_lookups(opened, months)
    found = {}
    for name, by_force in counts.items():
        # A local authority that lies in several partnerships is none of the districts here, and would count twice.
        if there_are and name not in there_are:
            continue
        own = opened.policing.get(name) or min(by_force, key=lambda force: (-by_force[force], force))
        if set(months) <= told[own]:
            found[name] = own, by_force.get(own, 0)
    return found
