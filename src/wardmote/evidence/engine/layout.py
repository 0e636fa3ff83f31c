"""What may stand in a police file, and how big anything in it may be. The columns of each kind are in `kinds`."""

import re
from datetime import date, timedelta

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

# The word that our own generator writes where the police write nothing, so that invented records cannot pass for real.
SYNTHETIC = "Synthetic"

MONTH = re.compile(r"^20[0-9]{2}-(?:0[1-9]|1[0-2])\Z")
LSOA_CODE = re.compile(r"^[EWSN][0-9]{8}$")
# Coordinates in degrees, as digits; the files have six decimals.
DEGREES = re.compile(r"^-?[0-9]{1,3}(?:\.[0-9]{1,15})?$")
# When a search was made: a moment to the second, with its distance from Greenwich.
MOMENT = re.compile(
    "^20[0-9]{2}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])$"
)

# A real line has up to about 300 bytes, the largest force's month about 30 million, and gzip packs them about 10 to 1.
LONGEST_LINE = 8_192
LARGEST_FILE = 128 * 1024 * 1024
LARGEST_RATIO = 100
MOST_FILES = 50_000


def month_before(month: str) -> str:
    """Return the month before `month`: `2025-01` gives `2024-12`."""
    return f"{date(int(month[:4]), int(month[5:]), 1) - timedelta(days=1):%Y-%m}"
