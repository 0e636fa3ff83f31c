"""A CSV of answers, as survey tools and people at a spreadsheet save them. Plain Python over text: no database.

Two layouts are known. One row a respondent and one column a question; or a row an option, with the columns `option`
and `count` and, where there are several questions, `question`. Everything that was not understood is named by its row.
"""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from wardmote.common.csv_text import NotText, decoded, separated

MOST_BYTES, MOST_ROWS, MOST_COLUMNS = 2_000_000, 20_000, 200
LONGEST_COMMENT = 4_000
_SKIPPED = {"", "skipped", "no answer", "did not answer", "n/a", "-"}


class CannotRead(Exception):
    """The file cannot be read at all; says why, for the person who sent it."""


@dataclass(frozen=True)
class Asked:
    """A question to look for: `options` is empty for one answered in one's own words."""

    pk: int
    number: int
    key: str
    text: str
    options: Sequence[str]
    open: bool


@dataclass
class Tally:
    """What was found of one question: a count an option, how many skipped it, and what was written, by row."""

    counts: list[int]
    skipped: int = 0
    comments: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True)
class NotUnderstood:
    """One cell that could not be taken, by its row in the file (the heading is row 1)."""

    row: int
    column: str
    text: str
    reason: str


@dataclass
class AnswersFile:
    """What a file holds. For each question matched, rows = answers counted + skipped + not understood."""

    rows: int = 0
    blank: int = 0
    tallies: dict[int, Tally] = field(default_factory=dict)
    not_understood: list[NotUnderstood] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def read_answers(content: bytes, questions: Sequence[Asked]) -> AnswersFile:
    """Count the answers of a file. Raises CannotRead for what is no such file."""
    header, rows = _table(content)
    plain = [_plain(name) for name in header]
    if {"option", "count"} <= set(plain):
        return _by_option(plain, rows, [each for each in questions if not each.open])
    return _by_respondent(header, rows, questions)


def _table(content: bytes) -> tuple[list[str], list[list[str]]]:
    if len(content) > MOST_BYTES:
        raise CannotRead("The file is larger than 2 MB. Leave out the columns that are no answers and try again.")
    try:
        text, separator = separated(decoded(content))
    except NotText as error:
        raise CannotRead("This is not a CSV file. Save the answers as CSV (UTF-8) and try again.") from error
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise CannotRead("The file is not a CSV: a quotation mark is never closed, or a cell is too long.") from error
    if len(rows) < 2:
        raise CannotRead("The file has no answers: it needs a heading and at least one row.")
    if len(rows) > MOST_ROWS or len(rows[0]) > MOST_COLUMNS:
        raise CannotRead(f"The file has more than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns.")
    return rows[0], rows[1:]


def _plain(text: str) -> str:
    """Fold what people write differently: case, spaces, quotation marks, full stops at the end."""
    folded = re.sub(r"\s+", " ", text.replace("’", "'")).strip().casefold()
    return folded.rstrip(" .:?*")


def _names(question: Asked) -> set[str]:
    number = str(question.number)
    return {_plain(question.key), _plain(question.text), number, f"q{number}", f"question {number}",
            _plain(f"{number}. {question.text}")}  # fmt: skip


def _by_respondent(header: list[str], rows: list[list[str]], questions: Sequence[Asked]) -> AnswersFile:
    found = AnswersFile(rows=len(rows))
    columns: dict[int, Asked] = {}
    for place, name in enumerate(header):
        matched = next((each for each in questions if _plain(name) in _names(each)), None)
        if matched and matched not in columns.values():
            columns[place] = matched
            found.tallies[matched.pk] = Tally([0] * len(matched.options))
        elif name.strip():
            found.left_out.append(name.strip()[:100])
    if not columns:
        raise CannotRead(
            "No column is headed like a question of this survey. Head each by the question’s number, key or wording; "
            "or use the columns “option” and “count”."
        )
    for number, row in enumerate(rows, start=2):
        if not any(cell.strip() for cell in row):
            found.blank += 1
            continue
        for place, question in columns.items():
            _take(found, question, number, row[place] if place < len(row) else "", header[place])
    return found


def _take(found: AnswersFile, question: Asked, row: int, cell: str, column: str) -> None:
    tally, text = found.tallies[question.pk], cell.strip()
    if question.open:
        if text:
            tally.comments.append((row, text[:LONGEST_COMMENT]))
        else:
            tally.skipped += 1
        return
    if _plain(text) in _SKIPPED or text == "-":
        tally.skipped += 1
        return
    place = _option(question, text)
    if place is None:
        found.not_understood.append(NotUnderstood(row, column.strip()[:100], text[:100], "not one of the answers"))
    else:
        tally.counts[place] += 1


def _option(question: Asked, text: str) -> int | None:
    """Find an option by its words, else by its number from 1."""
    plain = _plain(text)
    for place, option in enumerate(question.options):
        if _plain(option) == plain:
            return place
    if plain.isascii() and plain.isdigit() and 1 <= int(plain[:4]) <= len(question.options):
        return int(plain) - 1
    return None


def _by_option(header: list[str], rows: list[list[str]], questions: Sequence[Asked]) -> AnswersFile:
    found = AnswersFile(rows=len(rows))
    places: dict[str, int] = {name: header.index(name) for name in ("question", "option", "count") if name in header}
    if "question" not in places and len(questions) != 1:
        raise CannotRead("This survey has several questions, so the file needs a column “question” too.")
    for number, row in enumerate(rows, start=2):
        cells = {name: row[place].strip() if place < len(row) else "" for name, place in places.items()}
        if not any(cells.values()):
            found.blank += 1
            continue
        _take_count(found, questions, number, cells)
    if not found.tallies:
        raise CannotRead("No row of the file is about a question of this survey.")
    return found


def _take_count(found: AnswersFile, questions: Sequence[Asked], row: int, cells: dict[str, str]) -> None:
    asked = _plain(cells["question"]) if "question" in cells else ""
    question = next((each for each in questions if not asked or asked in _names(each)), None)
    if question is None:
        found.not_understood.append(NotUnderstood(row, "question", cells["question"][:100], "not a question here"))
        return
    count = cells["count"].replace(",", "")
    if not (count.isascii() and count.isdigit() and len(count) < 9):
        found.not_understood.append(NotUnderstood(row, "count", cells["count"][:100], "not a whole number"))
        return
    tally = found.tallies.setdefault(question.pk, Tally([0] * len(question.options)))
    place = _option(question, cells["option"])
    if place is not None:
        tally.counts[place] += int(count)
    elif _plain(cells["option"]) in _SKIPPED:
        tally.skipped += int(count)
    else:
        found.not_understood.append(NotUnderstood(row, "option", cells["option"][:100], "not one of the answers"))
