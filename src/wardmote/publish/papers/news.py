"""What changed since the report before: ratings and directions, actions, and figures that were corrected since."""

from collections.abc import Iterator

from wardmote.common.documents import Block, Bullets, Column, Heading, Paragraph, Table
from wardmote.publish import parts
from wardmote.publish.changes import ActionNews, action_news, changed_figures
from wardmote.publish.data import Action, Figure, ReportData
from wardmote.publish.figures import rated, trend


def news(data: ReportData) -> Iterator[Block]:
    """The section of the quarterly report that says it in full."""
    since = data.before
    if since is None and not data.revisions:
        return
    yield Heading(1, f"What changed since {since.quarter.label}" if since else "What changed")
    if since is not None:
        pairs = changed_figures(since.figures, data.now.figures)
        told = action_news(since.actions, data.now.actions)
        if not (pairs or told.any or data.revisions):
            yield Paragraph("No rating or direction changed, and no action was done, became late or is new.")
        if pairs:
            yield Heading(2, "Ratings and directions")
            yield _changed(pairs)
        if told.any:
            yield Heading(2, "Actions")
            yield Bullets(_action_lines(told))
    if data.revisions:
        yield Heading(2, "Figures corrected since they were published")
        yield Table(
            "As published, and as now known",
            [
                Column("Indicator", share=4), Column("Quarter", share=4), Column("As published", numeric=True, share=2),
                Column("As now known", numeric=True, share=2),
            ],
            [(each.name, each.quarter.label, each.published, each.now) for each in data.revisions],
            parts=False,
        )  # fmt: skip


def news_in_short(data: ReportData) -> list[str]:
    """The same in a line each, for the summary."""
    lines = []
    if data.before is not None:
        pairs = changed_figures(data.before.figures, data.now.figures)
        lines += [_change_line(then, now) for then, now in pairs if then.rag != now.rag]
        told = action_news(data.before.actions, data.now.actions)
        for held, words in ((told.done, "done"), (told.late, "became late"), (told.new, "new")):
            if held:
                lines.append(f"{_refs(held)}: {words}.")
    if data.revisions:
        several = len(data.revisions)
        lines.append(f"{several} published figure{'s were' if several > 1 else ' was'} corrected since.")
    return lines


def _changed(pairs: list[tuple[Figure, Figure]]) -> Table:
    return Table(
        "Indicators whose rating or direction changed",
        [
            Column("Indicator", share=5), Column("Rating before", share=3), Column("Rating now", share=3),
            Column("Direction before", share=3), Column("Direction now", share=3), Column("Is it a signal?", share=4),
        ],
        [
            (
                now.name, rated(then.rag), rated(now.rag), parts.sentence_case(then.long or "not compared"),
                parts.sentence_case(now.long or "not compared"), _signal(now),
            )
            for then, now in pairs
        ],
        note="Directions are against the same quarter of the year before.",
        parts=False,
    )  # fmt: skip


def _signal(figure: Figure) -> str:
    """Whether the months say that something happened, or that it may be chance."""
    if figure.variation == "common cause":
        return "No: inside ordinary variation"
    if figure.variation.startswith(("improvement", "concern", "neutral")):
        return f"Yes: {trend(figure).lower()}"
    return "Cannot be told"


def _change_line(then: Figure, now: Figure) -> str:
    inside = ", inside ordinary variation" if now.variation == "common cause" else ""
    return f"{now.name} went from {rated(then.rag).lower()} to {rated(now.rag).lower()}{inside}."


def _action_lines(told: ActionNews) -> Iterator[str]:
    for held, words in (
        (told.done, "done"), (told.stopped, "stopped"), (told.late, "late"), (told.new, "new"),
        (told.gone, "no longer in the plan"),
    ):  # fmt: skip
        for each in held:
            yield f"{each.ref}. {parts.shortened(each.wording, 140)}: {words}."


def _refs(actions: tuple[Action, ...]) -> str:
    shown = [each.ref for each in actions[:8]]
    more = f" and {len(actions) - len(shown)} more" if len(actions) > len(shown) else ""
    return f"Action{'s' if len(actions) > 1 else ''} {', '.join(shown)}{more}"
