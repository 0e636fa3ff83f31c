from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from tests.factories import world as factory
from tests.plan.rounds.conftest import QUARTER, answer, answer_all, entry, on, page_for, remedy, the_round, who
from wardmote.access.refusal import Refused
from wardmote.audit.models import AuditRow
from wardmote.common.states import StateRefused
from wardmote.common.versions import EditConflict
from wardmote.performance.services import enter_reading
from wardmote.plan.models import KeptAnswer, ReportingRound, RoundAsk, Update
from wardmote.plan.queries.rounds import waiting_for
from wardmote.plan.queries.rounds_figures import figures_asked
from wardmote.plan.services.rounds_answer import MOST_KEPT, AnswerLacks, forget_typed, keep_typed, save_answer, settle
from wardmote.plan.services.rounds_close import send_back
from wardmote.plan.services.rounds_figures import save_figure


def lacks(w: SimpleNamespace, thing: str, said: Any) -> set[str]:
    ask = w.police_ask if thing in ("late", "burglary") else w.housing_ask
    person = w.representative if ask is w.police_ask else w.housing_lead
    with pytest.raises(AnswerLacks) as caught:
        answer(w, ask, person, getattr(w, thing), said)
    return set(caught.value.missing)


REMEDY = {"remedial_text", "remedial_due_on", "remedial_by_id"}


def test_a_lead_sees_its_own_and_no_other(opened: SimpleNamespace) -> None:
    page = page_for(opened, opened.representative, opened.police_ask)
    assert [item.title for item in page.items] == ["1.1. Lamps in every lane", "Break-ins"]
    assert page.whole
    page = page_for(opened, opened.housing_lead, opened.housing_ask)
    assert [item.title for item in page.items] == ["1.2. Lamps in every yard", "Warnings given", "Visits made"]


def test_a_named_contact_answers_for_that_action_only(opened: SimpleNamespace) -> None:
    type(opened.early).objects.filter(pk=opened.early.pk).update(contact=opened.nurse)
    page = page_for(opened, opened.nurse, opened.housing_ask)
    assert [item.action for item in page.items] == [opened.early]
    assert answer(opened, opened.housing_ask, opened.nurse, opened.early, entry(opened)).made_by == opened.nurse
    with pytest.raises(Refused):
        answer(opened, opened.housing_ask, opened.nurse, opened.people, entry(opened))
    type(opened.early).objects.filter(pk=opened.early.pk).update(contact=None)
    with pytest.raises(Refused):
        answer(opened, opened.housing_ask, opened.nurse, opened.early, entry(opened, short_text="More"), 1)


@pytest.mark.parametrize(
    "person", ["housing_lead", "housing", "officer", "analyst", "manager", "chair", "referrer", "protection"]
)
def test_nobody_answers_for_an_organisation_that_is_not_theirs(opened: SimpleNamespace, person: str) -> None:
    with pytest.raises(Refused):
        answer(opened, opened.police_ask, getattr(opened, person), opened.late, remedy(opened))
    with pytest.raises(Refused):
        keep_typed(actor=who(opened, getattr(opened, person)), ask_id=opened.police_ask.pk, typed={})
    assert not Update.objects.exists()
    answer(opened, opened.police_ask, opened.representative, opened.late, remedy(opened))
    assert Update.objects.get().organisation == opened.police


def test_one_who_answers_for_the_same_organisation_elsewhere_is_refused(opened: SimpleNamespace) -> None:
    far = factory.user("Fern Pike", opened.police, opened.elsewhere, "representative", opened.oval)
    with pytest.raises(Refused):
        save_answer(actor=factory.actor(far), ask_id=opened.police_ask.pk, key=f"action-{opened.late.pk}",
                    entry=remedy(opened), started_from=0)  # fmt: skip
    ended = factory.user("Ebb Lowe", opened.police, opened.county, "representative", opened.panel)
    ended.memberships.update(ends_on=date(2025, 3, 1))
    with pytest.raises(Refused):
        answer(opened, opened.police_ask, ended, opened.late, remedy(opened))


def test_what_an_answer_about_an_action_must_say(opened: SimpleNamespace) -> None:
    nothing = entry(opened, short_text=" ", status_id=None, rag="")
    assert lacks(opened, "early", nothing) == {"short_text", "status_id", "rag"}
    assert lacks(opened, "early", entry(opened, rag="purple")) == {"rag"}
    assert lacks(opened, "early", entry(opened, short_text="x" * 301)) == {"short_text"}
    assert lacks(opened, "early", entry(opened, status_id=987)) == {"status_id"}
    assert not Update.objects.exists()
    answer(opened, opened.housing_ask, opened.housing_lead, opened.early, entry(opened, short_text="x" * 300))


