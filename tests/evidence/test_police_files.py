import hashlib
import time
from pathlib import Path

from wardmote.demo.police_files import FOLDER, write_police_files
from wardmote.evidence.engine import load, recorded_crime

DISTRICTS = {"Winchester", "South Oxfordshire", "Vale of White Horse"}


def digest(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*.csv"))
    }


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two, other = (
        write_police_files(tmp_path / name, seed=seed, first="2025-01", last="2025-03")
        for name, seed in (("one", 5), ("two", 5), ("other", 6))
    )
    assert digest(one) == digest(two)
    assert len(digest(one)) == 6
    assert not set(digest(one).values()) & set(digest(other).values())


def test_the_demonstration_has_three_years_and_says_that_they_are_synthetic(tmp_path: Path) -> None:
    start = time.perf_counter()
    out = write_police_files(tmp_path)
    assert time.perf_counter() - start < 20  # about one second on a free machine
    assert "synthetic" in out.name == FOLDER
    report = load([out], tmp_path / "store")
    assert report.rejected == 0
    assert report.accepted == report.rows > 100_000
    for district in DISTRICTS:
        for crime_type in ("Burglary", "Vehicle crime"):
            now = recorded_crime(tmp_path / "store", {district}, crime_type, ["2025-01", "2025-02", "2025-03"])
            then = recorded_crime(tmp_path / "store", {district}, crime_type, ["2023-01", "2023-02", "2023-03"])
            assert now.synthetic
            assert now.total
            assert then.total
            assert 20 < now.total < 400
