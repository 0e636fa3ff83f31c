"""A case's chronology, a page at a time."""

from dataclasses import dataclass

from django.db.models import Q

from wardmote.access.actor import Actor
from wardmote.access.refusal import Refused, require
from wardmote.casework import rules
from wardmote.casework.models import Case, ChronologyEntry

PAGE = 50


@dataclass(frozen=True)
class Shown:
    """An entry, whether a later one corrects it, and whether this person may correct it."""

    entry: ChronologyEntry
    corrected: bool
    may_correct: bool


@dataclass(frozen=True)
class ChronologyPage:
    """A page of entries, newest first; `older` is the key of the next, or empty."""

    entries: list[Shown]
    older: str


def chronology_page(actor: Actor, case: Case, *, kind: str = "", before: str = "", size: int = PAGE) -> ChronologyPage:
    """Return entries of a case that was reached lawfully, of one kind or all, older than the entry `before`."""
    entries = case.chronology.select_related("author", "organisation", "corrects")
    if kind:
        entries = entries.filter(kind=kind)
    last = case.chronology.filter(pk=int(before)).first() if before.isdigit() and len(before) < 18 else None
    if last:
        entries = entries.filter(Q(at__lt=last.at) | Q(at=last.at, pk__lt=last.pk))
    found = list(entries[: size + 1])
    corrected = set(
        case.chronology.filter(corrects__in=[each.pk for each in found]).values_list("corrects_id", flat=True)
    )
    shown = [
        Shown(each, each.pk in corrected,
              each.pk not in corrected and bool(rules.may_correct(actor, case, each)))
        for each in found[:size]
    ]  # fmt: skip
    return ChronologyPage(shown, str(found[size - 1].pk) if len(found) > size else "")


def entry_to_correct(actor: Actor, case: Case, entry_id: int) -> ChronologyEntry:
    """Return an entry that this person may correct, or refuse."""
    entry = case.chronology.filter(pk=entry_id).first()
    if entry is None:
        raise Refused(actor, "case.correct", reason="no such entry", object_type="case", object_ref=case.reference)
    require(rules.may_correct(actor, case, entry), actor, "case.correct", object_type="case", object_ref=case.reference)
    return entry
