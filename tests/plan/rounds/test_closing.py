import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError
from django.forms.models import model_to_dict

from tests.factories import world as factory
from tests.plan.rounds.conftest import QUARTER, answer, answer_all, entry, on, remedy, the_round, who
from wardmote.access.refusal import Refused
from wardmote.audit.models import AuditRow
from wardmote.common.states import StateRefused
from wardmote.performance.services import change_indicator, enter_reading
from wardmote.plan.models import FrozenAction, FrozenFigure, PlanAction, ReportingRound, RoundReopening
from wardmote.plan.queries.rounds import frozen, revisions_before, revisions_of, round_page
from wardmote.plan.services import freezing
from wardmote.plan.services.rounds_close import close_round, reopen, sign_off, take_back
from wardmote.publish.gather import gather


def sign(w: SimpleNamespace, reason: str = "") -> ReportingRound:
    return sign_off(actor=who(w, w.manager), round_id=w.round.pk, reason=reason)


def close(w: SimpleNamespace) -> ReportingRound:
    return close_round(actor=who(w, w.manager), round_id=w.round.pk)


@pytest.fixture
def closed(opened: SimpleNamespace) -> SimpleNamespace:
    answer_all(opened)
    sign(opened)
    close(opened)
    return opened


def rows() -> list[dict[str, Any]]:
    return [model_to_dict(each) for kind in (FrozenFigure, FrozenAction) for each in kind.objects.order_by("pk")]


def test_the_manager_sees_who_answered_what_is_missing_and_the_exceptions(opened: SimpleNamespace) -> None:
    page = round_page(who(opened, opened.manager), opened.round.pk)
    assert (page.answered, len(page.standings)) == (0, 2)
    assert [[item.title for item in each.missing] for each in page.standings] == [
        ["1.2. Lamps in every yard", "Visits made"], ["1.1. Lamps in every lane", "Break-ins"],
    ]  # fmt: skip
    assert [item.title for item in page.bare] == ["1.1. Lamps in every lane", "Break-ins"]
    answer_all(opened)
    page = round_page(who(opened, opened.manager), opened.round.pk)
    assert (page.answered, page.bare, page.needs_reason) == (2, [], False)
    assert [item.title for item in page.exceptions] == ["1.1. Lamps in every lane", "Break-ins"]
    assert [item.title for item in page.preview] == ["1.1. Lamps in every lane"]


def test_nobody_else_sees_that_page_or_acts_on_it(opened: SimpleNamespace) -> None:
    answer_all(opened)
    far = factory.user("Farran Pike", opened.far, opened.elsewhere, "partnership_manager")
    acts: list[Callable[[Any], object]] = [
        lambda actor: round_page(actor, opened.round.pk),
        lambda actor: sign_off(actor=actor, round_id=opened.round.pk, reason="Mine"),
        lambda actor: take_back(actor=actor, round_id=opened.round.pk),
        lambda actor: close_round(actor=actor, round_id=opened.round.pk),
        lambda actor: reopen(actor=actor, round_id=opened.round.pk, reason="Mine"),
    ]
    people = (opened.representative, opened.housing_lead, opened.analyst, opened.housing, opened.protection)
    for act in acts:
        for actor in (*(who(opened, each) for each in people), factory.actor(far)):
            with pytest.raises(Refused):
                act(actor)
    assert the_round(opened).state == "open"


def test_signing_off_wants_a_reason_while_an_exception_has_no_remedial_action(opened: SimpleNamespace) -> None:
    answer_all(opened)
    opened.round.updates.filter(action=opened.late).update(remedial_text="")
    with pytest.raises(StateRefused, match="without a remedial action: 1"):
        sign(opened, "  ")
    assert sign(opened, "The lane is closed for good.").state == "signed_off"
    assert AuditRow.objects.get(action="round.sign_off").reason == "The lane is closed for good."


