"""Residents of a police force's area by ethnic group, which rates of stop and search are made of.

The five groups are the census's headings, and those under which officers record whom they search. The rule of which
dataset answers is that of `people`; a force of which a district is missing has no figures.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wardmote.evidence.engine.forces import slug_of
from wardmote.evidence.engine.reference import areas, held
from wardmote.evidence.engine.reference import columns as known
from wardmote.evidence.engine.reference.people import in_order


@dataclass(frozen=True)
class EthnicGroups:
    """Residents by group (`White`, `Black`, `Asian`, `Mixed`, `Other`), as of when and from where."""

    residents: dict[str, int]
    as_of: date
    source: str


def ethnic_groups(store: Path, force: str, on: date) -> EthnicGroups | None:
    """Return the residents of the area of `force`, by its short name; None where no dataset holds every district."""
    table = areas.places_in(store, f"{on:%Y-%m}")
    if table is None:
        return None
    pairs = zip(table["lad_code"].to_pylist(), table["pfa"].to_pylist(), strict=True)
    districts = {lad for lad, pfa in set(pairs) if lad and pfa and slug_of(pfa) == force}
    for entry in in_order(held.of_kind(store, known.ETHNICITY), on):
        rows = {row["lad_code"]: row for row in held.table(store / entry.file).to_pylist()}
        if districts and districts <= rows.keys():
            counts = {group.title(): sum(rows[lad][group] for lad in districts) for group in known.ETHNIC_GROUPS}
            return EthnicGroups(counts, entry.day, entry.source or entry.name)
    return None
