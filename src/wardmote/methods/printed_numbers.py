"""Numbers as people print them in a table's cells."""

import re
from dataclasses import dataclass
from decimal import Decimal

# A number, then perhaps its share in brackets, a mark for revised or provisional, and marks of footnotes.
_NUMBER = re.compile(
    r"(?P<open>\()?(?P<sign>-)?(?P<money>£)?(?P<inner>-)?(?P<digits>\d{1,3}(?:[, ]\d{3})+|\d+)(?P<part>\.\d+)?"
    r"(?P<percent>%)?(?P<close>\))?(?: ?\(-?\d+(?:\.\d+)?%\))?(?: ?\(?[rp]\)?)?[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]*",
    re.ASCII | re.IGNORECASE,
)
_NOTHING = {"", "-", "nil", "none"}


@dataclass(frozen=True)
class PrintedNumber:
    """What a cell says: its value, how many decimals it prints, and what it is a number of."""

    value: Decimal
    places: int = 0
    percent: bool = False
    money: bool = False


def read_number(cell: str) -> PrintedNumber | None:
    """Read `1,234`, `£953,898.00`, `36.5%`, `(1,234)` for less than nought, `609 (69.76%)` as 609, `181,127*`.

    None for what is no plain number: words, `fewer than 5`, `£1.4m`, a date, a share that stands in brackets alone.
    """
    text = " ".join(cell.replace("−", "-").replace("–", "-").split())
    found = _NUMBER.fullmatch(text)
    if not found or bool(found["open"]) != bool(found["close"]) or (found["open"] and found["percent"]):
        return None
    digits = re.sub(r"[, ]", "", found["digits"]) + (found["part"] or "")
    value = -Decimal(digits) if found["open"] or found["sign"] or found["inner"] else Decimal(digits)
    return PrintedNumber(value, len(found["part"] or ".") - 1, bool(found["percent"]), bool(found["money"]))


def is_nothing(cell: str) -> bool:
    """Say whether a cell is empty or prints a dash or nil: nothing to add."""
    return cell.replace("−", "-").replace("–", "-").replace("—", "-").strip().casefold() in _NOTHING
