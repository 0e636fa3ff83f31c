"""Nothing of one machine, one package index or one unfinished day is kept in the repository."""

import re
from pathlib import Path

from tests.architecture.source import ROOT, kept_files

PICTURES_AND_FONTS = {".png", ".jpg", ".ico", ".ttf", ".woff2", ".docx", ".pdf", ".gz", ".parquet"}
# Written so that this file does not find itself.
REFUSED = {
    "the address of a package index": r"index[-_]url|find[-_]links|pythonhosted|pypi\.org/simple|registry\.npmjs",
    "a path of one machine": r"(?<![\w.\-}])/(?:home|work|root|Users)/\w",
    "something put off": r"\b(?:T[O]DO|F[I]XME|X[X]X)\b",
}
# Built from other people's packages, whose words are theirs.
BUILT = ("src/wardmote/common/static/",)


def _texts() -> list[Path]:
    ours = [path for path in kept_files() if not path.relative_to(ROOT).as_posix().startswith(BUILT)]
    return [path for path in ours if path.suffix not in PICTURES_AND_FONTS and path != Path(__file__)]


def test_no_address_no_path_and_nothing_put_off():
    found = []
    for path in _texts():
        text = path.read_text(encoding="utf-8", errors="replace")
        for what, pattern in REFUSED.items():
            for match in re.finditer(pattern, text):
                line = text.count("\n", 0, match.start()) + 1
                found.append(f"{path.relative_to(ROOT)}:{line} holds {what}: {match[0]}")
    assert len(_texts()) > 50
    assert not found, "\n".join(found)


def test_every_locked_package_has_its_hashes():
    for name in ("requirements.lock", "requirements-test.lock"):
        entries = re.split(r"\n(?=[A-Za-z0-9])", (ROOT / name).read_text().strip())
        without = [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry]
        assert len(entries) > 20
        assert not without, f"{name}: {without}"


def test_the_tests_run_on_what_users_run_on():
    """Every package that is installed for users is in the tests' lock at the same version."""
    pinned = re.compile(r"^[A-Za-z0-9][^\s;]*==[^\s;]+", re.MULTILINE)
    users, tests = (
        set(pinned.findall((ROOT / name).read_text())) for name in ("requirements.lock", "requirements-test.lock")
    )
    assert users
    assert users <= tests
