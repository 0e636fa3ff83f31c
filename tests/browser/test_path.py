"""The path from a concern to a done action, as the people of the demonstration walk it, each at their own browser."""

from playwright.sync_api import expect

from tests.browser.people import People, Person, sign_in
from tests.browser.walk import DORA, NEIL, Walk, answer_pages


def test_1_a_housing_officer_sends_a_concern_from_her_phone(people: People, walk: Walk) -> None:
    with walk.step(1):
        hana = people.stranger("phone")
        hana.goes_to("/")
        hana.sees("Hana Example", "Larkfield Homes. Sends a concern", "The people and cases are invented")
        hana.pictures("sign-in")
        sign_in(hana, "hana")
        hana.sees_heading("My work")
        hana.sees("South Oxfordshire Safety Partnership", "Due in the next two weeks", "Ring her each Friday")
        hana.pictures("my-work-of-a-practitioner")
        hana.presses("My referrals")
        hana.sees_heading("My referrals")
        hana.pictures("my-referrals")
        hana.presses("Send a referral")
        answer_pages(hana, pictures=True)
        hana.sees_heading("Check your answers")
        hana.sees("Dora", "9 April 1962", "Neil", "Specimen", "19 November 1984", "Preventing crime and disorder")
        hana.pictures("check-your-answers")
        hana.presses("Send referral")
        hana.sees_heading("Referral sent")
        walk.referral = (hana.page.locator(".wm-confirmation strong").text_content() or "").strip()
        hana.pictures("referral-sent")

        hana.follows(f"your referral {walk.referral}")
        hana.sees_heading(f"Referral {walk.referral}")
        hana.sees("Waiting for triage", "Monday 24 March 2025", "Nothing yet")
        hana.does_not_see(*DORA, *NEIL, "Imaginary Court", "hammering")
        hana.pictures("state-of-a-referral")
        hana.goes_to(f"/triage/{walk.referral}/", status=404)
        hana.sees_heading("Page not found")


def test_2_the_administrator_triages_it_to_a_case(people: People, walk: Walk) -> None:
    with walk.step(2):
        ada = people("ada")
        ada.goes_to("/")
        ada.sees("Waiting for me to answer", within=ada.page.locator("main"))
        ada.pictures("my-work-of-an-administrator")
        ada.goes_to("/triage/")
        ada.sees("of 5 working days", within=ada.row(walk.referral))
        ada.pictures("triage")
        ada.follows(walk.referral)
        ada.sees("of 5 working days", "High risk", "May already be known", "Neil Specimen, born 19 November 1984")
        ada.sees("same date of birth", "JT-2025-0001")
        ada.pictures("triage-of-a-referral")
        ada.presses("Accept referral")
        _who_they_are(ada)
        ada.pictures("accept-a-referral")
        ada.presses("Accept referral")

        ada.sees_heading("Sharing")
        walk.case = (ada.page.locator(".wm-identity__title span").first.text_content() or "").strip()
        assert walk.case.startswith("JT-2025-")
        ada.sees(f"Referral {walk.referral} is accepted to case {walk.case}", "Larkfield Homes", "Leads the case")
        for agency in ("Ridgeway Constabulary", "Ridgeway Mental Health Trust"):
            ada.presses("Add an agency")
            ada.selects("organisation", agency)
            ada.types(reason="Knows one of the people")
            if agency == "Ridgeway Constabulary":
                ada.pictures("add-an-agency")
            ada.presses("Add agency")
            ada.sees(agency, within=ada.page.get_by_role("table", name="Agencies in the circle"))
        ada.pictures("sharing")
        ada.follows("Overview")
        ada.sees("Dora Sample", "Neil Specimen", "Ridgeway Constabulary")
        ada.pictures("case")

        hana = people("hana", "phone")
        hana.goes_to(f"/referrals/{walk.referral}/")
        hana.sees("Accepted", "Thank you. The panel has taken this on.")


def _who_they_are(ada: Person) -> None:
    ada.sees("Who the people are", "Dora Sample (victim or survivor)")
    ada.chooses("This is Neil Specimen")
    ada.chooses("A new case")
    ada.types(words="Thank you. The panel has taken this on.")