def test_signing_off_wants_a_reason_while_somebody_has_not_answered(opened: SimpleNamespace) -> None:
    answer(opened, opened.police_ask, opened.representative, opened.late, remedy(opened))
    answer(opened, opened.police_ask, opened.representative, opened.burglary, remedy(opened, status_id=None, rag=""))
    with pytest.raises(StateRefused, match="have not answered: 1"):
        sign(opened)
    assert sign(opened, "They are merging.").state == "signed_off"


def test_the_states_in_their_order_and_no_other(opened: SimpleNamespace) -> None:
    answer_all(opened)
    manager = who(opened, opened.manager)
    common = {"actor": manager, "round_id": opened.round.pk}
    for act in (lambda: take_back(**common), lambda: close(opened), lambda: reopen(**common, reason="Why")):
        with pytest.raises(StateRefused):
            act()
    sign(opened)
    for act in (lambda: sign(opened), lambda: reopen(**common, reason="Why")):
        with pytest.raises(StateRefused):
            act()
    assert take_back(**common).state == "open"
    sign(opened)
    assert close(opened).state == "closed"
    for act in (lambda: sign(opened), lambda: close(opened), lambda: take_back(**common)):
        with pytest.raises(StateRefused):
            act()
    with pytest.raises(ValueError, match="Say why"):
        reopen(**common, reason=" ")
    assert FrozenAction.objects.count() == 2


def test_closing_keeps_figures_texts_rule_and_names(closed: SimpleNamespace) -> None:
    found = frozen(closed.county.pk, QUARTER)
    assert (found.edition, found.editions, found.open_again) == (1, 1, False)
    burglary, people, visits = found.figures
    assert (burglary.text, burglary.last_year_text, burglary.value) == ("120", "90", Decimal(120))
    assert (burglary.owner, burglary.long_direction, burglary.indicator_public) == ("Police", "worse", True)
    assert (burglary.remedial_text, burglary.remedial_by) == ("Ask the contractor.", "Police")
    assert ["2025-01", 40.0] in burglary.series
    assert (visits.text, visits.quality, visits.indicator_public) == ("12", "provisional", True)
    assert people.indicator_public is False
    late, early = found.actions
    assert (late.ref, late.lead, late.late, late.rag, late.status) == ("1.1", "Police", True, "green", "Under way")
    assert (late.plan_title, late.priority, late.due) == ("Quiet nights", "1. Quiet nights", "31 Jan 2025")
    assert (late.short_text, late.full_text, late.public) == ("It goes well.", "In full.", True)
    assert (early.late, early.public, early.remedial_text) == (False, False, "")


def test_no_digit_of_a_small_count_is_frozen(closed: SimpleNamespace) -> None:
    """Three warnings, one a month: neither the count nor its months nor a comparison of it is kept anywhere."""
    figure = FrozenFigure.objects.get(key="warnings-given")
    assert (figure.text, figure.last_year_text) == ("fewer than 5", "fewer than 5")
    numbers = (figure.value, figure.numerator, figure.denominator, figure.last_year_value, figure.previous_value)
    assert set(numbers) == {None}
    assert all(value is None for _, value in figure.series)
    assert (figure.rag, figure.change_text, figure.long_direction) == ("grey", "not compared", "not known")
    (measure,) = FrozenAction.objects.get(ref="1.1").measures
    assert measure == ["Warnings", "fewer than 5"]
    kept = json.dumps([each for each in rows() if each.get("key") == "warnings-given"], default=str)
    assert '"3"' not in kept


def test_nothing_that_changes_afterwards_reaches_what_was_frozen(closed: SimpleNamespace) -> None:
    before, report = rows(), gather(closed.county, QUARTER).now
    assert report.frozen
    PlanAction.objects.filter(pk=closed.late.pk).update(wording="Else", lead=closed.health, status=None)
    closed.burglary.refresh_from_db()
    change_indicator(actor=who(closed, closed.manager), indicator=closed.burglary, reason="Clearer",
                     started_from=closed.burglary.version, name="Other", definition="Other.", comparator="previous",
                     minimum_base=500, aggregation="mean")  # fmt: skip
    closed.crimes.put(closed.county, QUARTER, 1, 2, 3)
    enter_reading(actor=None, indicator=closed.visits, period_kind="quarter", period_start=QUARTER.start,
                  numerator=Decimal(99), started_from_revision=1)  # fmt: skip
    type(closed.police).objects.filter(pk=closed.police.pk).update(name="Renamed")
    closed.plan.priorities.update(title="Renamed")
    assert rows() == before
    assert gather(closed.county, QUARTER).now == report


