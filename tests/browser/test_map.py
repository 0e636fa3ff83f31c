"""Exploring on a map: with scripts it moves and answers to its table; without them it is drawn and nothing is lost."""

from playwright.sync_api import expect

from tests.browser.people import People

LATEST = "/evidence/explore/?from=2024-04&to=2025-03&type=Burglary"


def test_a_map_moves_and_its_table_answers(people: People) -> None:
    ana = people("ana")
    ana.goes_to("/evidence/")
    ana.pictures("evidence")
    ana.follows("Explore police files")
    ana.selects("type", "Burglary")
    ana.selects("measure", "Number of records")
    ana.selects("period", "Financial year 2024/25")
    ana.presses("Apply filters")
    assert ana.page.url.endswith("?type=Burglary&from=2024-04&to=2025-03")
    ana.sees("April 2024 to March 2025", "Synthetic data.", "Source: invented records")
    live = ana.page.locator(".wm-map--live")
    expect(live.locator("canvas").first).to_be_visible()
    expect(live.locator("svg")).to_be_hidden()

    first = live.locator(".wm-map__pick").first
    first.focus()
    ana.page.keyboard.press("Enter")
    expect(first).to_have_attribute("aria-pressed", "true")
    expect(live.locator(".wm-map__said")).to_contain_text((first.text_content() or "").strip())
    expect(live.locator(".wm-map__row--chosen")).to_have_count(1)
    ana.page.keyboard.press("Enter")
    expect(live.locator(".wm-map__said")).to_be_empty()
    live.get_by_role("button", name="Zoom in").click()
    live.get_by_role("button", name="Show all").click()
    ana.pictures("explore")


def test_a_map_is_printed_as_it_was_drawn(people: People) -> None:
    ana = people("ana")
    ana.goes_to(LATEST)
    expect(ana.page.locator(".wm-map--live canvas").first).to_be_visible()
    ana.page.emulate_media(media="print")
    expect(ana.page.locator(".wm-map__drawn svg")).to_be_visible()
    expect(ana.page.locator(".wm-map__frame")).to_be_hidden()
    ana.page.emulate_media(media="screen")


def test_without_scripts_the_map_is_drawn_and_the_question_asked(people: People) -> None:
    ana = people("ana", "plain")
    ana.goes_to("/evidence/explore/")
    ana.selects("type", "Burglary")
    ana.selects("by", "Wards")
    ana.presses("Apply filters")
    ana.sees("Burglary", "Areas, highest first")
    ana.goes_to(LATEST)
    expect(ana.page.locator(".wm-map__drawn svg")).to_be_visible()
    assert ana.page.locator(".wm-map__scroll tbody tr").count() > 10
    assert ana.page.locator(".wm-map__pick").count() == 0


def test_where_the_shapes_do_not_come_the_drawn_map_stays(people: People) -> None:
    ana = people("ana")
    ana.page.route("**/evidence/boundaries/**", lambda route: route.fulfill(status=503, body=""))
    with ana.expecting("503"):
        ana.goes_to(LATEST)
        expect(ana.page.locator(".wm-map--drawn")).to_have_count(1)
    expect(ana.page.locator(".wm-map__drawn svg")).to_be_visible()
    ana.page.unroute("**/evidence/boundaries/**")
