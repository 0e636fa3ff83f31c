"""The invented incidents: the same each time, invented at a glance, and with something to find."""

import csv
import io

import pytest

from wardmote.demo.incidents_story import ASB, DISORDER, FIRE, FIRES, incidents_file

pytestmark = pytest.mark.plain


def test_the_same_seed_gives_the_same_file_and_another_seed_another():
    assert incidents_file() == incidents_file()
    assert incidents_file(1) != incidents_file()


def test_it_is_a_years_worth_and_says_that_it_is_invented():
    rows = list(csv.DictReader(io.StringIO(incidents_file().decode())))
    kinds = [row["Type"] for row in rows]
    assert kinds.count(DISORDER) >= ASB
    assert kinds.count(FIRE) > FIRES
    assert all(row["Incident no."].startswith("INV-") for row in rows)
    named = {row["Location"] for row in rows} - {""}
    assert all(name.split()[0] in ("Example", "Sample", "Specimen", "Model", "Pattern") for name in named)
