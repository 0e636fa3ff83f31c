"""A survey's closed question: how many chose each option, and what its answers come to."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from wardmote.methods.decimals import divided


@dataclass(frozen=True)
class ClosedQuestion:
    """The statistics of one question; all but `n` are None where nobody answered.

    `mean`, `variance` and `sd` are of the options numbered from 1, as a population. `standard_error` is sd ÷ √n, as
    consultation software prints it; `sample_error` is s ÷ √n with n − 1 below s², for an estimate of a wider
    population, None for one answer. `satisfaction` is (mean − 1) ÷ (k − 1) × 100: how far up the scale the mean
    stands. It is not the share who are satisfied: `top_two` is, the per cent who chose one of the two best options,
    None where there are only two.
    """

    n: int
    mean: Decimal | None
    variance: Decimal | None
    sd: Decimal | None
    standard_error: Decimal | None
    sample_error: Decimal | None
    satisfaction: Decimal | None
    top_two: Decimal | None


def closed_question(counts: Sequence[int], *, best_last: bool = True) -> ClosedQuestion:
    """Work out the statistics of `counts`, the answers to each option in the order asked.

    Leave out who skipped it or did not know, and report them beside it. Where the first option is the best
    (`best_last=False`) the options are numbered from the other end, so that more is always better.
    Raises ValueError for fewer than two options or a negative count.
    """
    options = len(counts)
    if options < 2:
        raise ValueError("a closed question has at least two options")
    if any(each < 0 for each in counts):
        raise ValueError("a count of answers is nought or more")
    ordered = list(counts) if best_last else list(reversed(counts))
    n = sum(ordered)
    if n == 0:
        return ClosedQuestion(0, None, None, None, None, None, None, None)
    mean = divided(Decimal(sum(code * each for code, each in enumerate(ordered, start=1))), n)
    # From whole numbers, so that answers all alike have a variance of exactly nought.
    squares = n * sum(code * code * each for code, each in enumerate(ordered, start=1))
    spread = squares - sum(code * each for code, each in enumerate(ordered, start=1)) ** 2
    variance = divided(Decimal(spread), n * n)
    sample = divided(Decimal(spread), n * (n - 1)) if n > 1 else None
    return ClosedQuestion(
        n=n,
        mean=mean,
        variance=variance,
        sd=variance.sqrt(),
        standard_error=divided(variance, n).sqrt(),
        sample_error=None if sample is None else divided(sample, n).sqrt(),
        satisfaction=divided((mean - 1) * 100, options - 1),
        top_two=divided(Decimal(sum(ordered[-2:]) * 100), n) if options > 2 else None,
    )
