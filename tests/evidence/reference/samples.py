"""Small invented lookups: two districts, one of them in two partnerships, and an LSOA that was split."""

import gzip
import json
from pathlib import Path

CHANGES = """\ufeffLSOA11CD,LSOA11NM,LSOA21CD,LSOA21NM,CHGIND,LAD22CD,LAD22NM,LAD22NMW,ObjectId
E01000001,Ash 001A,E01000001,Ash 001A,U,E07000001,Ash,,1
E01000002,Ash 001B,E01000011,Ash 001C,S,E07000001,Ash,,2
E01000002,Ash 001B,E01000012,Ash 001D,S,E07000001,Ash,,3
E01000003,Old Birch 001A,E01000003,Birchshire 001A,U,E06000060,Birchshire,,4
E01000004,New Birch 001A,E01000004,Birchshire 002A,U,E06000060,Birchshire,,5
"""
WARDS = """LSOA21CD,LSOA21NM,WD24CD,WD24NM,LAD24CD,LAD24NM
E01000001,Ash 001A,E05000001,"North, and South",E07000001,Ash
E01000011,Ash 001C,E05000001,"North, and South",E07000001,Ash
E01000012,Ash 001D,E05000002,East,E07000002,Elm
E01000003,Birchshire 001A,E05000003,West,E06000060,Birchshire
E01000004,Birchshire 002A,E05000003,West,E06000060,Birchshire
"""
PARTNERSHIPS = """ltla24_code,ltla24_name,csp24_code,csp24_name,pfa24_code,pfa24_name
E07000001,Ash,E22000001,Ash and Elm,E23000001,Hampshire
E07000002,Elm,E22000001,Ash and Elm,E23000001,Hampshire
E06000060,Birchshire,E22000002,Old Birch,E23000001,Hampshire
E06000060,Birchshire,E22000003,Saplings,E23000001,Hampshire
"""
RESIDENTS = """lsoa21_code,total_residents,total_households
E01000001,1000,400
E01000011,900,300
E01000012,800,300
E01000003,700,300
E01000004,600,300
"""
AGES = ",".join(str(age) for age in range(90)) + ",90+"
RESIDENTS_2020 = (
    f"lsoa11_name,lsoa11_code,total_population,{AGES}\n"
    + "".join(f"x,E0100000{number},910,{','.join(['10'] * 91)}\n" for number in (1, 2, 3, 4))
)  # fmt: skip
HARM = "crime_type,cchi_days\nBurglary,20\nRobbery,365\n"


def square(code: str, west: float) -> dict[str, object]:
    """A feature of a hundredth of a degree each way."""
    ring = [[west, 51.0], [west + 0.01, 51.0], [west + 0.01, 51.01], [west, 51.01], [west, 51.0]]
    return {
        "type": "Feature",
        "properties": {"lsoa21_code": code, "lsoa21_name": code},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def shapes(*features: dict[str, object]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


def put(folder: Path, name: str, content: str | bytes) -> Path:
    """Write a file, packed when its name says so."""
    folder.mkdir(parents=True, exist_ok=True)
    data = content.encode() if isinstance(content, str) else content
    path = folder / name
    path.write_bytes(gzip.compress(data, mtime=0) if name.endswith(".gz") else data)
    return path


def forest(folder: Path) -> Path:
    """Write all of them into `folder`, and return it."""
    put(folder, "changes.csv.gz", CHANGES)
    put(folder, "wards.csv", WARDS)
    put(folder, "partnerships.csv", PARTNERSHIPS)
    put(folder, "census2021_residents.csv", RESIDENTS)
    put(folder, "population20.csv", RESIDENTS_2020)
    put(folder, "harm_2026.csv", HARM)
    put(
        folder, "boundaries.geojson.gz",
        shapes(*(square(f"E010000{n:02d}", -1 + n / 100) for n in (1, 3, 4, 11, 12))),
    )  # fmt: skip
    return folder
