"""Real police files recounted with Python's csv and Counter alone, beside the store that the product made of them."""

import csv
import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from wardmote.evidence.engine import load

ASB = "Anti-social behaviour"
_IN_DISTRICT = re.compile(r"^(.+) \d{3}[A-Z]{1,2}$")


@dataclass(frozen=True)
class Recount:
    """The rows of one force's files in some months, each repeated line left out but the first."""

    rows: tuple[dict[str, str], ...]

    def within(self, districts: frozenset[str]) -> Iterator[dict[str, str]]:
        """The rows whose small area is named after one of the districts."""
        for row in self.rows:
            match = _IN_DISTRICT.match(row["LSOA name"])
            if match and match[1] in districts:
                yield row


@dataclass(frozen=True)
class Partnership:
    """An area that is asked about, its force and a window."""

    districts: frozenset[str]
    force: str
    months: tuple[str, ...]
    missing: tuple[str, ...]


WINCHESTER = Partnership(
    frozenset({"Winchester"}), "hampshire", tuple(f"2025-{month:02d}" for month in range(1, 13)), ()
)
SOUTH_AND_VALE = Partnership(
    frozenset({"South Oxfordshire", "Vale of White Horse"}), "thames-valley",
    tuple(f"2025-{month:02d}" for month in range(1, 11)), ("2025-07",),
)  # fmt: skip
# Before the small areas and the map points were drawn up anew, and after.
OLD_AND_NEW = Partnership(frozenset({"Winchester"}), "hampshire", ("2017-08", "2017-09", "2024-01", "2024-02"), ())


def recount(folder: Path, of: Partnership) -> Recount:
    rows = []
    for month in of.months:
        if month in of.missing:
            continue
        path = folder / "police_uk" / of.force / f"{month}-{of.force}-street.csv.gz"
        seen = set()
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            for row in csv.DictReader(stream):
                line = tuple(row.values())
                if row["Crime ID"] and line in seen:
                    continue
                seen.add(line)
                rows.append(row)
    return Recount(tuple(rows))


@pytest.fixture(scope="session")
def loaded(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of all that is here of Hampshire, Thames Valley and the City, and of the railway's police."""
    store = tmp_path_factory.mktemp("asked") / "store"
    folder = real_data / "police_uk"
    load([folder / force for force in ("hampshire", "thames-valley", "city-of-london", "btp")], store)
    return store


@pytest.fixture(scope="session", params=[WINCHESTER, SOUTH_AND_VALE, OLD_AND_NEW], ids=["winchester", "south", "old"])
def area(request: pytest.FixtureRequest) -> Partnership:
    return request.param


@pytest.fixture(scope="session")
def counted(real_data: Path, area: Partnership) -> Recount:
    return recount(real_data, area)
