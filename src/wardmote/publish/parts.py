"""Parts that several reports share: the frame, the tables of figures and actions, the statement of definitions."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from wardmote.common.dates import plainday, shortday
from wardmote.common.documents import Block, Bullets, Column, Document, Heading, Notice, Paragraph, Table
from wardmote.publish.data import Action, Audience, Figure, ReportData, Texts
from wardmote.publish.figures import action_rated, rated, trend

MARKINGS = {Audience.PUBLIC: "OFFICIAL", Audience.MEMBER: "OFFICIAL: for members of the partnership"}
SYNTHETIC = (
    "Synthetic data. Figures of recorded crime in this report were made by Wardmote’s own generator, because no police "
    "files are loaded. They describe no real place and must not be quoted."
)
NO_INDICATORS = "The partnership has not yet chosen indicators, so there are no figures to report."
NO_ACTIONS = "No adopted plan is in force, so there are no actions to report."
_SHORT = 90
# More plans than these would not leave the summary on one page.
_PLANS = 3
# A priority as its plan writes it, beside a report's own numbers.
_NUMBERED = re.compile(r"^(\d+)\. ")


def document(
    data: ReportData, *, title: str, blocks: Iterable[Block], period: str = "", landscape: bool = False,
    notes: Iterable[str] = (),
) -> Document:  # fmt: skip
    """Put a report into its frame: whose it is, of when, for whom, in which edition."""
    return Document(
        title=title,
        partnership=data.partnership,
        period=period or data.now.quarter.label,
        version=f"{data.audience.words}. {_version(data)}",
        marking=MARKINGS[data.audience],
        made=data.made,
        blocks=blocks,
        notes=notes,
        landscape=landscape,
    )


def _version(data: ReportData) -> str:
    return f"As recorded on {plainday(data.now.known_on)}" if data.calendar else data.now.version


def warnings(data: ReportData) -> Iterator[Block]:
    """What a reader must know first."""
    if data.synthetic:
        yield Notice(SYNTHETIC)
    if not data.now.frozen:
        yield Notice("This is a draft: the quarter’s round is not closed, and figures and texts may still change.")


def plans_in_short(data: ReportData) -> Iterator[Block]:
    """Say in a sentence each which plans are in force and how far they have come, of what this audience reads."""
    for plan in data.plans[:_PLANS]:
        actions = [each for each in data.now.actions if each.plan == plan.title]
        done, late = sum(each.means == "done" for each in actions), sum(each.late for each in actions)
        many = "1 action" if len(actions) == 1 else f"{len(actions)} actions"
        yield Paragraph(
            f"{plan.title}, {plainday(plan.starts_on)} to {plainday(plan.ends_on)}, holds {many}: "
            f"{done or 'none'} done and {late or 'none'} late."
        )


def scorecard_table(data: ReportData, figures: Sequence[Figure]) -> Table:
    """One row an indicator. For paper that lies on its side."""
    quarter = data.now.quarter
    return Table(
        f"Scorecard, {quarter.label}",
        [
            Column("Indicator", share=6),
            Column(f"{quarter.last_year().short_label}, last year", numeric=True, share=3),
            Column(f"{quarter.previous().short_label}, before", numeric=True, share=3),
            Column(f"{quarter.short_label}, now", numeric=True, share=3),
            Column("Change", numeric=True, share=4),
            Column("Target", share=4),
            Column("RAG", share=4),
            Column("Trend", share=3),
            Column("On quarter before", share=3),
            Column("On last year", share=3),
        ],
        [
            (
                named(each), each.last_year_text, each.previous_text, each.text, each.change_text or "not compared",
                each.target_text or "–", rated(each.rag), trend(each), sentence_case(each.short or "not compared"),
                sentence_case(each.long or "not compared"),
            )
            for each in figures
        ],
        note=_SCORECARD_NOTE,
        parts=False,
    )  # fmt: skip


def named(figure: Figure) -> str:
    return f"{figure.name} (action {figure.plan_ref})" if figure.plan_ref else figure.name


def sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def said(texts: Texts) -> Iterator[Block]:
    """What the lead said, and what will be done."""
    if texts.short:
        yield Paragraph(texts.short)
    if texts.full and texts.full != texts.short:
        yield Paragraph(texts.full)
    if texts.remedial:
        yield Paragraph(f"What will be done: {remedial(texts)}")


def remedial(texts: Texts) -> str:
    """A remedial action in one line: what, who, by when."""
    if not texts.remedial:
        return ""
    who_when = ", ".join(
        [*([texts.remedial_by] if texts.remedial_by else []),
         *([f"by {shortday(texts.remedial_due_on)}"] if texts.remedial_due_on else [])]
    )  # fmt: skip
    return f"{texts.remedial.rstrip('.')} ({who_when})." if who_when else texts.remedial


def by_priority(actions: Iterable[Action]) -> Iterator[tuple[str, str, list[Action]]]:
    """Yield (plan, priority, its actions), in the order they come."""
    for (plan, priority), held in groupby(actions, key=lambda each: (each.plan, each.priority)):
        yield plan, _NUMBERED.sub(r"Priority \1: ", priority), list(held)


def action_table(caption: str, actions: Iterable[Action]) -> Table:
    """One row an action, with what was said of it. For paper that lies on its side."""
    return Table(
        caption,
        [
            Column("Ref", share=2), Column("Action", share=8), Column("Lead", share=4), Column("Due", share=3),
            Column("Status", share=3), Column("RAG", share=3), Column("Progress", share=8),
        ],
        [
            (
                each.ref, each.wording, each.lead or "Nobody yet", due(each), each.status or "Not said",
                action_rated(each), progress(each),
            )
            for each in actions
        ],
        parts=False,
    )  # fmt: skip


def due(action: Action) -> str:
    return f"{action.due or 'No date'}{' (late)' if action.late else ''}"


def progress(action: Action) -> str:
    """What was said of an action, and what will be done, for a cell; short, since a full text has room elsewhere."""
    return " ".join(part for part in (stopped(action.texts.short), _will(action.texts)) if part) or "–"


def stopped(text: str) -> str:
    """End a text with a full stop where it ends with nothing, since another follows it."""
    return f"{text}." if text and text[-1] not in ".!?…" else text


def _will(texts: Texts) -> str:
    return f"Remedial action: {remedial(texts)}" if texts.remedial else ""


def shortened(text: str, length: int = _SHORT) -> str:
    """Cut a text at a word."""
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"


def definitions(data: ReportData, figures: Sequence[Figure]) -> Iterator[Block]:
    """The statement by which every figure of the report can be made again."""
    if not figures:
        return
    yield Heading(1, "Definitions, sources and rules")
    yield Table(
        "What each indicator counts, where its figures come from and how it is rated",
        [
            Column("Indicator", share=4), Column("Definition", share=7), Column("Source", share=5),
            Column("What a rise means", share=3), Column("RAG rule and version", share=5),
        ],
        [
            (
                each.name,
                " ".join(part for part in (each.definition, each.formula) if part),
                ". ".join(part for part in (each.source or "Not recorded", sentence_case(each.quality)) if part),
                _POLARITY.get(each.polarity, each.polarity),
                each.rag_rule or "Not rated: no rule is set",
            )
            for each in figures
        ],
        parts=False,
    )  # fmt: skip
    yield Heading(2, "How the figures are judged")
    yield Bullets(_RULES)
    if data.revisions or data.now.frozen:
        yield Paragraph(_REVISION)


def notes(data: ReportData) -> list[str]:
    """What closes every report."""
    return [
        "Counts of people from 1 to 4 are printed as “fewer than 5” (or under a higher limit where the indicator has "
        "one), and nothing is printed from which they could be worked out.",
        "A percentage on a small base misleads, so the counts are printed in its place.",
        "A period of which no figure is held is missing, not nought; its quarter is compared with nothing and is never "
        "rated green.",
        *([SYNTHETIC] if data.synthetic else []),
    ]


_SCORECARD_NOTE = (
    "Change is on the same quarter last year, unless the indicator is compared with something else. RAG sets the "
    "figure against its target by the rule in the statement of definitions. The trend says what the months show. The "
    "last two columns say what the change means for each indicator."
)
_POLARITY = {
    "less_is_better": "Worse: less is better",
    "more_is_better": "Better: more is better",
    "more_reporting": "Better: more reporting is the aim",
    "context": "Neither: shown for context",
}
_REVISION = (
    "A quarter’s figures and texts are frozen when its round closes. Where records were corrected later, the report "
    "shows the figure as published and as now known."
)
_RULES = (
    "Direction compares the quarter with the quarter before and with the same quarter last year. Better and worse "
    "follow from what a rise means for the indicator.",
    "The trend is read from an XmR chart by the rules of NHS England’s Making Data Count: limits are the mean ± 2.66 "
    "times the mean moving range, worked out once more without moving ranges above 3.267 times their mean. A special "
    "cause is one point outside the limits, seven rising or falling, two of three near one limit, or seven on one side "
    "of the mean. Fewer than 13 points give no verdict.",
    "A change of RAG without a special cause may be ordinary variation, and the report says so.",
    "A missing figure is not rated. Where the partnership’s own judgement replaced the rule’s, the rating says so.",
)
