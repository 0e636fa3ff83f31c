"""When things go wrong: lost connections, double presses, sessions that end, two at one text, no such page."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from tests.browser.harness import Demo
from tests.browser.people import People, Person, sign_in
from tests.browser.walk import answer_pages

# What happens when a form is sent again because the answer to the first time never came.
_SEND_TWICE = """async () => {
  const form = document.querySelector('main form[method=post]')
  const send = () => fetch(location.href, { method: 'POST', body: new FormData(form) }).then(answer => answer.url)
  return [...await Promise.all([send(), send()]), await send()]
}"""


def test_a_referral_sent_again_is_one_referral(people: People) -> None:
    vi = people("vi")
    before = _sent(vi)
    _begins(vi)
    answer_pages(vi)
    led_to = vi.page.evaluate(_SEND_TWICE)
    assert len(set(led_to)) == 1
    assert led_to[0].endswith("/sent/")
    assert _sent(vi) == before + 1


def test_a_double_press_sends_one_referral(people: People) -> None:
    vi = people("vi")
    before = _sent(vi)
    vi.page.get_by_role("button", name="Send a referral").dblclick()
    vi.sees("page 1 of 8")
    answer_pages(vi)
    vi.page.get_by_role("button", name="Send referral").dblclick()
    vi.sees_heading("Referral sent")
    assert _sent(vi) == before + 1


def test_a_lost_connection_keeps_what_was_typed(people: People) -> None:
    vi = people("vi")
    _begins(vi)
    words = vi.page.locator("[name=given_names]")
    saved = vi.page.locator(".wm-saved")
    with vi.expecting("net::ERR_INTERNET_DISCONNECTED"):
        vi.page.context.set_offline(True)
        words.press_sequentially("Ed")
        expect(saved).to_contain_text("Not saved. Your words are still on this page.")
        vi.pictures("not-saved")
    vi.page.context.set_offline(False)
    with vi.page.expect_response(lambda answer: "Eddie" in (answer.request.post_data or "")):
        words.fill("Eddie")
    expect(saved).to_contain_text("Saved")
    vi.page.reload()
    expect(words).to_have_value("Eddie")


def test_a_session_that_ended_keeps_what_was_typed(people: People) -> None:
    here, elsewhere = people.stranger(), people.stranger()
    for window in (here, elsewhere):
        sign_in(window, "paul")
    _begins(here)
    here.types(given_names="Ottilie", family_name="Sample")
    elsewhere.goes_to("/account/security/")
    elsewhere.presses("Sign out everywhere")
    elsewhere.sees("signed out")

    here.chooses("I do not know")
    here.presses("Save and continue")
    here.sees("Sign in")
    sign_in(here, "paul")
    here.sees("We kept what you typed when you were signed out.")
    expect(here.page.locator("[name=given_names]")).to_have_value("Ottilie")
    expect(here.page.get_by_label("I do not know")).to_be_checked()
    here.pictures("kept-when-signed-out")


def test_two_people_at_one_text_lose_nothing(people: People) -> None:
    ada, petra = people("ada"), people("petra")
    for person in (ada, petra):
        person.goes_to("/cases/JT-2025-0001/edit/")
    petra.types(summary="Petra's words: the camera is up.")
    petra.presses("Save")
    ada.types(summary="Ada's words: she would like to stay.")
    with ada.expecting("409"):
        ada.presses("Save")
        ada.sees("Somebody else saved a change while you were typing", "Saved by Petra Example")
    ada.sees("Petra's words: the camera is up.", "What you typed", "Ada's words: she would like to stay.")
    expect(ada.page.locator("[name=summary]")).to_have_value("Ada's words: she would like to stay.")
    ada.pictures("two-texts")
    ada.types(summary="The camera is up. She would like to stay.")
    ada.presses("Save")
    ada.sees("The camera is up. She would like to stay.")


@pytest.mark.parametrize("key", ["paul", "wyn", "dee", "sid"])
def test_a_case_that_is_not_yours_looks_like_one_that_does_not_exist(people: People, key: str) -> None:
    person = people.stranger()
    sign_in(person, key)
    seen = []
    for path in ("/cases/JT-2025-0002/", "/cases/JT-2025-9999/"):
        person.goes_to(path, status=404)
        seen.append((person.page.title(), person.page.locator("body").inner_text()))
    assert seen[0] == seen[1]
    assert "There is nothing at this address that you can open." in seen[0][1]


def test_a_page_that_is_not_there_looks_the_same_to_a_stranger(people: People) -> None:
    stranger = people.stranger()
    stranger.goes_to("/no/such/page/", status=404)
    stranger.sees_heading("Page not found")
    stranger.pictures("page-not-found")


def test_a_fault_of_ours_shows_no_trace(people: People, demo: Demo) -> None:
    mo = people("mo")
    with _table_missing(demo, "plan_plan"):
        mo.goes_to("/plan/", status=500)
        mo.sees_heading("Something went wrong")
        mo.sees("The fault is ours.", "give this number")
        mo.does_not_see("Traceback", "OperationalError", "plan_plan", ".py")
        mo.pictures("something-went-wrong")
    mo.goes_to("/plan/")
    mo.sees_heading("Plans")


@contextmanager
def _table_missing(demo: Demo, table: str) -> Iterator[None]:
    """Take a table away from under the running server, which is what a failed upgrade looks like."""
    database = sqlite3.connect(demo.home / "wardmote.sqlite3", timeout=20, isolation_level=None)
    # Other tables' references keep the name that they had.
    database.execute("PRAGMA legacy_alter_table = ON")
    database.execute(f"ALTER TABLE {table} RENAME TO {table}_away")
    try:
        yield
    finally:
        database.execute(f"ALTER TABLE {table}_away RENAME TO {table}")
        database.close()


def _begins(person: Person) -> None:
    person.goes_to("/referrals/")
    person.presses("Send a referral")
    person.sees("page 1 of 8")


def _sent(person: Person) -> int:
    """Return how many referrals the person's own list says they have sent."""
    person.goes_to("/referrals/")
    return person.page.get_by_role("table", name="Referrals you sent").locator("tbody tr").count()
