"""What becomes of an action. Each is closed once; who comes second is told what the first recorded."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from wardmote.access.actor import Actor
from wardmote.access.refusal import Refused
from wardmote.audit.services import record
from wardmote.casework.models import Case, CaseAction, ChronologyEntry, PanelItem
from wardmote.casework.queries.actions import Doer, doers_for, get_action, is_overdue, may_close
from wardmote.casework.services.cases import add_entry
from wardmote.common import clock
from wardmote.common.dates import shortday
from wardmote.common.states import StateRefused

State = CaseAction.State


@transaction.atomic
def give_action(
    *, actor: Actor, case: Case, panel_item: PanelItem | None, doer: Doer, what: str, due_on: date
) -> CaseAction:
    """Add an action to a case inside the act that decides on it; that act has asked whether the actor may."""
    # Numbers are given out under the lock of the case, so that two panels' rows never get the same.
    Case.unguarded.select_for_update().get(pk=case.pk)
    last = CaseAction.unguarded.filter(case=case).aggregate(last=Max("number"))["last"] or 0
    action = CaseAction.unguarded.create(
        case=case, panel_item=panel_item, number=last + 1, organisation_id=doer.organisation_id, owner_id=doer.user_id,
        what=what.strip(), due_on=due_on, assigned_at=clock.now(),
    )  # fmt: skip
    add_entry(actor=actor, case=case, kind=ChronologyEntry.Kind.ACTION,
              text=f"Action {action.number}, {doer.organisation}, due {shortday(due_on)}: {action.what}")  # fmt: skip
    record(actor=actor, action="action.give", object_type="case", object_ref=case.reference, fields=("actions",))
    return action


@transaction.atomic
def complete_action(*, actor: Actor, public_id: UUID, result: str) -> CaseAction:
    """Record what was done. An overdue action that was done late is done."""
    return _close(actor, public_id, State.DONE, result)


@transaction.atomic
def close_not_done(*, actor: Actor, public_id: UUID, state: str, reason: str) -> CaseAction:
    """Close an action that was not done: circumstances changed, or, once it is overdue, the agency did not act."""
    if state not in (State.CIRCUMSTANCES_CHANGED, State.AGENCY_DID_NOT_ACT):
        raise ValueError("Say whether circumstances changed or the agency did not act.")
    return _close(actor, public_id, State(state), reason)


@transaction.atomic
def reassign_action(*, actor: Actor, public_id: UUID, owner_id: int) -> CaseAction:
    """Give an action to somebody else of the same agency."""
    action = _mine_to_close(actor, public_id, "action.reassign")
    doer = next(
        (d for d in doers_for(action.case, organisation_id=action.organisation_id) if d.user_id == owner_id), None
    )
    if doer is None:
        raise StateRefused("Choose somebody who works for the same agency.")
    if action.owner_id != owner_id:
        action.owner_id = owner_id
        action.version += 1
        action.save(update_fields=["owner", "version"])
        add_entry(actor=actor, case=action.case, kind=ChronologyEntry.Kind.ACTION,
                  text=f"Action {action.number} was handed on within {doer.organisation}.")  # fmt: skip
        record(actor=actor, action="action.reassign", object_type="action", object_ref=str(action.public_id),
               fields=("owner",))  # fmt: skip
    return action


def _close(actor: Actor, public_id: UUID, state: CaseAction.State, words: str) -> CaseAction:
    action = _mine_to_close(actor, public_id, "action.close")
    if not words.strip():
        raise ValueError("Say what was done, or why it was not.")
    if state == State.AGENCY_DID_NOT_ACT and not is_overdue(action):
        raise StateRefused(f"This action is not overdue: it is due on {shortday(action.due_on)}.")
    action.state, action.result = state, words.strip()
    action.closed_at, action.closed_by_id, action.version = clock.now(), actor.user_id, action.version + 1
    action.save(update_fields=["state", "result", "closed_at", "closed_by", "version"])
    add_entry(actor=actor, case=action.case, kind=ChronologyEntry.Kind.ACTION,
              text=f"Action {action.number}: {state.label.lower()}. {action.result}")  # fmt: skip
    record(actor=actor, action="action.close", object_type="action", object_ref=str(action.public_id),
           fields=("state", "result"))  # fmt: skip
    return action


def _mine_to_close(actor: Actor, public_id: UUID, act: str) -> CaseAction:
    """Return the action, locked and still to do, if this person may record what became of it."""
    found = get_action(actor, public_id, action=act)
    if not may_close(actor, found):
        raise Refused(actor, act, reason="neither the owner, nor a colleague, nor the panel", object_type="action",
                      object_ref=str(public_id))  # fmt: skip
    action = (
        CaseAction.unguarded.select_for_update(of=("self",)).select_related("case", "organisation").get(pk=found.pk)
    )
    if action.state != State.ASSIGNED:
        when = shortday(action.closed_at)
        raise StateRefused(f"This action was closed on {when}: {action.get_state_display().lower()}.")
    return action
