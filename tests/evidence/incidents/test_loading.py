"""A file of incidents is read, agreed, and only then kept; what is held already is not kept twice."""

import io
from datetime import date, datetime, timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.evidence.incidents.incident_world import HEADER, content, filled, loaded, read, rows
from tests.factories.world import actor, client_for, make_world
from wardmote.access.refusal import Refused
from wardmote.audit.models import AuditRow
from wardmote.common.formfields import new_token
from wardmote.common.states import StateRefused
from wardmote.evidence.incident_files.columns import guess
from wardmote.evidence.incident_files.worker import CannotReadIncidents
from wardmote.evidence.models import Incident, IncidentDraft, IncidentSet
from wardmote.evidence.services import incidents
from wardmote.evidence.services.incidents import agree, choose_columns, discard_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    return make_world()


def held(batch: IncidentSet) -> list[tuple]:
    names = ("line", "reference", "kind", "starts_at", "ends_at", "easting", "northing", "place", "case_reference")
    return list(batch.incidents.values_list(*names))


def test_nothing_is_kept_before_it_is_agreed_and_every_row_is_accounted_for(world):
    file = content("A1,04/03/2025,14:05,,,448000,129500,Gorse Rise,Fire,JT-2025-0001", "A2,soon,,,,,,,Fire,",
                   "A1,04/03/2025,14:05,,,448000,129500,Gorse Rise,Fire,JT-2025-0001", "A1,05/03/2025,,,,,,,Fire,",
                   "A3,13/03/2025,,,,,,,ASB,")  # fmt: skip
    draft = read(world, file)
    assert not Incident.objects.exists()
    assert not IncidentSet.objects.exists()
    assert (draft.summary["rows"], draft.summary["accepted"], draft.summary["rejected"], draft.summary["repeated"]) == (
        5, 2, 2, 1)  # fmt: skip
    made = agree(actor=actor(world.analyst), draft_id=draft.pk).loaded
    assert (made.rows, made.accepted, made.rejected, made.repeated) == (5, 2, 2, 1)
    assert made.rejections == [
        {"what": "rejected", "reason": "This is not a date.", "lines": [3]},
        {"what": "rejected", "reason": "An earlier line has the same reference, with other facts.", "lines": [5]},
        {"what": "repeated", "reason": "An earlier line has the same reference and facts.", "lines": [4]},
    ]
    assert [row[:3] for row in held(made)] == [(2, "A1", "Fire"), (6, "A3", "ASB")]
    first = made.incidents.get(line=2)
    assert (first.easting, first.northing, first.place, first.case_reference) == (
        448_000, 129_500, "Gorse Rise", "JT-2025-0001")  # fmt: skip
    assert made.mapping["starts"] == "Date"
    assert made.mapping["order"] == "dmy"


def test_the_same_file_again_is_all_repeated_and_doubles_nothing(world):
    file = content(*rows())
    first = loaded(world, file)
    again = read(world, file)
    assert again.summary["accepted"] == 0
    assert again.summary["repeated"] == again.summary["rows"] == first.rows
    assert "This very file was loaded" in again.summary["notes"][0]
    with pytest.raises(StateRefused, match="No row"):
        agree(actor=actor(world.analyst), draft_id=again.pk)
    assert Incident.objects.count() == first.accepted
    more = loaded(world, content(*rows(), "NEW,02/02/2025,10:00,,,,,,Fire,"))
    assert (more.accepted, more.repeated) == (1, first.rows)


def test_rows_without_a_reference_repeat_only_as_often_as_they_are_held(world):
    line = ",13/03/2025,14:05,,,448000,129500,Gorse Rise,Fire,"
    first = loaded(world, content(line, line))
    assert first.accepted == 2
    second = loaded(world, content(line, line, line))
    assert (second.accepted, second.repeated) == (1, 2)


def test_a_reference_held_with_other_facts_is_rejected_and_the_one_held_stays(world):
    first = loaded(world, content("A1,13/03/2025,14:05,,,,,,Fire,"))
    draft = read(world, content("a1,13/03/2025,16:00,,,,,,Fire,", "A1,13/03/2025,16:00,,,,,,Fire,"))
    assert draft.summary["accepted"] == 1  # another spelling is another reference where nothing alike is held
    assert draft.summary["rejected"] == 1
    assert held(first)[0][3].hour == 14


def test_what_was_removed_may_be_loaded_again_and_another_partnerships_is_nothing_to_this_one(world):
    from tests.factories.world import user
    from wardmote.evidence.services.incident_removal import remove_set

    file = content(*rows())
    first = loaded(world, file)
    far = user("Fenella Skye", world.far, world.elsewhere, "analyst")
    assert loaded(world, file, actor=actor(far), partnership=world.elsewhere).accepted == first.accepted
    remove_set(actor=actor(world.analyst), set_id=first.pk)
    assert loaded(world, file).accepted == first.accepted


