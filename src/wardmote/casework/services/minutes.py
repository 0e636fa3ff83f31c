"""Writing at the panel: the minute as it is typed, and the decision and actions in the same stroke."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from wardmote.access.actor import Actor
from wardmote.access.refusal import require
from wardmote.audit.services import record
from wardmote.casework.models import CaseDecision, ChronologyEntry, PanelItem
from wardmote.casework.queries.actions import doers_for
from wardmote.casework.queries.panel import get_panel_item
from wardmote.casework.services.actions import give_action
from wardmote.casework.services.cases import add_entry
from wardmote.common import clock
from wardmote.common.dates import plainday
from wardmote.common.states import StateRefused
from wardmote.meetings import rules as meeting_rules
from wardmote.meetings.services import locked, mark_item_done
from wardmote.meetings.types import Meeting

WRITING = (Meeting.State.IN_SESSION, Meeting.State.MINUTES_DRAFT)


@dataclass(frozen=True)
class ActionGiven:
    """One action row: who (`Doer.key`), what, by when."""

    doer: str
    what: str
    due_on: date


@transaction.atomic
def save_case_minute(*, actor: Actor, meeting: Meeting, agenda_item_id: int, text: str, started_from: int) -> PanelItem:
    """Write the minute of a case. Raises EditConflict, with both texts, when somebody saved since `started_from`."""
    item = _in_hand(actor, meeting, agenda_item_id, "minute.save")
    _save(actor, item, text, started_from)
    return item


@transaction.atomic
def capture(
    *,
    actor: Actor,
    meeting: Meeting,
    agenda_item_id: int,
    minute: str,
    started_from: int,
    decision: str = "",
    actions: Sequence[ActionGiven] = (),
    review_on: date | None = None,
    done: bool = False,
) -> PanelItem:
    """Write minute, decision, actions and the next review together: all of them land on the case, or none does.

    Raises EditConflict when somebody saved the minute since `started_from`, and StateRefused for a person who can no
    longer be given an action.
    """
    item = _in_hand(actor, meeting, agenda_item_id, "panel.capture")
    _save(actor, item, minute, started_from)
    if decision.strip():
        _decide(actor, item, decision.strip())
    able = {doer.key: doer for doer in doers_for(item.case)}
    for given in actions:
        if given.doer not in able:
            raise StateRefused("One of the people chosen can no longer be given an action. Choose another.")
        give_action(
            actor=actor, case=item.case, panel_item=item, doer=able[given.doer], what=given.what, due_on=given.due_on
        )
    if review_on is not None and review_on != item.case.review_on:
        _review(actor, item, review_on)
    if done and not item.agenda_item.done:
        add_entry(actor=actor, case=item.case, kind=ChronologyEntry.Kind.PANEL,
                  text=f"Heard at {meeting.series.title} on {plainday(meeting.on)}.")  # fmt: skip
    mark_item_done(actor=actor, item=item.agenda_item, done=done)
    return item


def _in_hand(actor: Actor, meeting: Meeting, agenda_item_id: int, act: str) -> PanelItem:
    """Return the item, if this person takes the minutes, has signed at this meeting, and it can be written now."""
    for decision in (meeting_rules.may_minute(actor, meeting), meeting_rules.may_see_confidential(actor, meeting)):
        require(decision, actor, act, object_type="meeting", object_ref=str(meeting.pk))
    # The lock comes first, so that the item is read as the last writer left it.
    if locked(meeting.pk).state not in WRITING:
        raise StateRefused("The meeting is not in session, so nothing was written.")
    return get_panel_item(actor, meeting, agenda_item_id, action=act)


def _save(actor: Actor, item: PanelItem, text: str, started_from: int) -> None:
    if text == item.minute:
        return
    # What stands there is the beginning of what is written: nothing is lost, whoever saved it. So it is when the button
    # is pressed while the minute is being saved as it was typed.
    item.save_version(
        started_from=item.version if text.startswith(item.minute) else started_from,
        minute=text,
        minuted_by_id=actor.user_id,
        minuted_at=clock.now(),
    )
    record(actor=actor, action="minute.save", object_type="case", object_ref=item.case.reference, fields=("minute",))


def _decide(actor: Actor, item: PanelItem, text: str) -> None:
    CaseDecision.unguarded.create(
        case=item.case, panel_item=item, text=text, decided_at=clock.now(), recorded_by_id=actor.user_id
    )
    add_entry(actor=actor, case=item.case, kind=ChronologyEntry.Kind.DECISION, text=text)
    record(
        actor=actor, action="panel.decide", object_type="case", object_ref=item.case.reference, fields=("decisions",)
    )


def _review(actor: Actor, item: PanelItem, review_on: date) -> None:
    item.case.review_on = review_on
    item.case.save(update_fields=["review_on"])
    add_entry(actor=actor, case=item.case, kind=ChronologyEntry.Kind.PANEL,
              text=f"The next review is on {plainday(review_on)}.")  # fmt: skip
    record(actor=actor, action="panel.review_on", object_type="case", object_ref=item.case.reference,
           fields=("review_on",))  # fmt: skip
