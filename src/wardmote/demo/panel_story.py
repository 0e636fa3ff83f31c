"""The panel of 27 February, from list to minutes, so that March begins with actions owed and one overdue."""

from datetime import date

from wardmote.casework.queries.actions import doers_for
from wardmote.casework.queries.my_work import open_requests, own_actions
from wardmote.casework.queries.panel import panel_items_visible_to
from wardmote.casework.services.actions import complete_action
from wardmote.casework.services.minutes import ActionGiven, capture
from wardmote.casework.services.panel import add_case, close_list_and_ask
from wardmote.casework.services.research import answer_research
from wardmote.casework.types import Case
from wardmote.demo.people import JOINT, SOUTH
from wardmote.demo.story import Story
from wardmote.meetings import services as meetings
from wardmote.meetings.queries import meetings_visible_to
from wardmote.meetings.types import Meeting

HELD, NEXT = date(2025, 2, 27), date(2025, 3, 27)
RETURNS = {
    "petra": ("known", "Two reports since January and one visit. Nothing that meets the threshold for an arrest."),
    "henry": ("known", "Tenancy reviewed in February. Two written reminders sent."),
    "mina": ("nothing_known", ""),
    "ada": ("nothing_known", ""),
}
# Minute, decision, actions (who, what, due) and next review of each case, in the order of the agenda.
MINUTES = {
    "neighbours": (
        "The landlord has moved her bin store. The police have two reports. She would like to stay in her home. A door "
        "chain and a camera were offered and she said yes to both.",
        "A community protection warning is to be issued if it happens again before the next panel.",
        (
            ("henry", "Fit a door chain and a spyhole.", date(2025, 3, 14)),
            ("petra", "Visit with the landlord and explain the warning.", date(2025, 3, 7)),
            ("hana", "Ring her each Friday and note what she says.", date(2025, 3, 28)),
        ),
        NEXT,
    ),
    "cuckooing": (
        "He was seen alone for the first time and said he wants the visitors gone. Health leads; a closure order is "
        "kept in reserve.",
        "Health and police visit together twice a week until the next panel.",
        (("mina", "See him alone and ask again about consent.", date(2025, 3, 27)),),
        NEXT,
    ),
    "garages": (
        "The warning was delivered. No fire since. Lighting behind the garages is out.",
        "Keep open until the clocks change.",
        (("ada", "Have the lights behind the garages mended.", date(2025, 4, 4)),),
        date(2025, 4, 24),
    ),
    "residents": (
        "Quiet since the warning of a year ago. Both neighbours were rung and have nothing to report.",
        "Look again after the summer, and close it if it stays quiet.",
        (),
        date(2025, 9, 25),
    ),
}


def hold(story: Story) -> None:
    """List, ask, answer, meet and minute; then one of the actions is done."""
    administrator = story.actor("ada")
    meeting = meetings_visible_to(administrator).get(on=HELD, series__group=story.cast.places.groups[JOINT])
    with story.cast.on(date(2025, 2, 13)):
        meetings.open_list(actor=administrator, meeting=meeting)
        for name in MINUTES:
            why = "Review due" if name == "residents" else "New case"
            add_case(actor=administrator, meeting=meeting, reference=story.cases[name].reference, why=why)
    with story.cast.on(date(2025, 2, 25)):
        meeting.refresh_from_db()
        close_list_and_ask(actor=administrator, meeting=meeting)
        for key, (state, text) in RETURNS.items():
            for request in list(open_requests(story.actor(key))):
                answer_research(actor=story.actor(key), request_id=request.pk, state=state, text=text)
    with story.cast.on(HELD):
        _meet(story, meeting)
    with story.cast.on(date(2025, 3, 6)):
        visit = own_actions(story.actor("petra", SOUTH)).get(what__startswith="Visit")
        complete_action(
            actor=story.actor("petra"), public_id=visit.public_id,
            result="Visited with the landlord on 6 March. The warning was explained and left in writing.",
        )  # fmt: skip


def _meet(story: Story, meeting: Meeting) -> None:
    administrator = story.actor("ada")
    meeting.refresh_from_db()
    meetings.open_session(actor=administrator, meeting=meeting)
    meeting.refresh_from_db()
    for key in ("ada", "chris", "petra", "henry", "mina"):
        meetings.sign_agreement(actor=story.actor(key), meeting=meeting)
    items = {item.case.reference: item for item in panel_items_visible_to(administrator, meeting)}
    for name, (minute, decision, actions, review_on) in MINUTES.items():
        item = items[story.cases[name].reference]
        capture(
            actor=administrator, meeting=meeting, agenda_item_id=item.agenda_item_id, minute=minute,
            started_from=item.version, decision=decision, review_on=review_on, done=True,
            actions=[ActionGiven(_doer(story, item.case, who), what, due) for who, what, due in actions],
        )  # fmt: skip
    meetings.close_session(actor=administrator, meeting=meeting)


def _doer(story: Story, case: Case, key: str) -> str:
    user = story.cast.places.users[key]
    return next(doer.key for doer in doers_for(case) if doer.user_id == user.pk)
