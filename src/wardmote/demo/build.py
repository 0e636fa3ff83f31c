"""Make the demonstration once, through the same services that real work uses."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from wardmote.demo.assessment_story import is_assessed, tell_the_assessments
from wardmote.demo.cast import Cast
from wardmote.demo.figures import load_crime, make_indicators
from wardmote.demo.incidents_story import tell_incidents
from wardmote.demo.panel_story import hold
from wardmote.demo.people import SOUTH
from wardmote.demo.places import make_places
from wardmote.demo.plans import make_plans
from wardmote.demo.rounds_story import held_cast, is_told, tell_the_round
from wardmote.demo.story import Story
from wardmote.demo.year_story import tell_the_year
from wardmote.evidence.queries import months_held
from wardmote.partnership.queries import any_partnership, get_partnership


def build(progress: Callable[[str], None] | None = None) -> bool:
    """Make the partnerships, people, cases and figures if they are not there; say whether anything was made.

    Refuses where the settings are not the demonstration's, so that nothing invented stands among real records.
    """
    if not settings.DEMO:
        raise ImproperlyConfigured("Only the demonstration's settings may make the demonstration.")
    say = progress or (lambda words: None)
    made = False
    if get_partnership(SOUTH) is None:
        if any_partnership():
            raise ImproperlyConfigured(
                "This database holds other partnerships, so nothing invented is put beside them."
            )
        say("Making the demonstration's partnerships, people and cases")
        with transaction.atomic():
            _tell()
        made = True
    if not months_held():
        say("Loading crime records")
        load_crime(lambda done, total: say(f"Loading crime records: {done} of {total} files"))
        made = True
    if not is_told():
        say("Telling the quarter that was reported")
        with transaction.atomic():
            tell_the_round(held_cast())
        made = True
    if not is_assessed(held_cast()):
        say("Making the strategic assessments")
        tell_the_assessments(held_cast())
        made = True
    return made


def _tell() -> None:
    places = make_places()
    cast = Cast(places)
    story = Story(cast)
    story.tell()
    hold(story)
    make_plans(cast)
    tell_the_year(cast)
    tell_incidents(cast)
    make_indicators(places)
