"""A plan's file beside the plan as it stands: what is new, changed, unchanged, edited on both sides, or gone.

Each field has three texts: the file's now, the action's now, and what the last import wrote (`written`). What only the
file changed is taken, what only a person changed in the product is kept, and what both changed is a conflict, which a
person settles.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from wardmote.plan.models import PlanAction
from wardmote.plan.services.importing_meaning import LABELS, Meant, plain, said_of

# Two wordings nearer than this are taken for one action whose wording changed, where the file numbers no rows.
ALIKE = 0.72
# Left empty by a file, these say nothing: they are never blanked by it.
_KEPT_WHEN_EMPTY = {"status", "status_reason", "sponsor", "starts_on", "objective"}


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


@dataclass
class _Plan:
    """The actions of a plan while rows find theirs: each is found once."""

    actions: list[PlanAction]
    taken: set[int] = field(default_factory=set)

    def take(self, found: PlanAction | None) -> PlanAction | None:
        if found is not None:
            self.taken.add(found.pk)
        return found

    @property
    def left(self) -> list[PlanAction]:
        return [each for each in self.actions if each.pk not in self.taken]


def compare(
    rows: Sequence[Meant], actions: Iterable[PlanAction] = (), written: Mapping[int, Mapping[str, str]] | None = None
) -> Compared:
    """Return `rows` beside the actions of a plan. `written` maps an action's id to what its last import wrote."""
    plan = _Plan(list(actions))
    found = _matched(rows, plan)
    used = {each.ref for each in plan.actions}
    lines = []
    for row in rows:
        action = found.get(row.key)
        if action is None:
            lines.append(Line(row, _free(row, used)))
        else:
            lines.append(Line(row, action.ref, action, _changes(row, action, (written or {}).get(action.pk))))
    return Compared(lines, [each for each in plan.left if each.merged_into_id is None])


def _matched(rows: Sequence[Meant], plan: _Plan) -> dict[str, PlanAction]:
    """Match by the key of the last import, then by a number that the file prints, then by wording."""
    found: dict[str, PlanAction] = {}
    ways = (
        lambda row, action: bool(action.source_key) and action.source_key == row.key,
        lambda row, action: not row.made_ref and action.ref == row.ref,
        lambda row, action: row.made_ref and plain(action.wording) == plain(row.said["wording"]),
    )
    for way in ways:
        for row in rows:
            if row.key not in found:
                match = plan.take(next((each for each in plan.left if way(row, each)), None))
                found |= {row.key: match} if match else {}
    for row in rows:
        if row.key not in found and row.made_ref:
            match = plan.take(_most_alike(row, plan.left))
            found |= {row.key: match} if match else {}
    return found


def _most_alike(row: Meant, actions: Sequence[PlanAction]) -> PlanAction | None:
    wording = plain(row.said["wording"])
    near = [(SequenceMatcher(None, wording, plain(each.wording)).ratio(), -each.pk, each) for each in actions]
    best = max(near, default=None, key=lambda each: each[:2])
    return best[2] if best and best[0] >= ALIKE else None


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
        if here == file or (not file and (base is None or name in _KEPT_WHEN_EMPTY)):
            continue
        last = base.get(name, "") if base is not None else ""
        if base is not None and last == file:
            continue  # only a person changed it, here
        # Without an earlier import nothing says who changed what, so that only a blank here is written over unasked.
        changes.append(FieldChange(name, here, file, conflict=here != last))
    return changes
