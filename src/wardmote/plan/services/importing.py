"""Bringing a plan's file in: kept for looking at, corrected, then committed to a plan or discarded.

Nothing of a file is in any plan before `commit_plan_import`, which does all of it or none. An actor of None is the
installation setting itself up.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from wardmote.access.actor import Actor
from wardmote.access.refusal import Refused
from wardmote.access.services.once import once
from wardmote.audit.services import record
from wardmote.common import clock
from wardmote.common.states import StateRefused
from wardmote.plan.models import Plan, PlanImport
from wardmote.plan.queries.importing import ImportPage, file_of, get_import, page_of
from wardmote.plan.reading.door import read_plan_file
from wardmote.plan.reading.types import FIELDS, IGNORE, CannotRead
from wardmote.plan.services.guard import require_writer
from wardmote.plan.services.importing_write import Writer
from wardmote.plan.services.statuses import ensure_statuses
from wardmote.plan.services.write import create_plan

if TYPE_CHECKING:
    from wardmote.partnership.models import Group, Partnership

State = PlanImport.State
MEGABYTES = 10
_SIZE = MEGABYTES * 1024 * 1024
TOO_LARGE = (
    f"The file is larger than {MEGABYTES} MB. Take the pictures out of it, or keep the plan’s tables in a file of "
    "their own, and try that."
)
# What a person chose of a field that was changed on both sides.
HERE, FILE = "here", "file"
Choices = Mapping[tuple[int, str], str]


class ChangedMeanwhile(StateRefused):
    """The plan or the file's match is no longer what was shown; the page is shown again as it is now."""


@dataclass(frozen=True)
class NewPlan:
    """The draft that a file is to become."""

    title: str
    starts_on: date
    ends_on: date
    kind: str = Plan.Kind.PARTNERSHIP
    parent: Plan | None = None
    group: "Group | None" = None
    summary: str = ""


def start_import(
    *, actor: Actor | None, partnership: "Partnership", name: str, content: bytes, plan: Plan | None = None,
    token: str = "",
) -> PlanImport:  # fmt: skip
    """Read a file in a limited child process and keep it for looking at; `plan` is the plan it is meant for.

    `token` is the one-time token of the form that it came by: the same form sent twice gives the same import.

    Raises Refused; CannotRead, in words for whoever chose the file, and then nothing is kept; StateRefused for a plan
    that takes no file.
    """
    require_writer(actor, partnership.pk, "plan.import_start", partnership.slug)
    _check_plan(actor, partnership.pk, plan)
    if len(content) > _SIZE:
        raise CannotRead(TOO_LARGE)
    name = _file_name(name)
    # Read before the transaction: it takes a second, and a hostile file more.
    found = read_plan_file(content, name=name)

    @transaction.atomic
    def keep() -> str:
        ensure_statuses(partnership)
        kept = PlanImport.objects.create(
            partnership=partnership, plan=plan, name=name, sha256=hashlib.sha256(content).hexdigest(), content=content,
            found=found.to_dict(), uploaded_by_id=actor.user_id if actor else None, uploaded_at=clock.now(),
        )  # fmt: skip
        record(actor=actor, action="plan.import_start", object_type="plan_import", object_ref=str(kept.pk),
               fields=["name", "content", "plan"])  # fmt: skip
        return str(kept.pk)

    made = once(actor=actor, token=token, purpose="plan.import_start", act=keep) if actor and token else keep()
    return PlanImport.objects.get(pk=int(made))


