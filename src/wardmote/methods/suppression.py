"""Small numbers: a count of people that is small enough to name them is not printed, nor left to be subtracted out."""

from collections.abc import Sequence
from dataclasses import dataclass

# The usual practice of UK public bodies: 1 to 4 are not shown.
THRESHOLD = 5
NOT_SHOWN = "not shown"
NOT_KNOWN = "not known"


@dataclass(frozen=True)
class Published:
    """A count as it may be seen. `value` is None where it may not; `text` is what is printed, always safe to print."""

    value: int | None
    text: str

    @property
    def suppressed(self) -> bool:
        """True when a number exists and is withheld."""
        return self.value is None and self.text != NOT_KNOWN


def publish_count(count: int | None, *, threshold: int = THRESHOLD, zero_shown: bool = True) -> Published:
    """Return one count as it may be printed: 1 to `threshold` − 1 become “fewer than 5”.

    Nought names nobody and is shown, unless the policy for that figure says that none is itself telling
    (`zero_shown=False`; “fewer than 5” then covers it too). None, no figure yet, is “not known”.
    Raises ValueError for a negative count or a threshold under 1.
    """
    if threshold < 1:
        raise ValueError("a threshold is 1 or more")
    if count is None:
        return Published(None, NOT_KNOWN)
    if count < 0:
        raise ValueError(f"a count is nought or more, not {count}")
    small = count < threshold and (count > 0 or not zero_shown)
    return Published(None, f"fewer than {threshold}") if small else Published(count, f"{count:,}")


def publish_parts(
    counts: Sequence[int], *, threshold: int = THRESHOLD, zero_shown: bool = True
) -> tuple[list[Published], Published]:
    """Return the parts of a total, and the total, so that no hidden part can be had by subtraction.

    With one small part and the total in print, the rest would give it away. So where any part is small, the total is
    shown and every part that is not nought reads “not shown”. (Hiding only the next smallest as well is not enough:
    a reader who knows the rule can often undo it.) Where the total is too small to cover for its parts,
    it is the total that is hidden. Raises ValueError as `publish_count`.
    """
    parts = [publish_count(count, threshold=threshold, zero_shown=zero_shown) for count in counts]
    total = publish_count(sum(counts), threshold=threshold, zero_shown=zero_shown)
    if not any(part.suppressed for part in parts):
        return parts, total
    least = 1 if zero_shown else 0
    coverable = [count for count in counts if count >= least]
    # What is left for any one hidden part, when the others are as small as they can be, must reach the threshold.
    if total.value is not None and len(coverable) >= 2 and sum(coverable) - least * (len(coverable) - 1) >= threshold:
        hidden = Published(None, NOT_SHOWN)
        return [hidden if count >= least else part for count, part in zip(counts, parts, strict=True)], total
    return parts, Published(None, NOT_SHOWN) if len(parts) > 1 else total
