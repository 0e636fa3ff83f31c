import pytest

from tests.meetings.conftest import Town
from wardmote.access.refusal import Refused
from wardmote.common.versions import EditConflict
from wardmote.meetings.models import AgendaItem
from wardmote.meetings.queries import agenda_for
from wardmote.meetings.services import (
    StateRefused,
    add_item,
    add_standing_item,
    mark_item_done,
    move_item,
    remove_item,
    save_minute,
    sign_agreement,
)


@pytest.fixture
def listed(town: Town) -> list[AgendaItem]:
    """An open list with apologies, two cases and any other business."""
    town.move_on_to("list_open")
    actor = town.actor("administrator")
    return [
        add_standing_item(actor=actor, meeting=town.fresh(), title="Apologies"),
        add_item(actor=actor, meeting=town.fresh(), title="OVL-2025-0001"),
        add_item(actor=actor, meeting=town.fresh(), title="OVL-2025-0002"),
        add_standing_item(actor=actor, meeting=town.fresh(), title="Any other business"),
    ]


def titles(town: Town) -> list[str]:
    return list(town.fresh().items.values_list("title", flat=True))


def test_items_stand_in_the_order_they_were_added(town: Town, listed: list[AgendaItem]) -> None:
    assert titles(town) == ["Apologies", "OVL-2025-0001", "OVL-2025-0002", "Any other business"]
    assert [item.part for item in listed] == ["open", "confidential", "confidential", "open"]


@pytest.mark.parametrize(("to", "expected"), [(1, 0), (2, 1), (99, 3), (-5, 0)])
def test_an_item_moves_and_the_others_close_up(town: Town, listed: list[AgendaItem], to: int, expected: int) -> None:
    move_item(actor=town.actor("administrator"), item=listed[2], to=to)
    assert titles(town).index("OVL-2025-0002") == expected
    assert list(town.fresh().items.values_list("position", flat=True)) == [1, 2, 3, 4]


def test_removing_leaves_no_gap(town: Town, listed: list[AgendaItem]) -> None:
    remove_item(actor=town.actor("administrator"), item=listed[1])
    assert titles(town) == ["Apologies", "OVL-2025-0002", "Any other business"]
    assert list(town.fresh().items.values_list("position", flat=True)) == [1, 2, 3]
    with pytest.raises(Refused):
        remove_item(actor=town.actor("administrator"), item=listed[1])


def test_a_closed_list_takes_nothing_more(town: Town, listed: list[AgendaItem]) -> None:
    town.move_on_to("list_closed")
    with pytest.raises(StateRefused, match="Nothing can be added"):
        add_item(actor=town.actor("administrator"), meeting=town.fresh(), title="OVL-2025-0003")
    with pytest.raises(StateRefused, match="Nothing can be taken off"):
        remove_item(actor=town.actor("administrator"), item=listed[1])
    assert len(titles(town)) == 4


@pytest.mark.parametrize("who", ["chair", "representative", "observer", "stranger"])
def test_only_the_administrator_writes_the_list(town: Town, listed: list[AgendaItem], who: str) -> None:
    for act in (
        lambda: add_standing_item(actor=town.actor(who), meeting=town.fresh(), title="Mine"),
        lambda: move_item(actor=town.actor(who), item=listed[0], to=3),
        lambda: remove_item(actor=town.actor(who), item=listed[0]),
    ):
        with pytest.raises(Refused):
            act()
    assert titles(town)[0] == "Apologies"


def test_a_minute_saved_over_anothers_shows_both(town: Town, listed: list[AgendaItem]) -> None:
    town.move_on_to("in_session")
    mine, theirs = (AgendaItem.objects.get(pk=listed[0].pk) for _ in range(2))
    save_minute(actor=town.actor("administrator"), item=theirs, text="None received.", started_from=1)
    with pytest.raises(EditConflict) as caught:
        save_minute(actor=town.actor("administrator"), item=mine, text="From the trust.", started_from=1)
    assert caught.value.theirs == {"minute": "None received."}
    assert caught.value.yours == {"minute": "From the trust."}
    assert AgendaItem.objects.get(pk=listed[0].pk).minute == "None received."


def test_minutes_wait_for_the_session_and_the_minute_taker(town: Town, listed: list[AgendaItem]) -> None:
    with pytest.raises(StateRefused):
        save_minute(actor=town.actor("administrator"), item=listed[0], text="Early.", started_from=1)
    town.move_on_to("in_session")
    with pytest.raises(Refused):
        save_minute(actor=town.actor("chair"), item=listed[0], text="Mine.", started_from=1)
    with pytest.raises(ValueError, match="kept with the case"):
        save_minute(actor=town.actor("administrator"), item=listed[1], text="A case.", started_from=1)


def test_a_tick_can_be_taken_back(town: Town, listed: list[AgendaItem]) -> None:
    town.move_on_to("in_session")
    assert mark_item_done(actor=town.actor("administrator"), item=listed[1]).done
    assert not mark_item_done(actor=town.actor("administrator"), item=listed[1], done=False).done


def test_before_signing_the_agenda_says_neither_which_nor_how_many(town: Town, listed: list[AgendaItem],
                                                                   knows_everything: None) -> None:  # fmt: skip
    town.move_on_to("list_closed")
    for who in ("administrator", "representative", "deputy", "observer"):
        agenda = agenda_for(town.actor(who), town.fresh())
        assert [line.item.title for line in agenda.lines] == ["Apologies", "Any other business"]
        assert agenda.withheld


def test_after_signing_a_signed_seat_sees_the_references(town: Town, listed: list[AgendaItem],
                                                         knows_everything: None) -> None:  # fmt: skip
    town.move_on_to("list_closed")
    for who in ("representative", "deputy", "observer"):
        sign_agreement(actor=town.actor(who), meeting=town.fresh())
    assert len(agenda_for(town.actor("representative"), town.fresh()).lines) == 4
    # The charity has not signed the agreement; an observer has no seat; the second factor is needed.
    assert agenda_for(town.actor("deputy"), town.fresh()).withheld
    assert agenda_for(town.actor("observer"), town.fresh()).withheld
    assert agenda_for(town.actor("representative", second_factor=False), town.fresh()).withheld


def test_without_a_guard_no_case_item_is_known(town: Town, listed: list[AgendaItem],
                                               monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr("wardmote.meetings.confidential._guards", [])
    town.move_on_to("list_closed")
    sign_agreement(actor=town.actor("representative"), meeting=town.fresh())
    lines = agenda_for(town.actor("representative"), town.fresh()).lines
    assert [(line.number, line.item.title) for line in lines] == [(1, "Apologies"), (2, "Any other business")]
