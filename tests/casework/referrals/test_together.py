"""Two presses that arrive together, on a real database with two connections."""

import threading

import pytest
from django.db import connection

from tests.factories.world import actor, make_referral, make_world
from wardmote.access.services.once import once
from wardmote.casework import services
from wardmote.casework.models import Case, Referral
from wardmote.common.states import StateRefused

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Run the acts in threads that start together; return what each gave or raised."""
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        # One connection is shared by all threads of an in-memory database: then the acts come one after the other.
        return [_outcome(act) for act in acts]
    gate, found = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        gate.wait(timeout=20)
        found[place] = _outcome(act)
        connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return found


def _outcome(act):
    try:
        return act()
    except Exception as raised:
        return raised


def test_the_same_form_sent_twice_together_makes_one_referral():
    world = make_world()
    who = actor(world.housing)

    def send():
        return once(
            actor=who, token="the-same-token", purpose="referral.send", act=lambda: make_referral(world).reference
        )

    first, second = at_once(send, send)
    assert first == second == "R-2025-0001"
    assert Referral.unguarded.count() == 1


def test_two_who_accept_together_make_one_case():
    world = make_world()
    reference = make_referral(world).reference
    acts = [
        lambda person=person: services.accept_referral(actor=actor(person), reference=reference)
        for person in (world.administrator, world.chair)
    ]
    found = at_once(*acts)
    assert sorted(type(each).__name__ for each in found) == ["Case", "StateRefused"]
    assert "already decided this" in str(next(each for each in found if isinstance(each, StateRefused)))
    assert Case.unguarded.count() == 1


def test_two_referrals_sent_together_get_two_references():
    world = make_world()
    found = at_once(lambda: make_referral(world).reference, lambda: make_referral(world).reference)
    assert sorted(found) == ["R-2025-0001", "R-2025-0002"]