@transaction.atomic
def set_match(
    *, actor: Actor | None, import_id: int, columns: Mapping[int, Sequence[str]], left_out: Sequence[int] = (),
    plan: Plan | None = None,
) -> PlanImport:  # fmt: skip
    """Keep what each column is, which tables are left out, and which plan the file is for (None: a new one).

    Raises Refused as `get_import`, StateRefused once it was brought in or discarded, ValueError for columns that the
    file has not.
    """
    kept = _held(actor, import_id)
    _check_plan(actor, kept.partnership_id, plan)
    for table in file_of(kept).tables:
        fields = columns.get(table.number, table.columns)
        if len(fields) != len(table.columns) or not set(fields) <= {*FIELDS, IGNORE}:
            raise ValueError(f"Table {table.number} has other columns.")
    kept.match = {
        **kept.match,
        "columns": {str(number): list(fields) for number, fields in columns.items()},
        "left_out": sorted(left_out),
    }
    kept.plan = plan
    kept.save(update_fields=["match", "plan"])
    record(actor=actor, action="plan.import_match", object_type="plan_import", object_ref=str(kept.pk),
           fields=["match", "plan"])  # fmt: skip
    return kept


@transaction.atomic
def choose_leads(*, actor: Actor | None, import_id: int, leads: Mapping[str, int]) -> PlanImport:
    """Keep which organisation each lead's text means; 0 keeps it as text only.

    Raises Refused as `get_import`, StateRefused once it was brought in or discarded, ValueError for an organisation
    that does not take part in the partnership.
    """
    kept = _held(actor, import_id)
    known = set(kept.partnership.organisations.filter(active=True).values_list("pk", flat=True))
    if not {pk for pk in leads.values() if pk} <= known:
        raise ValueError("An organisation that takes no part in the partnership leads none of its actions.")
    kept.match = {**kept.match, "leads": {**kept.match.get("leads", {}), **leads}}
    kept.save(update_fields=["match"])
    record(actor=actor, action="plan.import_match", object_type="plan_import", object_ref=str(kept.pk),
           fields=["leads"])  # fmt: skip
    return kept


def preview(*, actor: Actor, import_id: int) -> ImportPage:
    """Return what bringing the file in would do. Raises Refused as `get_import`."""
    return page_of(get_import(actor, import_id))


def commit_plan_import(
    *, actor: Actor | None, import_id: int, plan_id: int | None = None, new: NewPlan | None = None,
    choices: Choices | None = None, reason: str = "", seen: str = "",
) -> Plan:  # fmt: skip
    """Bring a file in: into the new draft `new`, or into the plan `plan_id` or that it was already meant for.

    `choices` says, by (action's id, field), whether HERE or FILE stands where both changed; `reason` is why, in an
    adopted plan; `seen` is the stamp of what was shown. Everything is done or nothing.
    Raises Refused; ChangedMeanwhile when something else would now be done than was shown; StateRefused where it was
    brought in before, would change nothing, leaves a conflict open, or the plan does not take it.
    """
    with transaction.atomic():
        return _commit(actor, import_id, plan_id, new, choices or {}, reason, seen)


@transaction.atomic
def discard(*, actor: Actor | None, import_id: int) -> PlanImport:
    """Empty an import of its file and of what was found; that there was one stays. Raises Refused, StateRefused."""
    kept = _held(actor, import_id)
    kept.content, kept.found, kept.match, kept.state = b"", {}, {}, State.DISCARDED
    kept.save(update_fields=["content", "found", "match", "state"])
    record(actor=actor, action="plan.import_discard", object_type="plan_import", object_ref=str(kept.pk),
           fields=["content"])  # fmt: skip
    return kept


@transaction.atomic
def fetch_file(*, actor: Actor, import_id: int) -> PlanImport:
    """Return an import with its file, written down as taken. Raises Refused, also where it was discarded."""
    kept = get_import(actor, import_id)
    if kept.state == State.DISCARDED:
        raise Refused(actor, "plan.import_file", reason="the file was discarded", object_type="plan_import",
                      object_ref=str(import_id))  # fmt: skip
    record(actor=actor, action="plan.import_file", object_type="plan_import", object_ref=str(kept.pk),
           fields=["content"])  # fmt: skip
    return kept


