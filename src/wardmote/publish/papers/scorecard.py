"""The scorecard: one row an indicator, then what each did over two years, small."""

from collections.abc import Iterator, Sequence

from wardmote.common.documents import Block, ChartGrid, Column, Document, Heading, Paragraph, Table
from wardmote.publish import parts
from wardmote.publish.data import Figure, ReportData
from wardmote.publish.figures import SPARK_POINTS, label, number, rated, spark_of

# The newest periods whose figures stand in the table under the small charts: more columns than these cannot be read.
_SHOWN = 8


def write(data: ReportData) -> Document:
    """Return the scorecard, on paper that lies on its side."""
    return parts.document(
        data, title="Scorecard", landscape=True, notes=parts.notes(data), blocks=[*_blocks(data)]
    )  # fmt: skip


def _blocks(data: ReportData) -> Iterator[Block]:
    figures = data.now.figures
    yield Heading(1, "Scorecard")
    yield from parts.warnings(data)
    if not figures:
        yield Paragraph(parts.NO_INDICATORS)
        return
    yield Paragraph(counted(figures))
    yield parts.scorecard_table(data, figures)
    drawn = [(each.name, chart) for each in figures if (chart := spark_of(each)) is not None]
    if drawn:
        yield Heading(1, "Two years at a glance")
        yield Paragraph(
            f"Each line shows up to {SPARK_POINTS} periods on a scale of its own, which begins at nought; its last "
            "point is marked. The newest figures stand in the table below."
        )
        yield ChartGrid(drawn, across=4)
        yield from _newest(figures)
    yield from parts.definitions(data, figures)


def counted(figures: Sequence[Figure]) -> str:
    """Say how many are of which colour."""
    names = [rated(each.rag) for each in figures]
    tally = [f"{names.count(name)} {name.lower()}" for name in dict.fromkeys(sorted(names, key=_order))]
    return f"Of {len(figures)} indicator{'' if len(figures) == 1 else 's'}: {', '.join(tally)}."


def _order(name: str) -> int:
    order = ("Red", "Amber", "Green", "Context")
    return order.index(name) if name in order else len(order)


def _newest(figures: Sequence[Figure]) -> Iterator[Table]:
    """A table for each run of periods that the lines end with: months, and quarters where figures come by quarter."""
    groups: dict[tuple[str, ...], list[Figure]] = {}
    for each in figures:
        if spark_of(each) is not None:
            groups.setdefault(tuple(label(point) for point in each.series[-_SHOWN:]), []).append(each)
    for labels, held in groups.items():
        yield Table(
            f"The newest figures, {labels[0]} to {labels[-1]}",
            [Column("Indicator", share=4), *(Column(each, numeric=True, share=1) for each in labels)],
            [[each.name, *(number(point.value, each.decimals) for point in each.series[-_SHOWN:])] for each in held],
            parts=False,
        )
