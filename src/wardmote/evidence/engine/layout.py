"""What a street file looks like: its columns, its name, its known crime types, and how big anything in it may be."""

import re

COLUMNS = (
    "Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location", "LSOA code", "LSOA name",
    "Crime type", "Last outcome category", "Context",
)  # fmt: skip
HEADER = ",".join(COLUMNS).encode()
# Context has been empty in every file for years, so a file without it can still be counted.
REQUIRED = COLUMNS[:-1]

ANTI_SOCIAL_BEHAVIOUR = "Anti-social behaviour"
CRIME_TYPES = frozenset(
    {
        ANTI_SOCIAL_BEHAVIOUR, "Bicycle theft", "Burglary", "Criminal damage and arson", "Drugs", "Other crime",
        "Other theft", "Possession of weapons", "Public order", "Robbery", "Shoplifting", "Theft from the person",
        "Vehicle crime", "Violence and sexual offences",
        # printed in files before May 2013
        "Violent crime", "Public disorder and weapons",
    }
)  # fmt: skip

# The word that our own generator writes in the Context column, so that invented records cannot pass for real ones.
SYNTHETIC_CONTEXT = "Synthetic"

STREET_NAME = re.compile(r"^(\d{4}-(?:0[1-9]|1[0-2]))-([a-z][a-z-]{1,40})-street\.csv(?:\.gz)?$")
MONTH = re.compile(r"^\d{4}-(?:0[1-9]|1[0-2])$")
LSOA_CODE = re.compile(r"^[EWSN][0-9]{8}$")
# Coordinates in degrees, as digits; the files have six decimals.
DEGREES = re.compile(r"^-?[0-9]{1,3}(?:\.[0-9]{1,15})?$")

# A real line has up to about 300 bytes, the largest force's month about 30 million, and gzip packs them about 10 to 1.
LONGEST_LINE = 8_192
LARGEST_FILE = 128 * 1024 * 1024
LARGEST_RATIO = 100
MOST_FILES = 50_000


def missing_columns(header: list[str]) -> list[str]:
    """Return the required columns that `header` lacks, in the order of the layout."""
    return [column for column in REQUIRED if column not in header]


def named_otherwise(header: list[str]) -> str:
    """Say which other police.uk file `header` belongs to; empty when none that we know."""
    if "Object of search" in header:
        return "a stop and search file"
    if "Outcome type" in header:
        return "an outcomes file"
    return ""
