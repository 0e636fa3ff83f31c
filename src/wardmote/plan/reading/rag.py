"""Red, amber, green or complete, given by a letter, a word, or the colour of the cell."""

import re

from wardmote.plan.reading.types import Cell, one_line

RED, AMBER, GREEN, COMPLETE = "red", "amber", "green", "complete"
_LETTERS = {"r": RED, "a": AMBER, "g": GREEN, "b": COMPLETE, "c": COMPLETE, "y": AMBER}
_WORDS = {
    "red": RED, "amber": AMBER, "yellow": AMBER, "orange": AMBER, "green": GREEN, "blue": COMPLETE,
    "complete": COMPLETE, "completed": COMPLETE, "done": COMPLETE, "closed": COMPLETE, "achieved": COMPLETE,
    "finished": COMPLETE, "delivered": COMPLETE, "on track": GREEN, "on target": GREEN, "on schedule": GREEN,
    "in progress and on track": GREEN, "at risk": AMBER, "some risk": AMBER, "slipping": AMBER,
    "some delay": AMBER, "minor delay": AMBER, "minor issues": AMBER, "off track": RED, "off target": RED,
    "delayed": RED, "overdue": RED, "not on track": RED, "major issues": RED,
}  # fmt: skip
_SIGNS = {
    "🔴": RED,
    "🟥": RED,
    "🟠": AMBER,
    "🟡": AMBER,
    "🟧": AMBER,
    "🟨": AMBER,
    "🟢": GREEN,
    "🟩": GREEN,
    "🔵": COMPLETE,
}
_COLOURS = {"red": RED, "amber": AMBER, "green": GREEN, "blue": COMPLETE}
_NOT_WORDS = re.compile(r"[()\[\]{}.:*]")
_BRACKETED = re.compile(
    r"^\s*[(\[](?P<first>[RAGBC]|Red|Amber|Green|Blue)[)\]]|[(\[](?P<last>[RAGBC]|Red|Amber|Green|Blue)[)\]]\s*$"
)
_NAMES_ONLY = re.compile(r"^(?:[ragbcy]|red|amber|yellow|orange|green|blue)$")
# What may stand in such a column without being a rating.
_NEUTRAL = re.compile(r"^(?:|-+|–|—|n/?a|not (?:yet )?(?:started|due|rated)|no data|no update|gr[ea]y|tb[acd])$")


def read_rag(cell: Cell) -> tuple[str, str, list[str]]:
    """Return (red, amber, green, complete or "", letter, word, colour or "", what to say about it)."""
    text = one_line(cell.text)
    from_text, source = _of_text(text)
    from_colour = _COLOURS.get(cell.colour, "")
    if from_text:
        said = []
        # "(C)" on green says that it was done in time: the two do not quarrel.
        if from_colour and from_colour != from_text and from_text != COMPLETE:
            said.append(f"“{text}” stands on {cell.colour}; the words were taken.")
        return from_text, source, said
    if from_colour:
        said = [f"“{text[:60]}” was not understood; the colour of its cell was taken."] if _means(text) else []
        return from_colour, "colour", said
    return "", "", [f"The rating was not understood: “{text[:60]}”."] if _means(text) else []


def in_brackets(text: str) -> tuple[str, str]:
    """Return a rating that stands in brackets at either end of a text, as in `Done (C)`, and the text without it."""
    found = _BRACKETED.search(one_line(text))
    if not found:
        return "", text
    letter = found["first"] or found["last"]
    return _of_text(letter)[0], _BRACKETED.sub("", text).strip()


def looks_rated(cell: Cell) -> bool:
    """Return whether a cell is what stands in a column of ratings."""
    text = one_line(cell.text)
    return bool(_of_text(text)[0]) or (not text and cell.colour in _COLOURS)


def says_more(text: str) -> bool:
    """Return whether a rating's text is also a status in words, as `On track` is and `Amber` or `G` is not."""
    plain = one_line(_NOT_WORDS.sub(" ", text)).lower()
    return any(map(str.isalpha, plain)) and not _NAMES_ONLY.match(plain)


def _means(text: str) -> bool:
    return not _NEUTRAL.match(text.lower()) and any(each.isalnum() for each in text)


def _of_text(text: str) -> tuple[str, str]:
    signs = [rag for sign, rag in _SIGNS.items() if sign in text]
    if len(signs) == 1:
        return signs[0], "letter"
    if (found_letter := _BRACKETED.search(text)) and not _BRACKETED.fullmatch(text):
        return _of_text(found_letter["first"] or found_letter["last"])
    plain = one_line(_NOT_WORDS.sub(" ", text)).lower()
    if plain in _LETTERS:
        return _LETTERS[plain], "letter"
    if plain in _WORDS:
        return _WORDS[plain], "word"
    if first := re.match(r"(red|amber|green|blue|completed?)\s*[-–:(]", text.lower()):
        return _WORDS[first[1]], "word"
    found = {_WORDS[word] for word in re.findall(r"red|amber|green|blue|complete", plain) if len(plain) < 40}
    negated = re.search(r"\b(?:not|un|from|was|previously)\b|→|->|/", plain)
    if len(found) == 1 and not negated and re.search(r"\b(?:red|amber|green|blue|completed?)\b", plain):
        return found.pop(), "word"
    return "", ""
