"""The round of October to December 2024: asked, answered, sent back once, signed off and closed.

It is told once the crime records are loaded, because closing it keeps their figures.
"""

from datetime import date
from decimal import Decimal

from django.contrib.auth import get_user_model

from wardmote.access.actor import Actor
from wardmote.common.periods import Month, Quarter
from wardmote.demo.cast import Cast
from wardmote.demo.people import PEOPLE, SOUTH
from wardmote.demo.places import Places
from wardmote.demo.rounds_texts import AGAIN, COUNCIL, LANDLORD, OTHERWISE, POLICE, SENT_BACK, Said
from wardmote.demo.watched_story import watch
from wardmote.partnership.queries import get_partnership
from wardmote.partnership.types import Organisation, Partnership
from wardmote.performance.queries import indicators_of
from wardmote.performance.services import Entry, enter_readings
from wardmote.plan.queries.rounds import frozen_quarters, get_round, round_page
from wardmote.plan.queries.rounds_ask import AskPage, ask_page, asks_visible_to
from wardmote.plan.queries.rounds_items import Item
from wardmote.plan.rules_rounds import Entry as Answer
from wardmote.plan.services.rounds import open_round
from wardmote.plan.services.rounds_answer import save_answer, settle
from wardmote.plan.services.rounds_close import close_round, send_back, sign_off

QUARTER = Quarter(2024, 3)
OPENED, SIGNED, CLOSED = date(2025, 1, 2), date(2025, 1, 24), date(2025, 1, 27)
# Who answered for whom, and when.
ANSWERED = (
    ("mo", "downs-council", date(2025, 1, 15), COUNCIL), ("petra", "ridgeway-constabulary", date(2025, 1, 17), POLICE),
    ("henry", "larkfield-homes", date(2025, 1, 20), LANDLORD),
)  # fmt: skip


def is_told() -> bool:
    """Whether the round stands there already, or there is no partnership to tell it of."""
    partnership = get_partnership(SOUTH)
    return partnership is None or bool(frozen_quarters(partnership.pk))


def held_cast() -> Cast:
    """Return the cast of a demonstration that was made before."""
    emails = {each.email: each.key for each in PEOPLE}
    users = get_user_model().objects.filter(email__in=emails)
    return Cast(
        Places(
            organisations={each.slug: each for each in Organisation.objects.all()},
            partnerships={each.slug: each for each in Partnership.objects.all()},
            users={emails[each.email]: each for each in users},
        )
    )


def tell_the_round(cast: Cast) -> None:
    """Tell all of it, for South Oxfordshire; the others' rounds have not begun."""
    watch(cast)
    partnership_id = cast.places.partnerships[SOUTH].pk
    with cast.on(OPENED):
        made = open_round(actor=cast.play("mo", SOUTH), partnership_id=partnership_id, quarter=QUARTER)
    for person, organisation, day, said in ANSWERED:
        with cast.on(day):
            _answer(cast, person, organisation, made.pk, said)
    _ask_again(cast, made.pk)
    with cast.on(SIGNED):
        sign_off(actor=cast.play("mo", SOUTH), round_id=made.pk, reason=_left_over(cast, made.pk))
    with cast.on(CLOSED):
        close_round(actor=cast.play("mo", SOUTH), round_id=made.pk)
    _learn_better(cast)


def _answer(cast: Cast, person: str, organisation: str, round_id: int, said: tuple[Said, ...]) -> None:
    actor = cast.play(person, SOUTH)
    page = _page(cast, actor, organisation, round_id)
    by_name = {_name(item): item for item in page.items}
    for each in said:
        item = by_name.get(each.of)
        if item is not None:
            save_answer(actor=actor, ask_id=page.ask.pk, key=item.key, entry=_entry(cast, page, item, each),
                        started_from=0)  # fmt: skip
    settle(actor=actor, ask_id=page.ask.pk)


def _page(cast: Cast, actor: Actor, organisation: str, round_id: int) -> AskPage:
    body = cast.places.organisations[organisation]
    return ask_page(actor, asks_visible_to(actor).get(round_id=round_id, organisation=body).pk)


def _name(item: Item) -> str:
    """The number of an action; the key of an indicator."""
    return item.indicator.key if item.indicator else item.short_name


def _entry(cast: Cast, page: AskPage, item: Item, said: Said) -> Answer:
    status = next(each for each in page.statuses if each.code == said.status) if item.action else None
    words, day, who = said.remedy or ("", None, "")
    if not words and item.why_remedy(means=status.means if status else "", rag=said.rag):
        words, day = OTHERWISE
        who = page.ask.organisation.slug
    return Answer(
        short_text=said.short, full_text=said.full, public=said.public, status_id=status.pk if status else None,
        rag=said.rag if item.action else "", remedial_text=words, remedial_due_on=day,
        remedial_by_id=cast.places.organisations[who].pk if who else None,
    )  # fmt: skip


def _ask_again(cast: Cast, round_id: int) -> None:
    """The manager sends one answer back, and gets it."""
    with cast.on(date(2025, 1, 21)):
        petra = cast.play("petra", SOUTH)
        page = _page(cast, petra, "ridgeway-constabulary", round_id)
        send_back(actor=cast.play("mo", SOUTH), ask_id=page.ask.pk, words=SENT_BACK)
    with cast.on(date(2025, 1, 22)):
        item = next(each for each in page.items if _name(each) == "26")
        before = next(each for each in POLICE if each.of == "26")
        again = Said("26", AGAIN, public=False, full=before.full)
        save_answer(actor=petra, ask_id=page.ask.pk, key=item.key, entry=_entry(cast, page, item, again),
                    started_from=1)  # fmt: skip
        settle(actor=petra, ask_id=page.ask.pk)


def _left_over(cast: Cast, round_id: int) -> str:
    """Why the round was signed off, where somebody had not answered."""
    page = round_page(cast.play("mo", SOUTH), get_round(cast.play("mo", SOUTH), round_id, "round.view").pk)
    return "Those who have not answered will report at the board in March." if page.needs_reason else ""


def _learn_better(cast: Cast) -> None:
    """A figure of December is revised after the round was closed, and so stands beside what was published."""
    with cast.on(date(2025, 2, 24)):
        indicator = indicators_of(cast.places.partnerships[SOUTH].pk).get(key="licensed-premises")
        kept = indicator.readings.get(period_start=Month(2024, 12).start, period_kind="month", current=True)
        enter_readings(
            actor=cast.play("ana", SOUTH),
            entries=[
                Entry(
                    indicator, Month(2024, 12), numerator=(kept.value or Decimal(0)) + 2, quality="revised",
                    note="Two calls were recorded late.", started_from=kept.revision,
                )
            ],
        )  # fmt: skip
