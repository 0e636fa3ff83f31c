"""The delivery plan as a table: reference, action, links, due, sponsor, lead, status and RAG."""

from collections.abc import Iterator

from wardmote.common.documents import Block, Column, Document, Heading, Paragraph, Table
from wardmote.publish import parts
from wardmote.publish.data import Action, ReportData
from wardmote.publish.figures import action_rated


def write(data: ReportData) -> Document:
    """Return the table, on paper that lies on its side."""
    return parts.document(data, title="Delivery plan", landscape=True, blocks=[*_blocks(data)], notes=_NOTES)


def _blocks(data: ReportData) -> Iterator[Block]:
    plan = ""
    if not data.now.actions:
        yield Heading(1, "Actions")
        yield from parts.warnings(data)
        yield Paragraph(parts.NO_ACTIONS)
    for title, priority, actions in parts.by_priority(data.now.actions):
        if title != plan:
            yield Heading(1, title)
            if not plan:
                yield from parts.warnings(data)
            plan = title
        yield Heading(2, priority)
        yield _table(priority, actions)


def _table(priority: str, actions: list[Action]) -> Table:
    return Table(
        f"Actions: {priority}",
        [
            Column("Ref", share=2), Column("Action", share=8), Column("Links", share=3), Column("Due", share=3),
            Column("Sponsor", share=3), Column("Lead", share=4), Column("Current status", share=8),
            Column("RAG", share=3),
        ],
        [
            (
                each.ref, each.wording, each.links or "–", parts.due(each), each.sponsor or "–",
                each.lead or "Nobody yet", _status(each), action_rated(each),
            )
            for each in actions
        ],
        parts=False,
    )  # fmt: skip


def _status(action: Action) -> str:
    said = parts.progress(action)
    status = action.status or "Not said"
    return status if said == "–" else f"{status}. {said}"


_NOTES = (
    "RAG is what the lead said in the quarter’s round; an action that is done is complete. Late means that its day has "
    "passed and it is not done.",
    "Links are the priorities of other plans that the action serves, and other actions that it points at.",
)