def test_published_and_as_now_known_stand_beside_one_another(closed: SimpleNamespace) -> None:
    assert revisions_of(closed.county.pk, QUARTER) == []
    closed.crimes.put(closed.county, QUARTER, 40, 40, 47)
    closed.warnings.put(closed.county, QUARTER, 1, 1, 2)
    (burglary,) = revisions_of(closed.county.pk, QUARTER)
    assert (burglary.name, burglary.published, burglary.now, burglary.difference) == ("Break-ins", "120", "127", 7)
    assert burglary.quarter == QUARTER
    assert revisions_before(closed.county.pk, QUARTER) == []
    assert [each.key for each in revisions_before(closed.county.pk, QUARTER.next())] == ["break-ins"]


def test_a_reopened_round_keeps_its_edition_and_freezes_a_second(closed: SimpleNamespace) -> None:
    first = rows()
    reopen(actor=who(closed, closed.manager), round_id=closed.round.pk, reason="A figure was wrong.")
    assert RoundReopening.objects.get().reason == "A figure was wrong."
    assert AuditRow.objects.get(action="round.reopen").reason == "A figure was wrong."
    assert frozen(closed.county.pk, QUARTER).open_again
    said = remedy(closed, short_text="Said again.")
    answer(closed, closed.police_ask, closed.representative, closed.late, said, 1)
    sign(closed)
    close(closed)
    assert [row for row in rows() if row["edition"] == 1] == first
    found = frozen(closed.county.pk, QUARTER)
    assert (found.edition, found.editions, found.actions[0].short_text) == (2, 2, "Said again.")
    assert frozen(closed.county.pk, QUARTER, edition=1).actions[0].short_text == "It goes well."
    assert frozen(closed.county.pk, QUARTER, edition=3) is None
    assert frozen(closed.north.pk, QUARTER) is None


def test_closing_is_all_or_nothing(opened: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    answer_all(opened)
    sign(opened)

    def broken(*given: object) -> None:
        raise IntegrityError("no")

    monkeypatch.setattr(freezing, "_action", broken)
    with pytest.raises(IntegrityError):
        close(opened)
    assert (the_round(opened).state, rows()) == ("signed_off", [])


def test_the_plan_takes_over_the_statuses_that_were_answered(closed: SimpleNamespace) -> None:
    for action in (closed.late, closed.early):
        action.refresh_from_db()
        assert action.status.code == "under-way"
        assert "It goes well" not in action.status_reason


def test_an_older_round_closed_again_does_not_turn_the_plan_back(closed: SimpleNamespace) -> None:
    ReportingRound.objects.create(
        partnership=closed.county, quarter="2025-26-Q1", state="closed", opened_on=date(2025, 7, 1),
        due_on=date(2025, 7, 22), signed_off_at="2025-07-23T10:00Z", closed_at="2025-07-23T10:00Z",
    )  # fmt: skip
    reopen(actor=who(closed, closed.manager), round_id=closed.round.pk, reason="Late news")
    done = entry(closed, status_id=closed.statuses["done"].pk)
    answer(closed, closed.housing_ask, closed.housing_lead, closed.early, done, 1)
    sign(closed)
    close(closed)
    closed.early.refresh_from_db()
    assert closed.early.status.code == "under-way"
    assert FrozenAction.objects.get(edition=2, ref="1.2").rag == "complete"


def test_a_round_of_which_nothing_was_answered_can_be_closed_with_a_reason(opened: SimpleNamespace) -> None:
    with on(date(2025, 5, 30)):
        sign(opened, "Nobody answered.")
        close(opened)
    late = FrozenAction.objects.get(ref="1.1")
    assert (late.late, late.short_text, late.rag, late.status) == (True, "", "", "")
    assert FrozenFigure.objects.get(key="break-ins").text == "120"
