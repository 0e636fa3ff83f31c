"""The path goes on from a warning to the quarter's figures and the report that leaves the building."""

import csv
import io
import zipfile
from pathlib import Path

import docx
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.people import People, Person
from tests.browser.walk import Walk
from wardmote.demo.police_files import FORCES, write_police_files

QUARTER = "2024-25-Q4"
SOUTH = "South Oxfordshire Safety Partnership"


def test_6_a_warning_is_recorded_and_counted(people: People, walk: Walk) -> None:
    with walk.step(6):
        ada = people("ada")
        ada.goes_to(f"/cases/{walk.case}/")
        ada.follows("Registers", within=ada.page.locator(".moj-sub-navigation"))
        ada.sees("No warning is recorded in this case.")
        ada.pictures("registers-of-a-case")
        ada.presses("Record a warning")
        ada.chooses("Neil Specimen (alleged perpetrator)")
        ada.selects("issued_by", "Downs District Council")
        ada.types_date("issued_on", 24, 3, 2025)
        ada.types(conduct="Hammering on the door of Flat 4 at night.", required="To stop, and to keep away from it.")
        ada.pictures("record-a-warning")
        ada.presses("Record warning")
        ada.sees("The warning is recorded.", "Neil Specimen", "Monday 24 March 2025", "Downs District Council")
        ada.pictures("warning")

        ada.goes_to("/plan/")
        ada.pictures("plans")
        ada.follows("Community safety plan 2024 to 2027", within=ada.row(SOUTH))
        ada.sees("3", within=ada.row("Use community protection warnings early"))
        ada.sees("Synthetic data.", "Counts of recorded crime on this page")
        ada.pictures("plan")


def test_6_who_may_opens_what_was_counted_and_others_see_a_small_number(people: People, walk: Walk) -> None:
    with walk.step(6):
        ada = people("ada")
        ada.goes_to("/performance/")
        ada.sees_heading("January to March 2025 (Q4 2024/25)")
        warnings = ada.row("Community protection warnings issued")
        ada.pictures("quarter")
        warnings.get_by_role("link", name="what was counted").click()
        ada.sees("You can see 3 of the 3 that were counted.", f"{walk.case}, warning 1", "11 Feb 2025", "6 Mar 2025")
        ada.pictures("what-was-counted")

        bea = people("bea")
        bea.works_in(SOUTH)
        bea.goes_to("/performance/")
        small = bea.row("Community protection warnings issued")
        bea.sees("fewer than 5", within=small)
        expect(small.get_by_role("link", name="what was counted")).to_have_count(0)
        bea.pictures("quarter-of-a-board-member")
        bea.goes_to(f"/performance/{QUARTER}/warnings/")
        bea.sees("fewer than 5")
        bea.pictures("indicator-of-small-numbers")


def test_7_recorded_burglary_stands_beside_it(people: People, walk: Walk, tmp_path: Path) -> None:
    with walk.step(7):
        now, then = _burglaries(tmp_path, 2025), _burglaries(tmp_path, 2024)
        bea = people("bea")
        bea.goes_to("/performance/")
        bea.sees("Synthetic data.", "Figures of recorded crime on this page")
        burglary = bea.row("Recorded burglary")
        bea.sees(str(now), str(then), _direction(now, then), within=burglary)
        bea.follows("Recorded burglary", within=burglary)
        bea.sees_heading("Recorded burglary")
        bea.sees("Synthetic data.", "January", "February", "March", f"{now}", f"{then}", "Less is better")
        for chart in bea.page.locator("img.wm-chart").all():
            expect(chart).to_have_js_property("complete", True)
            assert chart.evaluate("image => image.naturalWidth") > 100
        bea.pictures("indicator")


def _burglaries(folder: Path, year: int) -> int:
    """Count them in the same invented files by a second way: line by line, by the printed name of the area."""
    made = write_police_files(folder / str(year), first=f"{year}-01", last=f"{year}-03", forces=FORCES[1:])
    rows = (
        row for path in made.rglob("*.csv") for row in csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))
    )
    return sum(row["Crime type"] == "Burglary" and row["LSOA name"].startswith("South Oxfordshire") for row in rows)


def _direction(now: int, then: int) -> str:
    return "No change" if now == then else "Better" if now < then else "Worse"


def test_8_the_report_opens_and_is_taken_home_in_three_forms(people: People, walk: Walk, tmp_path: Path) -> None:
    with walk.step(8):
        bea = people("bea")
        bea.goes_to(f"/performance/{QUARTER}/")
        bea.presses("Make a report")
        bea.sees_heading("Reports")
        bea.follows("Quarterly performance report")
        bea.sees_heading("Quarterly performance report")
        bea.sees("Counts of people from 1 to 4", "fewer than 5", "Recorded burglary", SOUTH)
        bea.pictures("quarterly-report")
        _web_page(_downloaded(bea, "Web page", tmp_path))
        _word(_downloaded(bea, "Word", tmp_path))
        _pdf(_downloaded(bea, "PDF", tmp_path))


def _downloaded(person: Person, kind: str, folder: Path) -> Path:
    with person.page.expect_download() as waiting:
        person.page.locator("main a[href*='/public/']").filter(has_text=kind).first.click()
    kept = folder / waiting.value.suggested_filename
    waiting.value.save_as(kept)
    return kept


def _web_page(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert path.suffix == ".html"
    assert text.lstrip().lower().startswith("<!doctype html>")
    assert "<svg" in text
    assert "fewer than 5" in text
    assert "Synthetic data" in text


def _word(path: Path) -> None:
    assert path.suffix == ".docx"
    opened = docx.Document(str(path))
    words = "\n".join(paragraph.text for paragraph in opened.paragraphs)
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    assert "January to March 2025" in words + "\n".join(cells)
    assert any("fewer than 5" in each for each in [words, *cells])
    assert any(name.startswith("word/media/") for name in zipfile.ZipFile(path).namelist()), "no chart"


def _pdf(path: Path) -> None:
    assert path.suffix == ".pdf"
    opened = PdfReader(path)
    root = opened.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"] == "en-GB"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert "fewer than 5" in "".join(page.extract_text() for page in opened.pages)
