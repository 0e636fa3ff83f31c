"""What every command promises: the exit status, one object for programs, and never a stack trace."""

import io
import os
import subprocess
import sys

import pytest

from wardmote.cli import audit
from wardmote.cli.progress import Progress

MISUSED = [
    [],
    ["no-such-command"],
    ["audit"],
    ["audit", "verify", "--known", "7"],
    ["chase", "--day", "yesterday"],
    ["evidence", "load"],
    ["evidence", "load", "no/such/folder"],
    ["report", "quarter", "--partnership", "nowhere"],
    ["report", "quarter", "--partnership", "nowhere", "--quarter", "2024-25-Q4", "--out", "unused"],
    ["report", "quarter", "--partnership", "nowhere", "--quarter", "spring", "--out", "unused"],
]


@pytest.mark.django_db
@pytest.mark.parametrize("arguments", MISUSED, ids=" ".join)
def test_misuse_is_one_line_and_status_2(wardmote, arguments):
    said = wardmote(*arguments)
    assert (said.status, said.out) == (2, "")
    assert len(said.err.splitlines()) == 1
    as_json = wardmote(*arguments, "--json")
    assert as_json.status == 2
    assert as_json.data["done"] is False
    assert as_json.data["error"]
    assert as_json.err == ""


def _broken(*ignored):
    raise ZeroDivisionError("a thing that\nnobody foresaw")


def test_what_nobody_foresaw_is_one_line_and_a_log(wardmote, monkeypatch, settings, tmp_path):
    settings.WARDMOTE_HOME = tmp_path
    monkeypatch.setattr(audit, "run_verify", _broken)
    said = wardmote("audit", "verify")
    log = tmp_path / "logs" / "wardmote.log"
    assert (said.status, said.out) == (1, "")
    assert said.err == f"Something went wrong (ZeroDivisionError: a thing that). All of it is in {log}\n"
    assert "Traceback" in log.read_text()
    assert wardmote("audit", "verify", "--json").data["error"] in said.err


def test_a_wrong_installation_is_one_line(tmp_path):
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "wardmote.config.settings.production"}
    environment.update(WARDMOTE_HOME=str(tmp_path), WARDMOTE_SECRET_KEY="", PYTHONPATH=os.pathsep.join(sys.path))
    done = subprocess.run(
        [sys.executable, "-m", "wardmote.cli", "audit", "verify"], env=environment, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "WARDMOTE_SECRET_KEY is not set" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_whoever_stops_reading_is_not_complained_to():
    done = subprocess.run(
        [sys.executable, "-c", "import os, sys; os.close(1); from wardmote.cli.main import main; sys.exit(main())"],
        capture_output=True, text=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert "Traceback" not in done.stderr


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_rewrites_one_line_on_a_terminal_and_leaves_it_clean():
    stream = _Terminal()
    progress = Progress(stream)
    progress.said = 0.0
    progress.count("files")(1200, 2400)
    progress.close()
    assert stream.getvalue() == "\r1,200 of 2,400 files\r                    \r"


def test_progress_elsewhere_is_a_line_now_and_then():
    stream = io.StringIO()
    progress = Progress(stream, every=60)
    progress("too soon")
    progress.said -= 61
    progress("one line")
    progress("too soon again")
    progress.close()
    assert stream.getvalue() == "one line\n"
