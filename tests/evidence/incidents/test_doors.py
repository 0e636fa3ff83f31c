"""Who sees own incidents, and what nobody else learns: every address, asked by those who may not."""

from datetime import date

import pytest
from django.urls import reverse

from tests.evidence.incidents.incident_world import (
    EASTING,
    NORTHING,
    PLACE,
    content,
    filled,
    loaded,
    read,
    rows,
    with_incidents,
)
from tests.factories.world import actor, client_for, join, make_case, user
from wardmote.access.refusal import Refused
from wardmote.audit.models import AuditRow
from wardmote.common.formfields import new_token
from wardmote.evidence import case_links
from wardmote.evidence.models import Incident, IncidentDraft, IncidentSet
from wardmote.evidence.queries.incidents import get_draft, get_set, sets_visible_to
from wardmote.partnership.models import Group

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    return with_incidents()


def addresses(batch: IncidentSet) -> list[str]:
    return [
        reverse("evidence:incident_set", args=[batch.pk]), reverse("evidence:incident_places", args=[batch.pk]),
        reverse("evidence:incident_near_repeats", args=[batch.pk]),
        reverse("evidence:incident_remove", args=[batch.pk]),
        reverse("evidence:incident_place", args=[batch.pk, EASTING, NORTHING]),
    ]  # fmt: skip


def others(w) -> list:
    board = Group.objects.create(partnership=w.county, slug="board", code="BO", name="Board", kind="board")
    member = user("Board Person", w.police, w.county, "board_member", board)
    return [w.manager, member, w.system, w.protection, w.chair, w.administrator, w.housing, w.referrer, w.far_analyst,
            w.stranger]  # fmt: skip


def test_every_page_opens_to_the_analyst_and_to_nobody_else(world):
    draft = read(world, content(*rows(prefix="D")))
    pages = [*addresses(world.batch), reverse("evidence:incident_draft", args=[draft.pk])]
    for page in [*pages, reverse("evidence:incidents"), reverse("evidence:incident_load")]:
        reply = client_for(world.analyst).get(page)
        assert reply.status_code == 200, page
        assert b"OFFICIAL-SENSITIVE" in reply.content, page
    for person in others(world):
        for page in pages:
            reply = client_for(person).get(page)
            assert reply.status_code == 404, (person.name, page)
            assert PLACE.encode() not in reply.content
            assert b"Deliberate fires" not in reply.content
    missing = client_for(world.far_analyst).get(reverse("evidence:incident_set", args=[987_654]))
    theirs = client_for(world.far_analyst).get(pages[0])
    assert (missing.status_code, missing.content) == (theirs.status_code, theirs.content)


def test_nobody_else_writes(world):
    draft = read(world, content(*rows(prefix="D")))
    forms = {
        reverse("evidence:incident_draft", args=[draft.pk]): {"do": "load"},
        reverse("evidence:incident_remove", args=[world.batch.pk]): {"sure": "on"},
    }
    before = [list(model.objects.order_by("pk").values()) for model in (IncidentSet, IncidentDraft, Incident)]
    for person in others(world):
        for page, body in forms.items():
            assert client_for(person).post(page, body | {"form_token": new_token()}).status_code == 404
        if person is not world.far_analyst:
            reply = client_for(person).post(reverse("evidence:incident_load"), filled(content(*rows())))
            assert reply.status_code == 404
    assert before == [list(model.objects.order_by("pk").values()) for model in (IncidentSet, IncidentDraft, Incident)]
    for page, body in forms.items():
        assert client_for(world.analyst).post(page, body | {"form_token": new_token()}).status_code == 302


def test_an_analyst_of_two_partnerships_sees_each_ones_incidents_in_that_one_only(world):
    join(world.analyst, world.police, world.elsewhere, "analyst")
    here, there = actor(world.analyst), actor(world.analyst, partnership=world.elsewhere)
    assert list(sets_visible_to(here)) == [world.batch]
    assert list(sets_visible_to(there)) == [world.far_batch]
    for who, batch in ((here, world.far_batch), (there, world.batch)):
        with pytest.raises(Refused):
            get_set(who, batch.pk)


def test_the_list_names_only_ones_own(world):
    page = client_for(world.analyst).get(reverse("evidence:incidents")).content.decode()
    assert "Deliberate fires" in page
    assert "Far incidents" not in page


def test_each_look_is_written_down_with_what_was_shown_and_no_values(world):
    browser = client_for(world.analyst)
    wanted = [["accounting", "times"], ["places"], ["near_repeats"], ["incidents", "case_references"]]
    pages = addresses(world.batch)
    for page in (*pages[:3], pages[4]):
        browser.get(page)
    rows_ = AuditRow.objects.filter(action="incident_set.view", outcome="done").order_by("sequence")
    assert [row.fields for row in rows_] == wanted
    assert {row.object_ref for row in rows_} == {str(world.batch.pk)}
    assert {row.actor_id for row in rows_} == {world.analyst.pk}
    refused = client_for(world.far_analyst).get(pages[0])
    last = AuditRow.objects.latest("sequence")
    assert (refused.status_code, last.outcome, last.object_ref) == (404, "refused", str(world.batch.pk))
    said = " ".join(str(value) for row in AuditRow.objects.filter(action__startswith="incident") for value in
                    (row.fields, row.purpose, row.reason))  # fmt: skip
    assert PLACE not in said
    assert "F000" not in said


def test_a_case_is_named_and_linked_to_those_alone_who_may_open_it(world):
    case = make_case(world)
    hidden, made_up = case.reference, "JT-2031-0007"
    day = date(2025, 2, 3)
    line = "{ref},{day:%d/%m/%Y},10:00,,,448500,129900,Mill Yard,Fire,{case}"
    batch = loaded(world, content(
        line.format(ref="C1", day=day, case=hidden), line.format(ref="C2", day=day, case=made_up),
        line.format(ref="C3", day=date(2025, 2, 14), case=""),
    ))  # fmt: skip
    page = reverse("evidence:incident_place", args=[batch.pk, 448_500, 129_900])
    plain = client_for(world.analyst).get(page).content.decode()
    assert hidden not in plain
    assert made_up not in plain
    assert plain.count("Has a case reference") == 2
    join(world.analyst, world.council, world.county, "administrator", world.panel)
    both = client_for(world.analyst).get(page).content.decode()
    assert f'href="{reverse("casework:case", args=[hidden])}">{hidden}</a>' in both
    assert made_up not in both
    assert both.count("Has a case reference") == 1
    assert client_for(world.analyst).get(reverse("casework:case", args=[hidden])).status_code == 200


def test_a_bar_hides_the_reference_like_one_that_was_made_up(world):
    from wardmote.casework import services as casework

    case = make_case(world)
    join(world.analyst, world.council, world.county, "administrator", world.panel)
    assert case_links.open_to(actor(world.analyst), {case.reference, "JT-2031-0007", ""}) == {
        case.reference: reverse("casework:case", args=[case.reference])
    }
    casework.bar_from_case(actor=actor(world.administrator), reference=case.reference, user_id=world.analyst.pk,
                           reason="Knows the family")  # fmt: skip
    assert case_links.open_to(actor(world.analyst), {case.reference, "JT-2031-0007"}) == {}
    assert case_links.open_to(actor(world.analyst, second_factor=False), {case.reference}) == {}


def test_a_draft_is_its_partnerships(world):
    draft = read(world, content(*rows(prefix="D")))
    assert get_draft(actor(world.analyst), draft.pk) == draft
    for person in (world.far_analyst, world.manager):
        with pytest.raises(Refused):
            get_draft(actor(person), draft.pk)
