"""Which column of a table is which: by the words of its header, put right by what stands below."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wardmote.plan.reading import contents
from wardmote.plan.reading.header_words import field_of, plain
from wardmote.plan.reading.types import IGNORE, Cell

# Fields that may stand in several columns; of the others only the surest column counts.
_SEVERAL = {"rag", "status", "measures", "leads", "links"}
# An action is a sentence; shorter than this on average is a label.
_SENTENCE = 18


@dataclass(frozen=True)
class Guess:
    """What one column is taken for: a field, how sure (0 to 1), and why it is left out where that needs saying."""

    field: str
    confidence: float
    why: str = ""


def guess_columns(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[Guess]:
    """Return a guess for each column. Without a header, only what stands in the columns counts."""
    width = max(len(header), max((len(row) for row in rows), default=0))
    heads = [header[at] if at < len(header) else "" for at in range(width)]
    columns = [contents.column(rows, at) for at in range(width)]
    found = [_put_right(*field_of(head), head, cells) for head, cells in zip(heads, columns, strict=True)]
    headed = [field_of(head) for head in heads]
    if any(field == "rag" for field, _ in headed):
        # Beside a column of ratings, one headed Status that says Done holds statuses.
        found = [Guess(*said) if said[0] == "status" else guess for said, guess in zip(headed, found, strict=True)]
    found = _by_content(found, heads, columns)
    found = _action(found, columns)
    return _once_each(found, heads)


def _put_right(field: str, confidence: float, head: str, cells: list[Cell]) -> Guess:
    """Let plain evidence in the column overrule the word above it."""
    if field in ("status", "measures") and contents.are_ratings(cells):
        return Guess("rag", 0.9)
    if field in ("measures", "status") and contents.are_dates(cells) and "date" not in plain(head):
        return Guess("due", 0.7) if "target" in plain(head) else Guess(field, confidence)
    if field == "rag" and contents.mean_length(cells) > _SENTENCE and not contents.are_ratings(cells):
        return Guess("status", 0.8)
    if field == "priority" and contents.are_levels(cells):
        return Guess(IGNORE, 0.9, "it ranks actions as high, medium or low")
    if field in ("action", "priority", "objective") and contents.are_refs(cells):
        return Guess("ref", 0.7)
    if field == "ref" and contents.mean_length(cells) > 40 and not contents.are_refs(cells):
        return Guess("action", 0.6)
    if field == IGNORE and confidence:
        return Guess(field, confidence, "it is no part of an action")
    return Guess(field, confidence)


def _by_content(found: list[Guess], heads: list[str], columns: list[list[Cell]]) -> list[Guess]:
    """Give columns of unknown heading a field where their content leaves no doubt and the field is still free."""
    result = list(found)
    tests = (("ref", contents.are_refs), ("due", contents.are_dates), ("rag", contents.are_ratings))
    for at, (guess, cells) in enumerate(zip(found, columns, strict=True)):
        if guess.field != IGNORE or guess.confidence:
            continue
        taken = {each.field for each in result}
        for field, test in tests:
            if field not in taken and test(cells) and not (field == "ref" and at > 1):
                result[at] = Guess(field, 0.6)
                break
        else:
            if contents.are_triangle(cells):
                result[at] = Guess(IGNORE, 0.8, "it names sides of the victim, offender and community triangle")
            elif heads[at] or cells:
                result[at] = replace(guess, why="its heading is not known" if heads[at] else "it has no heading")
    return result


def _action(found: list[Guess], columns: list[list[Cell]]) -> list[Guess]:
    """Take the one column of sentences for the action where no heading names it and only one can be meant."""
    if any(guess.field == "action" for guess in found):
        return found
    free = [at for at, guess in enumerate(found) if guess.field == IGNORE and guess.confidence == 0]
    long = [at for at in free if contents.mean_length(columns[at]) >= _SENTENCE]
    known = [guess.field for guess in found if guess.field != IGNORE]
    if len(long) == 1 and known:
        return [Guess("action", 0.5) if at == long[0] else guess for at, guess in enumerate(found)]
    if not long and not free and "objective" in known and "priority" in known:
        # Priority above objective and nothing called an action: the objectives are what is done.
        return [Guess("action", 0.5) if guess.field == "objective" else guess for guess in found]
    return found


def _once_each(found: list[Guess], heads: list[str]) -> list[Guess]:
    """Leave a field that stands once in a plan to its surest column: the first of several, but a revised date."""
    best: dict[str, int] = {}
    for at, guess in enumerate(found):
        if guess.field == IGNORE or guess.field in _SEVERAL:
            continue
        other = best.get(guess.field)
        revised = guess.field == "due" and "revised" in plain(heads[at])
        if other is None or revised or guess.confidence > found[other].confidence + 0.05:
            best[guess.field] = at
    return [
        guess
        if guess.field in (IGNORE, *_SEVERAL) or _same(best[guess.field], at, heads)
        else Guess(IGNORE, guess.confidence, f"column {best[guess.field] + 1} is already taken for {guess.field}")
        for at, guess in enumerate(found)
    ]


def _same(taken: int, at: int, heads: list[str]) -> bool:
    """Return whether two columns are one under one joined heading, as where a table's rows are cut unevenly."""
    return taken == at or (bool(heads[at]) and heads[taken : at + 1] == [heads[at]] * (at - taken + 1))
