"""The partnership's pages: who sees them, what they say, and that switching goes only to one's own."""

import re
from datetime import date

import pytest

from tests.factories.world import client_for, join, make_world
from wardmote.access.models import User
from wardmote.audit.models import AuditRow
from wardmote.common import clock
from wardmote.partnership.models import Membership, OrganisationSignature

pytestmark = pytest.mark.django_db
TODAY = {"starts_on-day": "24", "starts_on-month": "3", "starts_on-year": "2025"}


@pytest.fixture
def world(db):
    return make_world()


def text_of(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_members_organisations_and_dates_are_shown(world):
    page = text_of(client_for(world.housing).get("/partnership/"))
    for said in ("Joint tasking", "Cato Brindle", "Chair", "1 Apr 2024", "No end date", "Not signed"):
        assert said in page
    assert "Fallon Beck" not in page
    assert "Add a member" not in page
    assert "End" not in re.findall(r"\bEnd\b", page)


def test_the_agreement_says_what_it_relies_on_and_who_signed(world):
    page = text_of(client_for(world.housing).get("/partnership/agreement/"))
    for said in ("Crime and Disorder Act 1998, section 115", "A. Signatory", "Withdrawn from 31 Jan 2025",
                 "Wednesday 1 April 2026", "Unsigned", "We share what is needed."):  # fmt: skip
        assert said in page


def test_a_partnership_without_an_agreement_says_so(world):
    join(world.housing, world.council, world.north, "practitioner")
    client = client_for(world.housing)
    client.post("/partnership/switch/", {"partnership": world.north.pk})
    assert "No agreement is in force" in text_of(client.get("/partnership/agreement/"))
    assert client.get("/partnership/agreement/sign/").status_code == 404


def test_switching_goes_to_ones_own_and_looks_the_same_for_any_other(world):
    join(world.officer, world.police, world.elsewhere, "practitioner")
    client = client_for(world.officer)
    assert client.post("/partnership/switch/", {"partnership": world.elsewhere.pk}).headers["Location"] == "/"
    assert "Coldwater Together" in text_of(client.get("/partnership/"))
    answers = [
        client.post("/partnership/switch/", {"partnership": other}) for other in (world.south.pk, 999_999, "x", "")
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert "Coldwater Together" in text_of(client.get("/partnership/"))
    assert AuditRow.objects.filter(action="partnership.switch", outcome="refused").count() == 4
    assert client.get("/partnership/switch/").status_code == 405


def test_a_membership_that_ended_leads_back_to_what_is_left(world):
    join(world.officer, world.police, world.elsewhere, "practitioner")
    client = client_for(world.officer)
    client.post("/partnership/switch/", {"partnership": world.elsewhere.pk})
    Membership.objects.filter(user=world.officer, partnership=world.elsewhere).update(ends_on="2025-03-23")
    assert "Ashmere Safer Communities" in text_of(client.get("/partnership/"))


@pytest.mark.parametrize("who", ["system", "administrator", "chair", "protection", "housing"])
def test_others_change_nothing(world, who):
    client = client_for(getattr(world, who))
    membership = world.nurse.memberships.get()
    signature = OrganisationSignature.objects.filter(agreement=world.agreement, withdrawn_on=None).first()
    for address in (
        "/partnership/members/add/",
        f"/partnership/members/{membership.pk}/end/",
        "/partnership/agreement/sign/",
        f"/partnership/agreement/signatures/{signature.pk}/withdraw/",
    ):
        assert client.get(address).status_code == 404
        assert client.post(address, {}).status_code == 404


def form(world, **changed):
    return {"email": world.nurse.email, "name": "", "organisation": world.health.pk, "role": "representative",
            "group": world.panel.pk, "form_token": "a-token-of-the-form-2", **TODAY, **changed}  # fmt: skip


def test_a_manager_adds_a_member_once_however_often_it_is_sent(world):
    client = client_for(world.manager)
    assert client.get("/partnership/members/add/").status_code == 200
    for _ in range(2):
        assert client.post("/partnership/members/add/", form(world)).headers["Location"] == "/partnership/"
    assert Membership.objects.filter(user=world.nurse, role="representative").count() == 1
    assert "Nell Carrow" in text_of(client.get("/partnership/"))


def test_somebody_without_an_account_is_invited_in_the_same_stroke(
    world, mailoutbox, django_capture_on_commit_callbacks
):
    client = client_for(world.manager)
    page = text_of(client.post("/partnership/members/add/", form(world, email="ivo@example.org")))
    assert "Enter the person’s name" in page
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/partnership/members/add/", form(world, email="ivo@example.org", name="Ivo Example"))
    assert [m.to for m in mailoutbox] == [["ivo@example.org"]]
    assert Membership.objects.filter(user__email="ivo@example.org", role="representative").count() == 1


def test_a_member_that_cannot_be_added_invites_nobody(world, mailoutbox, django_capture_on_commit_callbacks):
    client = client_for(world.manager)
    with django_capture_on_commit_callbacks(execute=True):
        page = text_of(
            client.post("/partnership/members/add/", form(world, email="ivo@example.org", name="Ivo", group=""))
        )
    assert "Select the group" in page
    assert not User.objects.filter(email="ivo@example.org").exists()
    assert mailoutbox == []


def test_what_was_typed_is_still_there_after_an_error(world):
    page = client_for(world.manager).post("/partnership/members/add/", form(world, role="")).content.decode()
    assert f'value="{world.nurse.email}"' in page
    assert 'value="a-token-of-the-form-2"' in page
    assert "Select role" in page


def test_a_manager_ends_a_membership(world):
    client = client_for(world.manager)
    membership = world.nurse.memberships.get()
    address = f"/partnership/members/{membership.pk}/end/"
    assert "Nell Carrow" in text_of(client.get(address))
    day = {"ends_on-day": "31", "ends_on-month": "3", "ends_on-year": "2025"}
    assert client.post(address, day).headers["Location"] == "/partnership/"
    membership.refresh_from_db()
    assert membership.ends_on == date(2025, 3, 31)
    past = {"ends_on-day": "1", "ends_on-month": "3", "ends_on-year": "2025"}
    assert "yesterday at the earliest" in text_of(client.post(address, past))


def test_a_membership_of_elsewhere_and_one_of_nowhere_look_alike(world):
    client = client_for(world.manager)
    elsewhere = client.get(f"/partnership/members/{world.stranger.memberships.get().pk}/end/")
    nowhere = client.get("/partnership/members/999999/end/")
    assert elsewhere.status_code == nowhere.status_code == 404
    assert elsewhere.content == nowhere.content


def test_a_manager_notes_a_signature_and_a_withdrawal(world):
    client = client_for(world.manager)
    data = {"organisation": world.unsigned.pk, "signatory": "A. Chief", "signed_on-day": "24", "signed_on-month": "3",
            "signed_on-year": "2025", "form_token": "a-token-of-the-form-3"}  # fmt: skip
    assert client.post("/partnership/agreement/sign/", data).headers["Location"] == "/partnership/agreement/"
    signature = OrganisationSignature.objects.get(organisation=world.unsigned)
    address = f"/partnership/agreement/signatures/{signature.pk}/withdraw/"
    day = {"withdrawn_on-day": "24", "withdrawn_on-month": "3", "withdrawn_on-year": "2025"}
    assert client.post(address, day).headers["Location"] == "/partnership/agreement/"
    signature.refresh_from_db()
    assert signature.withdrawn_on == clock.today()


def test_signed_out_visitors_are_asked_to_sign_in(client, world):
    for address in ("/partnership/", "/partnership/agreement/", "/partnership/members/add/"):
        assert client.get(address).headers["Location"].startswith("/account/sign-in/")


def test_the_page_asks_the_database_the_same_whatever_its_length(world, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.factories.world import user

    client = client_for(world.manager)
    client.get("/partnership/")
    with CaptureQueriesContext(connection) as few:
        client.get("/partnership/")
    for number in range(20):
        user(f"Extra{number} Person", world.council, world.county, "representative", world.panel)
    with django_assert_max_num_queries(len(few)):
        client.get("/partnership/")
