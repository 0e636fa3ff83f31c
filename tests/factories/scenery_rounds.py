"""Three rounds of the county: one open, one signed off, one closed. Called by tests/factories/scenery.py."""

from datetime import date
from typing import TYPE_CHECKING

from wardmote.common import clock
from wardmote.common.periods import Quarter
from wardmote.plan.models import RoundAsk
from wardmote.plan.services import add_action, add_priority, create_plan
from wardmote.plan.services.rounds import open_round
from wardmote.plan.services.rounds_close import close_round, sign_off
from wardmote.plan.services.statuses import ensure_statuses

if TYPE_CHECKING:
    from tests.factories.visitors import Scene


def make_rounds(s: "Scene") -> None:
    """Each asks the police alone, who lead the one action of an adopted plan; in the open one they have answered."""
    county, manager = s.world.county, s.actor("partnership_manager")
    s.status = ensure_statuses(county)[0]
    plan = create_plan(actor=None, partnership=county, title="Adopted plan", starts_on=date(2023, 4, 1),
                       ends_on=date(2026, 3, 31), adopted_on=date(2023, 3, 20))  # fmt: skip
    priority = add_priority(actor=None, plan=plan, number=1, title="A priority")
    s.led = add_action(actor=None, priority=priority, ref="1", wording="An action", lead=s.world.police)
    for name, slug in (("closed", "2023-24-Q4"), ("signed", "2024-25-Q1"), ("open", "2024-25-Q2")):
        quarter = Quarter.parse(slug)
        with clock.told(quarter.next().start):
            s.rounds[name] = open_round(actor=None, partnership_id=county.pk, quarter=quarter)
            if name != "open":
                sign_off(actor=manager, round_id=s.rounds[name].pk, reason="It is only a scene.")
            if name == "closed":
                close_round(actor=manager, round_id=s.rounds[name].pk)
    s.ask = s.rounds["open"].asks.get()
    RoundAsk.objects.filter(pk=s.ask.pk).update(answered_at=clock.now())
