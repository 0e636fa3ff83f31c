import pytest
from django.urls import reverse

from tests.meetings.conftest import Town
from wardmote.meetings.models import MeetingSignature
from wardmote.meetings.services import add_item, add_standing_item


def page(town: Town, who: str, name: str) -> str:
    response = town.browse(who).get(reverse(f"meetings:{name}", args=[town.meeting.pk]))
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_shows_ones_own_groups(town: Town) -> None:
    mine = town.browse("observer").get(reverse("meetings:list")).content.decode()
    assert "27 Mar 2025" in mine
    assert "27 Feb 2025" in mine
    theirs = town.browse("stranger").get(reverse("meetings:list")).content.decode()
    assert "No meeting is planned" in theirs
    assert "27 Mar 2025" not in theirs


@pytest.mark.parametrize("name", ["meeting", "sign"])
def test_another_groups_meeting_and_a_missing_one_look_alike(town: Town, name: str) -> None:
    client = town.browse("stranger")
    forbidden = client.get(reverse(f"meetings:{name}", args=[town.meeting.pk]))
    missing = client.get(reverse(f"meetings:{name}", args=[99999]))
    assert forbidden.status_code == missing.status_code == 404
    assert forbidden.content == missing.content


def test_references_show_only_after_signing(town: Town, knows_everything: None) -> None:
    town.move_on_to("list_open")
    add_standing_item(actor=town.actor("administrator"), meeting=town.fresh(), title="Apologies")
    add_item(actor=town.actor("administrator"), meeting=town.fresh(), title="OVL-2025-0001")
    town.move_on_to("list_closed")
    before = page(town, "representative", "meeting")
    assert "OVL-2025-0001" not in before
    assert "Confidential items" in before
    assert "Sign the agreement" in before
    client = town.browse("representative")
    client.post(reverse("meetings:sign", args=[town.meeting.pk]), {"agree": "on"})
    after = page(town, "representative", "meeting")
    assert "OVL-2025-0001" in after
    assert "OFFICIAL-SENSITIVE" in after
    assert "OVL-2025-0001" not in page(town, "observer", "meeting")


def test_signing_shows_the_agreement_and_asks_for_the_tick(town: Town) -> None:
    town.move_on_to("list_closed")
    client, address = town.browse("representative"), reverse("meetings:sign", args=[town.meeting.pk])
    assert "We share with care." in client.get(address).content.decode()
    assert "Tick the box to sign" in client.post(address, {}).content.decode()
    assert not MeetingSignature.objects.exists()
    for onward, expected in (("/somewhere/", "/somewhere/"), ("https://elsewhere.example/", None)):
        MeetingSignature.objects.all().delete()
        response = client.post(address, {"agree": "on", "next": onward})
        assert response.headers["Location"] == (expected or reverse("meetings:meeting", args=[town.meeting.pk]))
    assert MeetingSignature.objects.count() == 1


def test_signing_too_early_says_why(town: Town) -> None:
    client = town.browse("representative")
    response = client.post(reverse("meetings:sign", args=[town.meeting.pk]), {"agree": "on"}, follow=True)
    assert "once the list is closed" in response.content.decode()


def test_the_minute_taker_records_attendance(town: Town) -> None:
    town.move_on_to("in_session")
    client, address = town.browse("administrator"), reverse("meetings:attendance", args=[town.meeting.pk])
    chair = f"seat_{town.users['chair'].pk}"
    assert chair in client.get(address).content.decode()
    client.post(address, {chair: "present"})
    assert town.fresh().attendance.get().state == "present"
    assert town.browse("chair").get(address).status_code == 404
