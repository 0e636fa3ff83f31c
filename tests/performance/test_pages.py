import pytest

from tests.performance.world import NOW, THEN, World, client_of


@pytest.fixture
def figures(world: World) -> World:
    world.indicator(world.north)
    world.indicator(world.north, "test_people", key="warnings", plan_ref="2")
    world.crimes.put(world.north, NOW, 31, 28, 22)
    world.crimes.put(world.north, THEN, 40, 30, 27)
    world.people.put(world.north, NOW, 1, 2, 0)
    world.people.put(world.north, THEN, 100, 9, 8)
    return world


def test_latest_goes_to_the_newest_quarter_held(figures: World) -> None:
    board = client_of(figures.user("board", figures.north))
    response = board.get("/performance/")
    assert response.status_code == 302
    assert response["Location"] == "/performance/2023-24-Q4/"


def test_a_board_member_sees_the_row_and_not_the_three(figures: World) -> None:
    board = client_of(figures.user("board", figures.north))
    for address in ("2023-24-Q4/", "2023-24-Q4/warnings/"):
        page = board.get(f"/performance/{address}").content.decode()
        assert "fewer than 5" in page
        assert "114" not in page
        assert "/counted/" not in page
        assert ">3<" not in page.replace(" ", "")
    assert board.get("/performance/2023-24-Q4/warnings/chart.svg").status_code == 404
    assert board.get("/performance/2023-24-Q4/test-crimes/chart.svg")["Content-Type"] == "image/svg+xml"


def test_somebody_who_may_open_it_sees_three_and_the_way_in(figures: World) -> None:
    officer = client_of(figures.user("officer", figures.north, "practitioner"))
    page = officer.get("/performance/2023-24-Q4/").content.decode()
    assert '<a class="govuk-link" href="/counted/2023-24-Q4/">3<' in page
    detail = officer.get("/performance/2023-24-Q4/warnings/").content.decode()
    assert "See what was counted" in detail
    assert "−114 (−97.4%)" in detail
    assert officer.get("/performance/2023-24-Q4/warnings/chart.svg").status_code == 200


@pytest.mark.parametrize(
    "wrong",
    ["2023-24-Q5/", "2023-25-Q4/", "0000-01-Q4/", "9999-00-Q4/", "2025-26-Q1/", "nonsense/", "2023-24-Q4/none/",
     "2023-24-Q4/?for=south", "2023-24-Q4/warnings/?for=elsewhere", "2023-24-Q4/none/chart.svg"],
)  # fmt: skip
def test_what_is_not_there_and_what_is_not_ones_own_answer_alike(figures: World, wrong: str) -> None:
    figures.indicator(figures.south, "test_people", key="warnings")
    board = client_of(figures.user("board", figures.north))
    assert board.get(f"/performance/{wrong}").status_code == 404


def test_a_county_reads_its_districts_pages(figures: World) -> None:
    county = client_of(figures.user("county", figures.county))
    own = county.get("/performance/2023-24-Q4/").content.decode()
    assert "No indicators have been chosen yet" in own
    assert "/performance/2023-24-Q4/?for=north" in own
    page = county.get("/performance/2023-24-Q4/?for=north").content.decode()
    assert "/performance/2023-24-Q4/test-crimes/?for=north" in page
    assert "/performance/2022-23-Q4/" not in page
    assert "/performance/2023-24-Q3/?for=north" in page
    assert county.get("/performance/?for=north")["Location"] == "/performance/2023-24-Q4/?for=north"


def test_synthetic_months_are_said_to_be(figures: World) -> None:
    figures.crimes.synthetic = True
    board = client_of(figures.user("board", figures.north))
    for address in ("2023-24-Q4/", "2023-24-Q4/test-crimes/"):
        assert "Synthetic data" in board.get(f"/performance/{address}").content.decode()


def test_without_the_permission_there_is_no_page(figures: World) -> None:
    officer = client_of(figures.user("dpo", figures.north, "data_protection_officer"))
    assert officer.get("/performance/").status_code == 404
    assert officer.get("/performance/2023-24-Q4/").status_code == 404
