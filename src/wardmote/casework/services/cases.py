from django.db import transaction

from wardmote.access.actor import Actor
from wardmote.access.refusal import require
from wardmote.audit.services import record
from wardmote.casework import rules
from wardmote.casework.models import Case, ChronologyEntry
from wardmote.casework.queries import get_case_quietly
from wardmote.casework.queries.chronology import entry_to_correct
from wardmote.casework.services.read_list import touch
from wardmote.common import clock


def add_entry(
    *, actor: Actor, case: Case, kind: str, text: str, corrects: ChronologyEntry | None = None
) -> ChronologyEntry:
    """Add to a case's chronology inside the act it tells of; that act writes the audit row."""
    entry = ChronologyEntry.unguarded.create(
        case=case, at=clock.now(), kind=kind, text=text.strip(), author_id=actor.user_id,
        organisation_id=actor.organisation_id, corrects=corrects,
    )  # fmt: skip
    touch(case)
    return entry


@transaction.atomic
def add_update(*, actor: Actor, reference: str, text: str) -> ChronologyEntry:
    """Add an agency's update to a case it may see."""
    case = get_case_quietly(actor, reference, action="case.update")
    require(rules.may_update(actor, case), actor, "case.update", object_type="case", object_ref=case.reference)
    entry = add_entry(actor=actor, case=case, kind=ChronologyEntry.Kind.UPDATE, text=text)
    record(actor=actor, action="case.update", object_type="case", object_ref=case.reference, fields=("chronology",))
    return entry


@transaction.atomic
def correct_entry(*, actor: Actor, reference: str, entry_id: int, text: str) -> ChronologyEntry:
    """Correct one of one's own agency's entries: the old words stay, struck by the new ones."""
    case = get_case_quietly(actor, reference, action="case.correct")
    entry = entry_to_correct(actor, case, entry_id)
    made = add_entry(actor=actor, case=case, kind=ChronologyEntry.Kind.CORRECTION, text=text, corrects=entry)
    record(actor=actor, action="case.correct", object_type="case", object_ref=case.reference, fields=("chronology",))
    return made


@transaction.atomic
def edit_summary(*, actor: Actor, reference: str, summary: str, risk_level: str, started_from: int) -> Case:
    """Change a case's summary and risk. Raises EditConflict, with both texts, when somebody saved in between."""
    case = get_case_quietly(actor, reference, action="case.edit")
    require(rules.may_update(actor, case), actor, "case.edit", object_type="case", object_ref=case.reference)
    before = (case.summary, case.risk_level, case.get_risk_level_display())
    case.save_version(started_from=started_from, summary=summary.strip(), risk_level=risk_level)
    changed = _what_changed(case, *before)
    if changed:
        add_entry(actor=actor, case=case, kind=ChronologyEntry.Kind.UPDATE, text=changed)
    record(actor=actor, action="case.edit", object_type="case", object_ref=case.reference,
           fields=("summary", "risk_level"))  # fmt: skip
    return case


def _what_changed(case: Case, summary: str, risk_level: str, risk: str) -> str:
    """Say what a case said before, so that the chronology keeps what the page no longer shows."""
    words = []
    if case.risk_level != risk_level:
        words.append(f"Risk changed from {risk.lower()} to {case.get_risk_level_display().lower()}.")
    if case.summary != summary:
        words.append(f"The summary was changed. Before, it said: {summary}")
    return " ".join(words)
