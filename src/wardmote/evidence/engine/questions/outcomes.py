"""What became of crimes, as it stands beside them in street files; and searches of persons and vehicles."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from wardmote.evidence.engine import backends
from wardmote.evidence.engine.answers import Outcomes, Stops
from wardmote.evidence.engine.questions.expressions import SEARCH_FIELDS, by_outcome, searches
from wardmote.evidence.engine.questions.opening import STOPS, Opened, answer, asked, stretches, with_manifest
from wardmote.evidence.engine.store import Manifest

_OFFICER, _OUTCOME = SEARCH_FIELDS.index("officer_ethnicity"), SEARCH_FIELDS.index("outcome")


def outcomes(store: Path, districts: Collection[str], months: Sequence[str], crime_type: str) -> Outcomes:
    """Count the last outcomes printed beside the crimes of `districts` in the months that are held, by month of crime.

    A file knows what was known on the day it was downloaded. So months of different age, and files downloaded at
    different ages, must not have their shares compared. An outcome that was not printed is the empty string.
    """

    def question(opened: Opened) -> Outcomes:
        of = asked(opened, districts, months)
        by_month: dict[str, Counter[str]] = {month: Counter() for month in of.held}
        for force in of.forces if of.held else ():
            rows = backends.ask(
                by_outcome,
                {"street": opened.rows([opened.street[force, month] for month in of.held]), "cube": opened.cube},
                districts=tuple(name for name in of.districts if opened.policing[name] == force),
                months=of.stretches, force=force, crime_type=crime_type,
            )  # fmt: skip
            for month, outcome, n in rows:
                by_month[month][outcome] += n
        every: Counter[str] = Counter()
        for counts in by_month.values():
            every.update(counts)
        return Outcomes(_most_first(every), {month: _most_first(each) for month, each in by_month.items()}, of.missing)

    return answer(store, question, Outcomes({}, {}, tuple(months)))


def stops(store: Path, force: str, months: Sequence[str]) -> Stops:
    """Count the searches of one force in the months that are held; a value that was not printed is the empty string.

    `ethnicity_by_outcome` is by the ethnicity that the officer recorded. Searches cannot be counted for districts:
    files print no area for them.
    """

    def question(manifest: Manifest) -> Stops:
        found = manifest.of_kind(STOPS)
        held = tuple(month for month in months if (force, month) in found)
        by: dict[str, Counter[str]] = {name: Counter() for name in SEARCH_FIELDS}
        across: dict[str, Counter[str]] = defaultdict(Counter)
        total = placed = 0
        files = {"cube": (store / manifest.cubes.get(STOPS, ""),)}
        for *cell, n, with_place in backends.ask(searches, files, force=force, months=stretches(held)) if held else ():
            total, placed = total + n, placed + with_place
            for name, value in zip(SEARCH_FIELDS, cell, strict=True):
                by[name][value] += n
            across[cell[_OFFICER]][cell[_OUTCOME]] += n
        fields = {name: _most_first(counts) for name, counts in by.items()}
        ethnicity = {name: _most_first(counts) for name, counts in sorted(across.items())}
        missing = tuple(month for month in months if month not in held)
        return Stops(force, tuple(months), missing, total, fields, ethnicity, total - placed)

    return with_manifest(store, question)


def _most_first(counts: Counter[str]) -> Mapping[str, int]:
    return dict(sorted(counts.items(), key=lambda each: (-each[1], each[0])))
