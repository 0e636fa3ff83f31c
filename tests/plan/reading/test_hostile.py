import random
import re
import time

import pytest

from tests.plan.reading.hostile import HOSTILE, changed, part_of
from tests.plan.reading.layouts import by_priority
from tests.plan.reading.read import ALL, TODAY
from wardmote.plan.reading import limits
from wardmote.plan.reading.parse import parse
from wardmote.plan.reading.types import CannotRead
from wardmote.plan.reading.understand import understand

# Of each layout, twice: its bytes, and its XML. More than four hundred files in all.
_MUTATIONS = 15


@pytest.mark.parametrize("case", HOSTILE)
def test_what_cannot_be_read_is_refused_in_plain_words(case):
    name, make, words = HOSTILE[case]
    content = make()
    started = time.monotonic()
    with pytest.raises(CannotRead) as refusal:
        parse(content, name=name)
    said = str(refusal.value)
    assert re.search(words, said), said
    assert said.endswith((".", "?"))
    assert not re.search(r"Error|Exception|Traceback|/tmp", said), said
    assert time.monotonic() - started < limits.CHILD.seconds


def test_a_huge_cell_is_cut_and_said():
    rows = b"Ref,Action,Lead\n1," + b"word " * 4000 + b",Police\n"
    found = parse(rows, name="plan.csv")
    assert len(found.tables[0].rows[0].cells[1].text) == limits.CELL_CHARACTERS
    assert found.notes == ["A cell of row 2 holds 19,999 characters; the first 10,000 were kept."]


def test_a_right_file_under_a_wrong_name_is_read_by_what_it_is():
    assert parse(by_priority(), name="plan.csv").kind == "docx"


@pytest.mark.parametrize("name", ALL)
def test_files_with_bytes_changed_are_read_or_refused_and_nothing_else(name):
    good = ALL[name]()
    chance = random.Random(name)  # noqa: S311 - seeded damage, not a secret
    for _ in range(_MUTATIONS):
        _either(_mutated(good, chance), name)


@pytest.mark.slow
@pytest.mark.parametrize("name", [each for each in ALL if not each.endswith(".csv")])
def test_files_with_their_xml_changed_are_read_or_refused_and_nothing_else(name):
    good = ALL[name]()
    path = "word/document.xml" if name.endswith(".docx") else "xl/worksheets/sheet1.xml"
    part = part_of(good, path)
    chance = random.Random(name)  # noqa: S311 - seeded damage, not a secret
    for _ in range(_MUTATIONS):
        _either(changed(good, path, _shuffled(part, chance)), name)


def _either(content: bytes, name: str) -> None:
    refused = ""
    try:
        found = parse(content, name=name)
    except CannotRead as refusal:
        refused = str(refusal)
    # The last resort of the parser names what broke; no mutation here should need it.
    assert "could not be understood" not in refused, refused
    if not refused:
        counts = understand(found, today=TODAY).accounting
        assert counts.pop("rows") == sum(counts.values())


def _mutated(good: bytes, chance: random.Random) -> bytes:
    content = bytearray(good)
    for _ in range(chance.randint(1, 12)):
        if not content:
            break
        at = chance.randrange(len(content))
        kind = chance.randrange(3)
        if kind == 0:
            content[at] = chance.randrange(256)
        elif kind == 1:
            del content[at : at + chance.randint(1, 40)]
        else:
            content[at:at] = content[at : at + chance.randint(1, 40)]
    return bytes(content)


def _shuffled(part: bytes, chance: random.Random) -> bytes:
    """Swap, double or drop whole elements, and spoil attributes, so that the XML mostly stays well formed."""
    pieces = re.split(rb"(?=<)", part)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(pieces))
        kind = chance.randrange(3)
        if kind == 0 and pieces[at].rstrip().endswith(b"/>"):
            pieces[at] = b""
        elif kind == 1 and pieces[at].rstrip().endswith(b"/>"):
            pieces[at] *= 3
        else:
            value = chance.choice([b'="-1"', b'="99999999999"', b'=""', b'="x"', b'="A0:ZZZ9999999"'])
            pieces[at] = re.sub(rb'="[^"]*"', value, pieces[at], count=1)
    return b"".join(pieces)
