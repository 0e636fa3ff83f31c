"""Memberships, agreements and signatures: dated, by those who may, each with its row in the trail."""

from datetime import date, timedelta

import pytest

from tests.factories.world import LONG_AGO, actor, make_world, user
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused
from wardmote.audit.models import AuditRow
from wardmote.common import clock
from wardmote.partnership import queries, services
from wardmote.partnership.models import Agreement, Membership, Organisation, OrganisationSignature
from wardmote.partnership.services import Problem

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def world(db):
    return make_world()


def add(world, by, **changed):
    given = {"user": world.nurse, "organisation": world.health, "partnership": world.county, "role": "representative",
             "group": world.panel, "starts_on": clock.today(), **changed}  # fmt: skip
    return services.add_membership(actor=by, **given)


def test_a_role_counts_from_its_first_day_to_its_last(world):
    made = add(world, actor(world.manager), ends_on=clock.today())
    assert Permission.PANEL_ATTEND in actor(world.nurse).permissions
    Membership.objects.filter(pk=made.pk).update(starts_on=clock.today() - 9 * DAY, ends_on=clock.today() - DAY)
    assert Permission.PANEL_ATTEND not in actor(world.nurse).permissions
    Membership.objects.filter(pk=made.pk).update(starts_on=clock.today() + DAY, ends_on=None)
    assert Permission.PANEL_ATTEND not in actor(world.nurse).permissions
    row = AuditRow.objects.get(action="membership.add")
    assert (row.actor_id, row.object_ref) == (world.manager.pk, str(made.pk))
    assert "role" in row.fields


@pytest.mark.parametrize("who", ["system", "administrator", "chair", "protection", "analyst", "housing", "stranger"])
def test_others_run_no_partnership(world, who):
    by = actor(getattr(world, who))
    signature = OrganisationSignature.objects.filter(agreement=world.agreement, withdrawn_on=None).first()
    for act in (
        lambda: add(world, by),
        lambda: services.end_membership(actor=by, membership=world.nurse.memberships.get(), ends_on=clock.today()),
        lambda: services.sign_agreement(
            actor=by, agreement=world.agreement, organisation=world.unsigned, signatory="X", signed_on=clock.today()
        ),
        lambda: services.withdraw_signature(actor=by, signature=signature, withdrawn_on=clock.today()),
        lambda: publish(world, by),
        lambda: services.join_partnership(actor=by, partnership=world.county, organisation=world.far),
        lambda: services.create_group(
            actor=by, partnership=world.county, slug="new", code="NW", name="New", kind="board"
        ),
        lambda: services.create_organisation(actor=by, slug="new", name="New", kind="council"),
    ):
        with pytest.raises(Refused):
            act()
    assert not AuditRow.objects.filter(outcome="done", actor_id=by.user_id).exists()


@pytest.mark.parametrize("other", ["north", "elsewhere"])
def test_a_countys_manager_manages_neither_its_districts_nor_another(world, other):
    partnership = getattr(world, other)
    partnership.organisations.add(world.health)
    with pytest.raises(Refused):
        add(world, actor(world.manager), partnership=partnership, role="practitioner", group=None)


def test_nobody_gives_themselves_a_role(world):
    with pytest.raises(Refused):
        add(world, actor(world.manager), user=world.manager, organisation=world.council, role="administrator")


@pytest.mark.parametrize("create", ["partnership", "gateway"])
def test_partnerships_and_law_are_made_only_at_set_up(world, create):
    def make(by):
        if create == "partnership":
            return services.create_partnership(actor=by, slug="third", name="Third")
        return services.create_gateway(actor=by, code="third", name="Third", source="An Act", starts_on=LONG_AGO)

    with pytest.raises(Refused):
        make(actor(world.manager))
    assert make(None).pk


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"group": None}, "group"),
        ({"role": "practitioner"}, "group"),
        ({"group": "oval"}, "group"),
        ({"organisation": "far"}, "organisation"),
        ({"ends_on": date(2020, 1, 1)}, "ends_on"),
    ],
)
def test_what_cannot_be_is_said_in_words(world, changed, field):
    for name in ("group", "organisation"):
        if isinstance(changed.get(name), str):
            changed = {**changed, name: getattr(world, changed[name])}
    with pytest.raises(Problem) as said:
        add(world, actor(world.manager), **changed)
    assert said.value.field == field


def test_the_same_role_is_not_held_twice_at_once_but_again_later(world):
    by = actor(world.manager)
    add(world, by, ends_on=clock.today() + 10 * DAY)
    with pytest.raises(Problem, match="already holds"):
        add(world, by, starts_on=clock.today() + 10 * DAY)
    add(world, by, starts_on=clock.today() + 11 * DAY)


