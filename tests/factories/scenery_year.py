"""The year's duties and a survey of the scene's county. Made by tests/factories/scenery.py."""

from datetime import date
from typing import TYPE_CHECKING

from wardmote.evidence.services.surveys import add_question, create_survey
from wardmote.plan.models import Duty
from wardmote.plan.services.calendar import add_evidence, add_own_duty, ensure_duties

if TYPE_CHECKING:
    from tests.factories.visitors import Scene


def make_year(s: "Scene") -> None:
    """A duty whose day the law does not name, one of the county's own with evidence, and a survey of two questions."""
    county, manager = s.world.county, s.actor("partnership_manager")
    ensure_duties()
    s.duty = Duty.objects.get(code="scrutiny-response")
    s.own_duty = add_own_duty(
        actor=manager, partnership=county, title="Board", source="Constitution", falls=[(3, 31)],
        starts_on=date(2024, 4, 1),
    )  # fmt: skip
    s.shown = add_evidence(
        actor=manager, partnership=county, duty=s.own_duty, due_on=date(2025, 3, 31), done_on=date(2025, 3, 3),
        text="Met", file_name="minutes.txt", file=b"Minutes",
    )  # fmt: skip
    day = date(2025, 2, 8)
    s.survey = create_survey(
        actor=manager, partnership=county, title="Open day", asked_who="All", asked_how="Paper", starts_on=day,
        ends_on=day,
    )  # fmt: skip
    s.question = add_question(actor=manager, survey_id=s.survey.pk, text="Safe?", key="safe", options=["No", "Yes"])
    s.words = add_question(actor=manager, survey_id=s.survey.pk, text="What else?", key="else", kind="open")
    s.comment = s.words.comments.create(row=2, text="More lamps")
