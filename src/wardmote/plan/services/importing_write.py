"""Writing the rows of a file into a plan, by the same acts as a person's, inside the one transaction of a commit."""

import re
from collections.abc import Collection, Sequence
from contextlib import suppress
from typing import Any

from wardmote.access.actor import Actor
from wardmote.common.states import StateRefused
from wardmote.partnership.queries import organisations_of
from wardmote.plan.models import ActionStatus, Objective, OutsidePriority, Plan, PlanAction, PlanImport, Priority
from wardmote.plan.services.actions import change_action, set_status
from wardmote.plan.services.importing_compare import Line
from wardmote.plan.services.importing_meaning import Meant
from wardmote.plan.services.importing_said import BETWEEN, plain
from wardmote.plan.services.parts import add_reference
from wardmote.plan.services.write import add_action, add_objective, add_priority

_STATUS = {"status", "status_reason"}


class Writer:
    """Writes the lines of a comparison. `reason` is why, for an adopted plan; `kept` is the import they came from."""

    def __init__(self, actor: Actor | None, plan: Plan, kept: PlanImport, reason: str) -> None:
        self._actor, self._plan, self._kept, self._reason = actor, plan, kept, reason
        self._bodies = {each.pk: each for each in organisations_of(plan.partnership_id)}
        self._statuses = {each.pk: each for each in ActionStatus.objects.filter(partnership_id=plan.partnership_id)}
        self._outside = {each.pk: each for each in OutsidePriority.objects.filter(partnership_id=plan.partnership_id)}
        self._priorities = {plain(each.title): each for each in plan.priorities.all()}
        self._objectives = {
            (each.priority_id, plain(each.title)): each for each in Objective.objects.filter(priority__plan=plan)
        }
        self._done: dict[str, PlanAction] = {}

    def write(self, lines: Sequence[Line], kept_here: Collection[tuple[int, str]]) -> None:
        """Write every line. `kept_here` are the fields, by (action's id, name), whose text here stands."""
        for line in lines:
            if line.action is None:
                self._done[line.meant.key] = self._add(line)
            else:
                fields = {each.name for each in line.changes if (line.action.pk, each.name) not in kept_here}
                self._done[line.meant.key] = self._change(line.meant, line.action, fields)
        self._point(lines)

    def _add(self, line: Line) -> PlanAction:
        row = line.meant
        priority = self._priority(row)
        return add_action(
            actor=self._actor, priority=priority, ref=line.ref, wording=row.said["wording"],
            objective=self._objective(row, priority), lead=self._bodies.get(row.lead_id or 0),
            partners=[self._bodies[pk] for pk in row.partner_ids], lead_text=row.said["lead_text"],
            sponsor=row.said["sponsor"], measures=_measures(row), due_kind=row.due_kind, due_text=row.due_text,
            due_on=row.due_on, starts_on=row.starts_on, status=self._statuses.get(row.status_id or 0),
            status_reason=row.said["status_reason"], triangle="" if row.triangle == priority.triangle else row.triangle,
            serves=[self._outside[pk] for pk in row.serves], reason=self._reason, **self._place(row),
        )  # fmt: skip

    def _change(self, row: Meant, action: PlanAction, fields: Collection[str]) -> PlanAction:
        if not fields:
            # Where it stands in the newest file is no change of the action.
            PlanAction.objects.filter(pk=action.pk).update(**self._place(row))
            return action
        given = self._given(row, action, fields)
        changed = change_action(
            actor=self._actor, action=action, started_from=action.version, reason=self._reason, **given,
            **self._place(row),
        )  # fmt: skip
        if _STATUS & set(fields):
            self._say_status(row, changed, fields)
        return changed

    def _given(self, row: Meant, action: PlanAction, fields: Collection[str]) -> dict[str, Any]:
        """Return what `change_action` takes for the fields that the file changes."""
        given: dict[str, Any] = {
            name: row.said[name] for name in ("wording", "lead_text", "sponsor") if name in fields
        }  # fmt: skip
        if {"priority", "objective"} & set(fields):
            given["priority"] = self._priority(row) if "priority" in fields else action.priority
            given["objective"] = self._objective(row, given["priority"]) if row.said["objective"] else None
        if "lead" in fields:
            given["lead"] = self._bodies.get(row.lead_id or 0)
        if "partners" in fields:
            given["partners"] = [self._bodies[pk] for pk in row.partner_ids]
        if "due" in fields:
            given |= {"due_kind": row.due_kind, "due_text": row.due_text, "due_on": row.due_on}
        if "starts_on" in fields:
            given["starts_on"] = row.starts_on
        if "serves" in fields:
            given["serves"] = [self._outside[pk] for pk in row.serves]
        if "measures" in fields:
            watched = {each.text: each.indicator for each in action.measures.select_related("indicator")}
            given["measures"] = [(text, watched.get(text)) for text in _measures(row)]
        return given

    def _say_status(self, row: Meant, action: PlanAction, fields: Collection[str]) -> None:
        status = self._statuses.get(row.status_id or 0) if "status" in fields else action.status
        words = row.said["status_reason"] if "status_reason" in fields else action.status_reason
        if status is None:
            action.save_version(started_from=action.version, status_reason=words)
            return
        if not words.strip() and (self._plan.adopted_on or status.means == ActionStatus.Means.STOPPED):
            words = self._reason or f"The file “{self._kept.name}” says so."
        set_status(actor=self._actor, action=action, status=status, status_reason=words)

    def _place(self, row: Meant) -> dict[str, Any]:
        return {"source": self._kept, "source_place": row.place, "source_key": row.key}

    def _priority(self, row: Meant) -> Priority:
        title = row.said["priority"]
        found = self._priorities.get(plain(title))
        if found is None:
            used = {each.number for each in self._priorities.values()}
            printed = re.match(
                r"(?:priority|theme|business area)\s*(\d{1,2})\b", row.row.priority.strip(), re.IGNORECASE
            )
            number = (
                int(printed.group(1)) if printed and int(printed.group(1)) not in used else max(used, default=0) + 1
            )
            found = self._priorities[plain(title)] = add_priority(
                actor=self._actor, plan=self._plan, number=number, title=title, triangle=row.triangle,
                serves=[self._outside[pk] for pk in row.priority_serves], change_reason=self._reason,
            )  # fmt: skip
        return found

    def _objective(self, row: Meant, priority: Priority) -> Objective | None:
        title = row.said["objective"]
        if not title:
            return None
        found = self._objectives.get((priority.pk, plain(title)))
        if found is None:
            place = sum(pk == priority.pk for pk, _ in self._objectives) + 1
            found = self._objectives[priority.pk, plain(title)] = add_objective(
                actor=self._actor, priority=priority, number=f"{priority.number}.{place}", title=title,
                change_reason=self._reason,
            )  # fmt: skip
        return found

    def _point(self, lines: Sequence[Line]) -> None:
        """Let actions point at those that the file names by number; words that name none are kept as words."""
        by_ref = {each.ref.lower(): each for each in self._plan.actions.all()}
        for line in lines:
            action = self._done[line.meant.key]
            for target in _new_links(line):
                self._point_once(action, by_ref.get(target.lower(), target))

    def _point_once(self, action: PlanAction, target: PlanAction | str) -> None:
        if not isinstance(target, str) and target.pk == action.pk:
            return
        # It may point there already, or one of the two was merged since.
        with suppress(StateRefused):
            add_reference(actor=self._actor, action=action, to=target, reason=self._reason)


def _new_links(line: Line) -> Sequence[str]:
    """Return where an action is to point and does not yet: numbers, or words."""
    if line.action is None:
        return line.meant.points_at
    change = next((each for each in line.changes if each.name == "links"), None)
    before = set(change.before.split(BETWEEN)) if change else set()
    return [each for each in change.after.split(BETWEEN) if each not in before] if change else ()


def _measures(row: Meant) -> list[str]:
    return [text for text in row.said["measures"].split("\n") if text]