def test_3_the_panel_is_prepared_and_the_agencies_answer(people: People, walk: Walk) -> None:
    with walk.step(3):
        ada = people("ada")
        ada.goes_to("/panels/")
        ada.sees("Thursday 27 March 2025")
        ada.pictures("panels")
        ada.presses("Prepare the panel")
        ada.presses("Open the list")
        ada.sees("Suggested cases", "New: accepted 24 Mar 2025", walk.case)
        ada.pictures("prepare-suggested-cases")
        ada.presses("Add to the agenda")
        ada.types(title="Apologies")
        ada.presses("Add item")
        ada.presses_in(ada.row("Apologies"), "Move up")
        expect(ada.row("Apologies")).to_be_visible()
        ada.pictures("prepare-the-agenda")
        ada.presses("Close the list and ask for research")
        ada.sees("Ridgeway Constabulary", "Larkfield Homes", walk.case)
        ada.pictures("close-the-list")
        ada.presses("Close the list and ask")
        ada.sees("List closed", "Missing")
        ada.pictures("list-closed")

        _the_agencies_answer(people, walk.case)
        ada.page.reload()
        ada.sees("All in", within=ada.row(walk.case))


def _the_agencies_answer(people: People, case: str) -> None:
    petra = people("petra")
    _opens_research(petra, case)
    petra.sees("Dora Sample", "Neil Specimen", "born 19 Nov 1984")
    petra.chooses("Known to us")
    petra.types(known="Two calls in March. Officers spoke to him on the 20th and he was calm.")
    petra.pictures("answer-research")
    petra.presses("Send the answer")

    mina = people("mina")
    _opens_research(mina, case)
    mina.presses("Nothing known to our agency")

    henry = people("henry")
    _opens_research(henry, case)
    henry.chooses("We cannot share, because")
    henry.types(reason="A complaint about our own staff is being looked into.")
    henry.presses("Send the answer")


def _opens_research(person: Person, case: str) -> None:
    person.goes_to("/")
    person.presses_in(person.row(f"Case {case}"), "Answer")
    person.sees("What does your agency know?", f"Case {case}, for the panel of 27 March 2025")


def test_4_the_panel_meets_and_writes_as_it_goes(people: People, walk: Walk) -> None:
    with walk.step(4):
        ada = people("ada")
        ada.goes_to("/panels/")
        ada.presses("Prepare the panel")
        ada.presses("Begin the meeting")
        ada.sees("Sign the agreement for this meeting first", "Information-sharing agreement, version 2.0")
        ada.pictures("sign-the-agreement")
        _signs(ada)
        for key in ("chris", "petra", "henry"):
            person = people(key)
            person.works_in("South Oxfordshire Safety Partnership")
            person.goes_to("/panels/")
            person.presses("Open the panel")
            _signs(person)
        ada.goes_to("/panels/")
        ada.follows("Agenda and attendance")
        ada.sees("Yes", within=ada.row("Henry Example"))
        ada.pictures("meeting")

        ada.goes_to("/panels/")
        ada.presses("Open the panel")
        ada.follows(walk.case, within=ada.page.locator(".wm-session__items"))
        ada.sees("Two calls in March", "Nothing known", "Cannot share", "A complaint about our own staff")
        _minutes_the_case(ada, walk)


def test_4_two_windows_at_one_minute_lose_nothing(people: People, walk: Walk) -> None:
    with walk.step(4):
        ada, elsewhere = people("ada"), people.stranger()
        sign_in(elsewhere, "ada")
        for window in (ada, elsewhere):
            window.goes_to("/panels/")
            window.presses("Open the panel")
            window.follows("Apologies", within=window.page.locator(".wm-session__items"))
        ada.types(minute="Paul sends apologies.")
        ada.presses("Save")
        ada.sees("Paul sends apologies.")
        with elsewhere.expecting("409"):
            elsewhere.types(minute="Mina sends apologies.")
            elsewhere.sees("Not saved.", "Press Save to see both texts.")
            elsewhere.presses("Save")
            elsewhere.sees("Somebody else saved this minute while you were typing")
        elsewhere.sees("Paul sends apologies.", "What you typed", "Mina sends apologies.")
        expect(elsewhere.page.locator("[name=minute]")).to_have_value("Mina sends apologies.")
        elsewhere.pictures("two-minutes")
        elsewhere.types(minute="Paul and Mina send apologies.")
        elsewhere.presses("Save")
        elsewhere.sees("Paul and Mina send apologies.")