def test_red_late_or_worse_needs_a_remedial_action_and_says_why(opened: SimpleNamespace) -> None:
    assert lacks(opened, "early", entry(opened, rag="red")) == REMEDY
    assert lacks(opened, "late", entry(opened)) == REMEDY
    assert lacks(opened, "burglary", entry(opened, status_id=None, rag="")) == REMEDY
    assert lacks(opened, "late", remedy(opened, remedial_due_on=None)) == {"remedial_due_on"}
    assert lacks(opened, "late", remedy(opened, remedial_by_id=opened.far.pk)) == {"remedial_by_id"}
    with pytest.raises(AnswerLacks, match="was due on 31 January 2025"):
        answer(opened, opened.police_ask, opened.representative, opened.late, entry(opened))
    answer(opened, opened.police_ask, opened.representative, opened.late, remedy(opened))


def test_what_is_done_or_stopped_is_neither_late_nor_red(opened: SimpleNamespace) -> None:
    for started, status in enumerate(("done", "stopped")):
        said = entry(opened, status_id=opened.statuses[status].pk, rag="red")
        answer(opened, opened.police_ask, opened.representative, opened.late, said, started)
    page = page_for(opened, opened.representative, opened.police_ask)
    assert not page.item(f"action-{opened.late.pk}").exception


def test_late_is_judged_at_the_quarters_last_day(opened: SimpleNamespace) -> None:
    for due, late in ((QUARTER.end, True), (date(2025, 4, 1), False)):
        type(opened.early).objects.filter(pk=opened.early.pk).update(due_on=due, due_kind="day")
        with on(date(2025, 4, 20)):
            item = page_for(opened, opened.housing_lead, opened.housing_ask).item(f"action-{opened.early.pk}")
        assert item.late is late


def test_worse_than_in_the_last_round_needs_a_remedial_action(opened: SimpleNamespace) -> None:
    last = ReportingRound.objects.create(
        partnership=opened.county, quarter="2024-25-Q3", state="closed", opened_on=date(2025, 1, 1),
        due_on=date(2025, 1, 22), signed_off_at="2025-01-23T10:00Z", closed_at="2025-01-23T10:00Z",
    )  # fmt: skip
    Update.objects.create(round=last, organisation=opened.housing_org, action=opened.early, rag="green",
                          short_text="Then", made_at="2025-01-20T10:00Z")  # fmt: skip
    assert lacks(opened, "early", entry(opened, rag="amber")) == REMEDY
    answer(opened, opened.housing_ask, opened.housing_lead, opened.early, entry(opened))


def test_an_indicator_that_is_no_exception_needs_no_words_and_a_typed_one_its_figure(opened: SimpleNamespace) -> None:
    answer(opened, opened.housing_ask, opened.housing_lead, opened.early, entry(opened))
    assert RoundAsk.objects.get(pk=opened.housing_ask.pk).answered_at is None
    page = page_for(opened, opened.housing_lead, opened.housing_ask)
    assert [item.indicator for item in page.missing] == [opened.visits]
    (asked,) = figures_asked(QUARTER, [opened.visits])[opened.visits.pk]
    given = {"numerator": Decimal(12), "quality": "provisional", "started_from": 0}
    actor = who(opened, opened.housing_lead)
    save_figure(actor=actor, ask_id=opened.housing_ask.pk, asked=asked, given=given)
    save_figure(actor=actor, ask_id=opened.housing_ask.pk, asked=asked, given=given)  # sent twice
    assert opened.visits.readings.get().value == 12
    assert settle(actor=actor, ask_id=opened.housing_ask.pk).answered_at
    for person, ask in ((opened.representative, opened.police_ask), (opened.representative, opened.housing_ask)):
        with pytest.raises(Refused):
            save_figure(actor=who(opened, person), ask_id=ask.pk, asked=asked, given=given | {"numerator": 3})


def test_a_figure_that_a_colleague_entered_first_is_a_conflict(opened: SimpleNamespace) -> None:
    (asked,) = figures_asked(QUARTER, [opened.visits])[opened.visits.pk]
    enter_reading(actor=None, indicator=opened.visits, period_kind="quarter", period_start=QUARTER.start,
                  numerator=Decimal(9))  # fmt: skip
    given = {"numerator": Decimal(12), "quality": "provisional", "started_from": 0}
    with pytest.raises(EditConflict) as caught:
        save_figure(actor=who(opened, opened.housing_lead), ask_id=opened.housing_ask.pk, asked=asked, given=given)
    assert caught.value.theirs["value"] == 9
    assert opened.visits.readings.get().value == 9


def test_a_correction_is_a_further_row_and_the_same_words_are_none(opened: SimpleNamespace) -> None:
    say = [opened, opened.housing_ask, opened.housing_lead, opened.early]
    answer(*say, entry(opened, short_text="First"))
    answer(*say, entry(opened, short_text="First"))  # pressed twice
    answer(*say, entry(opened, short_text="Second"), 1)
    kept = list(Update.objects.values_list("revision", "current", "short_text"))
    assert kept == [(1, False, "First"), (2, True, "Second")]


def test_the_second_of_two_sees_both_and_loses_nothing(opened: SimpleNamespace) -> None:
    colleague = factory.user("Heath Barr", opened.housing_org, opened.county, "deputy", opened.panel)
    answer(opened, opened.housing_ask, opened.housing_lead, opened.early, entry(opened, short_text="Mine"))
    with pytest.raises(EditConflict) as caught:
        answer(opened, opened.housing_ask, colleague, opened.early, entry(opened, short_text="Yours"))
    assert (caught.value.theirs["short_text"], caught.value.yours["short_text"]) == ("Mine", "Yours")
    assert Update.objects.get().short_text == "Mine"


