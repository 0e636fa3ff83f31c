"""The exception report: only what is red, worsening or late, with what will be done about it and by whom."""

from collections.abc import Iterator

from wardmote.common.documents import Block, Column, Document, Heading, KeyFigure, KeyFigures, Paragraph, Table
from wardmote.publish import parts
from wardmote.publish.data import Action, Figure, ReportData, Texts
from wardmote.publish.figures import action_rated, rated, trend


def write(data: ReportData) -> Document:
    """Return the report, on paper that lies on its side."""
    return parts.document(
        data, title="Exception report", landscape=True, notes=parts.notes(data), blocks=[*_blocks(data)]
    )  # fmt: skip


def _blocks(data: ReportData) -> Iterator[Block]:
    figures = [each for each in data.now.figures if each.exception]
    actions = [each for each in data.now.actions if each.exception]
    yield Heading(1, "Exceptions")
    yield from parts.warnings(data)
    if not data.now.figures:
        yield Paragraph(parts.NO_INDICATORS)
    yield KeyFigures([
        KeyFigure(str(sum(each.rag == "red" for each in figures)), "indicators are red"),
        KeyFigure(str(sum(each.worse for each in figures)), "indicators are worsening"),
        KeyFigure(str(sum(each.late for each in actions)), "actions are late"),
    ])  # fmt: skip
    yield Heading(1, "Indicators that are red or worsening")
    if figures:
        yield _figures(figures, data)
    else:
        yield Paragraph("None.")
    yield Heading(1, "Actions that are late or red")
    if actions:
        yield _actions(actions, data)
    else:
        yield Paragraph("None.")
    yield from _in_full(data, figures, actions)


def _figures(figures: list[Figure], data: ReportData) -> Table:
    return Table(
        f"Indicators, {data.now.quarter.label}",
        [
            Column("Indicator", share=5), Column("This quarter", numeric=True, share=2),
            Column("Change", numeric=True, share=3), Column("RAG", share=3), Column("Why it is here", share=5),
            Column("Trend", share=3), Column("Answered for by", share=4), *_remedy_columns(),
        ],
        [
            (
                parts.named(each), each.text, each.change_text or "not compared", rated(each.rag),
                parts.sentence_case(each.exception), trend(each), each.owner or "Nobody yet", *remedy(each.texts, data),
            )
            for each in figures
        ],
        parts=False,
    )  # fmt: skip


def _actions(actions: list[Action], data: ReportData) -> Table:
    return Table(
        f"Actions, {data.now.quarter.label}",
        [
            Column("Ref", share=2), Column("Action", share=7), Column("Due", share=3), Column("RAG", share=3),
            Column("Why it is here", share=3), Column("Lead", share=4), *_remedy_columns(),
        ],
        [
            (
                each.ref, each.wording, each.due or "No date", action_rated(each), parts.sentence_case(each.exception),
                each.lead or "Nobody yet", *remedy(each.texts, data),
            )
            for each in actions
        ],
        parts=False,
    )  # fmt: skip


def _remedy_columns() -> list[Column]:
    return [Column("Remedial action", share=7), Column("By whom", share=4), Column("By when", share=3)]


def remedy(texts: Texts, data: ReportData) -> tuple[str, str, str]:
    """What will be done, by whom, by when. The public is not told whether there is one that it may not read."""
    if not texts.remedial:
        return ("None yet" if data.audience == "member" else "Not published", "–", "–")
    return texts.remedial, texts.remedial_by or "Not said", parts.shortday(texts.remedial_due_on) or "Not said"


def _in_full(data: ReportData, figures: list[Figure], actions: list[Action]) -> Iterator[Block]:
    """What the leads said, at length."""
    spoken = [(parts.named(each), each.texts) for each in figures if each.texts.short or each.texts.full]
    spoken += [
        (f"Action {each.ref}: {parts.shortened(each.wording)}", each.texts)
        for each in actions
        if each.texts.short or each.texts.full
    ]
    if spoken:
        yield Heading(1, "What those who answer for them say")
    for title, texts in spoken:
        yield Heading(2, title)
        yield from (Paragraph(text) for text in dict.fromkeys((texts.short, texts.full)) if text)
