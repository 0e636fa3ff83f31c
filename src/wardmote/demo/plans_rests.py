"""What the demonstration's plans rest on, their milestones, and a change made after one was adopted."""

from datetime import date
from typing import TYPE_CHECKING

from wardmote.demo.cast import Cast
from wardmote.demo.people import SOUTH
from wardmote.plan.services.actions import change_action
from wardmote.plan.services.context import add_assessment, add_pestel
from wardmote.plan.services.parts import add_milestone, change_milestone, milestone_words
from wardmote.plan.words import stamp

if TYPE_CHECKING:
    from wardmote.plan.models import Plan

# Factor, what is changing outside, what it means here.
_FORCES = (
    ("political", "Grants for community safety come through the local policing body as one sum, no longer set aside.",
     "Each bid says which of its priorities it serves."),
    ("political", "A safeguarding hub brings the police and the councils to one desk.",
     "What one agency knows is asked for there first."),
    ("economic", "Pay for housing support falls by 38 per cent across the county.",
     "Fewer people get help before they lose a home."),
    ("social", "The county is to grow by 93,000 people, 14 per cent, in fifteen years.",
     "New places are planned with safety in mind."),
    ("social", "People over 65 rise from 16 to more than 20 in each hundred.",
     "Doorstep crime and fraud reach more people."),
    ("technological", "More crime begins online, and more people are in reach of it.",
     "Prevention is done online as well as in the street."),
    ("environmental", "Floods empty homes and strain those who answer.", "Empty streets are looked after."),
    ("legal", "The law on abuse reaches people of 16 and 17.", "Schools and youth services are told what has changed."),
    ("organisational", "Probation is one service again, and supervises everybody who leaves prison.",
     "It leads on those who offend again."),
)  # fmt: skip


def rest(cast: Cast, plan: "Plan") -> None:
    """Name what a draft rests on, and the first steps of one action. Nothing is said of the smaller plans."""
    manager = cast.play("mo", plan.partnership.slug)
    if plan.kind == "agreement":
        for factor, text, effect in _FORCES:
            add_pestel(actor=manager, plan=plan, factor=factor, text=text, effect=effect)
    if plan.kind in ("agreement", "partnership"):
        add_assessment(
            actor=manager, plan=plan, title="Strategic assessment 2023", made_on=date(2023, 11, 20),
            found="Abuse is the largest part of violence. Recorded burglary is low and gathers in a few streets.",
        )  # fmt: skip
    if plan.partnership.slug == SOUTH:
        action = plan.actions.get(ref="3")
        for title, due in (("Ten places signed up", date(2024, 9, 30)), ("Twenty places signed up", date(2025, 2, 28))):
            add_milestone(actor=manager, action=action, title=title, due_on=due)


def live_with(cast: Cast, plan: "Plan") -> None:
    """Let the year happen to the adopted plan of South: a milestone is reached, and a partner joins an action."""
    manager = cast.play("mo", plan.partnership.slug)
    first = plan.actions.get(ref="3").milestones.earliest("due_on")
    with cast.on(date(2024, 9, 26)):
        change_milestone(actor=manager, milestone=first, seen=stamp(milestone_words(first)), title=first.title,
                         due_on=first.due_on, done_on=date(2024, 9, 24))  # fmt: skip
    action = plan.actions.get(ref="10")
    landlord = cast.places.organisations["larkfield-homes"]
    with cast.on(date(2024, 11, 14)):
        change_action(
            actor=manager, action=action, started_from=action.version, partners=[*action.partners.all(), landlord],
            reason="The landlord keeps two rooms free for this, and asked to be named.",
        )  # fmt: skip
