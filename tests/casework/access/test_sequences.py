"""Whatever is done in whatever order, the read list equals the definition for everybody."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.world import actor, in_days, make_case
from wardmote.access.refusal import Refused
from wardmote.casework import services
from wardmote.casework.queries import cases_visible_to, list_cases
from wardmote.common.states import StateRefused

pytestmark = pytest.mark.django_db
PEOPLE = ("housing", "officer", "nurse", "volunteer", "lapsed", "chair", "administrator", "representative", "stranger")
AGENCIES = ("police", "health", "housing_org", "unsigned", "withdrawn", "council")
VERBS = ("add", "end", "bar", "lift", "bar_person", "lift_person", "grant", "revoke", "lead", "update")


def act(world, case, verb, who, agency):
    by, ref = actor(world.administrator), {"reference": case.reference}
    person, organisation = getattr(world, who), getattr(world, agency)
    somebody = {"person_id": case.subjects.first().person.public_id, "user_id": person.pk}
    doing = {
        "add": lambda: services.add_agency(actor=by, **ref, organisation_id=organisation.pk, reason="Asked"),
        "end": lambda: services.end_agency(actor=by, **ref, organisation_id=organisation.pk, reason="Done"),
        "lead": lambda: services.change_lead_agency(actor=by, **ref, organisation_id=organisation.pk),
        "bar": lambda: services.bar_from_case(actor=by, **ref, user_id=person.pk, reason="Kin"),
        "lift": lambda: services.lift_case_bar(actor=by, **ref, user_id=person.pk),
        "bar_person": lambda: services.bar_from_person_in_case(actor=by, **ref, **somebody, reason="Kin"),
        "lift_person": lambda: services.lift_person_bar_in_case(actor=by, **ref, **somebody),
        "grant": lambda: services.grant_access(actor=by, **ref, user_id=person.pk, until=in_days(3), reason="Help"),
        "revoke": lambda: services.revoke_access(actor=by, **ref, user_id=person.pk),
        "update": lambda: services.add_update(actor=actor(person), **ref, text="Something happened."),
    }  # fmt: skip
    try:
        with transaction.atomic():
            doing[verb]()
    except (StateRefused, Refused):
        pass


STEPS = st.lists(
    st.tuples(st.sampled_from(VERBS), st.sampled_from(PEOPLE), st.sampled_from(AGENCIES)), min_size=1, max_size=8
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_the_read_list_equals_the_definition_after_anything(world, steps):
    with transaction.atomic():
        make_case(world)
        case = make_case(world)
        for step in steps:
            act(world, case, *step)
        for name in PEOPLE:
            who = actor(getattr(world, name))
            defined = list(cases_visible_to(who).order_by("-updated_at", "-pk").values_list("reference", flat=True))
            assert [row.reference for row in list_cases(who).rows] == defined, (name, steps)
        transaction.set_rollback(True)