def test_ambiguous_dates_wait_for_somebody_to_say(world):
    draft = read(world, content("A1,04/03/2025,14:05,,,,,,Fire,", "A2,05/06/2024,,,,,,,Fire,"))
    assert "day or the month" in draft.summary["lacking"]
    with pytest.raises(StateRefused):
        agree(actor=actor(world.analyst), draft_id=draft.pk)
    chosen = choose_columns(actor=actor(world.analyst), draft_id=draft.pk, mapping=draft.mapping, order="dmy")
    assert chosen.summary["accepted"] == 2
    made = agree(actor=actor(world.analyst), draft_id=draft.pk).loaded
    assert made.incidents.get(line=2).starts_at.month == 3
    assert made.mapping["order"] == "dmy"


def test_columns_can_be_put_right(world):
    file = content("A1,13/03/2025,448000,129500,1", header="Ref,Opened on,A,B,C")
    draft = read(world, file)
    assert "column with the date" in draft.summary["lacking"]
    mapping = {"reference": 0, "starts": 1, "easting": 2, "northing": 3, "nonsense": 4, "place": 99}
    chosen = choose_columns(actor=actor(world.analyst), draft_id=draft.pk, mapping=mapping)
    assert chosen.mapping == {"reference": 0, "starts": 1, "easting": 2, "northing": 3}
    assert chosen.summary["accepted"] == 1


def test_a_workbook_keeps_its_times_of_day_and_says_which_sheet_was_read(world):
    book = openpyxl.Workbook()
    book.active.title = "Read me"
    sheet = book.create_sheet("Log")
    sheet.append(["Number", "Date", "Longitude", "Latitude", "Type"])
    sheet.append([17, datetime(2025, 3, 4, 14, 5), -1.3137, 51.0629, "Fire"])
    sheet.append([18, date(2025, 3, 5), None, None, "Fire"])
    kept = io.BytesIO()
    book.save(kept)
    draft = read(world, kept.getvalue(), name="log.xlsx")
    assert draft.notes == ["Only the sheet “Log” was read, not Read me."]
    made = agree(actor=actor(world.analyst), draft_id=draft.pk).loaded
    first, second = made.incidents.order_by("line")
    assert (first.reference, first.starts_at, first.ends_at) == ("17", first.ends_at, first.starts_at)
    assert first.starts_at.hour == 14
    assert abs(first.easting - 448_100) < 500
    assert abs(first.northing - 129_500) < 500
    assert second.ends_at - second.starts_at == timedelta(days=1)
    assert second.easting is None


@pytest.mark.parametrize("file", [
    b"", b"   \n", b"\x00\x01\x02\x03" * 50, b"PK\x03\x04nothing", bytes.fromhex("d0cf11e0a1b11ae1") * 10,
    b"Date,Kind\n", b'"Date,Kind\n01/01/2025',
])  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_in_words_and_leaves_nothing(world, file):
    with pytest.raises(CannotReadIncidents, match=r"file|workbook"):
        read(world, file)
    assert not IncidentDraft.objects.exists()


@pytest.mark.parametrize(("day", "why", "wrong"), [
    (date(2025, 3, 24), "", "future"), (date(2025, 3, 1), "", "future"), (date(2026, 6, 1), "", "more than a year"),
    (date(2026, 6, 1), "A court asked for it", ""), (date(2026, 3, 25), "", ""),
])  # fmt: skip
def test_incidents_are_kept_a_year_at_most_unless_somebody_says_why(world, day, why, wrong):
    if wrong:
        with pytest.raises(ValueError, match=wrong):
            read(world, content(*rows()), remove_on=day, keep_reason=why)
    else:
        assert loaded(world, content(*rows()), remove_on=day, keep_reason=why).keep_reason == why


def test_through_the_pages_a_file_is_chosen_corrected_agreed_and_kept_once(world):
    browser, start = client_for(world.analyst), reverse("evidence:incident_load")
    assert browser.get(start).status_code == 200
    given = filled(content("A1,04/03/2025,14:05,,,,,,Fire,JT-1"))
    sent = browser.post(start, given)
    draft = IncidentDraft.objects.get()
    page = reverse("evidence:incident_draft", args=[draft.pk])
    assert sent.url == page
    given["file"] = SimpleUploadedFile("more.csv", b"anything")
    assert browser.post(start, given).url == page
    assert IncidentDraft.objects.count() == 1
    assert "day or the month comes first" in browser.get(page).content.decode()
    columns = {name: str(at) for name, at in guess(HEADER.split(",")).items()}
    browser.post(page, {**columns, "order": "dmy", "do": "read", "form_token": new_token()})
    shown = browser.get(page).content.decode()
    assert "4 Mar 2025 14:05" in shown
    assert "Load 1 incident" in shown
    press = {"do": "load", "form_token": new_token()}
    done = browser.post(page, press)
    assert done.url == reverse("evidence:incident_set", args=[IncidentSet.objects.get().pk])
    assert browser.post(page, press).url == done.url
    assert browser.get(page).url == done.url
    assert Incident.objects.count() == 1
    draft.refresh_from_db()
    assert (bytes(draft.table), draft.summary) == (b"", {})