def test_what_is_typed_is_kept_for_its_writer_alone_and_is_no_answer(opened: SimpleNamespace) -> None:
    actor, ask = who(opened, opened.housing_lead), opened.housing_ask
    key = f"action-{opened.early.pk}"
    keep_typed(actor=actor, ask_id=ask.pk, typed={f"{key}-short_text": "Half a", "indicator-1-short_text": "x"})
    keep_typed(actor=actor, ask_id=ask.pk, typed={f"{key}-short_text": "Half a sen", "indicator-1-short_text": "x"})
    assert page_for(opened, opened.housing_lead, ask).kept.typed[f"{key}-short_text"] == "Half a sen"
    colleague = factory.user("Heath Barr", opened.housing_org, opened.county, "deputy", opened.panel)
    assert page_for(opened, colleague, ask).kept is None
    assert not Update.objects.exists()
    forget_typed(actor=actor, ask_id=ask.pk, key=key)
    assert KeptAnswer.objects.get().typed == {"indicator-1-short_text": "x"}
    forget_typed(actor=actor, ask_id=ask.pk)
    assert not KeptAnswer.objects.exists()
    with pytest.raises(ValueError, match="more on this page"):
        keep_typed(actor=actor, ask_id=ask.pk, typed={"a": "x" * MOST_KEPT})


@pytest.mark.parametrize("state", ["signed_off", "closed"])
def test_nothing_of_a_round_that_is_not_open_can_be_changed(opened: SimpleNamespace, state: str) -> None:
    answer_all(opened)
    moments = {"signed_off_at": "2025-04-10T10:00Z"} | ({"closed_at": "2025-04-11T10:00Z"} if state == "closed" else {})
    ReportingRound.objects.update(state=state, **moments)
    actor, ask = who(opened, opened.housing_lead), opened.housing_ask
    (asked,) = figures_asked(QUARTER, [opened.visits])[opened.visits.pk]
    for act in (
        lambda: answer(opened, ask, opened.housing_lead, opened.early, entry(opened, short_text="Later"), 1),
        lambda: keep_typed(actor=actor, ask_id=ask.pk, typed={}),
        lambda: save_figure(actor=actor, ask_id=ask.pk, asked=asked, given={
            "numerator": Decimal(99), "quality": "final", "started_from": 1}),
        lambda: settle(actor=actor, ask_id=ask.pk),
        lambda: send_back(actor=who(opened, opened.manager), ask_id=ask.pk, words="Say more"),
    ):  # fmt: skip
        with pytest.raises(StateRefused):
            act()
    assert Update.objects.filter(action=opened.early).count() == 1
    assert opened.visits.readings.get().value == 12


def test_answers_go_back_with_words_and_are_chased_again(opened: SimpleNamespace) -> None:
    send = {"ask_id": opened.housing_ask.pk, "words": "How many yards?"}
    with pytest.raises(StateRefused):
        send_back(actor=who(opened, opened.manager), **send)
    answer_all(opened)
    for person in (opened.representative, opened.housing_lead, opened.analyst):
        with pytest.raises(Refused):
            send_back(actor=who(opened, person), **send)
    send_back(actor=who(opened, opened.manager), **send)
    page = page_for(opened, opened.housing_lead, opened.housing_ask)
    assert page.sent_back.words == "How many yards?"
    assert waiting_for(who(opened, opened.housing_lead))[0].ask_id == opened.housing_ask.pk
    answer(opened, opened.housing_ask, opened.housing_lead, opened.early, entry(opened, short_text="Four"), 1)
    assert page_for(opened, opened.housing_lead, opened.housing_ask).sent_back is None
    assert the_round(opened).asks.filter(answered_at__isnull=True).count() == 0


def test_the_trail_names_fields_and_never_words(opened: SimpleNamespace) -> None:
    answer(opened, opened.housing_ask, opened.housing_lead, opened.early, entry(opened, short_text="Secretly"))
    row = AuditRow.objects.get(action="round.answer")
    assert (row.actor_id, row.object_ref) == (opened.housing_lead.pk, str(opened.round.pk))
    assert row.fields == ["short_text", "status_id", "rag"]


def test_my_work_names_what_waits(opened: SimpleNamespace) -> None:
    (mine,) = waiting_for(who(opened, opened.representative))
    assert (mine.text, mine.due_on, mine.late) == ("Answer the quarter for Police", the_round(opened).due_on, False)
    assert waiting_for(who(opened, opened.housing)) == []
    assert waiting_for(who(opened, opened.manager)) == []
    answer_all(opened)
    assert waiting_for(who(opened, opened.representative)) == []
    assert [each.text for each in waiting_for(who(opened, opened.manager))] == ["Sign off the round of Q4 2024/25"]
    with on(date(2025, 4, 23)):
        RoundAsk.objects.update(answered_at=None)
        assert waiting_for(who(opened, opened.representative))[0].late
        assert len(waiting_for(who(opened, opened.manager))) == 1
