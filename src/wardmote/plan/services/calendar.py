"""Writes of the statutory calendar. An actor of None is the installation setting itself up."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.text import slugify

from wardmote.access.actor import Actor
from wardmote.access.refusal import Refused, require
from wardmote.audit.services import record
from wardmote.common import clock
from wardmote.common.dates import plainday
from wardmote.common.states import StateRefused
from wardmote.plan.duties import SEEDS
from wardmote.plan.models import Duty, DutyEvidence, DutyNation
from wardmote.plan.models.calendar import Nation
from wardmote.plan.queries.calendar import due_days, get_duty, get_evidence
from wardmote.plan.rules_calendar import may_keep_calendar

if TYPE_CHECKING:
    from wardmote.partnership.models import Partnership

MEGABYTES = 10
_SIZE = MEGABYTES * 1024 * 1024


@transaction.atomic
def ensure_duties() -> int:
    """Write the duties that the law asks for, as far as they are not there; return how many were new.

    What stands is left as it is: a change of law is a row with a later day.
    """
    known = set(Duty.objects.filter(partnership__isnull=True).values_list("code", "starts_on"))
    new = [
        Duty(
            code=seed.code, title=seed.title, source=seed.source, nation=seed.nation, reach=seed.reach,
            falls=[list(each) for each in seed.falls], when_text=seed.when_text, starts_on=seed.starts_on,
            evidence_wanted=seed.evidence_wanted, confirmed=seed.confirmed, position=place,
        )
        for place, seed in enumerate(SEEDS, start=1)
        if (seed.code, seed.starts_on) not in known
    ]  # fmt: skip
    if new:
        Duty.objects.bulk_create(new)
        record(actor=None, action="calendar.ensure", object_type="duty", object_ref=f"{len(new)} new",
               fields=("title", "source", "falls"))  # fmt: skip
    return len(new)


@transaction.atomic
def choose_nation(*, actor: Actor | None, partnership: "Partnership", nation: str) -> None:
    """Say which nation's rules a partnership is under. Raises ValueError for what is neither."""
    _require(actor, partnership, "calendar.nation")
    if nation not in (Nation.ENGLAND, Nation.WALES):
        raise ValueError("Choose England or Wales.")
    DutyNation.objects.update_or_create(partnership=partnership, defaults={"nation": nation})
    record(actor=actor, action="calendar.nation", object_type="partnership", object_ref=partnership.slug,
           fields=("nation",))  # fmt: skip


@transaction.atomic
def add_own_duty(
    *,
    actor: Actor | None,
    partnership: "Partnership",
    title: str,
    source: str,
    falls: Sequence[tuple[int, int]],
    starts_on: date,
    evidence_wanted: str = "",
    when_text: str = "",
) -> Duty:
    """Add a date of the partnership's own rules, each year from `starts_on`.

    Raises Refused for who may not, StateRefused where it is there already, ValueError for days that are none.
    """
    _require(actor, partnership, "calendar.own")
    for month, day in falls:
        date(2024, month, day)
    if not falls:
        raise ValueError("Give at least one day of the year.")
    code = slugify(title)[:60].strip("-") or "own"
    if Duty.objects.filter(partnership=partnership, code=code, ends_on__isnull=True).exists():
        raise StateRefused("The calendar has this already.")
    made = Duty.objects.create(
        partnership=partnership, code=code, title=title.strip(), source=source.strip(), nation=Nation.BOTH,
        falls=sorted({(month, day) for month, day in falls}), starts_on=starts_on, when_text=when_text,
        evidence_wanted=evidence_wanted.strip(), position=100,
    )  # fmt: skip
    record(actor=actor, action="calendar.own", object_type="duty", object_ref=str(made.pk),
           fields=("title", "source", "falls", "starts_on", "evidence_wanted"))  # fmt: skip
    return made


@transaction.atomic
def end_own_duty(*, actor: Actor, duty_id: int) -> None:
    """Ask for a date of the partnership's own no more from today on. What was asked before stays."""
    duty = get_duty(actor, duty_id, action="calendar.own_end")
    if duty.partnership_id is None:
        raise Refused(actor, "calendar.own_end", reason="the law's, not the partnership's own", object_type="duty",
                      object_ref=str(duty_id))  # fmt: skip
    duty.ends_on = max(clock.today(), duty.starts_on)
    duty.save(update_fields=["ends_on"])
    record(actor=actor, action="calendar.own_end", object_type="duty", object_ref=str(duty.pk), fields=("ends_on",))


@transaction.atomic
def add_evidence(
    *,
    actor: Actor | None,
    partnership: "Partnership",
    duty: Duty,
    due_on: date,
    done_on: date,
    text: str,
    address: str = "",
    file_name: str = "",
    file: bytes = b"",
) -> DutyEvidence:
    """Say that a duty was done for one due day, and what shows it: words, and a link or a file where there is one.

    Raises Refused for who may not; StateRefused, in words, for a day on which it does not fall due, one that is still
    to come, or a file that is too large.
    """
    _require(actor, partnership, "calendar.evidence_add")
    if duty.partnership_id not in (None, partnership.pk):
        raise StateRefused("This is another partnership’s date.")
    if duty.falls and due_on not in due_days(duty, due_on, due_on):
        raise StateRefused(f"“{duty.title}” does not fall due on {plainday(due_on)}.")
    if done_on > clock.today():
        raise StateRefused("The day it was done must be today or in the past.")
    if len(file) > _SIZE:
        raise StateRefused(f"The file must be smaller than {MEGABYTES} MB.")
    if not text.strip():
        raise StateRefused("Say what was done.")
    made = DutyEvidence.objects.create(
        partnership=partnership, duty=duty, due_on=due_on, done_on=done_on, text=text.strip(), address=address.strip(),
        file_name=_plain_name(file_name) if file else "", file=file, added_by_id=actor.user_id if actor else None,
        added_at=clock.now(),
    )  # fmt: skip
    record(actor=actor, action="calendar.evidence_add", object_type="duty_evidence", object_ref=str(made.pk),
           fields=("due_on", "done_on", "text", "address", "file"))  # fmt: skip
    return made


@transaction.atomic
def withdraw_evidence(*, actor: Actor, evidence_id: int, reason: str) -> DutyEvidence:
    """Take evidence back, saying why; the row stays to be read, its file is no longer given out."""
    found = get_evidence(actor, evidence_id, action="calendar.evidence_withdraw")
    require(may_keep_calendar(actor, found.partnership_id), actor, "calendar.evidence_withdraw",
            object_type="duty_evidence", object_ref=str(evidence_id))  # fmt: skip
    kept = DutyEvidence.objects.select_for_update().defer("file").get(pk=found.pk)
    if kept.withdrawn_at:
        raise StateRefused("This was withdrawn already.")
    if not reason.strip():
        raise StateRefused("Say why it is withdrawn.")
    kept.withdrawn_at, kept.withdrawn_by_id, kept.withdrawn_reason = clock.now(), actor.user_id, reason.strip()
    kept.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    record(actor=actor, action="calendar.evidence_withdraw", object_type="duty_evidence", object_ref=str(kept.pk),
           fields=("withdrawn_reason",))  # fmt: skip
    return kept


def _require(actor: Actor | None, partnership: "Partnership", action: str) -> None:
    if actor is not None:
        require(may_keep_calendar(actor, partnership.pk), actor, action, object_type="partnership",
                object_ref=partnership.slug)  # fmt: skip


def _plain_name(name: str) -> str:
    """Keep the last part of a file's name, without what could end a header or a path."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(each for each in last if each.isprintable()).strip()[:200] or "file"
