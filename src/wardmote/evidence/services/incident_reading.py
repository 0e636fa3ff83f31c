"""What a draft's rows say under its columns, set against what the partnership holds already."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from wardmote.common import clock
from wardmote.common.dates import shortday
from wardmote.evidence.incident_files.columns import Columns, orders, wanting
from wardmote.evidence.incident_files.rows import FileRead, Read, facts_of, grouped, ranges, read_rows
from wardmote.evidence.incident_files.times import LONDON
from wardmote.evidence.models import Incident, IncidentDraft, IncidentSet

SHOWN_ACCEPTED, SHOWN_LEFT_OUT, SHOWN_TEXT = 12, 40, 300
_AT_ONCE = 500
SAME_AS_HELD = "Held already, with the same reference and facts."
OTHER_THAN_HELD = "An incident with this reference is held already, with other facts."
SAME_ABOVE = "An earlier line has the same reference and facts."
OTHER_ABOVE = "An earlier line has the same reference, with other facts."
HELD_WITHOUT_REFERENCE = "Held already: same kind, times and place, and neither has a reference."


def columns_of(draft: IncidentDraft) -> Columns:
    """Return the columns chosen, with the order of dates that was chosen or that the dates show themselves."""
    chosen = Columns({name: int(at) for name, at in draft.mapping.items()}, draft.order)
    if chosen.order:
        return chosen
    return Columns(chosen.at, orders((cells for _, cells in draft.rows), chosen).evident)


def read_draft(draft: IncidentDraft) -> tuple[FileRead, str]:
    """Read a draft's rows: what became of each, and what is still to be chosen, in which case nothing was read."""
    rows = draft.rows
    chosen = Columns({name: int(at) for name, at in draft.mapping.items()}, draft.order)
    found = orders((cells for _, cells in rows), chosen)
    lacking = wanting(chosen, found)
    if lacking:
        return FileRead(rows=len(rows)), lacking
    read = read_rows(rows, Columns(chosen.at, chosen.order or found.evident or "dmy"), clock.now())
    mark_repeats(read, draft.partnership_id)
    return read, ""


def mark_repeats(found: FileRead, partnership_id: int) -> None:
    """Move from the accepted to the repeated or rejected what stands in the file twice or is held already.

    By reference where there is one. Rows without one may be alike and yet two incidents: of them as many count as
    repeated as are held, so that a file loaded again doubles nothing and two alike in one file are both kept.
    """
    held = _held_by_reference(found.accepted, partnership_id)
    alike = _held_without(found.accepted, partnership_id)
    above: dict[str, tuple[object, ...]] = {}
    kept: list[Read] = []
    for each in found.accepted:
        key = each.reference
        if key and key in above:
            same = above[key] == each.facts
            (found.repeated if same else found.rejected).append((each.line, SAME_ABOVE if same else OTHER_ABOVE))
        elif key and key in held:
            same = held[key] == each.facts
            (found.repeated if same else found.rejected).append((each.line, SAME_AS_HELD if same else OTHER_THAN_HELD))
        elif not key and alike[each.facts]:
            alike[each.facts] -= 1
            found.repeated.append((each.line, HELD_WITHOUT_REFERENCE))
        else:
            kept.append(each)
            if key:
                above[key] = each.facts
    found.accepted = kept
    found.rejected.sort()


def _standing(partnership_id: int) -> Any:
    return Incident.objects.filter(batch__partnership=partnership_id, batch__removed_at__isnull=True).order_by()


def _held_by_reference(rows: Sequence[Read], partnership_id: int) -> dict[str, tuple[object, ...]]:
    found: dict[str, tuple[object, ...]] = {}
    references = sorted({each.reference for each in rows if each.reference})
    for start in range(0, len(references), _AT_ONCE):
        some = references[start : start + _AT_ONCE]
        for reference, facts in _facts(_standing(partnership_id).filter(reference__in=some)):
            found[reference] = facts
    return found


def _held_without(rows: Sequence[Read], partnership_id: int) -> Counter[tuple[object, ...]]:
    starts = [each.starts_at for each in rows if not each.reference]
    if not starts:
        return Counter()
    between = _standing(partnership_id).filter(reference="", starts_at__range=(min(starts), max(starts)))
    return Counter(facts for _, facts in _facts(between))


def _facts(held: Any) -> Iterator[tuple[str, tuple[object, ...]]]:
    names = ("reference", "kind", "starts_at", "ends_at", "easting", "northing", "place", "case_reference")
    for reference, kind, starts_at, ends_at, easting, northing, place, case in held.values_list(*names).iterator():
        at = None if easting is None else (easting, northing)
        yield reference, facts_of(kind, starts_at, ends_at, at, place, case)


def summary_of(draft: IncidentDraft) -> dict[str, Any]:
    """Return what a page shows of a draft before anything is saved: counts, sentences, and the first rows of each."""
    found, lacking = read_draft(draft)
    if lacking:
        return {"lacking": lacking, "rows": found.rows}
    text = {number: " | ".join(cells)[:SHOWN_TEXT] for number, cells in draft.rows}
    notes = [*_loaded_before(draft), *found.notes]
    return {
        "lacking": "", "rows": found.rows, "accepted": len(found.accepted), "rejected": len(found.rejected),
        "repeated": len(found.repeated), "notes": notes, "sample": [_said(each) for each in _spread(found.accepted)],
        "reasons": [
            {"what": what, "reason": reason, "count": len(lines), "lines": ranges(lines)[:400],
             "text": text.get(lines[0], "")}
            for what, named in (("rejected", found.rejected), ("repeated", found.repeated))
            for reason, lines in list(grouped(named).items())[:SHOWN_LEFT_OUT]
        ],
    }  # fmt: skip


def _spread(rows: Sequence[Read]) -> list[Read]:
    """Some of the rows, from the first to the last, so that a change in the middle of a file is seen."""
    if len(rows) <= SHOWN_ACCEPTED:
        return list(rows)
    return [rows[place * (len(rows) - 1) // (SHOWN_ACCEPTED - 1)] for place in range(SHOWN_ACCEPTED)]


def _said(row: Read) -> dict[str, Any]:
    begins, ends = row.starts_at.astimezone(LONDON), row.ends_at.astimezone(LONDON)
    return {
        "line": row.line, "from": f"{shortday(begins.date())} {begins:%H:%M}",
        "to": "" if begins == ends else f"{shortday(ends.date())} {ends:%H:%M}",
        "at": f"{row.place_at[0]:.0f}, {row.place_at[1]:.0f}" if row.place_at else "", "place": row.place,
        "kind": row.kind, "reference": row.reference, "case": row.case_reference,
    }  # fmt: skip


def _loaded_before(draft: IncidentDraft) -> list[str]:
    before = IncidentSet.objects.filter(
        partnership=draft.partnership_id, sha256=draft.sha256, removed_at__isnull=True
    ).first()
    return [f"This very file was loaded on {shortday(before.loaded_at)} as “{before.title}”."] if before else []