def test_ending_leaves_the_past_as_it_was(world):
    by, made = actor(world.manager), world.nurse.memberships.get()
    for day in (clock.today() - 2 * DAY, LONG_AGO - DAY):
        with pytest.raises(Problem):
            services.end_membership(actor=by, membership=made, ends_on=day)
    services.end_membership(actor=by, membership=made, ends_on=clock.today() - DAY)
    assert queries.partnerships_of(world.nurse) == []
    assert not actor(world.nurse).permissions
    with pytest.raises(Problem, match="already ended"):
        services.end_membership(actor=by, membership=made, ends_on=clock.today())


def publish(world, by, **changed) -> Agreement:
    given = {"version": "2", "title": "Sharing", "text": "We share.", "gateways": [world.gateway],
             "starts_on": clock.today(), "review_on": clock.today() + 365 * DAY, **changed}  # fmt: skip
    return services.publish_agreement(actor=by, partnership=world.county, **given)


def test_a_new_version_ends_the_one_before_and_is_signed_afresh(world):
    assert any(standing.signed for standing in actor(world.housing).standings)
    made = publish(world, actor(world.manager))
    assert queries.current_agreement(world.county.pk) == made
    world.agreement.refresh_from_db()
    assert world.agreement.ends_on == clock.today() - DAY
    assert not any(standing.signed for standing in actor(world.housing).standings)
    assert [each.code for each in queries.gateways_of(world.county.pk)] == ["cda-115"]


def test_a_version_that_starts_later_leaves_the_present_one_in_force(world):
    publish(world, actor(world.manager), starts_on=clock.today() + 5 * DAY)
    assert queries.current_agreement(world.county.pk) == world.agreement
    with pytest.raises(Problem):
        publish(world, actor(world.manager), version="3")


def test_a_signature_opens_and_its_withdrawal_closes(world):
    by = actor(world.manager)
    signed = services.sign_agreement(
        actor=by, agreement=world.agreement, organisation=world.unsigned, signatory="A. Chief, director",
        signed_on=clock.today(),
    )  # fmt: skip
    assert actor(world.volunteer).standings[0].signed
    assert queries.has_signed(organisation_id=world.unsigned.pk, partnership_id=world.county.pk)
    services.withdraw_signature(actor=by, signature=signed, withdrawn_on=clock.today())
    assert not actor(world.volunteer).standings[0].signed
    again = services.sign_agreement(
        actor=by, agreement=world.agreement, organisation=world.unsigned, signatory="A. Chief", signed_on=clock.today()
    )
    assert again.pk != signed.pk
    assert actor(world.volunteer).standings[0].signed
    assert AuditRow.objects.filter(action__in=["agreement.sign", "agreement.withdraw"]).count() == 3
    assert "Chief" not in str(list(AuditRow.objects.values()))


def test_signing_twice_in_the_future_or_from_outside_is_refused_in_words(world):
    by = actor(world.manager)
    for organisation, day in (
        (world.council, clock.today()), (world.unsigned, clock.today() + DAY), (world.far, clock.today()),
    ):  # fmt: skip
        with pytest.raises(Problem):
            services.sign_agreement(
                actor=by, agreement=world.agreement, organisation=organisation, signatory="X", signed_on=day
            )


def test_an_organisation_that_left_off_gives_its_people_nothing(world):
    Organisation.objects.filter(pk=world.health.pk).update(active=False)
    assert queries.partnerships_of(world.nurse) == []


def test_the_system_sets_everything_up_without_an_actor(db):
    partnership = services.create_partnership(actor=None, slug="p", name="P", districts=["P Vale"])
    body = services.create_organisation(actor=None, slug="b", name="B", kind="council")
    services.join_partnership(actor=None, partnership=partnership, organisation=body)
    group = services.create_group(actor=None, partnership=partnership, slug="g", code="GG", name="G", kind="oval")
    gateway = services.create_gateway(actor=None, code="x", name="X", source="An Act", starts_on=LONG_AGO)
    agreement = services.publish_agreement(
        actor=None, partnership=partnership, version="1", title="T", text="T", gateways=[gateway],
        starts_on=LONG_AGO, review_on=date(2027, 1, 1),
    )  # fmt: skip
    services.sign_agreement(actor=None, agreement=agreement, organisation=body, signatory="S", signed_on=LONG_AGO)
    from wardmote.access.models import User

    person = User.objects.create_user(email="a@example.org", name="A")
    services.add_membership(
        actor=None, user=person, organisation=body, partnership=partnership, role="chair", group=group,
        starts_on=LONG_AGO,
    )  # fmt: skip
    assert actor(person).standings[0].signed
    assert queries.districts_of(partnership.pk) == {"P Vale"}
    assert AuditRow.objects.filter(actor_id=None, outcome="done").count() == 8
    assert user("Extra Person", body, partnership, "analyst").pk
