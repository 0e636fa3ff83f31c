"""The year's duties as far as the demonstration's people have shown them, and what they asked at an open day."""

from datetime import date

from wardmote.demo.cast import Cast
from wardmote.demo.people import COUNTY, SOUTH, VALE
from wardmote.evidence.services.survey_files import import_answers
from wardmote.evidence.services.surveys import add_question, create_survey, tick_comments
from wardmote.plan.queries.calendar import duties_of
from wardmote.plan.services.calendar import add_evidence, add_own_duty, ensure_duties

_QUARTERS = (
    (date(2024, 6, 30), date(2024, 6, 21)), (date(2024, 9, 30), date(2024, 9, 26)),
    (date(2024, 12, 31), date(2025, 1, 3)),
)  # fmt: skip
# code: due, done, what was done
_DONE = {
    "strategies": (date(2024, 4, 1), date(2024, 3, 19), "The board adopted the plan; its four strategies are in it."),
    "police-and-crime-objectives": (
        date(2024, 4, 1), date(2024, 3, 19), "The plan’s page of priorities names the objective that each one serves.",
    ),
    "strategy-group": (date(2024, 4, 1), date(2024, 3, 19), "The board confirmed its membership and terms."),
    "information-sharing": (date(2024, 4, 1), date(2024, 3, 28), "The agreement was reviewed and signed again."),
    "partnership-plan": (date(2024, 4, 1), date(2024, 3, 19), "The plan for 2024 to 2027 was adopted."),
    "plan-copy": (date(2024, 4, 30), date(2024, 4, 8), "Sent by e-mail; receipt confirmed the same day."),
    "plan-summary": (date(2024, 4, 30), date(2024, 5, 2), "A four-page summary stands on the council’s site."),
    "strategic-assessment": (date(2025, 1, 31), date(2025, 1, 23), "The board received the assessment for 2024."),
    "scrutiny": (date(2025, 3, 31), date(2024, 11, 14), "The committee heard the partnership and made no report."),
}  # fmt: skip
_COUNTY_DONE = {
    "county-agreement": (
        date(2024, 4, 1),
        date(2024, 3, 26),
        "The agreement was made from the districts’ assessments.",
    ),
    "county-agreement-copy": (date(2024, 4, 30), date(2024, 4, 9), "Sent by letter with the districts’ plans."),
}
_SCALE = ("Very unsafe", "Unsafe", "Neither", "Safe", "Very safe")
_SAFE = (4, 6, 10, 25, 15)
_HELP = ("No", "Partly", "Yes")
_COMMENTS = ("The lamp at the underpass has been out since autumn.", "More seats at the bus stop, please.")


def tell_the_year(cast: Cast) -> None:
    """Attach evidence for the districts and the county as their manager did it, day by day."""
    ensure_duties()
    for slug in (SOUTH, VALE, COUNTY):
        _own_dates(cast, slug)
        done = _DONE | (_COUNTY_DONE if slug == COUNTY else {})
        for code, (due_on, done_on, text) in done.items():
            _show(cast, slug, code, due_on, done_on, text)
        for due_on, done_on in _QUARTERS:
            _show(cast, slug, "quarterly-data", due_on, done_on, "Police, fire, health and council figures exchanged.")
    _ask_at_the_open_day(cast)


def _own_dates(cast: Cast, slug: str) -> None:
    if slug != COUNTY:
        return
    with cast.on(date(2024, 4, 2)):
        add_own_duty(
            actor=cast.play("mo", slug), partnership=cast.places.partnerships[slug], title="Board meeting held",
            source="The board’s terms of reference: March, July and November", falls=[(3, 31), (7, 31), (11, 30)],
            starts_on=date(2024, 4, 1), evidence_wanted="The minutes",
        )  # fmt: skip
    for due_on, done_on in ((date(2024, 7, 31), date(2024, 7, 11)), (date(2024, 11, 30), date(2024, 11, 21))):
        _show(cast, slug, "board-meeting-held", due_on, done_on, "The board met; its minutes were sent to members.")


def _show(cast: Cast, slug: str, code: str, due_on: date, done_on: date, text: str) -> None:
    """Done before the people of the demonstration had begun, it was recorded when they did."""
    partnership = cast.places.partnerships[slug]
    with cast.on(max(done_on, date(2024, 4, 2))):
        add_evidence(
            actor=cast.play("mo", slug), partnership=partnership, duty=duties_of(partnership).get(code=code),
            due_on=due_on, done_on=done_on, text=text,
        )  # fmt: skip


def _ask_at_the_open_day(cast: Cast) -> None:
    with cast.on(date(2025, 2, 10)):
        actor = cast.play("ana", SOUTH)
        survey = create_survey(
            actor=actor, partnership=cast.places.partnerships[SOUTH], title="Open day 2025: feeling safe",
            asked_who="Everybody who came to the open day", asked_how="A paper form at the door",
            starts_on=date(2025, 2, 8), ends_on=date(2025, 2, 8), invited=140, public=True,
        )  # fmt: skip
        for text, key, options in (
            ("How safe do you feel where you live?", "feel-safe", _SCALE),
            ("If you asked for help last year, did you get it?", "got-help", _HELP),
        ):
            add_question(actor=actor, survey_id=survey.pk, text=text, key=key, options=options)
        words = add_question(
            actor=actor, survey_id=survey.pk, text="What else should we know?", key="else", kind="open"
        )  # fmt: skip
        import_answers(actor=actor, survey_id=survey.pk, name="open-day-2025.csv", content=_answers())
        ticked = words.comments.filter(text=_COMMENTS[0]).values_list("pk", flat=True)
        tick_comments(actor=actor, survey_id=survey.pk, question_id=words.pk, ticked=set(ticked))


def _answers() -> bytes:
    """One row a person: the counts of the method's own example, help by turns, and two people's words."""
    safe = [word for word, number in zip(_SCALE, _SAFE, strict=True) for _ in range(number)]
    rows = ["feel-safe,got-help,else"]
    for place, word in enumerate(safe):
        help_had = ("Yes", "Partly", "", "No", "Yes")[place % 5]
        rows.append(f'{word},{help_had},"{_COMMENTS[place] if place < len(_COMMENTS) else ""}"')
    return "\n".join(rows).encode()
