"""Puts the sections of an assessment together: all of them for a file, one for a page."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from wardmote.common.documents import Block, Document, Heading, Notice, PageBreak, Paragraph
from wardmote.evidence.assessing import months
from wardmote.evidence.assessing.assemble import ORDERS, SECTIONS, STRUCTURES
from wardmote.evidence.papers import ahead, beside, counts, opening, ranked, where
from wardmote.evidence.papers.sheet import Sheet

MARKING = "OFFICIAL: for members of the partnership"
WRITERS: dict[str, Callable[[Sheet], Iterator[Block]]] = {
    "summary": opening.summary,
    "scope": opening.scope,
    "levels": counts.levels,
    "changes": counts.changes,
    "places": where.places,
    "people": beside.people,
    "comparison": beside.comparison,
    "harm": beside.harm,
    "voice": beside.voice,
    "stops": beside.stops,
    "outlook": ahead.outlook,
    "last_plan": ahead.last_plan,
    "ranking": ranked.ranking,
    "recommendations": ranked.recommendations,
    "how": ranked.how,
}
# A chapter that brings charts begins on paper of its own.
_OWN_PAGE = ("levels", "places")


def order(structure: str) -> Sequence[str]:
    """Return the keys of the sections in the order of a structure."""
    return ORDERS.get(structure, ORDERS["themes"])


def section(sheet: Sheet, key: str) -> list[Block]:
    """Return one section without its title: what the analyst says first, then the figures."""
    return [*said(sheet, key), *WRITERS[key](sheet)]


def said(sheet: Sheet, key: str) -> Iterator[Block]:
    """What the analyst says in a section, with the note that it is carried on and not yet looked at again."""
    words = sheet.words.get(key)
    if words is None or not words.text:
        return
    if words.carried:
        yield Notice(f"{words.carried}; check.")
    for paragraph in words.text.split("\n\n"):
        if paragraph.strip():
            yield Paragraph(paragraph)


def write(sheet: Sheet) -> Document:
    """Return the whole assessment as a document: the summary alone on the first page."""
    data = sheet.data
    return Document(
        title="Strategic assessment",
        partnership=data["partnership"],
        period=months.span(data["scope"]["months"]),
        version=f"{STRUCTURES[data['structure']]}; scoring matrix {data['ranking']['matrix']}",
        marking=MARKING,
        made=datetime.fromisoformat(data["made"]),
        blocks=list(_blocks(sheet)),
        notes=(),
    )


def _blocks(sheet: Sheet) -> Iterator[Block]:
    for key in order(sheet.data["structure"]):
        if key in _OWN_PAGE:
            yield PageBreak()
        yield Heading(1, SECTIONS[key])
        yield from section(sheet, key)
        if key == "summary":
            yield PageBreak()
    yield from counts.monthly_table(sheet)


def page_of(sheet: Sheet, key: str) -> Document:
    """Return one section as a document, for a page that writes its title itself."""
    data = sheet.data
    return Document(
        title=SECTIONS[key],
        partnership=data["partnership"],
        period=months.span(data["scope"]["months"]),
        version="",
        marking=MARKING,
        made=datetime.fromisoformat(data["made"]),
        # The page has written the first heading itself.
        blocks=[
            Heading(block.level - 1, block.text) if isinstance(block, Heading) else block
            for block in section(sheet, key)
        ],
        notes=(),
    )
