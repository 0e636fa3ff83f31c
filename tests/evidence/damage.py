"""Ways in which a file can be spoilt, each drawn from a seed. Bytes in, bytes out."""

import gzip
import io
import random
import struct
from collections.abc import Callable
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

Spoil = Callable[[random.Random, bytes], bytes]
ODD = (
    b'"',
    b'""',
    b",",
    b"\n",
    b"\r",
    b"\r\n",
    b"\0",
    b"\xff",
    b"\xc3",
    b"\xe2\x80\xa8",
    b"\x85",
    b"'",
    b"\\",
    b";",
    b"\t",
)


def lines_of(data: bytes) -> list[bytes]:
    return data.split(b"\n")


def cut(rng: random.Random, data: bytes) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def flip(rng: random.Random, data: bytes) -> bytes:
    spoilt = bytearray(data)
    for _ in range(rng.randint(1, 6)):
        spoilt[rng.randrange(len(spoilt))] ^= 1 << rng.randrange(8)
    return bytes(spoilt)


def put(rng: random.Random, data: bytes) -> bytes:
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(data) + 1)
        data = data[:at] + rng.choice(ODD) * rng.randint(1, 3) + data[at + rng.choice((0, 0, 1, 40)) :]
    return data


def mark(rng: random.Random, data: bytes) -> bytes:
    return rng.choice((b"\xef\xbb\xbf", b"\xff\xfe", b"\xef\xbb\xbf\xef\xbb\xbf", b"\n", b" ")) + data


def other_ends(rng: random.Random, data: bytes) -> bytes:
    return data.replace(b"\n", rng.choice((b"\r\n", b"\r", b"\r\r\n", b"\n\n", b"\n\r")))


def mixed_ends(rng: random.Random, data: bytes) -> bytes:
    return b"".join(line + rng.choice((b"\n", b"\r\n", b"\n\n")) for line in lines_of(data))


def twice(rng: random.Random, data: bytes) -> bytes:
    lines = lines_of(data)
    return b"\n".join([*lines, *(rng.choice(lines) for _ in range(rng.randint(1, 8)))])


def huge_line(rng: random.Random, data: bytes) -> bytes:
    lines = lines_of(data)
    at = rng.randrange(len(lines))
    lines[at] += rng.choice((b"x", b",", b'"', b"\xf0\x9f\x9a\x93")) * rng.choice((8_000, 9_000, 70_000))
    return b"\n".join(lines)


def columns(rng: random.Random, data: bytes) -> bytes:
    """Swap, leave out, double or add columns, in all lines or in the heading alone."""
    rows = [line.split(b",") for line in lines_of(data)]
    at, to = rng.randrange(len(rows[0])), rng.randrange(len(rows[0]))
    how = rng.randrange(5)
    for number, row in enumerate(rows):
        if len(row) <= max(at, to) or (how == 4 and number):
            continue
        if how in (0, 4):
            row[at], row[to] = row[to], row[at]
        elif how == 1:
            del row[at]
        elif how == 2:
            row.insert(to, row[at])
        else:
            row.insert(at, b"more" if number else b"More")
    return b"\n".join(b",".join(row) for row in rows)


def other_month(rng: random.Random, data: bytes) -> bytes:
    lines = lines_of(data)
    for at in rng.sample(range(1, len(lines)), min(3, len(lines) - 1)):
        lines[at] = lines[at].replace(b"-0", rng.choice((b"-1", b"-", b"/0", b"-00")), 1)
    return b"\n".join(lines)


def other_text(rng: random.Random, data: bytes) -> bytes:
    return data.decode("utf-8").encode(rng.choice(("utf-16", "utf-16-le", "utf-32", "cp500")))


def field(rng: random.Random, data: bytes) -> bytes:
    """Put something that is not expected into one field of some lines."""
    strange = (
        b"",
        b"nan",
        b"inf",
        b"1e9",
        b"-999.9",
        b"=1+1",
        b"E0102320",
        b"'; DROP TABLE cells; --",
        b'"a, b"',
        b"\xc3\xa9",
    )
    lines = lines_of(data)
    for at in rng.sample(range(1, len(lines)), min(4, len(lines) - 1)):
        row = lines[at].split(b",")
        row[rng.randrange(len(row))] = rng.choice(strange)
        lines[at] = b",".join(row)
    return b"\n".join(lines)


def blanks(rng: random.Random, data: bytes) -> bytes:
    lines = lines_of(data)
    for _ in range(rng.randint(1, 5)):
        lines.insert(rng.randrange(len(lines) + 1), rng.choice((b"", b"   ", b"\r", b",,,,", b"\t")))
    return b"\n".join(lines)


def none(rng: random.Random, data: bytes) -> bytes:
    return data


OF_TEXT: tuple[Spoil, ...] = (
    cut, flip, put, put, mark, other_ends, mixed_ends, twice, huge_line, columns, columns, other_month, other_text,
    field, field, blanks, none,
)  # fmt: skip


def spoil(rng: random.Random, data: bytes) -> bytes:
    """Spoil `data` in one way or in two."""
    for _ in range(rng.choice((1, 1, 2))):
        how = rng.choice(OF_TEXT)
        if data and not (how is other_text and b"\xff" in data):
            try:
                data = how(rng, data)
            except UnicodeDecodeError:
                continue
    return data


def gzipped(rng: random.Random, data: bytes) -> bytes:
    """Pack `data`, and spoil the packing as often as not."""
    packed = gzip.compress(data, mtime=0)
    return rng.choice((none, cut, flip, none))(rng, packed)


def zipped(rng: random.Random, members: dict[str, bytes]) -> bytes:
    """Pack `members` into a zip file, and spoil its list, its sizes or its bytes as often as not."""
    out = io.BytesIO()
    with ZipFile(out, "w", rng.choice((ZIP_DEFLATED, ZIP_STORED))) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return rng.choice((none, cut, flip, lying, none))(rng, out.getvalue())


def lying(rng: random.Random, data: bytes) -> bytes:
    """Let one entry of the list state another size, start, packing or flag."""
    spoilt = bytearray(data)
    at = data.find(b"PK\x01\x02")
    place, width = rng.choice(((24, 4), (20, 4), (42, 4), (10, 2), (8, 2), (16, 4)))
    spoilt[at + place : at + place + width] = struct.pack("<Q", rng.choice((0, 1, 9, 2**15, 2**32 - 1)))[:width]
    return bytes(spoilt)