def _commit(
    actor: Actor | None, import_id: int, plan_id: int | None, new: NewPlan | None, choices: Choices, reason: str,
    seen: str,
) -> Plan:  # fmt: skip
    kept = _held(actor, import_id)
    if plan_id is not None:
        kept.plan = _plan(actor, kept.partnership_id, plan_id)
    if new is not None:
        kept.plan = None
    if kept.plan_id is not None:
        # Held while it is compared and written, so that nobody's edit comes between.
        kept.plan = Plan.objects.select_for_update().get(pk=kept.plan_id)
    _check_plan(actor, kept.partnership_id, kept.plan)
    page = page_of(kept)
    if seen and seen != page.compared.stamp:
        raise ChangedMeanwhile("Something changed since this page was shown. Look at it again before you bring it in.")
    if page.compared.nothing:
        raise StateRefused("Nothing would change, so nothing was brought in.")
    if any(choices.get((line.action.pk, change.name)) not in (HERE, FILE)
           for line, change in page.compared.conflicts if line.action):  # fmt: skip
        raise StateRefused("Choose what stands wherever the file and somebody here changed the same thing.")
    plan = kept.plan or _begin(actor, kept, new)
    Writer(actor, plan, kept, reason).write(
        page.compared.lines, {key for key, choice in choices.items() if choice == HERE}
    )
    kept.plan, kept.state, kept.committed_at = plan, State.COMMITTED, clock.now()
    kept.accounting = {**page.accounting, "apart": page.apart} | {
        kind: page.compared.count(kind) for kind in ("new", "changed", "conflict", "unchanged")
    }
    kept.match = {**kept.match, "written": {line.meant.key: dict(line.meant.said) for line in page.compared.lines}}
    kept.save(update_fields=["plan", "state", "committed_at", "accounting", "match"])
    record(actor=actor, action="plan.import_commit", object_type="plan", object_ref=str(plan.pk),
           fields=["import", "actions", "priorities", "objectives"])  # fmt: skip
    return plan


def _begin(actor: Actor | None, kept: PlanImport, new: NewPlan | None) -> Plan:
    if new is None:
        raise StateRefused("Say which plan the file goes into.")
    if Plan.objects.filter(partnership=kept.partnership, title=new.title).exists():
        raise StateRefused("Another plan of this partnership has that title.")
    return create_plan(
        actor=actor, partnership=kept.partnership, title=new.title, starts_on=new.starts_on, ends_on=new.ends_on,
        kind=new.kind, parent=new.parent, group=new.group, summary=new.summary,
    )  # fmt: skip


def _held(actor: Actor | None, import_id: int) -> PlanImport:
    """Return an import that is still being looked at, held for one change."""
    if actor is not None:
        get_import(actor, import_id)
    kept = PlanImport.objects.select_for_update(of=("self",)).select_related("partnership", "plan").get(pk=import_id)
    if kept.state == State.COMMITTED:
        raise StateRefused("This file was brought in already.")
    if kept.state == State.DISCARDED:
        raise StateRefused("This file was discarded. Upload it again if you want to bring it in.")
    return kept


def _plan(actor: Actor | None, partnership_id: int, plan_id: int) -> Plan:
    found = Plan.objects.filter(pk=plan_id, partnership_id=partnership_id).first()
    if found is None:
        if actor is not None:
            raise Refused(actor, "plan.import_commit", reason="no such plan here", object_type="plan",
                          object_ref=str(plan_id))  # fmt: skip
        raise StateRefused("There is no such plan in this partnership.")
    return found


def _check_plan(actor: Actor | None, partnership_id: int, plan: Plan | None) -> None:
    if plan is None:
        return
    if plan.partnership_id != partnership_id:
        if actor is not None:
            raise Refused(actor, "plan.import_start", reason="another partnership’s plan", object_type="plan",
                          object_ref=str(plan.pk))  # fmt: skip
        raise StateRefused("That is another partnership’s plan.")
    if plan.state == Plan.State.SUPERSEDED:
        raise StateRefused("That plan was superseded and stays as it was. Bring the file into the plan that followed.")


def _file_name(name: str) -> str:
    """Return the last part of a name, without what does not print."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(letter for letter in last if letter.isprintable())[-200:].strip() or "plan"
