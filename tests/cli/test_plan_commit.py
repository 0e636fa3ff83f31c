"""`wardmote plan import FILE --plan ID` and `--new TITLE`: brought in whole, or nothing kept."""

import pytest

from tests.plan.reading.layouts import delivery_plan
from wardmote.partnership.models import Partnership
from wardmote.plan.models import Plan, PlanImport


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "plan.docx"
    path.write_bytes(delivery_plan())
    return path


@pytest.mark.django_db
def test_a_file_becomes_a_draft_and_then_updates_it(wardmote, plan):
    partnership = Partnership.objects.create(slug="moor", name="The moor")
    where = ("--partnership", "moor", "--from", "2025-04-01", "--to", "2028-03-31")
    said = wardmote("plan", "import", plan, "--new", "The moor’s plan", *where, "--json")
    assert said.status == 0
    made = Plan.objects.get(partnership=partnership)
    assert said.data["plan"] == made.pk
    assert made.actions.count() == said.data["accounting"]["accepted"] > 0
    again = wardmote("plan", "import", plan, "--plan", made.pk, "--reason", "Sent again", "--json")
    assert (again.status, again.data["error"]) == (1, "Nothing would change, so nothing was brought in.")
    assert PlanImport.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "words", "status"),
    [
        (("--new", "A plan"), "needs --partnership, --from and --to", 2),
        (
            ("--new", "A plan", "--partnership", "none", "--from", "2025-04-01", "--to", "2026-03-31"),
            "no partnership",
            2,
        ),
        (("--plan", "987654", "--reason", "Why not"), "no such plan", 1),
        (("--plan", "987654"), "Say with --reason", 2),
    ],
)
def test_a_file_goes_nowhere_that_is_not_there(wardmote, plan, given, words, status):
    said = wardmote("plan", "import", plan, *given)
    assert said.status == status
    assert words in said.err
    assert not PlanImport.objects.exists()
