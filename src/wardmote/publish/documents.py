"""The quarterly report as a document: a summary page that can be read alone, then what stands behind it."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from wardmote.common import clock
from wardmote.common.dates import plainday, shortday
from wardmote.common.documents import (
    Block,
    Bullets,
    ChartBlock,
    Column,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    Notice,
    PageBreak,
    Paragraph,
    Table,
)
from wardmote.common.periods import Quarter
from wardmote.performance.page import QuarterPage, Row
from wardmote.performance.queries import bars, quarter_page
from wardmote.plan.queries import ActionLine, PlanPage, published_plans

if TYPE_CHECKING:
    from wardmote.partnership.models import Partnership

MARKING = "OFFICIAL"
_SYNTHETIC = (
    "Synthetic data. Figures of recorded crime in this report were made by Wardmote’s own generator, because no police "
    "files are loaded. They describe no real place and must not be quoted."
)
# More than these would not leave the summary on one page.
_KEY_FIGURES = 6


def quarter_report(partnership: "Partnership", quarter: Quarter) -> Document:
    """Return the report of a quarter, made from what the public may see: no reader's rights widen it."""
    page = quarter_page(None, partnership.pk, quarter)
    plans = published_plans(partnership, quarter)
    return Document(
        title="Quarterly report",
        partnership=partnership.name,
        period=quarter.label,
        version=f"As known on {plainday(clock.today())}",
        marking=MARKING,
        made=clock.now(),
        blocks=[*_summary(page, plans), PageBreak(), *_indicators(page), *_plans(plans), *_definitions(page)],
        notes=_notes(page),
    )


def _summary(page: QuarterPage, plans: Sequence[PlanPage]) -> Iterable[Block]:
    yield Heading(1, "Summary")
    if page.synthetic:
        yield Notice(_SYNTHETIC)
    if not page.rows:
        yield Paragraph("The partnership has not yet chosen indicators, so there are no figures to report.")
        return
    yield KeyFigures(
        KeyFigure(row.shown, f"{row.indicator.name}", _beside(row)) for row in page.rows[:_KEY_FIGURES]
    )  # fmt: skip
    yield Bullets(row.sentence for row in page.rows)
    yield from (Paragraph(_in_short(each)) for each in plans)
    if page.missing:
        yield Heading(2, "What is missing")
        yield Bullets(page.missing)


def _in_short(page: PlanPage) -> str:
    """Say in a sentence what plan is in force and how much of it is counted."""
    lines = [line for block in page.priorities for line in block.lines]
    counted = sum(line.reading is not None for line in lines)
    actions = "1 numbered action" if len(lines) == 1 else f"{len(lines)} numbered actions"
    return f"{page.plan.title} holds {actions}, of which {counted or 'none'} {'is' if counted == 1 else 'are'} counted."


def _beside(row: Row) -> str:
    """What a key figure is compared with, always with the count."""
    if row.change.difference is None:
        return row.change_text if row.then.value is None else f"{row.then.text} in the same quarter last year"
    return f"{row.then.text} in the same quarter last year: {row.change_text}"


def _indicators(page: QuarterPage) -> Iterable[Block]:
    if not page.rows:
        return
    yield Heading(1, "Indicators")
    yield Table(
        f"Indicators, {page.quarter.label}",
        [
            Column("Indicator", share=3),
            Column("This quarter", numeric=True, share=2),
            Column("Same quarter last year", numeric=True, share=2),
            Column("Change", numeric=True, share=2),
            Column("Direction"),
        ],
        [
            (_named(row), row.shown, row.then.text, row.change_text, row.direction_text.capitalize())
            for row in page.rows
        ],
        note="Direction says what the change means for each indicator, against the same quarter last year.",
    )
    for row in page.rows:
        yield Heading(2, row.indicator.name)
        yield Paragraph(row.sentence)
        chart = bars(row)
        if chart is not None:
            yield ChartBlock(chart)


def _named(row: Row) -> str:
    ref = row.indicator.plan_ref
    return f"{row.indicator.name} (plan action {ref})" if ref else row.indicator.name


def _plans(plans: Iterable[PlanPage]) -> Iterable[Block]:
    for page in plans:
        yield Heading(1, page.plan.title)
        for block in page.priorities:
            yield Heading(2, f"Priority {block.priority.number}: {block.priority.title}")
            if not block.lines:
                yield Paragraph("No actions yet.")
                continue
            yield Table(
                f"Actions of priority {block.priority.number}; counts of {page.quarter.label}",
                [
                    Column("Action", share=4),
                    Column("Led by", share=3),
                    Column("Due"),
                    Column("Measure"),
                    Column("Count", numeric=True, share=2),
                ],
                [_action(line) for line in block.lines],
            )


def _action(line: ActionLine) -> tuple[str, ...]:
    action = line.action
    return (
        f"{action.ref}. {action.wording}",
        line.leads or "Nobody yet",
        action.due_text or shortday(action.due_on) or "No date",
        line.measure_name or "Not counted",
        line.reading.text if line.reading else "–",
    )


def _definitions(page: QuarterPage) -> Iterable[Block]:
    if not page.rows:
        return
    yield Heading(1, "Definitions and sources")
    yield Table(
        "What each indicator counts, and where the figures come from",
        [Column("Indicator", share=2), Column("Definition", share=4), Column("Source", share=3)],
        [
            (row.indicator.name, row.indicator.definition, row.now.source or row.indicator.source or "Not recorded")
            for row in page.rows
        ],
    )


def _notes(page: QuarterPage) -> list[str]:
    return [
        "Counts of people from 1 to 4 are printed as “fewer than 5”, and nothing is printed from which they could be "
        "worked out.",
        "A percentage on a small base misleads, so the counts are printed in its place.",
        "A month of which no records are held is missing, not nought, and its quarter is compared with nothing.",
        *([_SYNTHETIC] if page.synthetic else []),
    ]
