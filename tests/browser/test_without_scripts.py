"""The path's forms with scripts switched off, as on a locked-down or old machine."""

from playwright.sync_api import expect

from tests.browser.people import People, Person
from tests.browser.walk import answer_pages


def test_a_referral_is_sent_triaged_and_its_action_done(people: People) -> None:
    hana = people("hana", "plain")
    hana.goes_to("/referrals/")
    hana.presses("Send a referral")
    answer_pages(hana)
    hana.sees_heading("Check your answers")
    hana.presses("Send referral")
    hana.sees_heading("Referral sent")
    reference = (hana.page.locator(".wm-confirmation strong").text_content() or "").strip()

    ada = people("ada", "plain")
    ada.goes_to("/triage/")
    ada.follows(reference)
    ada.presses("Accept referral")
    _knows_nobody(ada)
    ada.chooses("A new case")
    ada.selects("lead_agency", "Larkfield Homes")
    ada.presses("Accept referral")
    ada.sees(f"Referral {reference} is accepted to case JT-2025-")

    hana.goes_to("/")
    hana.presses_in(hana.row("Ring her each Friday"), "Record result")
    hana.types(result="Rang on both Fridays. She slept better.")
    hana.presses("Mark as done")
    hana.sees("Rang on both Fridays.")
    hana.goes_to("/")
    hana.does_not_see("Ring her each Friday")


def _knows_nobody(ada: Person) -> None:
    """Say of everybody who may already be known that they are somebody new."""
    for choice in ada.page.locator("input[name^=person_][value=new]").all():
        choice.check()


def test_menus_and_filters_are_simply_there(people: People) -> None:
    ada = people("ada", "plain")
    ada.goes_to("/cases/")
    for place in ("My work", "Panels", "Plan", "Performance"):
        expect(ada.page.get_by_role("link", name=place, exact=True).first).to_be_visible()
    ada.selects("risk_level", "High")
    ada.presses("Apply filters")
    ada.sees("JT-2025-0001")
    ada.does_not_see("JT-2024-0001")
    ada.page.locator(".wm-header__account summary").click()
    expect(ada.page.get_by_role("button", name="Sign out")).to_be_visible()
