"""The demonstration's closed quarter: asked, answered, sent back, signed off, frozen; one figure known better since."""

from datetime import date

import pytest

from wardmote.common import clock
from wardmote.demo.cast import Cast
from wardmote.demo.figures import make_indicators
from wardmote.demo.people import SOUTH
from wardmote.demo.places import make_places
from wardmote.demo.plans import make_plans
from wardmote.demo.rounds_story import CLOSED, QUARTER, held_cast, is_told, tell_the_round
from wardmote.demo.watched_story import WATCHED
from wardmote.plan.models import FrozenAction, ReportingRound, SentBack, Update
from wardmote.plan.queries.rounds import frozen, revisions_of, waiting_for
from wardmote.plan.services.rounds_chasing import run_rounds


@pytest.fixture
def cast(db: None) -> Cast:
    assert is_told()  # there is no partnership to tell it of
    made = Cast(make_places())
    make_plans(made)
    make_indicators(made.places)
    assert not is_told()
    tell_the_round(held_cast())
    return made


def test_the_quarter_is_told_whole(cast: Cast) -> None:
    assert is_told()
    partnership = cast.places.partnerships[SOUTH]
    found = ReportingRound.objects.get()
    assert (found.partnership, found.quarter, found.state) == (partnership, QUARTER.slug, "closed")
    assert found.closed_at.date() == CLOSED
    assert not found.asks.filter(answered_at=None).exists()
    assert SentBack.objects.get().ask.organisation.slug == "ridgeway-constabulary"
    assert sorted(Update.objects.filter(action__ref="26").values_list("revision", "current")) == [(1, False), (2, True)]
    published = frozen(partnership.pk, QUARTER)
    assert [each.ref for each in published.actions] == [str(number) for number in range(1, 29)]
    assert all(each.short_text and each.rag for each in published.actions)
    assert {each.key for each in published.figures} == {"burglary", "warnings", *(each.key for each in WATCHED)}
    assert all(each.owner for each in published.figures)
    late = FrozenAction.objects.get(late=True)
    assert (late.ref, late.rag, late.remedial_by) == ("7", "red", "Downs District Council")
    assert {each.public for each in published.actions} == {True, False}
    _known_better_since(cast)
    _nothing_waits_until_april(cast)


def _known_better_since(cast: Cast) -> None:
    partnership = cast.places.partnerships[SOUTH]
    (revised,) = revisions_of(partnership.pk, QUARTER)
    assert (revised.key, revised.difference) == ("licensed-premises", 2)


def _nothing_waits_until_april(cast: Cast) -> None:
    for person in ("mo", "petra", "henry"):
        assert waiting_for(cast.play(person, SOUTH)) == []
    with clock.told(date(2025, 3, 24)):
        assert run_rounds() == 0
    with clock.told(date(2025, 4, 1)):
        run_rounds()
        assert [each.text for each in waiting_for(cast.play("henry", SOUTH))] == [
            "Answer the quarter for Larkfield Homes"
        ]
