"""Why there is no figure: one way of saying so for every method, and the one place where gaps are refused."""

import math
from collections.abc import Sequence


class NotEnough(ValueError):
    """There is too little to work the figure out from. Its text is a sentence that a page can print."""

    @property
    def reason(self) -> str:
        """The sentence."""
        return str(self)


def unbroken(values: Sequence[float | int | None], least: int, wanted_by: str) -> list[float]:
    """Return `values` as floats. Raises NotEnough when there are under `least`, or one is missing or not a number.

    A missing month is missing, not nought, and nothing is put in its place.
    """
    if len(values) < least:
        raise NotEnough(f"{wanted_by} needs {least} months in a row; there {_are(len(values))}.")
    missing = [index + 1 for index, value in enumerate(values) if value is None or not math.isfinite(value)]
    if missing:
        which = f"month {missing[0]} of {len(values)} is" if len(missing) == 1 else f"{len(missing)} months are"
        raise NotEnough(f"{wanted_by} needs months without a gap; {which} missing.")
    return [float(value) for value in values if value is not None]


def latest_run(values: Sequence[float | int | None]) -> tuple[int, list[float]]:
    """Return where the newest stretch without a gap begins, and the stretch: what can be used of a broken series.

    Gaps at the end are passed over; the stretch is empty, at index len(values), where nothing is known.
    """
    end = len(values)
    while end and values[end - 1] is None:
        end -= 1
    start = end
    while start and values[start - 1] is not None:
        start -= 1
    return (start, [float(value) for value in values[start:end] if value is not None]) if end else (len(values), [])


def _are(count: int) -> str:
    return "is 1" if count == 1 else f"are {count}"
