"""Survey questions, offered to plans and indicators as something that can be counted."""

from collections.abc import Callable, Sequence

from django.urls import reverse

from wardmote.access.actor import Actor
from wardmote.access.permissions import Permission
from wardmote.common.periods import Timespan
from wardmote.evidence.queries.surveys import answers_between, question_keys
from wardmote.measures.registry import register
from wardmote.measures.types import Count, FilterChoice, Filters, Measure
from wardmote.methods.suppression import THRESHOLD

SOURCE = "Answers to the partnership’s surveys, by the last day of each survey."
TOO_FEW = f"Fewer than {THRESHOLD} people answered this question in the period."


def satisfaction(partnership_id: int, period: Timespan, filters: Filters) -> Count:
    """Count the satisfaction rate as a ratio of whole numbers.

    (mean − 1) ÷ (k − 1) is Σ (j − 1) nⱼ ÷ n (k − 1): above the line the steps climbed, below it all there were.
    """
    return _count(partnership_id, period, filters, _steps)


def satisfied(partnership_id: int, period: Timespan, filters: Filters) -> Count:
    """Count those who chose one of the two best of three or more options, of those who answered."""
    return _count(partnership_id, period, filters, _top_two)


def _steps(counts: Sequence[int]) -> tuple[int, int]:
    return sum(step * n for step, n in enumerate(counts)), sum(counts) * (len(counts) - 1)


def _top_two(counts: Sequence[int]) -> tuple[int, int]:
    return (sum(counts[-2:]), sum(counts)) if len(counts) > 2 else (0, 0)


def _count(
    partnership_id: int, period: Timespan, filters: Filters, parts: Callable[[Sequence[int]], tuple[int, int]]
) -> Count:
    key = filters.get("question", "")
    if not key:
        return Count(None, note="Choose a survey question.", source=SOURCE)
    above: dict[str, int] = {}
    below: dict[str, int] = {}
    answered: dict[str, int] = {}
    for day, counts, best_last in answers_between(partnership_id, key, period.start, period.end):
        top, bottom = parts(counts if best_last else counts[::-1])
        month = f"{day:%Y-%m}"
        above[month], below[month] = above.get(month, 0) + top, below.get(month, 0) + bottom
        answered[month] = answered.get(month, 0) + sum(counts)
    if not answered:
        return Count(None, note="No survey that ended in the period put this question.", source=SOURCE)
    # A month of few answers is nobody's to read off; nor is a period from which one could be subtracted out.
    if any(0 < n < THRESHOLD for n in answered.values()):
        return Count(None, note=TOO_FEW, source=SOURCE)
    if not sum(below.values()):
        return Count(None, note="The question has no answers that this can be worked out from.", source=SOURCE)
    return Count(
        sum(above.values()), by_month=above, source=SOURCE, denominator=sum(below.values()), denominators=below
    )  # fmt: skip


def open_address(actor: Actor, partnership_id: int, period: Timespan, filters: Filters) -> str | None:
    """Return the list of surveys, for those who may see evidence in this partnership."""
    if actor.partnership_id != partnership_id or not actor.may(Permission.EVIDENCE_VIEW):
        return None
    return reverse("evidence:surveys")


def offer() -> None:
    """Register the measures; called at start-up."""
    choices = (FilterChoice("question", "Survey question", question_keys),)
    for key, name, count, definition in (
        (
            "survey_satisfaction", "Survey: satisfaction rate", satisfaction,
            "How far up the scale the mean answer stands: (mean − 1) ÷ (options − 1) × 100. Of the surveys that ended "
            "in the period and put this question. It is not the share who are satisfied.",
        ),
        (
            "survey_satisfied", "Survey: % satisfied", satisfied,
            "The per cent of those who answered that chose one of the two best answers of three or more. Of the "
            "surveys that ended in the period and put this question.",
        ),
    ):  # fmt: skip
        register(
            Measure(
                key=key,
                name=name,
                unit="%",
                definition=definition + " A correction of the answers changes a past figure.",
                confidential=False,
                count=count,
                open_address=open_address,
                choices=choices,
                ratio=True,
                multiplier=100,
            )
        )