def test_a_wrong_choice_of_columns_or_of_button_changes_nothing(world):
    draft = read(world, content("A1,13/03/2025,14:05,,,,,,Fire,"))
    browser, page = client_for(world.analyst), reverse("evidence:incident_draft", args=[draft.pk])
    for body in ({"do": "read", "starts": "77", "form_token": new_token()}, {"do": "load"}, {"do": "read"}, {}):
        assert browser.post(page, body).status_code == 200
    assert not Incident.objects.exists()
    assert browser.post(page, {"do": "discard", "form_token": new_token()}).url == reverse("evidence:incidents")
    assert not IncidentDraft.objects.exists()


def test_a_long_file_is_loaded_in_the_background_for_whoever_still_may(world, monkeypatch):
    monkeypatch.setattr(incidents, "AT_ONCE", 10)
    made = loaded(world, content(*rows()))
    assert made.accepted == made.incidents.count() == 41
    last = AuditRow.objects.filter(action="incident_set.load").get()
    assert (last.actor_id, last.object_ref, last.outcome) == (world.analyst.pk, str(made.pk), "done")


def test_a_long_file_is_understood_in_the_background_and_meanwhile_nothing_can_be_pressed(world, monkeypatch):
    monkeypatch.setattr(incidents, "AT_ONCE", 10)
    with monkeypatch.context() as patch:
        patch.setattr(incidents, "understand", lambda **given: None)
        draft = read(world, content(*rows()))
    assert (draft.state, draft.summary) == ("reading", {})
    shown = client_for(world.analyst).get(reverse("evidence:incident_draft", args=[draft.pk])).content.decode()
    assert "being read in the background" in shown
    for act in (agree, discard_draft):
        with pytest.raises(StateRefused, match="being read"):
            act(actor=actor(world.analyst), draft_id=draft.pk)
    incidents.understand(actor=actor(world.analyst), draft_id=draft.pk)
    draft.refresh_from_db()
    assert (draft.state, draft.summary["accepted"]) == ("waiting", 41)


def test_a_load_that_fails_keeps_nothing_and_can_be_tried_again(world, monkeypatch):
    monkeypatch.setattr(incidents, "AT_ONCE", 10)
    draft = read(world, content(*rows()))
    with monkeypatch.context() as patch:
        patch.setattr(incidents, "_load", lambda *args: 1 / 0)
        agree(actor=actor(world.analyst), draft_id=draft.pk)
    draft.refresh_from_db()
    assert draft.state == "failed"
    assert not Incident.objects.exists()
    shown = client_for(world.analyst).get(reverse("evidence:incident_draft", args=[draft.pk])).content.decode()
    assert "did not come off" in shown
    IncidentDraft.objects.filter(pk=draft.pk).update(summary={})
    assert client_for(world.analyst).get(reverse("evidence:incident_draft", args=[draft.pk])).status_code == 200
    IncidentDraft.objects.filter(pk=draft.pk).update(summary=draft.summary)
    assert agree(actor=actor(world.analyst), draft_id=draft.pk).loaded.accepted == 41


def test_only_an_analyst_of_the_partnership_reads_agrees_or_discards(world):
    from tests.factories.world import user

    far = user("Fenella Skye", world.far, world.elsewhere, "analyst")
    draft = read(world, content(*rows()))
    before = list(IncidentDraft.objects.values())
    for person in (world.manager, world.chair, world.system, far, world.stranger):
        who = actor(person)
        for act in (
            lambda who=who: read(world, content(*rows()), actor=who),
            lambda who=who: agree(actor=who, draft_id=draft.pk),
            lambda who=who: choose_columns(actor=who, draft_id=draft.pk, mapping={}),
            lambda who=who: discard_draft(actor=who, draft_id=draft.pk),
        ):
            with pytest.raises(Refused):
                act()
    with pytest.raises(Refused):
        agree(actor=actor(world.analyst, second_factor=False), draft_id=draft.pk)
    assert list(IncidentDraft.objects.values()) == before
    assert agree(actor=actor(world.analyst), draft_id=draft.pk).loaded.accepted == 41
