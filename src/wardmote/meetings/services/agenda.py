"""What is on the agenda, in which order, and the minute of standing items."""

from django.db import transaction
from django.db.models import Max

from wardmote.access.actor import Actor
from wardmote.access.refusal import Refused, require
from wardmote.audit.services import record
from wardmote.meetings import rules
from wardmote.meetings.models import AgendaItem, Meeting
from wardmote.meetings.services.guard import check_state, locked

State = Meeting.State
_PREPARING = (State.LIST_OPEN,)
_ORDERING = (State.LIST_OPEN, State.LIST_CLOSED)
MINUTING = (State.IN_SESSION, State.MINUTES_DRAFT)


def add_standing_item(*, actor: Actor, meeting: Meeting, title: str, confidential: bool = False) -> AgendaItem:
    """Add an item that is no case, such as apologies or the last minutes."""
    part = AgendaItem.Part.CONFIDENTIAL if confidential else AgendaItem.Part.OPEN
    return _add(actor, meeting, title, part, AgendaItem.Kind.STANDING)


def add_item(*, actor: Actor, meeting: Meeting, title: str) -> AgendaItem:
    """Add a case item to the confidential part. `title` is the case's reference, which names nobody."""
    return _add(actor, meeting, title, AgendaItem.Part.CONFIDENTIAL, AgendaItem.Kind.CASE)


def _add(actor: Actor, meeting: Meeting, title: str, part: str, kind: str) -> AgendaItem:
    require(rules.may_prepare(actor, meeting), actor, "agenda.add", object_type="meeting", object_ref=str(meeting.pk))
    with transaction.atomic():
        held = locked(meeting.pk)
        check_state(held, _PREPARING, "Nothing can be added to the list.")
        last = held.items.aggregate(last=Max("position"))["last"] or 0
        item = AgendaItem.objects.create(meeting=held, position=last + 1, part=part, kind=kind, title=title)
        _write(actor, "agenda.add", item, "title", "part", "position")
    return item


def remove_item(*, actor: Actor, item: AgendaItem) -> None:
    """Take an item off an open list. Whatever hangs on it must have been taken away before."""
    require(rules.may_prepare(actor, item.meeting), actor, "agenda.remove", object_type="agenda_item",
            object_ref=str(item.pk))  # fmt: skip
    with transaction.atomic():
        held = locked(item.meeting_id)
        check_state(held, _PREPARING, "Nothing can be taken off the list.")
        kept = _of(actor, "agenda.remove", held, item)
        _write(actor, "agenda.remove", kept, "title")
        kept.delete()
        _renumber(list(held.items.all()))


def move_item(*, actor: Actor, item: AgendaItem, to: int) -> AgendaItem:
    """Put an item at position `to` (from 1); the others close up. A position off the end means the end."""
    require(rules.may_prepare(actor, item.meeting), actor, "agenda.move", object_type="agenda_item",
            object_ref=str(item.pk))  # fmt: skip
    with transaction.atomic():
        held = locked(item.meeting_id)
        check_state(held, _ORDERING, "The order cannot be changed.")
        kept = _of(actor, "agenda.move", held, item)
        others = [other for other in held.items.all() if other.pk != kept.pk]
        others.insert(max(to, 1) - 1, kept)
        _renumber(others)
        _write(actor, "agenda.move", kept, "position")
    return kept


def save_minute(*, actor: Actor, item: AgendaItem, text: str, started_from: int) -> AgendaItem:
    """Write the minute of a standing item. Raises EditConflict when somebody saved since `started_from`."""
    require(
        rules.may_minute(actor, item.meeting), actor, "minute.save", object_type="agenda_item", object_ref=str(item.pk)
    )
    if item.kind == AgendaItem.Kind.CASE:
        raise ValueError("The minute of a case is kept with the case.")
    with transaction.atomic():
        held = locked(item.meeting_id)
        check_state(held, MINUTING, "Minutes cannot be written.")
        kept = _of(actor, "minute.save", held, item)
        if text != kept.minute:
            # What stands there is the beginning of what is written: nothing is lost, whoever saved it.
            started_from = kept.version if text.startswith(kept.minute) else started_from
            kept.save_version(started_from=started_from, minute=text)
            _write(actor, "minute.save", kept, "minute")
    return kept


def mark_item_done(*, actor: Actor, item: AgendaItem, done: bool = True) -> AgendaItem:
    """Tick an item off, or take the tick back."""
    require(
        rules.may_minute(actor, item.meeting), actor, "agenda.done", object_type="agenda_item", object_ref=str(item.pk)
    )
    with transaction.atomic():
        held = locked(item.meeting_id)
        check_state(held, MINUTING, "Items cannot be ticked off.")
        kept = _of(actor, "agenda.done", held, item)
        if kept.done != done:
            kept.done = done
            kept.save(update_fields=["done"])
            _write(actor, "agenda.done", kept, "done")
    return kept


def _of(actor: Actor, action: str, meeting: Meeting, item: AgendaItem) -> AgendaItem:
    kept = meeting.items.filter(pk=item.pk).first()
    if kept is None:
        raise Refused(actor, action, reason="the item is gone", object_type="agenda_item", object_ref=str(item.pk))
    return kept


def _renumber(items: list[AgendaItem]) -> None:
    for position, item in enumerate(items, 1):
        if item.position != position:
            item.position = position
            item.save(update_fields=["position"])


def _write(actor: Actor, action: str, item: AgendaItem, *fields: str) -> None:
    record(actor=actor, action=action, object_type="agenda_item", object_ref=str(item.pk), fields=fields)
