"""What became of crimes, as it stands beside them in street files; and searches of persons and vehicles."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from wardmote.evidence.engine import backends
from wardmote.evidence.engine.answers import Outcomes, Stops
from wardmote.evidence.engine.questions import expressions
from wardmote.evidence.engine.questions.opening import STOPS, Opened, answer, asked, manifest_of

# What a search's cell is counted by, in the names that `Stops.by` gives them.
FIELDS = (
    "type", "object", "legislation", "outcome", "linked", "self_ethnicity", "officer_ethnicity", "gender", "age",
)  # fmt: skip


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
                expressions.by_outcome,
                {"street": opened.rows([opened.street[force, month] for month in of.held]), "cube": opened.cube},
                districts=tuple(name for name in of.districts if opened.policing[name] == force),
                months=of.held, force=force, crime_type=crime_type,
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
    manifest = manifest_of(store)
    held = tuple(month for month in months if (force, month) in manifest.of_kind(STOPS))
    missing = tuple(month for month in months if month not in held)
    by: dict[str, Counter[str]] = defaultdict(Counter)
    across: dict[str, Counter[str]] = defaultdict(Counter)
    total = placed = 0
    if held:
        files = {"cube": (store / manifest.cubes[STOPS],)}
        keys = [name for name in backends.columns(files["cube"][0]) if name not in {"force", "month", "n"}]
        for row in backends.ask(expressions.searches, files, force=force, months=held):
            n, cell = row[-1], dict(zip(keys, row, strict=False))
            total += n
            for name in FIELDS:
                by[name][str(cell[name] or "")] += n
            across[str(cell["officer_ethnicity"] or "")][str(cell["outcome"] or "")] += n
            placed += n if cell["placed"] else 0
    fields = {name: _most_first(counts) for name, counts in by.items()}
    ethnicity = {name: _most_first(counts) for name, counts in sorted(across.items())}
    return Stops(force, tuple(months), missing, total, fields, ethnicity, total - placed)


def _most_first(counts: Counter[str]) -> Mapping[str, int]:
    return dict(sorted(counts.items(), key=lambda each: (-each[1], each[0])))
