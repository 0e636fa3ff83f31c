import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.plan.reading.hostile import HOSTILE
from tests.plan.reading.layouts import by_priority
from wardmote.common import confined
from wardmote.plan.reading import limits
from wardmote.plan.reading.child import read_in_child
from wardmote.plan.reading.door import read_plan_file
from wardmote.plan.reading.parse import parse
from wardmote.plan.reading.types import CannotRead


def worker(folder: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Make the next child run this code, under the real one's limits."""
    path = folder / "act.py"
    confine = (
        "from wardmote.common.confined import confine\nfrom wardmote.plan.reading.limits import CHILD\nconfine(CHILD)"
    )
    path.write_text(f"{confine}\n{code}\n")
    start = confined._start

    def other(name: str) -> str:
        return f"{start(name).partition('import runpy')[0]}exec(open({str(path)!r}).read())"

    monkeypatch.setattr(confined, "_start", other)


def test_the_child_reads_what_this_process_would_read(tmp_path):
    content = by_priority()
    assert read_plan_file(content, name="plan.docx") == parse(content, name="plan.docx")
    path = tmp_path / "plan.docx"
    path.write_bytes(content)
    assert read_plan_file(path, name="plan.docx").tables


def test_a_refusal_comes_out_of_the_child_in_its_own_words():
    name, make, words = HOSTILE["laughs"]
    with pytest.raises(CannotRead, match=words):
        read_plan_file(make(), name=name)


def test_a_path_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CannotRead, match="cannot be opened"):
        read_plan_file(tmp_path / "none.docx", name="none.docx")


@pytest.mark.parametrize(
    "code",
    [
        "x = bytearray(3 * 1024 ** 3)",
        "import os; os.abort()",
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
        "import sys; sys.exit(3)",
        "raise RecursionError",
        "print('not json')",
        "print('[1]')",
        'print(\'{"file": {"tables": 1}}\')',
        "pass",
        f"import sys; sys.stdout.write('x' * {limits.CHILD.answer_bytes + 9}); sys.stdout.flush()",
        "open('/etc/hostname'); files = [open('/etc/hostname') for _ in range(999)]",
    ],
)
def test_however_the_child_dies_there_is_one_refusal(tmp_path, monkeypatch, code):
    worker(tmp_path, monkeypatch, code)
    with pytest.raises(CannotRead) as refusal:
        read_in_child(b"a,b\n", name="plan.csv")
    assert str(refusal.value).startswith(("The file could not be read", "The file holds more"))


def test_a_child_that_does_not_end_is_ended(tmp_path, monkeypatch):
    worker(tmp_path, monkeypatch, "import time; time.sleep(60)")
    started = time.monotonic()
    with pytest.raises(CannotRead, match="took too long"):
        read_in_child(b"a,b\n", name="plan.csv", seconds=1)
    assert time.monotonic() - started < 10


def test_the_child_has_nothing_of_the_server(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_OF_THE_SERVER", "hidden")
    words = "'|'.join(sorted(os.environ)) + '|' + str(resource.getrlimit(resource.RLIMIT_AS)[0]) + '|' + os.getcwd()"
    answer = f"import json, os, resource; print(json.dumps({{'refused': {words}}}))"
    worker(tmp_path, monkeypatch, answer)
    with pytest.raises(CannotRead) as said:
        read_in_child(b"a,b\n", name="plan.csv")
    assert "SECRET" not in str(said.value)
    assert "DJANGO" not in str(said.value)
    assert str(limits.CHILD.memory) in str(said.value)
    assert "wardmote-read-" in str(said.value)


def test_the_child_starts_without_django():
    loaded = "import sys, wardmote.plan.reading.parse, wardmote.plan.reading.worker; print('django' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"
