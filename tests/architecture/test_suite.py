"""The tests' own footing: they clean up after themselves, reach no other machine, and are not left out unseen."""

import socket
import subprocess
import sys

import pytest
from django.db import DatabaseError, connection, transaction

from tests.architecture.source import ROOT
from tests.conftest import ALLOWED_TO_SKIP
from wardmote.audit.models import AuditRow
from wardmote.audit.services import record


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "again"])
def test_what_a_test_commits_is_gone_after_it_and_the_trail_still_refuses(time):
    assert AuditRow.objects.count() == 0
    with transaction.atomic():
        record(actor=None, action="test.act")
    for statement in ("UPDATE audit_auditrow SET action = 'x'", "DELETE FROM audit_auditrow"):
        refused = pytest.raises(DatabaseError, match="never changed or removed")
        with refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert AuditRow.objects.get().action == "test.act"


def test_no_other_machine_is_reached():
    with pytest.raises(AssertionError, match=r"tried to reach 192\.0\.2\.1"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


@pytest.mark.slow
@pytest.mark.parametrize(("reason", "status"), [("no time today", 1), (ALLOWED_TO_SKIP, 0)])
def test_a_test_that_is_left_out_fails_the_run_and_is_listed(tmp_path, reason, status):
    left_out = tmp_path / "test_left_out.py"
    left_out.write_text(f"import pytest\ndef test_one(): pass\ndef test_two(): pytest.skip({reason!r})\n")
    command = [sys.executable, "-m", "pytest", "-q", "-c", str(ROOT / "pyproject.toml"), "-p", "tests.conftest"]
    done = subprocess.run(
        [*command, "-p", "no:cacheprovider", f"--rootdir={ROOT}", str(left_out)],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == status, done.stdout + done.stderr
    assert reason in done.stdout
    assert ("left out, which fails the run" in done.stdout) is bool(status)
