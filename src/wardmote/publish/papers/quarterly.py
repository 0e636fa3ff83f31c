"""The quarterly performance report: a page that can be read alone, then what stands behind it."""

from collections.abc import Iterator, Sequence

from wardmote.common.charts import NOT_KNOWN
from wardmote.common.documents import (
    Block,
    Bullets,
    ChartBlock,
    Column,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    PageBreak,
    Paragraph,
    Table,
)
from wardmote.publish import parts
from wardmote.publish.data import Action, Figure, ReportData
from wardmote.publish.figures import chart_of, is_long, sentence, series_table, trend
from wardmote.publish.papers.news import news, news_in_short

# More than these would not leave the summary on one page.
_EXCEPTIONS, _NEWS, _LONGEST = 6, 5, 170


def write(data: ReportData) -> Document:
    """Return the report."""
    return parts.document(
        data,
        title="Quarterly performance report",
        blocks=[
            *summary(data), PageBreak(), *news(data), *_scorecard(data), *_indicators(data), *_actions(data),
            PageBreak(landscape=True), *parts.definitions(data, data.now.figures),
        ],
        notes=parts.notes(data),
    )  # fmt: skip


def summary(data: ReportData) -> Iterator[Block]:
    """The page that can be read alone."""
    figures, actions = data.now.figures, data.now.actions
    yield Heading(1, "Summary")
    yield from parts.warnings(data)
    if figures:
        yield KeyFigures(_key_figures(figures, actions))
    else:
        yield Paragraph(parts.NO_INDICATORS)
    exceptions = [sentence(each) for each in figures if each.exception]
    exceptions += [f"Action {each.ref} is {each.exception}: {each.wording}" for each in actions if each.exception]
    if figures or actions:
        yield Heading(2, "What needs attention")
        if exceptions:
            yield Bullets(_first(exceptions, _EXCEPTIONS, "in the sections that follow"))
        else:
            yield Paragraph("No indicator is red or worsening, and no action is late or red.")
    short = news_in_short(data)
    if short:
        yield Heading(2, "What changed")
        yield Bullets(_first(short, _NEWS, "in the next section"))
    yield from parts.plans_in_short(data)
    missing = [f"{each.name}: {' '.join(each.notes)}" for each in figures if each.text == NOT_KNOWN and each.notes]
    if missing:
        yield Heading(2, "What is missing")
        yield Bullets(_first(missing, 4, "in the scorecard"))


def _key_figures(figures: Sequence[Figure], actions: Sequence[Action]) -> list[KeyFigure]:
    ratings = [each.rag for each in figures]
    words = {colour: ratings.count(colour) for colour in ("red", "amber", "green")}
    rated = sum(words.values())
    verdicts = [each.long for each in figures]
    found = [
        KeyFigure(
            str(words["red"]), "indicators rated red",
            f"{words['amber']} amber, {words['green']} green, {len(figures) - rated} not rated",
        ),
        KeyFigure(
            str(verdicts.count("better")), "indicators better than a year ago",
            f"{verdicts.count('worse')} worse, of {_many(len(figures), 'indicator')}",
        ),
    ]  # fmt: skip
    if actions:
        done, late = sum(each.means == "done" for each in actions), sum(each.late for each in actions)
        found.append(
            KeyFigure(str(done), f"done of {_many(len(actions), 'action')}", f"{late or 'none'} late")
        )  # fmt: skip
    return found


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _first(lines: Sequence[str], most: int, where: str) -> list[str]:
    short = [parts.shortened(line, _LONGEST) for line in lines[:most]]
    return short if len(lines) <= most else [*short, f"And {len(lines) - most} more, {where}."]


def _scorecard(data: ReportData) -> Iterator[Block]:
    if data.now.figures:
        yield PageBreak(landscape=True)
        yield Heading(1, "Scorecard")
        yield parts.scorecard_table(data, data.now.figures)


def _indicators(data: ReportData) -> Iterator[Block]:
    if not data.now.figures:
        return
    yield PageBreak(landscape=False)
    yield Heading(1, "Indicators")
    before: Figure | None = None
    for figure in data.now.figures:
        # Figure, chart, table and words of an indicator are read together, so with a chart it has a page of its own.
        if before is not None and (figure.series or before.series):
            yield PageBreak()
        yield Heading(2, parts.named(figure))
        yield from _indicator(data, figure)
        before = figure


def _indicator(data: ReportData, figure: Figure) -> Iterator[Block]:
    yield Paragraph(sentence(figure))
    facts = _facts(figure)
    if facts:
        yield Paragraph(" ".join(facts))
    chart = chart_of(figure, data.now.quarter)
    # A long series has a table of years side by side; bars have their own.
    table = series_table(figure) if is_long(figure) else None
    if chart is not None:
        yield ChartBlock(chart, show_table=table is None)
    if table is not None:
        yield table
    elif chart is None:
        yield _compared(data, figure)
    yield from parts.said(figure.texts)


def _facts(figure: Figure) -> list[str]:
    """What stands beside the figure: its rating and why, its trend, its target's prospects, how sure it is."""
    rating = f"Rated {figure.rag}" if figure.rag in ("red", "amber", "green") else ""
    return [
        line
        for line in (
            f"{rating}. {figure.rag_reason}".strip(". ") + "." if rating or figure.rag_reason else "",
            f"Trend: {trend(figure).lower()}." if figure.variation else "",
            f"Target: {figure.assurance}." if figure.assurance else "",
            f"The figure is {figure.quality}." if figure.quality in ("provisional", "revised") else "",
            f"Answered for by {figure.owner}." if figure.owner else "",
            *figure.notes,
        )
        if line
    ]


def _compared(data: ReportData, figure: Figure) -> Table:
    """The figure beside those it is compared with, where its months are not printed."""
    quarter = data.now.quarter
    return Table(
        f"{figure.name}: {figure.unit}",
        [Column("Quarter", share=3), Column("Figure", numeric=True, share=2)],
        [
            (quarter.last_year().label, figure.last_year_text or "not known"),
            *([(quarter.previous().label, figure.previous_text)] if figure.previous_text else []),
            (quarter.label, figure.text),
        ],
        parts=False,
    )


def _actions(data: ReportData) -> Iterator[Block]:
    if not data.now.actions:
        return
    yield PageBreak(landscape=True)
    yield Heading(1, "Actions by priority")
    plan = ""
    for title, priority, actions in parts.by_priority(data.now.actions):
        yield Heading(2, priority if title == plan else f"{title}: {priority}")
        plan = title
        yield parts.action_table(f"Actions: {priority}", actions)
    full = [each for each in data.now.actions if each.texts.full and each.texts.full != each.texts.short]
    if full:
        yield PageBreak(landscape=False)
        yield Heading(1, "Progress in full")
        for action in full:
            yield Heading(2, f"Action {action.ref}: {parts.shortened(action.wording)}")
            yield Paragraph(action.texts.full)
