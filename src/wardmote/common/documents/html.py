"""Writes a document as HTML: a whole file that needs nothing else, or the blocks alone for a page of ours."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from wardmote.common.documents.outline import Figure, Piece, pieces
from wardmote.common.documents.tree import Document, Linked, Mark, Table

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Folded:
    """A chart's table, which a screen keeps folded under it."""

    table: Table


def to_html(document: Document) -> str:
    """Return a whole HTML file with its own style and no reference to anything outside it.

    Give it as a download: a page policy that forbids inline style would show it plain.
    """
    made = f"{document.made.day} {document.made:%B %Y}"
    style = Markup((_HERE / "file.css").read_text(encoding="utf-8"))  # noqa: S704 - a file of ours
    template = _environment().get_template("file.html")
    return template.render(document=document, pieces=list(_named(document)), made=made, style=style)


def to_html_fragment(document: Document, *, first_level: int = 2) -> Markup:
    """Return the blocks without title block or style, in GOV.UK classes; level 1 headings become <h{first_level}>."""
    macros = _environment().get_template("page.html").module
    blocks: Markup = macros.blocks(list(_named(document)), first_level)  # type: ignore[attr-defined] # a macro by name
    return blocks


def _named(document: Document) -> Iterator[tuple[str, Piece | Folded]]:
    """Yield each piece with the name of its kind, the table that follows a chart folded."""
    after_chart = False
    for piece in pieces(document):
        shown: Piece | Folded = Folded(piece) if after_chart and isinstance(piece, Table) else piece
        yield type(shown).__name__, shown
        after_chart = isinstance(piece, Figure) and piece.block.show_table


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=False)
    made.tests["mark"] = lambda cell: isinstance(cell, Mark)
    made.tests["linked"] = lambda cell: isinstance(cell, Linked) and bool(cell.href)
    return made
