"""A plan's file beside the plan as it stands: what is new, changed, unchanged, edited on both sides, or gone.

Each field has three texts: the file's now, the action's now, and what the last import wrote (`written`). What only the
file changed is taken, what only a person changed in the product is kept, and what both changed is a conflict, which a
person settles.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from wardmote.plan.models import PlanAction
from wardmote.plan.services.importing_meaning import Meant
from wardmote.plan.services.importing_said import BETWEEN, LABELS, plain, said_of

# Two wordings nearer than this are taken for one action whose wording changed, where the file numbers no rows.
ALIKE = 0.72
# Left empty by a file, these say nothing: they are never blanked by it.
_KEPT_WHEN_EMPTY = {"status", "status_reason", "sponsor", "starts_on", "objective", "serves"}
# Beyond so many pairs of wordings they are not compared: a plan has some hundred actions, a hostile file any number.
_PAIRS = 40_000


@dataclass(frozen=True)
class FieldChange:
    """One field of one action. `conflict`: a person changed it here since the last import, to `before`."""

    name: str
    before: str
    after: str
    conflict: bool = False

    @property
    def label(self) -> str:
        return LABELS[self.name]


@dataclass(frozen=True)
class Line:
    """A row with the action that it is, None for a new one, and what it changes. `ref` is the number it gets or has."""

    meant: Meant
    ref: str
    action: PlanAction | None = None
    changes: Sequence[FieldChange] = ()

    @property
    def kind(self) -> str:
        if self.action is None:
            return "new"
        if any(each.conflict for each in self.changes):
            return "conflict"
        return "changed" if self.changes else "unchanged"


@dataclass(frozen=True)
class Compared:
    """A file beside a plan. `gone` are actions of the plan that the file has no row for; they are kept."""

    lines: Sequence[Line]
    gone: Sequence[PlanAction] = ()

    def count(self, kind: str) -> int:
        """How many rows are new, changed, conflict or unchanged."""
        return sum(line.kind == kind for line in self.lines)

    @property
    def conflicts(self) -> list[tuple[Line, FieldChange]]:
        return [(line, change) for line in self.lines for change in line.changes if change.conflict]

    @property
    def nothing(self) -> bool:
        """Whether bringing the file in would change nothing."""
        return all(line.kind == "unchanged" for line in self.lines)

    @property
    def stamp(self) -> str:
        """Changes with anything that a person was shown, so that what is done is what was seen."""
        shown = [
            (line.ref, line.kind, line.meant.key, [(each.name, each.before, each.after) for each in line.changes])
            for line in self.lines
        ]
        return hashlib.sha256(repr(shown).encode()).hexdigest()[:24]


def compare(
    rows: Sequence[Meant], actions: Iterable[PlanAction] = (), written: Mapping[int, Mapping[str, str]] | None = None
) -> Compared:
    """Return `rows` beside the actions of a plan. `written` maps an action's id to what its last import wrote."""
    here = list(actions)
    found = _matched(rows, here)
    used = {each.ref for each in here}
    lines = []
    for row in rows:
        action = found.get(row.key)
        if action is None:
            lines.append(Line(row, _free(row, used)))
        else:
            lines.append(Line(row, action.ref, action, _changes(row, action, (written or {}).get(action.pk))))
    matched = {each.pk for each in found.values()}
    return Compared(lines, [each for each in here if each.pk not in matched and each.merged_into_id is None])


def _matched(rows: Sequence[Meant], actions: Sequence[PlanAction]) -> dict[str, PlanAction]:
    """Match by the key of the last import, then by a number that the file prints, then by wording."""
    found: dict[str, PlanAction] = {}
    left = {each.pk: each for each in actions}

    def match(by: Callable[[PlanAction], str], wanted: Callable[[Meant], str]) -> None:
        known = {by(each): each for each in reversed(left.values()) if by(each)}
        for row in rows:
            action = known.get(wanted(row)) if row.key not in found else None
            if action is not None and action.pk in left:
                found[row.key] = left.pop(action.pk)

    match(lambda action: action.source_key, lambda row: row.key)
    match(lambda action: action.ref, lambda row: "" if row.made_ref else row.ref)
    match(lambda action: plain(action.wording), lambda row: plain(row.said["wording"]) if row.made_ref else "")
    unknown = [row for row in rows if row.made_ref and row.key not in found]
    for row in unknown if len(unknown) * len(left) <= _PAIRS else ():
        action = _most_alike(row, list(left.values()))
        if action is not None:
            found[row.key] = left.pop(action.pk)
    return found


def _most_alike(row: Meant, actions: Sequence[PlanAction]) -> PlanAction | None:
    wording = plain(row.said["wording"])
    best, nearest = ALIKE, None
    for each in actions:
        pair = SequenceMatcher(None, wording, plain(each.wording))
        if pair.real_quick_ratio() >= best and pair.quick_ratio() >= best and pair.ratio() > best:
            best, nearest = pair.ratio(), each
    return nearest


def _free(row: Meant, used: set[str]) -> str:
    """Return the row's number, or the next one free where it was made up and is taken."""
    ref, number = row.ref, 1
    while not ref or ref in used:
        number += 1
        ref = f"{row.ref[:8]}-{number}" if row.ref and not row.made_ref else str(len(used) + number - 1)
    used.add(ref)
    return ref


def _changes(row: Meant, action: PlanAction, base: Mapping[str, str] | None) -> list[FieldChange]:
    now = said_of(action)
    changes: list[FieldChange] = []
    if action.merged_into_id is not None:
        return changes  # it stands in another's place, and is changed there
    for name in LABELS:
        here, file = now[name], row.said[name]
        if name == "links":
            changes += _more_links(here, file, (base or {}).get(name, ""))
            continue
        if here == file or (not file and (base is None or name in _KEPT_WHEN_EMPTY)):
            continue
        last = base.get(name, "") if base is not None else ""
        if base is not None and last == file:
            continue  # only a person changed it, here
        # Without an earlier import nothing says who changed what, so that only a blank here is written over unasked.
        changes.append(FieldChange(name, here, file, conflict=here != last))
    return changes


def _more_links(here: str, file: str, last: str) -> list[FieldChange]:
    """A file adds cross-references; what somebody took away here since is not put back, and nothing is taken away."""
    held = [each for each in here.split(BETWEEN) if each]
    known = {each.lower() for each in (*held, *last.split(BETWEEN))}
    more = [each for each in file.split(BETWEEN) if each and each.lower() not in known]
    return [FieldChange("links", here, BETWEEN.join([*held, *more]))] if more else []
