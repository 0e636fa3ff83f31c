"""Damaged files of incidents: whatever is sent, every row is accounted for or the file is refused in words."""

import io
import random
import zipfile
from datetime import datetime

import openpyxl
import pytest

from tests.evidence.incidents.incident_world import HEADER, rows
from wardmote.evidence.incident_files import worker
from wardmote.evidence.incident_files.columns import Columns, find_header, guess, orders, wanting
from wardmote.evidence.incident_files.places import in_box
from wardmote.evidence.incident_files.rows import read_rows
from wardmote.evidence.incident_files.times import LONDON
from wardmote.evidence.incident_files.worker import CannotReadIncidents

pytestmark = pytest.mark.plain
NOW = datetime(2025, 3, 24, 12, tzinfo=LONDON)
_JUNK = ["\x00", "\x1a", '"', "\r", "\n", ",", ";", "\t", "é", "‮", "\ufeff", "'", "=1+1", "99999999999999999999", "-0",
         "NaN", "1e308", "١٢/٠٣/٢٠٢٥", "32/13/2025", "24:60", "0,0", "-1.31", "٤٤٨٠٠٠", "\ud7ff", "𝟙"]  # fmt: skip


def understand(content: bytes) -> int:
    """Read a file as the service does, without its process; return how many rows there were, 0 when refused."""
    try:
        said = worker.read(content)
    except CannotReadIncidents:
        return 0
    table = said["rows"]
    at = find_header(table)
    if len(table) < at + 2:
        return 0
    below = [(number, cells) for number, cells in table[at + 1 :]]
    columns = Columns(guess(table[at][1]))
    found = orders((cells for _, cells in below), columns)
    for order in ("dmy", "mdy"):
        chosen = Columns(columns.at, order)
        if wanting(chosen, found):
            continue
        read = read_rows(below, chosen, NOW)
        assert read.rows == len(below) == len(read.accepted) + len(read.rejected)
        for each in read.accepted:
            assert datetime(2000, 1, 1, tzinfo=LONDON) <= each.starts_at <= each.ends_at
            assert each.place_at is None or in_box(each.place_at)
            assert "\x00" not in each.place + each.kind + each.reference + each.case_reference
        assert read.notes is not None
        cells = {cell for _, row in below for cell in row if len(cell) > 12}
        assert not any(cell in reason for _, reason in read.rejected for cell in cells)
    return len(below)


def _damaged_text(draw: random.Random) -> bytes:
    lines = [HEADER, *rows(12)]
    for _ in range(draw.randint(1, 8)):
        place = draw.randrange(len(lines))
        line, kind = lines[place], draw.randrange(6)
        spot = draw.randrange(len(line) + 1)
        lines[place] = (
            line[:spot] if kind == 0 else line[:spot] + draw.choice(_JUNK) + line[spot:] if kind < 4
            else ",".join(draw.sample(line.split(","), len(line.split(",")))) if kind == 4 else line * 2
        )  # fmt: skip
    text = draw.choice(["\n", "\r\n", "\r"]).join(lines)
    encoded = text.encode(draw.choice(["utf-8", "utf-8-sig", "utf-16", "cp1252"]), "replace")
    if draw.random() < 0.3:
        cut = bytearray(encoded)
        for _ in range(draw.randint(1, 10)):
            cut[draw.randrange(len(cut))] = draw.randrange(256)
        encoded = bytes(cut)
    return encoded


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    for line in [HEADER, *rows(6)]:
        book.active.append(line.split(","))
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize("start", range(0, 240, 40))
def test_damaged_text_is_accounted_for_or_refused(start):
    read = 0
    for seed in range(start, start + 40):
        read += bool(understand(_damaged_text(random.Random(seed))))  # noqa: S311 - damages files, guards nothing
    assert read > 15  # most of them stay readable, so that rows were looked at and not only files refused


def test_damaged_workbooks_are_accounted_for_or_refused():
    whole = _workbook()
    assert understand(whole) == 7
    for seed in range(60):
        draw = random.Random(seed)  # noqa: S311 - damages files, guards nothing
        cut = bytearray(whole)
        if seed % 3 == 0:
            cut = cut[: draw.randrange(len(cut))]
        for _ in range(draw.randint(1, 30)):
            if cut:
                cut[draw.randrange(len(cut))] = draw.randrange(256)
        understand(bytes(cut))


def test_a_workbook_with_macros_or_that_unpacks_to_too_much_is_refused(monkeypatch):
    kept = io.BytesIO(_workbook())
    with zipfile.ZipFile(kept, "a") as packed:
        packed.writestr("xl/vbaProject.bin", b"x")
    with pytest.raises(CannotReadIncidents, match="macros"):
        worker.read(kept.getvalue())
    monkeypatch.setattr(worker, "EXPANDED_BYTES", 1_000)
    with pytest.raises(CannotReadIncidents, match="unpacks"):
        worker.read(_workbook())


def test_more_rows_than_can_be_had_are_refused(monkeypatch):
    monkeypatch.setattr(worker, "ROWS", 10)
    assert understand("\n".join([HEADER, *rows(9)]).encode()) == 10
    with pytest.raises(CannotReadIncidents, match="more than 100,000 rows"):
        worker.read("\n".join([HEADER, *rows(12)]).encode())
