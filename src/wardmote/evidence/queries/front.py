"""What the front page of Evidence says: how fresh the files are, what is missing or odd in them, what else is held."""

from dataclasses import dataclass

from wardmote.access.actor import Actor
from wardmote.access.permissions import Permission
from wardmote.access.refusal import require
from wardmote.common.periods import Month
from wardmote.evidence.engine.forces import name_of
from wardmote.evidence.engine.questions import last_month, monthly, window
from wardmote.evidence.engine.reference.columns import BOUNDARIES, HARM, POPULATION
from wardmote.evidence.engine.reference.held import of_kind
from wardmote.evidence.queries.files import store
from wardmote.methods.recording import defects
from wardmote.partnership.queries import districts_of

# Two years: what a comparison with the year before needs.
MONTHS_LOOKED_AT = 24
_MOST_DEFECTS = 8
_AREAS = ((POPULATION, "populations"), (BOUNDARIES, "boundaries"), (HARM, "harm weights"))


@dataclass(frozen=True)
class Front:
    """`latest` is the newest month held for the whole partnership, `gaps` the months missing in the two years to it.

    `defects` say which months look like a fault of recording; `lacking` which data about areas are not held.
    """

    districts: tuple[str, ...]
    latest: str
    gaps: tuple[str, ...]
    defects: tuple[str, ...]
    defects_in_all: int
    forces: str
    synthetic: bool
    lacking: tuple[str, ...]
    unknown: tuple[str, ...]
    incidents: bool


def front_page(actor: Actor) -> Front:
    """Return what is held for the partnership that the actor works in. Raises Refused without evidence.view."""
    require(actor.may(Permission.EVIDENCE_VIEW), actor, "evidence.home")
    held = store()
    districts = tuple(sorted(districts_of(actor.partnership_id or 0)))
    latest = (last_month(held, districts) if districts else None) or ""
    lacking = tuple(words for kind, words in _AREAS if not of_kind(held, kind))
    may_use = bool(actor.may(Permission.INCIDENT_USE))
    if not latest:
        unknown = monthly(held, districts, ("2000-01",)).unknown if districts else ()
        return Front(districts, "", (), (), 0, "", False, lacking, unknown, may_use)
    answer = monthly(held, districts, window(latest, MONTHS_LOOKED_AT))
    known = {kind: {month: n for month, n in row.items() if n is not None} for kind, row in answer.counts.items()}
    odd = [defect.in_words for defect in defects({kind: row for kind, row in known.items() if any(row.values())})]
    first = min(month for row in known.values() for month in row)
    return Front(
        districts=districts,
        latest=Month.parse(latest).label,
        gaps=tuple(Month.parse(month).label for month in answer.missing if month > first),
        defects=tuple(odd[-_MOST_DEFECTS:]),
        defects_in_all=len(odd),
        forces=" and ".join(name_of(force) for force in answer.forces),
        synthetic=answer.synthetic,
        lacking=lacking,
        unknown=answer.unknown,
        incidents=may_use,
    )
