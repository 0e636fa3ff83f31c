"""What changed, what is an exception, what a reader may read: worked out on plain values."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.common.documents import ChartBlock, Column, Document, Heading, Notice, Table
from wardmote.common.periods import Month, Quarter
from wardmote.publish.changes import action_news, changed_figures, revised
from wardmote.publish.data import (
    Action,
    Audience,
    Figure,
    Point,
    ReportData,
    Revision,
    Snapshot,
    Texts,
    for_audience,
)
from wardmote.publish.figures import (
    action_rated,
    chart_of,
    headline,
    rated,
    sentence,
    series_table,
    spark_of,
    verdict,
)
from wardmote.publish.gather import points
from wardmote.publish.kinds import KINDS
from wardmote.publish.services.make import write
from wardmote.publish.totals import TableError, read_table, with_totals_checked

QUARTER = Quarter.parse("2024-25-Q4")
LAST = Month(2025, 3)
MADE = datetime(2025, 4, 20, 9, 30, tzinfo=UTC)


def figure(key: str = "burglary", **given: object) -> Figure:
    values: dict[str, object] = {
        "key": key, "name": key.title(), "unit": "recorded crimes", "value": Decimal(81), "text": "81",
        "last_year_value": Decimal(97), "last_year_text": "97", "change_text": "−16 (−16.5%)", "long": "better",
        "polarity": "less_is_better", "public": True,
    } | given  # fmt: skip
    return Figure(**values)  # type: ignore[arg-type]  # the fields by name


def action(ref: str = "1.1", **given: object) -> Action:
    return Action(**({"plan": "Plan", "priority": "1. Safe", "ref": ref, "wording": "Lamps", "public": True} | given))  # type: ignore[arg-type]  # the fields by name


def snapshot(*held: Figure | Action, quarter: Quarter = QUARTER, edition: int = 1) -> Snapshot:
    return Snapshot(
        quarter, edition, date(2025, 4, 14), tuple(each for each in held if isinstance(each, Figure)),
        tuple(each for each in held if isinstance(each, Action)),
    )  # fmt: skip


def months(count: int, last: Month = LAST) -> tuple[Point, ...]:
    found: list[Point] = []
    for step in range(count):
        found.insert(0, Point(last.slug, Decimal(10 + step % 3)))
        last = last.previous()
    return tuple(found)


def report(*held: Figure | Action, **given: object) -> ReportData:
    now = snapshot(*held)
    return ReportData("P", "p", MADE, now, **({"year": (now,)} | given))  # type: ignore[arg-type]  # the fields by name


def test_rating_and_direction_are_news_and_a_figure_alone_is_not() -> None:
    then = [figure("a", rag="green"), figure("b"), figure("c", value=Decimal(1)), figure("gone")]
    now = [figure("a", rag="red"), figure("b", long="worse"), figure("c", value=Decimal(2)), figure("new")]
    assert [(a.key, b.rag, b.long) for a, b in changed_figures(then, now)] == [
        ("a", "red", "better"),
        ("b", "grey", "worse"),
    ]


def test_each_action_is_news_once() -> None:
    then = [action("1", means="under_way"), action("2", late=True), action("3"), action("4"), action("5", means="done")]
    now = [action("1", means="done"), action("2", late=True), action("3", late=True), action("6"),
           action("7", means="done")]  # fmt: skip
    news = action_news(then, now)
    assert [[each.ref for each in held] for held in (news.done, news.late, news.new, news.gone, news.stopped)] == [
        ["1", "7"], ["3"], ["6", "7"], ["4"], [],
    ]  # fmt: skip
    assert not action_news(now, now).any


def test_a_published_figure_stands_beside_what_is_known_now() -> None:
    published = snapshot(figure("a", text="81"), figure("b", text="5"), figure("retired"))
    assert revised(published, snapshot(figure("a", text="83"), figure("b", text="5"))) == [
        Revision("A", QUARTER, "81", "83", 1, public=True)
    ]


def test_the_public_reads_what_is_public_and_texts_that_were_released() -> None:
    data = report(
        figure("seen", texts=Texts("short", "full", True, "remedy"), rag_reason="words"),
        figure("kept", texts=Texts("short", "full", False, "remedy")),
        figure("hidden", public=False, texts=Texts("short", public=True)),
        action("1", texts=Texts("", "full", True)), action("2", public=False),
        revisions=(Revision("Seen", QUARTER, "1", "2", 1, public=True), Revision("Hidden", QUARTER, "1", "2", 1)),
    )  # fmt: skip
    public = for_audience(data, Audience.PUBLIC)
    assert [each.key for each in public.now.figures] == ["seen", "kept"]
    assert [each.texts for each in public.now.figures] == [Texts("short", "", True, "remedy"), Texts()]
    assert [each.rag_reason for each in public.now.figures] == ["", ""]
    assert [(each.ref, each.texts.short) for each in public.now.actions] == [("1", "full")]
    assert [each.name for each in public.revisions] == ["Seen"]
    assert for_audience(data, Audience.MEMBER).now == data.now


def test_what_is_no_longer_public_anywhere_is_in_no_quarter_of_the_public_report() -> None:
    hidden = figure("hidden", public=False)
    data = report(figure("seen"), hidden, before=snapshot(hidden), year=(snapshot(hidden), snapshot(figure("seen"))))
    public = for_audience(data, Audience.PUBLIC)
    for each in (public.now, public.before, *public.year):
        assert each is not None
        assert "hidden" not in [held.key for held in each.figures]


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"variation": "improvement low", "long": "worse"}, "improved"),
        ({"variation": "concern high"}, "declined"),
        ({"variation": "common cause", "long": "worse"}, "remained stable"),
        ({"variation": "not enough points", "long": "worse"}, "declined"),
        ({"variation": "", "long": "better"}, "improved"),
        ({"long": "no change"}, "remained stable"),
        ({"long": "not compared"}, "not known"),
        ({"polarity": "context", "variation": "neutral high"}, "not judged"),
    ],
)
def test_improved_stable_or_declined(given: dict[str, object], word: str) -> None:
    assert verdict(figure(**given)) == word


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"rag": "red"}, "red"),
        ({"long": "worse", "rag": "green"}, "worse than last year"),
        ({"rag": "red", "long": "worse", "variation": "concern high"},
         "red, worse than last year and beyond ordinary variation"),
        ({"comparator": "the quarter before", "short": "better", "long": "worse"}, ""),
        ({"rag": "grey"}, ""),
        ({"value": None, "rag": "grey", "long": "not compared"}, ""),
    ],
)  # fmt: skip
def test_why_an_indicator_is_an_exception(given: dict[str, object], why: str) -> None:
    assert figure(**given).exception == why


@given(st.sampled_from(["", "grey", "none", "purple", "context", "not_known"]))
def test_what_is_not_rated_is_never_printed_green(rag: str) -> None:
    assert rated(rag).colour == "grey"
    assert action_rated(action(rag=rag)).colour == "grey"
    assert action_rated(action(rag=rag, means="done")).colour == "blue"


def test_a_figure_is_said_with_what_it_is_compared_with() -> None:
    assert headline(figure()) == "Burglary fell by 16.5% on the same quarter last year"
    percent = figure(text="11.9%", unit="% of calls", change_text="−2.7 percentage points")
    assert headline(percent) == "Burglary: 11.9%, −2.7 percentage points on the same quarter last year"
    assert sentence(figure(target_text="75")) == (
        "Burglary: 81 recorded crimes, −16 (−16.5%) on the same quarter last year: better. Target: 75."
    )
    assert sentence(percent).startswith("Burglary: 11.9%, −2.7")
    small = figure(value=None, text="fewer than 5", change_text="not compared", long="not compared")
    assert sentence(small) == "Burglary: fewer than 5."


def test_months_are_drawn_with_limits_from_thirteen_on_and_as_bars_before() -> None:
    long = chart_of(figure(series=months(24)), QUARTER)
    assert long is not None
    assert "upper limit" in long.alternative
    bars = chart_of(figure(series=months(3) + months(3, last=Month(2024, 3))), QUARTER)
    assert bars is not None
    assert bars.alternative.startswith("Bar chart")
    assert chart_of(figure(series=months(2)), QUARTER) is None
    assert chart_of(figure(), QUARTER) is None
    assert spark_of(figure()) is None


def test_a_new_baseline_keeps_its_limits_and_its_reason() -> None:
    frozen = [[f"{2023 + n // 12}-{n % 12 + 1:02d}", float(n % 4 + (50 if n > 13 else 0))] for n in range(27)]
    frozen[14].append("A new recording rule.")
    held = figure(series=points(frozen))
    chart, table = chart_of(held, QUARTER), series_table(held)
    assert chart is not None
    assert table is not None
    assert "From Mar 2024 there is a new baseline." in chart.alternative
    assert table.note == "A new baseline begins in Mar 2024: A new recording rule."
    assert points([["2024-01", None], ["2024-02", None]]) == ()


def test_figures_by_month_stand_in_a_column_a_year() -> None:
    table = series_table(figure(series=months(15)))
    assert table is not None
    assert [column.title for column in table.columns] == ["Month", "2023/24", "2024/25"]
    assert [row[0] for row in table.rows][:2] == ["April", "May"]
    assert table.rows[0][1] == ""
    assert table.rows[-1][0] == "March"
    assert all(table.rows[-1])


def test_a_total_that_does_not_come_out_is_said_under_its_table() -> None:
    columns = [Column("District"), Column("2009/10", numeric=True)]
    rows = [["A", "500,000"], ["B", "452,840"], ["Total", "953,898"]]
    made = Document(
        title="T", partnership="P", period="", version="", marking="", made=MADE,
        blocks=[Heading(1, "A"), Table("Money", columns, rows), Table("Unrelated", columns, rows, parts=False)],
    )  # fmt: skip
    blocks = with_totals_checked(made).blocks
    assert [type(each) for each in blocks] == [Heading, Table, Notice, Table]
    notice = blocks[2]
    assert isinstance(notice, Notice)
    assert notice.text.endswith("the parts add up to 952,840; the total says 953,898, 1,058 more.")


def test_no_total_of_our_own_is_wrong() -> None:
    held = [figure(f"i{n}", series=months(n * 5), name="All crime" if n == 4 else f"I{n}") for n in range(5)]
    for kind in KINDS.values():
        if not kind.calendar:
            document = write(kind, report(*held, action(), action("1.2", late=True)))
            assert not any("add up" in each.text for each in document.blocks if isinstance(each, Notice)), kind.key


@given(st.text(max_size=400))
def test_any_text_is_a_table_or_refused(text: str) -> None:
    try:
        rows = read_table(text)
    except TableError:
        return
    assert len(rows) > 1


@pytest.mark.parametrize("kind", [key for key, kind in KINDS.items() if not kind.calendar])
@pytest.mark.parametrize("many", [0, 1, 40])
def test_every_report_stands_with_nothing_and_with_much(kind: str, many: int) -> None:
    figures = [figure(f"i{n}", rag="red", texts=Texts("s", "f " * 900, True, "r")) for n in range(many)]
    actions = [action(f"{n}", wording="Long words " * 60, late=True) for n in range(many)]
    document = write(KINDS[kind], report(*figures, *actions, before=snapshot(*figures[1:])))
    assert all(block.chart.alternative for block in document.blocks if isinstance(block, ChartBlock))
    assert document.blocks[0].__class__ is Heading
