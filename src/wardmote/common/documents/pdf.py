"""Prints a document as a tagged PDF (PDF/UA-1) through Typst. Text goes in as data, never as markup."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from wardmote.common.charts import Chart
from wardmote.common.documents.glyphs import FONTS, in_main_font, printable
from wardmote.common.documents.outline import Contents, Figure, Piece, leading
from wardmote.common.documents.tree import (
    Bullets,
    ChartGrid,
    Document,
    Heading,
    KeyFigures,
    Line,
    Mark,
    Notice,
    PageBreak,
    Panels,
    Paragraph,
    Table,
)

_TEMPLATE = Path(__file__).parent / "paper.typ"
# Where a word this long may be broken, lest it run off the page or out of its cell.
_LONG_WORD = re.compile(r"\S{19,}")
_SIZE = re.compile(r'<svg\b[^>]*?\bwidth="([\d.]+)"[^>]*?\bheight="([\d.]+)"')
_ZERO_WIDTH_SPACE = "\u200b"
# How wide a letter of a table is, in centimetres: a little more than it is, since lines are not filled.
_LETTER = 0.19


def to_pdf(document: Document) -> bytes:
    """Return the PDF. Typst refuses to write one that breaks PDF/UA-1, so what comes back keeps to it."""
    import typst

    printed = typst.compile(
        _TEMPLATE,
        root=_TEMPLATE.parent,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(_data(document))},
        pdf_standards="ua-1",
        timestamp=int(document.made.timestamp()),
    )
    assert isinstance(printed, bytes)  # noqa: S101 - one output file, as asked
    return printed


def page_count(document: Document) -> int:
    """Return the number of pages that the document fills, contents included."""
    import typst

    found = typst.query(
        _TEMPLATE,
        "<pages>",
        field="value",
        one=True,
        root=_TEMPLATE.parent,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(_data(document, drawn=False))},
    )
    return int(json.loads(found))


def _data(document: Document, *, drawn: bool = True) -> dict[str, Any]:
    """Return all that the template prints. Not `drawn`, an empty space of its size stands for each picture."""
    language, _, region = document.language.partition("-")
    return {
        "title": _fit(document.title),
        "partnership": _fit(document.partnership),
        "period": _fit(document.period),
        "version": _fit(document.version),
        "marking": _fit(document.marking),
        "made": f"{document.made.day} {document.made:%B %Y}",
        "language": language,
        "region": region or None,
        "sections": _sections(document, drawn),
    }


def _sections(document: Document, drawn: bool) -> list[dict[str, Any]]:
    """Part the document where its paper is turned."""
    sections: list[dict[str, Any]] = [{"landscape": document.landscape, "blocks": []}]
    for piece, leads in leading(document):
        landscape = sections[-1]["landscape"]
        if isinstance(piece, PageBreak) and piece.landscape not in (None, landscape):
            sections.append({"landscape": piece.landscape, "blocks": []})
        else:
            made = _table(piece, landscape) if isinstance(piece, Table) else _piece(piece, drawn)
            sections[-1]["blocks"].append(made | {"leads": leads})
    return sections


def _piece(piece: Piece, drawn: bool) -> dict[str, Any]:
    match piece:
        case Heading(level=level, text=text):
            return {"kind": "heading", "level": level, "text": _fit(text)}
        case Paragraph(text=text) | Notice(text=text):
            return {"kind": type(piece).__name__.lower(), "text": _fit(text)}
        case Bullets(items=items):
            return {"kind": "bullets", "items": [_fit(item) for item in items]}
        case KeyFigures(figures=figures):
            facts = [
                {"value": _fit(fact.value), "label": _fit(fact.label), "note": _fit(fact.note)} for fact in figures
            ]
            return {"kind": "figures", "figures": facts}
        case Figure(caption=caption, block=block):
            return {"kind": "chart", "caption": _fit(caption), "alt": block.chart.alternative} | _picture(
                block.chart, drawn
            )
        case ChartGrid(charts=charts, across=across):
            held = [
                {"caption": _fit(name), "alt": chart.alternative} | _picture(chart, drawn) for name, chart in charts
            ]
            return {"kind": "chartgrid", "across": across, "charts": held}
        case Panels():
            return _panels(piece)
        case PageBreak():
            return {"kind": "pagebreak"}
        case Contents():
            return {"kind": "contents"}
    raise TypeError(f"no way to print {type(piece).__name__}")


def _picture(chart: Chart, drawn: bool) -> dict[str, Any]:
    """Give the drawing as lines where the main font can letter it, else as dots, which need no font."""
    if not drawn:
        found = _SIZE.search(chart.svg)
        return {"format": "none", "picture": float(found[2]) / float(found[1]) if found else 0.5}
    if in_main_font(chart.svg):
        return {"format": "svg", "picture": str(chart.svg)}
    return {"format": "png", "picture": list(chart.png)}


def _panels(block: Panels) -> dict[str, Any]:
    panels = [
        {
            "title": _fit(panel.title),
            "groups": [{"name": _fit(name), "lines": [_line(line) for line in lines]} for name, lines in panel.groups],
        }
        for panel in block.panels
    ]
    return {"kind": "panels", "across": block.across, "panels": panels}


def _line(line: Line) -> dict[str, Any]:
    return {"text": _fit(line.text), "mark": None if line.mark is None else _cell(line.mark)}


def _table(table: Table, landscape: bool) -> dict[str, Any]:
    return {
        "kind": "table",
        "caption": _fit(table.caption),
        "titles": [_fit(column.title) for column in table.columns],
        "numeric": [column.numeric for column in table.columns],
        "shares": [column.share for column in table.columns],
        "rows": [
            {"cells": [_cell(cell) for cell in row], "tall": _tall(table, row, landscape)} for row in table.rows
        ],
        "note": _fit(table.note),
    }  # fmt: skip


def _cell(cell: str) -> str | dict[str, str]:
    if isinstance(cell, Mark):
        return {"mark": cell.colour, "letter": cell.letter, "text": _fit(cell)}
    return _fit(cell)


def _tall(table: Table, row: Sequence[str], landscape: bool) -> bool:
    """Whether a row may fill more than half a page: only such a one is parted, for none may run off the paper."""
    width, lines = (25.3, 17) if landscape else (16.6, 27)
    whole = sum(column.share for column in table.columns)
    return any(
        len(cell) * _LETTER > lines * max(width * column.share / whole - 0.5, 0.5)
        for cell, column in zip(row, table.columns, strict=True)
    )


def _fit(text: str) -> str:
    """Make a text printable and breakable: what no font has is named, a very long word may be parted."""
    return _LONG_WORD.sub(lambda found: _parted(found[0]), printable(text))


def _parted(word: str) -> str:
    return _ZERO_WIDTH_SPACE.join(word[at : at + 9] for at in range(0, len(word), 9))
