"""`wardmote plan import`: what a dry run prints. No test here may touch the database, and a dry run does not."""

import pytest

from tests.plan.reading.layouts import by_priority, delivery_plan
from tests.plan.reading.sheet_layouts import several_sheets


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "plan.docx"
    path.write_bytes(delivery_plan())
    return path


def test_a_dry_run_says_what_was_found_and_saves_nothing(wardmote, plan):
    said = wardmote("plan", "import", plan, "--dry-run", "--json")
    assert said.status == 0
    row = said.data["rows"][1]
    wanted = ("ref", "action", "measures", "leads", "due", "status", "rag", "priority", "source")
    assert {key: row[key] for key in wanted} == {
        "ref": "1.2",
        "action": "Open a portal for victims",
        "measures": [],
        "leads": ["EF", "GH"],
        "due": {"text": "Mar 2018", "date": "2018-03-31"},
        "status": "Design begun\nSee also 1.1",
        "rag": "complete",
        "priority": "Business Area 1: Engagement",
        "source": {"table": 1, "row": 3},
    }
    assert [row["ref"] for row in said.data["rows"]] == ["1.1", "1.2", "1.10", "2.1", "2.2"]
    assert said.data["rejected"] == []


def test_a_quarter_and_a_rejected_row_as_a_program_reads_them(wardmote, tmp_path):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(several_sheets())
    assert wardmote("plan", "import", path, "--dry-run", "--json").data["rows"][1]["due"] == {
        "text": "Q3 2025/26",
        "quarter": "2025-26-Q3",
    }
    (tmp_path / "plan.csv").write_text("Ref,Action,Lead\n1,Light the park,Parks\n2,,Parks\n3,Go,Parks\n3,Stay,Parks\n")
    rejected = wardmote("plan", "import", tmp_path / "plan.csv", "--dry-run", "--json").data["rejected"]
    assert [(each["row"], each["reason"][:12]) for each in rejected] == [(3, "The action h"), (5, "The number 3")]


def test_the_text_names_each_action_and_accounts_for_every_row(wardmote, tmp_path):
    path = tmp_path / "plan.docx"
    path.write_bytes(by_priority())
    said = wardmote("plan", "import", path, "--dry-run")
    assert said.status == 0
    assert "1 Meet monthly about repeat callers" in said.out
    assert "• cases closed" in said.out
    assert "11 rows: 6 actions, 1 joined to the row above, 4 headers." in said.out


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7", "This is a PDF"),
        (b"", "is empty"),
        (b"Name,Telephone\nFront desk,none\n", "No plan was found"),
    ],
)
def test_a_file_that_is_no_plan_is_refused_in_plain_words(wardmote, tmp_path, content, words):
    path = tmp_path / "plan.csv"
    path.write_bytes(content)
    said = wardmote("plan", "import", path, "--dry-run", "--json")
    assert said.status == 1
    assert words in said.data["refused"]
    spoken = wardmote("plan", "import", path, "--dry-run")
    assert (spoken.status, spoken.out) == (1, "")
    assert words in spoken.err


def test_a_file_that_is_not_there_is_a_misuse(wardmote, tmp_path):
    assert wardmote("plan", "import", tmp_path / "none.docx", "--dry-run").status == 2


def test_without_dry_run_it_says_where_plans_are_brought_in(wardmote, plan):
    said = wardmote("plan", "import", plan)
    assert said.status == 1
    assert "--dry-run" in said.err
