"""The cross-system scorecard: shared outcomes side by side, under each its indicators and who is accountable."""

from collections.abc import Iterator, Sequence

from wardmote.common.documents import Block, Column, Document, Heading, Line, PageBreak, Panel, Panels, Paragraph, Table
from wardmote.publish import parts
from wardmote.publish.data import Figure, ReportData
from wardmote.publish.figures import verdict

NO_OUTCOME = "No shared outcome"
_RULE = (
    "An indicator has improved or declined where its months hold a special cause for the better or the worse, and has "
    "remained stable where they do not. Where there are too few months to tell, it is judged against the same quarter "
    "last year. What is shown for context is not judged, and what is missing is not known."
)
_SIGNS = {"improved": "↑", "declined": "↓", "remained stable": "→"}


def write(data: ReportData) -> Document:
    """Return the scorecard of outcomes, on paper that lies on its side."""
    return parts.document(
        data, title="Scorecard of shared outcomes", landscape=True, blocks=[*_blocks(data)],
        notes=[_RULE, *parts.notes(data)],
    )  # fmt: skip


def by_outcome(figures: Sequence[Figure]) -> dict[str, list[Figure]]:
    """Return the indicators under the outcome that each serves, those of none last."""
    groups: dict[str, list[Figure]] = {}
    for each in sorted(figures, key=lambda figure: not figure.outcome):
        groups.setdefault(each.outcome or NO_OUTCOME, []).append(each)
    return groups


def accountable(figures: Sequence[Figure]) -> list[str]:
    """Return the agencies accountable for any of the indicators, each once."""
    names = [name.strip() for each in figures for name in each.accountable.split(",")]
    return sorted({name for name in names if name})


def _blocks(data: ReportData) -> Iterator[Block]:
    yield Heading(1, "Outcomes that agencies share")
    yield from parts.warnings(data)
    groups = by_outcome(data.now.figures)
    if not groups:
        yield Paragraph(parts.NO_INDICATORS)
        return
    yield Panels([_panel(outcome, held) for outcome, held in groups.items()], across=min(len(groups), 5))
    yield PageBreak()
    yield Heading(1, "The indicators of each outcome")
    yield Table(
        f"Outcomes, {data.now.quarter.label}",
        [
            Column("Outcome", share=4), Column("Indicator", share=5), Column("This quarter", numeric=True, share=3),
            Column("Same quarter last year", numeric=True, share=3), Column("It has", share=3),
            Column("Accountable", share=5),
        ],
        [
            (outcome, each.name, each.text, each.last_year_text, parts.sentence_case(verdict(each)),
             each.accountable or "Nobody named")
            for outcome, held in groups.items()
            for each in held
        ],
        parts=False,
    )  # fmt: skip
    yield from parts.definitions(data, data.now.figures)


def _panel(outcome: str, figures: Sequence[Figure]) -> Panel:
    lines = [Line(f"{_SIGNS.get(verdict(each), '·')} {each.name}: {verdict(each)}") for each in figures[:_IN_A_PANEL]]
    if len(figures) > _IN_A_PANEL:
        lines.append(Line(f"and {len(figures) - _IN_A_PANEL} more in the table"))
    agencies = accountable(figures)
    who = [Line(name) for name in agencies[:_AGENCIES]] or [Line("Nobody named")]
    if len(agencies) > _AGENCIES:
        who.append(Line(f"and {len(agencies) - _AGENCIES} more"))
    return Panel(outcome, [("Indicators", lines), ("Accountable", who)])


_IN_A_PANEL, _AGENCIES = 8, 6
