"""The same installation from the shell, while it is being served, after everything that the browser tests did to it."""

from pathlib import Path

from tests.browser.harness import Demo
from wardmote.demo.police_files import write_police_files


def test_the_trail_is_whole(demo: Demo) -> None:
    said = demo.shell("audit", "verify", "--json")
    assert said.status == 0, said.errors
    assert said.json["sound"] is True
    assert said.json["count"] > 50


def test_the_report_is_written_as_three_files(demo: Demo, tmp_path: Path) -> None:
    said = demo.shell(
        "report",
        "quarter",
        "--partnership",
        "south-oxfordshire",
        "--quarter",
        "2024-25-Q4",
        "--out",
        str(tmp_path),
        "--json",
    )
    assert said.status == 0, said.errors
    assert sorted(Path(each).suffix for each in said.json["files"]) == [".docx", ".html", ".pdf"]
    assert all(Path(each).stat().st_size > 5_000 and Path(each).parent == tmp_path for each in said.json["files"])


def test_loading_the_same_months_again_changes_nothing(demo: Demo, tmp_path: Path) -> None:
    folder = write_police_files(tmp_path, first="2022-03", last="2022-05")
    first = demo.shell("evidence", "load", str(folder), "--json")
    again = demo.shell("evidence", "load", str(folder), "--json")
    assert first.status == again.status == 0, first.errors + again.errors
    # March 2022 is the month before the demonstration's first; the others it holds already.
    assert [(each["month"], each["status"]) for each in first.json["files"] if each["force"] == "hampshire"] == [
        ("2022-03", "loaded"), ("2022-04", "repeated"), ("2022-05", "repeated"),
    ]  # fmt: skip
    assert {each["status"] for each in again.json["files"]} == {"repeated"}
    assert again.json["changed"] is False
