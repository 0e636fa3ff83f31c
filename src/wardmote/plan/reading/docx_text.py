"""The words of a Word paragraph: what stands in it, whether it is a bullet or a heading, and what is noted on it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from wardmote.plan.reading.colours import name_of
from wardmote.plan.reading.docx_styles import Numbering, Style, is_list_name, numbering_of, switched_on
from wardmote.plan.reading.package import Element, attribute, child, local
from wardmote.plan.reading.types import one_line

# Text that was deleted or moved away, the older form of a drawing, the code of a field, and what a text box holds.
_SKIPPED = {"del", "moveFrom", "Fallback", "instrText", "delText", "pPr", "rPr", "txbxContent", "sdtPr"}
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "sym": "•", "ptab": " "}
_NOTES = {"commentReference": "comment", "footnoteReference": "footnote", "endnoteReference": "endnote"}
_NO_HEADING_ENDS = (".", ":", ";", ",")
_LONGEST_HEADING = 120
_DEFAULT_SIZE = 22


@dataclass
class Paragraph:
    """One paragraph. `level` is None for text, 0 for the title, 1 to 9 for headings, more for what only looks like one.

    `label` is the number Word prints before it; `notes` are what comments and footnotes on it say.
    """

    text: str
    bullet: bool = False
    label: str = ""
    level: int | None = None
    colour: str = ""
    notes: list[str] = field(default_factory=list)
    picture: bool = False


@dataclass
class Context:
    """What a paragraph needs of the rest of the file: styles, lists, and the notes by kind and id."""

    styles: dict[str, Style] = field(default_factory=dict)
    numbering: Numbering = field(default_factory=Numbering)
    notes: dict[tuple[str, str], str] = field(default_factory=dict)
    changes: bool = False


def read_paragraph(element: Element, context: Context) -> Paragraph:
    """Read one `w:p`, counting its list on."""
    properties = child(element, "pPr")
    style = context.styles.get(attribute(child(properties, "pStyle"), "val"), Style())
    numbering = numbering_of(properties) or style.numbering
    bullet, label = (False, "")
    if numbering and numbering[0] not in ("", "0"):
        bullet, label = context.numbering.label(numbering)
    elif is_list_name(style.name):
        bullet = True
    found = Paragraph("", bullet, label)
    pieces: list[str] = []
    for each in _walk(element, context):
        name = local(each)
        if name == "t":
            pieces.append(each.text or "")
        elif name == "br" and attribute(each, "type") in ("page", "column"):
            pieces.append(" ")
        elif name in _SIGNS:
            pieces.append(_SIGNS[name])
        elif name in _NOTES:
            said = context.notes.get((_NOTES[name], attribute(each, "id")), "")
            found.notes += [said] if said else []
        elif name in ("drawing", "pict", "object"):
            found.picture = True
            found.colour = found.colour or _drawn_colour(each)
    found.text = "\n".join(line.strip() for line in "".join(pieces).split("\n")).strip()
    found.colour = found.colour or _text_colour(element, found.text)
    found.level = _level(element, found, properties, style)
    return found


def _walk(element: Element, context: Context, depth: int = 0) -> Iterator[Element]:
    for each in element:
        name = local(each)
        if name in ("del", "ins", "moveFrom", "moveTo"):
            context.changes = True
        if name in _SKIPPED or depth > 60:
            continue
        yield each
        if name not in ("drawing", "pict", "object"):
            yield from _walk(each, context, depth + 1)


def _runs(element: Element) -> list[Element]:
    return [each for each in element.iter() if local(each) == "r" and any(local(part) == "t" for part in each)]


def _text_colour(element: Element, text: str) -> str:
    """Return the colour in which a lone sign such as ● stands, or the highlighter over a word or two."""
    if not text or len(text) > 30:
        return ""
    for run in _runs(element):
        properties = child(run, "rPr")
        highlight = name_of(attribute(child(properties, "highlight"), "val")) or name_of(
            attribute(child(properties, "shd"), "fill")
        )
        if highlight:
            return highlight
        if not any(each.isalnum() for each in text):
            return name_of(attribute(child(properties, "color"), "val"))
    return ""


def _drawn_colour(element: Element) -> str:
    """Return the fill of a shape that was drawn in the cell; a picture has none that can be known."""
    for each in element.iter():
        name = local(each)
        if name == "solidFill" and local(each.getparent()) != "ln":
            return name_of(attribute(child(each, "srgbClr"), "val"))
        if name in ("oval", "rect", "shape") and attribute(each, "fillcolor"):
            return name_of(attribute(each, "fillcolor").partition(" ")[0].lstrip("#"))
    return ""


def _level(element: Element, found: Paragraph, properties: Element | None, style: Style) -> int | None:
    if not found.text:
        return None
    outline = attribute(child(properties, "outlineLvl"), "val")
    if outline.isdigit() and int(outline) < 9:
        return int(outline) + 1
    if style.level is not None:
        return style.level
    return _looks_like_heading(element, found, style)


def _looks_like_heading(element: Element, found: Paragraph, style: Style) -> int | None:
    """Return a level for a short line all bold or all capitals: larger type, then capitals, stand further out."""
    text = one_line(found.text)
    if found.bullet or len(text) > _LONGEST_HEADING or text.endswith(_NO_HEADING_ENDS):
        return None
    if not any(map(str.isalpha, text)):
        return None
    runs = [run for run in _runs(element) if "".join(part.text or "" for part in run if local(part) == "t").strip()]
    looks = [child(run, "rPr") for run in runs]
    bold = bool(looks) and all(switched_on(child(look, "b"), default=style.bold) for look in looks)
    if not bold and not text.isupper():
        return None
    sizes = [attribute(child(look, "sz"), "val") for look in looks]
    largest = max((int(size) for size in sizes if size.isdigit()), default=style.size or _DEFAULT_SIZE)
    capitals = text.split(" ")[0].strip(":").isupper() and len(text.split(" ")[0]) > 3
    return max(10, 200 - largest * 2 - capitals)
