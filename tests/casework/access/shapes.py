"""Every shape of visitor to one case, and whether the case is there for them."""

from datetime import date, timedelta

from django.utils import timezone

from tests.factories.world import LONG_AGO, actor, in_days, join, make_case, user
from wardmote.casework import services
from wardmote.casework.models import CaseAgency, CaseGrant
from wardmote.casework.services.read_list import rebuild
from wardmote.people.services import bar_from_person


def bar(world, case, person, *, by=None):
    services.bar_from_case(
        actor=actor(by or world.administrator), reference=case.reference, user_id=person.pk, reason="Kin"
    )


def bar_from_somebody(world, case, person):
    bar_from_person(
        actor=actor(world.administrator), person=case.subjects.first().person, user_id=person.pk, reason="Kin"
    )


def grant(world, case, person, days=7):
    services.grant_access(
        actor=actor(world.administrator),
        reference=case.reference,
        user_id=person.pk,
        until=in_days(days),
        reason="Help",
    )


def put_in_circle(world, case, organisation):
    """Write a place that no service would give: the organisation has not signed."""
    CaseAgency.unguarded.create(case=case, organisation=organisation, reason="Old", added_at=timezone.now())
    rebuild(case)


def on_circle(world, case):
    return world.housing, True


def added_to_circle(world, case):
    return world.officer, True


def representative_on_circle(world, case):
    return world.representative, True


def off_circle(world, case):
    return world.nurse, False


def left_the_circle(world, case):
    services.end_agency(
        actor=actor(world.administrator), reference=case.reference, organisation_id=world.police.pk, reason="Done"
    )
    return world.officer, False


def referrer_of_a_circle_agency(world, case):
    return world.referrer, False


def other_partnership(world, case):
    return world.stranger, False


def practitioner_elsewhere_of_a_circle_agency(world, case):
    return user("Ines Ford", world.police, world.elsewhere, "practitioner"), False


def chair(world, case):
    return world.chair, True


def administrator(world, case):
    return world.administrator, True


def administrator_of_another_panel(world, case):
    other = type(world.panel).objects.create(
        partnership=world.county, slug="second", code="SP", name="Second panel", kind="oval"
    )
    return user("Olin Pike", world.council, world.county, "administrator", other), False


def barred_on_the_case(world, case):
    bar(world, case, world.housing)
    return world.housing, False


def barred_from_a_person(world, case):
    bar_from_somebody(world, case, world.housing)
    return world.housing, False


def barred_chair(world, case):
    bar(world, case, world.chair)
    return world.chair, False


def barred_administrator(world, case):
    bar(world, case, world.administrator, by=world.chair)
    return world.administrator, False


def barred_with_a_grant(world, case):
    grant(world, case, world.nurse)
    bar(world, case, world.nurse)
    return world.nurse, False


def lifted_bar(world, case):
    bar(world, case, world.housing)
    services.lift_case_bar(actor=actor(world.administrator), reference=case.reference, user_id=world.housing.pk)
    return world.housing, True


def live_grant(world, case):
    grant(world, case, world.nurse)
    return world.nurse, True


def expired_grant(world, case):
    grant(world, case, world.nurse)
    CaseGrant.unguarded.update(until=timezone.now() - timedelta(seconds=1))
    case.access_rows.filter(principal__startswith="u").update(until=timezone.now() - timedelta(seconds=1))
    return world.nurse, False


def revoked_grant(world, case):
    grant(world, case, world.nurse)
    services.revoke_access(actor=actor(world.administrator), reference=case.reference, user_id=world.nurse.pk)
    return world.nurse, False


def grant_for_somebody_unsigned(world, case):
    grant(world, case, world.volunteer)
    return world.volunteer, False


def unsigned_organisation(world, case):
    put_in_circle(world, case, world.unsigned)
    return world.volunteer, False


def withdrawn_signature(world, case):
    put_in_circle(world, case, world.withdrawn)
    return world.lapsed, False


def suspended(world, case):
    world.housing.is_active = False
    world.housing.save()
    return world.housing, False


def membership_that_ended(world, case):
    world.housing.memberships.update(ends_on=date(2025, 3, 23))
    return world.housing, False


def membership_to_come(world, case):
    person = user("Tamar Ely", world.housing_org, world.county, "practitioner")
    person.memberships.update(starts_on=date(2025, 3, 25))
    return person, False


def organisation_put_away(world, case):
    type(world.housing_org).objects.filter(pk=world.housing_org.pk).update(active=False)
    return world.housing, False


def analyst(world, case):
    return world.analyst, False


def partnership_manager(world, case):
    return world.manager, False


def data_protection_officer(world, case):
    return world.protection, False


def system_administrator(world, case):
    return world.system, False


def two_roles_one_of_which_opens(world, case):
    join(world.analyst, world.police, world.county, "practitioner", starts_on=LONG_AGO)
    return world.analyst, True


SHAPES = [
    on_circle, added_to_circle, representative_on_circle, off_circle, left_the_circle, referrer_of_a_circle_agency,
    other_partnership, practitioner_elsewhere_of_a_circle_agency, chair, administrator, administrator_of_another_panel,
    barred_on_the_case, barred_from_a_person, barred_chair, barred_administrator, barred_with_a_grant, lifted_bar,
    live_grant, expired_grant, revoked_grant, grant_for_somebody_unsigned, unsigned_organisation, withdrawn_signature,
    suspended, membership_that_ended, membership_to_come, organisation_put_away, analyst, partnership_manager,
    data_protection_officer, system_administrator, two_roles_one_of_which_opens,
]  # fmt: skip


def make_shape_case(world):
    """The case that every shape is tried on: led by housing, shared with the police."""
    return make_case(world, circle=[world.police])
