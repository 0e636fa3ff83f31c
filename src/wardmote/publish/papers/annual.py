"""The annual report for scrutiny: what was promised, what was done, and how the indicators moved over the year."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from wardmote.common.documents import (
    Block,
    Bullets,
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
from wardmote.methods.change import change
from wardmote.methods.decimals import rounded
from wardmote.publish import parts
from wardmote.publish.data import Action, Figure, ReportData, Snapshot
from wardmote.publish.figures import action_rated, number, rated


def write(data: ReportData) -> Document:
    """Return the report of the financial year of `data.now`, from the quarters that are there."""
    return parts.document(
        data,
        title="Annual report for scrutiny",
        period=data.financial_year.label,
        blocks=[
            *_summary(data), PageBreak(landscape=True), *_promised(data), *_year_on_year(data), *_exceptions(data),
            PageBreak(landscape=False), *_statement(data), *parts.definitions(data, data.now.figures),
        ],
        notes=parts.notes(data),
    )  # fmt: skip


def _summary(data: ReportData) -> Iterator[Block]:
    actions, figures = promised(data), data.now.figures
    done, stopped = (sum(each.means == word for _, each in actions) for word in ("done", "stopped"))
    yield Heading(1, "The year in short")
    yield from parts.warnings(data)
    yield from (Notice(line) for line in _lacking(data))
    yield KeyFigures([
        KeyFigure(str(len(actions)), "actions were promised", "in the plans in force during the year"),
        KeyFigure(str(done), "actions were done", f"{stopped or 'none'} stopped"),
        KeyFigure(str(len(actions) - done - stopped), "actions are carried over", _late(actions)),
        *([KeyFigure(str(sum(each.long == "better" for each in figures)), "indicators are better than a year ago",
                     f"{sum(each.long == 'worse' for each in figures)} worse, of {len(figures)}")] if figures else []),
    ])  # fmt: skip
    yield from parts.plans_in_short(data)
    closed = [f"{each.ref}. {parts.shortened(each.wording, 150)}" for _, each in actions if each.means == "done"]
    if closed:
        yield Heading(2, "Actions done this year")
        yield Bullets([*closed[:8], *([f"And {len(closed) - 8} more, in the table."] if len(closed) > 8 else [])])


def _late(actions: "Sequence[tuple[Action | None, Action]]") -> str:
    late = sum(each.late for _, each in actions)
    return f"{late} of them late" if late else "none of them late"


def _lacking(data: ReportData) -> Iterator[str]:
    """Which quarters of the year the report cannot count on."""
    there = {each.quarter for each in data.year}
    gone = [each.short_label for each in data.financial_year.quarters if each not in there]
    drafts = [each.quarter.short_label for each in data.year if not each.frozen and each.quarter != data.now.quarter]
    if gone:
        yield f"No figures stand here for {', '.join(gone)}."
    if drafts:
        yield f"The rounds of {', '.join(drafts)} are not closed: their figures are as known today."


def promised(data: ReportData) -> "list[tuple[Action | None, Action]]":
    """Return each action of the year: as it stood first (None where it is new since), and as it stands last."""
    first: dict[tuple[str, str], Action] = {}
    last: dict[tuple[str, str], Action] = {}
    for snapshot in data.year or (data.now,):
        for each in snapshot.actions:
            first.setdefault(each.key, each)
            last[each.key] = each
    opening = {each.key for each in data.year[0].actions} if data.year else set()
    return [(first[key] if key in opening else None, each) for key, each in last.items()]


def _promised(data: ReportData) -> Iterator[Block]:
    yield Heading(1, "What was promised, and what was done")
    pairs = promised(data)
    if not pairs:
        yield Paragraph(parts.NO_ACTIONS)
        return
    then = {each.key: before for before, each in pairs}
    # Actions of a superseded plan come before those of its refresh, each under its priority.
    for plan, priority, actions in parts.by_priority(sorted((each for _, each in pairs), key=_place(pairs))):
        yield Heading(2, f"{plan}: {priority}")
        yield Table(
            f"Promised and done: {priority}",
            [
                Column("Ref", share=2), Column("Promised", share=8), Column("Lead", share=4), Column("Due", share=3),
                Column("At the start", share=3), Column("At the end", share=3), Column("RAG", share=3),
                Column("What became of it", share=9),
            ],
            [
                (
                    each.ref, each.wording, each.lead or "Nobody yet", parts.due(each), _began(then[each.key]),
                    each.status or "Not said", action_rated(each), _became(each),
                )
                for each in actions
            ],
            parts=False,
        )  # fmt: skip


def _place(pairs: "Sequence[tuple[Action | None, Action]]"):  # type: ignore[no-untyped-def]  # a sort key
    order: dict[tuple[str, str], int] = {}
    for _, each in pairs:
        order.setdefault((each.plan, each.priority), len(order))
    return lambda each: order[each.plan, each.priority]


def _began(before: Action | None) -> str:
    return "New this year" if before is None else before.status or "Not said"


def _became(action: Action) -> str:
    word = {"done": "Closed: done", "stopped": "Closed: stopped"}.get(action.means, "Carried over")
    said = parts.progress(action)
    return word if said == "–" else f"{word}. {said}"


def _year_on_year(data: ReportData) -> Iterator[Block]:
    if not data.now.figures:
        return
    quarters = data.financial_year.quarters
    by_quarter = {each.quarter: each for each in data.year}
    yield Heading(1, "Indicators, year on year")
    yield Table(
        f"The quarters of {data.financial_year.short_label}, and the year before",
        [
            Column("Indicator", share=5), *(Column(f"Q{each.number}", numeric=True, share=2) for each in quarters),
            Column("Year", numeric=True, share=2), Column("Year before", numeric=True, share=2),
            Column("Change", numeric=True, share=3), Column("RAG at the end", share=3), Column("Direction", share=3),
        ],
        [
            (
                each.name, *(_text(by_quarter.get(quarter), each.key) for quarter in quarters),
                *_years(each, data.year), rated(each.rag), parts.sentence_case(each.long or "not compared"),
            )
            for each in data.now.figures
        ],
        note="A year is the sum of its quarters, for counts only, and stands where all four are known. Direction is "
        "of the last quarter against the same quarter a year before.",
        parts=False,
    )  # fmt: skip


def _text(snapshot: Snapshot | None, key: str) -> str:
    figure = snapshot.figure(key) if snapshot else None
    return figure.text if figure else "–"


def _years(figure: Figure, year: Sequence[Snapshot]) -> tuple[str, str, str]:
    """The year's count, the year's before it, and the change; dashes where a part is missing or it is no count."""
    held = [each for snapshot in year if (each := snapshot.figure(figure.key)) is not None]
    now = _sum([each.value for each in held]) if len(held) == 4 else None
    then = _sum([each.last_year_value for each in held]) if len(held) == 4 else None
    if figure.aggregation != "sum" or now is None:
        return "–", "–", "–"
    moved = change(now, then, minimum_base=figure.minimum_base)
    if moved.percent is None:
        return number(now, figure.decimals), number(then, figure.decimals) if then is not None else "–", "–"
    sign = "+" if moved.percent > 0 else ""
    said = f"{sign}{rounded(moved.percent)}%".replace("-", "−")
    return number(now, figure.decimals), number(then, figure.decimals), said


def _sum(values: Sequence[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(values) else None


def _exceptions(data: ReportData) -> Iterator[Block]:
    rows = [
        (snapshot.quarter.short_label, parts.named(each), each.text, rated(each.rag),
         parts.sentence_case(each.exception), parts.remedial(each.texts) or "–")
        for snapshot in data.year
        for each in snapshot.figures
        if each.exception
    ]  # fmt: skip
    yield Heading(1, "Exceptions of the year")
    if not rows:
        yield Paragraph("No indicator was red or worsening in any quarter that is reported here.")
        return
    yield Table(
        "Indicators that were red or worsening, by quarter",
        [
            Column("Quarter", share=3), Column("Indicator", share=5), Column("Figure", numeric=True, share=2),
            Column("RAG", share=3), Column("Why it is here", share=5), Column("Remedial action", share=7),
        ],
        rows,
        parts=False,
    )  # fmt: skip


def _statement(data: ReportData) -> Iterator[Block]:
    yield Heading(1, "Statement")
    yield Paragraph(
        "This report is made from the quarterly rounds of the partnership. Each quarter the lead of every action and "
        "the owner of every indicator answers for it; the partnership’s manager signs the round off, and its figures "
        "and texts are frozen when it closes."
    )
    yield Bullets(f"{each.quarter.label}: {each.version.lower()}." for each in data.year)