def _signs(person: Person) -> None:
    person.chooses("I have read the agreement and will treat what I hear and see as it says")
    person.presses("Sign the agreement")


def _minutes_the_case(ada: Person, walk: Walk) -> None:
    minute = ada.page.locator("[name=minute]")
    minute.press_sequentially("She would like to stay in her home. One visit a week is agreed. ", delay=5)
    expect(ada.page.locator(".wm-saved")).to_contain_text("Saved")
    ada.types(decision="A warning goes out if it happens again before April.")
    _action(ada, 1, "Petra Example, Ridgeway Constabulary", "Visit her on Friday and leave a number.", 28)
    _action(ada, 2, "Henry Example, Larkfield Homes", "Fit a stronger letterbox.", 31)
    ada.chooses("This item is done")
    ada.pictures("panel-in-session")
    ada.presses("Save")
    ada.sees("Saved", within=ada.page.locator(".govuk-notification-banner"))
    ada.follows(walk.case, within=ada.page.locator(".wm-session__items"))
    ada.sees("Decided at this meeting", "A warning goes out if it happens again", "Fit a stronger letterbox.")
    ada.pictures("panel-decided")
    ada.follows("Present to the room")
    ada.does_not_see(*DORA, *NEIL)
    ada.pictures("panel-presented")

    ada.goes_to(f"/cases/{walk.case}/plan/")
    ada.sees("Visit her on Friday", "Petra Example", "Fit a stronger letterbox.", "A warning goes out")
    ada.pictures("case-plan")


def _action(ada: Person, number: int, who: str, what: str, day: int) -> None:
    ada.selects(f"action{number}-doer", who)
    ada.types(**{f"action{number}__what": what})
    ada.types_date(f"action{number}-due_on", day, 3, 2025)


def test_5_the_owner_finds_the_action_first_and_closes_it(people: People, walk: Walk) -> None:
    with walk.step(5):
        petra = people("petra")
        petra.goes_to("/")
        first = petra.page.locator(".wm-row").first
        petra.sees("Visit her on Friday", walk.case, within=first)
        petra.pictures("my-work-of-an-action-owner")
        petra.presses_in(first, "Record result")
        petra.types(result="Saw her on Friday. She has the number and used it once.")
        petra.pictures("action")
        petra.presses("Mark as done")
        petra.sees("Done")
        petra.pictures("action-done")
        petra.goes_to("/")
        petra.does_not_see("Visit her on Friday")

        henry = people("henry")
        henry.goes_to("/")
        overdue = henry.page.locator(".wm-row").first
        henry.sees("Fit a door chain and a spyhole.", "14 Mar 2025", within=overdue)
        henry.presses_in(overdue, "Record result")
        henry.sees("Overdue", "Circumstances changed", "The agency did not act")
        henry.presses("Close as not done")
        henry.sees("There is a problem", "Say whether circumstances changed or the agency did not act")
        henry.chooses("The agency did not act")
        henry.types(reason="The order was not placed. It has been now.")
        henry.pictures("action-not-done")
        henry.presses("Close as not done")
        henry.sees("agency did not act")

        ada = people("ada")
        ada.goes_to("/cases/JT-2025-0001/plan/")
        ada.sees("Not done: agency did not act", within=ada.row("Fit a door chain"))
        ada.goes_to(f"/cases/{walk.case}/chronology/")
        ada.sees("Saw her on Friday")
        ada.pictures("chronology")


def test_5_a_chaser_goes_out_before_and_after_the_due_date_and_names_nobody(demo, walk: Walk) -> None:
    mails = [part for part in demo.said().split("-" * 79) if "Subject: Wardmote: an action" in part]
    assert any("an action is due on Thursday 27 March 2025" in mail and "To: mina@" in mail for mail in mails)
    assert any("an action was due on Friday 14 March 2025" in mail and "To: henry@" in mail for mail in mails)
    for mail in mails:
        assert not any(name in mail for name in ("Sample", "Specimen", "Rosa", "Neil", "chain", "Court"))
