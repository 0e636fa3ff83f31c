"""What this room puts on paper: the one-page compliance statement."""

from wardmote.common import clock
from wardmote.common.dates import plainday, shortday
from wardmote.common.documents import Column, Document, Mark, Notice, Paragraph, Table
from wardmote.plan.queries.calendar import CalendarYear, Occasion

_SHORTER = (("regulations ", "regs "), ("regulation ", "reg "), ("section ", "s."),
            ("Police, Crime, Sentencing and Courts Act", "PCSC Act"))  # fmt: skip
_STATES = (("done", "done"), ("late", "late"), ("due", "still to come"), ("unknown", "without a day yet"))


def compliance_statement(data: CalendarYear) -> Document:
    """Return what law and one's own rules asked for in a year, and what came of it, on one page."""
    groups = gathered(data)
    rows = [_row(each) for each in groups if any(one.due_on for one in each)]
    called_for = [each[0].duty.title for each in groups if not any(one.due_on for one in each)]
    unsure = any(not each.duty.confirmed for each in data.occasions)
    words = "“Late” says that no evidence of it is recorded here. This is not legal advice."
    if unsure:
        words += " * Check the wording: the text in force was not read, or may have been amended."
    return Document(
        title="Compliance statement",
        partnership=data.partnership.name,
        period=data.year.label,
        version=f"As recorded on {plainday(clock.today())}",
        marking="",
        made=clock.now(),
        blocks=[
            Paragraph(summary_of(data)),
            Table(
                "What was due, and what came of it",
                [Column("Duty", share=7), Column("Source", share=6), Column("Due", share=2), Column("State", share=4)],
                rows,
                note=(f"Only when called for, and not so far: {'; '.join(called_for)}. " if called_for else "") + words,
                parts=False,
            ) if rows else Notice("Nothing is asked for in this year."),
        ],
    )  # fmt: skip


def summary_of(data: CalendarYear) -> str:
    """Say in a sentence how the year stands."""
    counts = [(data.counted(state), words) for state, words in _STATES]
    parts = ", ".join(f"{number} {words}" for number, words in counts if number)
    total = len(data.occasions)
    if not total:
        return f"Nothing is asked for in {data.year.label}."
    return f"Of {total} things asked for in {data.year.label} by the rules of {data.nation_name}: {parts}."


def gathered(data: CalendarYear) -> list[list[Occasion]]:
    """Return the occasions of each duty together, duties in the order in which the first of each falls due."""
    found: dict[int, list[Occasion]] = {}
    for each in data.occasions:
        found.setdefault(each.duty.pk, []).append(each)
    return list(found.values())


def _row(occasions: list[Occasion]) -> tuple[str, str, str, str]:
    duty = occasions[0].duty
    days = [shortday(each.due_on) for each in occasions if each.due_on]
    when = days[0] if len(days) == 1 else f"{len(days)} times"
    return duty.title + ("" if duty.confirmed else "\u00a0*"), _short(duty.source), when, _state(occasions)


def _short(source: str) -> str:
    """Write a source as lawyers do, so that the statement keeps to its page."""
    for long, short in _SHORTER:
        source = source.replace(long, short)
    return source


def _state(occasions: list[Occasion]) -> str:
    dated = [each for each in occasions if each.due_on]
    if len(dated) > 1:
        late = sum(each.state == "late" for each in dated)
        done = sum(each.state == "done" for each in dated)
        text = f"Late: {late}, done: {done} of {len(dated)}" if late else f"Done: {done} of {len(dated)}"
        return Mark(text, "red" if late else "green" if done == len(dated) else "grey")
    one = dated[0]
    return Mark(one.text, one.colour if one.state in ("done", "late") else "grey")
