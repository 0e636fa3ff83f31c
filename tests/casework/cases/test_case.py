"""A case's pages: what they show, what they record, what two people do at once."""

import pytest
from django.urls import reverse

from tests.factories.world import actor, client_for, make_case, subject
from wardmote.audit.models import AuditRow
from wardmote.casework import services
from wardmote.casework.models import ChronologyEntry
from wardmote.common.versions import EditConflict

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world):
    people = [
        subject(address="12 Hidden Row", safe_to_contact="no"),
        subject("alleged_perpetrator", "Corin", "Blackwood", address="14 Open Street", safe_to_contact="yes"),
        subject("witness", "Pip", "Larch", address="16 Unknown Way"),
    ]
    return make_case(world, circle=[world.police], subjects=people)


def address(case, name="case", *more):
    return reverse(f"casework:{name}", args=[case.reference, *more])


def page(person, case, name="case", *more):
    return client_for(person).get(address(case, name, *more)).content.decode()


@pytest.mark.parametrize(
    ("name", "fields"),
    [("case", "subjects"), ("case_people", "contact_points"), ("case_chronology", "chronology"),
     ("case_actions", "actions"), ("case_circle", "bars"), ("case_edit", "summary")],
)  # fmt: skip
def test_every_page_of_a_case_is_recorded_with_what_it_showed(world, case, name, fields):
    client = client_for(world.administrator)
    before = AuditRow.objects.filter(action="case.view").count()
    assert client.get(address(case, name)).status_code == 200
    row = AuditRow.objects.filter(action="case.view").order_by("-sequence")[0]
    assert AuditRow.objects.filter(action="case.view").count() == before + 1
    assert (row.object_ref, row.actor_id) == (case.reference, world.administrator.pk)
    assert fields in row.fields


def test_an_address_that_is_not_known_to_be_safe_is_not_on_the_page(world, case):
    shown = page(world.housing, case, "case_people")
    assert "14 Open Street" in shown
    assert "12 Hidden Row" not in shown
    assert "16 Unknown Way" not in shown
    assert shown.count("Show address") == 2
    for name in ("case", "case_chronology", "case_actions"):
        assert "12 Hidden Row" not in page(world.housing, case, name)


def test_an_unsafe_address_is_shown_when_asked_for_and_recorded_first(world, case):
    point = case.subjects.get(role="victim").person.contact_points.get()
    shown = page(world.housing, case, "case_contact", point.pk)
    assert "12 Hidden Row" in shown
    assert "Not safe to use" in shown
    row = AuditRow.objects.get(action="case.contact_view")
    assert (row.object_ref, row.fields, row.actor_id) == (case.reference, ["address"], world.housing.pk)


def test_an_update_is_added_once(world, case):
    client = client_for(world.officer)
    typed = {"form_token": "one-time-token", "text": "Visited on Friday."}
    for _ in range(2):
        assert client.post(address(case, "case_chronology"), typed).status_code == 302
    assert case.chronology.filter(text="Visited on Friday.").count() == 1


def test_an_empty_update_says_so(world, case):
    answer = client_for(world.officer).post(address(case, "case_chronology"), {"form_token": "t", "text": ""})
    assert "Enter the update" in answer.content.decode()


def test_a_correction_keeps_the_old_words_struck(world, case):
    entry = services.add_update(actor=actor(world.housing), reference=case.reference, text="Since 2019.")
    typed = {"form_token": "one-time-token", "text": "Since 2018."}
    answer = client_for(world.housing).post(address(case, "case_correct", entry.pk), typed)
    assert answer.status_code == 302
    entry.refresh_from_db()
    assert entry.text == "Since 2019."
    shown = page(world.housing, case, "case_chronology")
    assert "moj-timeline__item--struck" in shown
    assert shown.index("Since 2018.") < shown.index("Since 2019.")
    assert "moj-timeline__item--struck" in page(world.housing, case)


def test_only_ones_own_agencys_words_are_corrected(world, case):
    entry = services.add_update(actor=actor(world.housing), reference=case.reference, text="Since 2019.")
    typed = {"form_token": "one-time-token", "text": "No."}
    assert client_for(world.officer).get(address(case, "case_correct", entry.pk)).status_code == 404
    assert client_for(world.officer).post(address(case, "case_correct", entry.pk), typed).status_code == 404
    noted = case.chronology.filter(kind=ChronologyEntry.Kind.CIRCLE).first()
    assert client_for(world.administrator).get(address(case, "case_correct", noted.pk)).status_code == 404


def test_the_chronology_is_narrowed_and_paged(world, case):
    for number in range(60):
        services.add_update(actor=actor(world.housing), reference=case.reference, text=f"Entry number {number:02d}.")
    client = client_for(world.housing)
    first = client.get(address(case, "case_chronology") + "?kind=update").content.decode()
    assert "Entry number 59." in first
    assert "Entry number 09." not in first
    assert "Older entries" in first
    older = case.chronology.get(text="Entry number 10.")
    second = client.get(address(case, "case_chronology") + f"?kind=update&before={older.pk}").content.decode()
    assert "Entry number 09." in second
    assert "Entry number 10." not in second
    assert "joined the circle" not in second


def test_two_edits_at_once_show_both_texts_and_lose_nothing(world, case):
    client = client_for(world.housing)
    assert 'name="version" value="1"' in client.get(address(case, "case_edit")).content.decode()
    services.edit_summary(actor=actor(world.officer), reference=case.reference, summary="What the police wrote.",
                          risk_level="high", started_from=1)  # fmt: skip
    typed = {"version": "1", "summary": "What housing wrote.", "risk_level": "medium"}
    answer = client.post(address(case, "case_edit"), typed)
    shown = answer.content.decode()
    assert answer.status_code == 409
    for part in ("What the police wrote.", "What housing wrote.", "Saved by Perry Stone", 'name="version" value="2"'):
        assert part in shown
    case.refresh_from_db()
    assert case.summary == "What the police wrote."
    again = client.post(address(case, "case_edit"), typed | {"version": "2", "summary": "Both together."})
    assert again.status_code == 302
    case.refresh_from_db()
    assert (case.summary, case.version) == ("Both together.", 3)
    kept = case.chronology.values_list("text", flat=True)
    assert "The summary was changed. Before, it said: What the police wrote." in " ".join(kept)
    assert any("Risk changed from high to medium." in text for text in kept)


def test_the_conflict_carries_both(world, case):
    given = {"actor": actor(world.housing), "reference": case.reference, "risk_level": "high"}
    services.edit_summary(**given, summary="First.", started_from=1)
    with pytest.raises(EditConflict) as raised:
        services.edit_summary(**given, summary="Second.", started_from=1)
    assert raised.value.theirs["summary"] == "First."
    assert raised.value.yours["summary"] == "Second."


def test_sections_that_only_managers_use_are_offered_to_them_alone(world, case):
    assert "Who saw it" in page(world.chair, case)
    assert "Who saw it" not in page(world.housing, case)
    for name in ("case_circle", "case_trail", "case_bar", "case_agency_add"):
        assert client_for(world.housing).get(address(case, name)).status_code == 404
