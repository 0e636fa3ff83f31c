"""The commands that hand their work to a room, up to what they print."""

import pytest
from django.core import mail

pytestmark = pytest.mark.django_db


def test_the_demonstration_is_refused_where_the_settings_are_for_real_records(wardmote, settings):
    settings.DEMO = False
    said = wardmote("demo", "build")
    assert said.status == 1
    assert "not the demonstration's settings" in said.err


def test_a_folder_with_no_police_file_is_not_done(wardmote, tmp_path, settings):
    settings.WARDMOTE_HOME = tmp_path / "home"
    (tmp_path / "notes.txt").write_text("nothing to do with crime")
    said = wardmote("evidence", "load", tmp_path / "notes.txt", "--json")
    assert said.status == 1
    assert said.data["done"] is False
    assert said.data["accepted"] == 0


def test_a_load_beside_another_is_asked_to_wait(wardmote, tmp_path, monkeypatch):
    from wardmote.evidence.engine.store import Busy
    from wardmote.evidence.services import load_files

    def busy(**ignored):
        raise Busy

    monkeypatch.setattr(load_files, "load_files", busy)
    said = wardmote("evidence", "load", tmp_path)
    assert said.status == 1
    assert "Another load is running" in said.err


def test_a_day_without_anything_due_sends_no_chaser(wardmote):
    said = wardmote("chase", "--day", "2025-03-24", "--json")
    assert (said.status, said.data) == (0, {"done": True, "day": "2025-03-24", "sent": 0, "rounds": 0})
    assert mail.outbox == []
    assert "Monday 24 March 2025" in wardmote("chase", "--day", "2025-03-24").out
