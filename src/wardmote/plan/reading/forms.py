"""A plan laid out as forms: one small table for each action, names of the fields down the left, values at the right."""

from collections.abc import Sequence

from wardmote.plan.reading.header_words import field_of, plain
from wardmote.plan.reading.types import IGNORE, Cell, RawRow, one_line

_SURE = 0.7
_FEWEST = 3


def forms_of(rows: Sequence[RawRow]) -> list[tuple[list[str], RawRow, int]]:
    """Return each form as (names, one row of its values, how many rows it takes); [] when the rows are no forms.

    A form has at least three fields that are known by name, one of them the action; a name that comes again begins
    another form.
    """
    found: list[list[RawRow]] = []
    for row in rows:
        pair = _pair(row)
        if row.blank:
            continue
        if pair is None:
            return []
        names = [_pair(each) for each in found[-1]] if found else []
        if not found or pair[0] in [each[0] for each in names if each]:
            found.append([])
        found[-1].append(row)
    if not found or not all(_whole(form) for form in found):
        return []
    return [_turned(form) for form in found]


def _pair(row: RawRow) -> tuple[str, Cell] | None:
    """Return the name and the value of a row of a form; None for a row that is none."""
    cells = [cell for cell in row.cells if not cell.merged]
    if len(cells) != 2 or not cells[0].text or len(cells[0].text) > 50:
        return None
    return plain(cells[0].text), cells[1]


def _whole(form: Sequence[RawRow]) -> bool:
    fields = [field_of(row.cells[0].text) for row in form]
    known = {field for field, confidence in fields if field != IGNORE and confidence >= _SURE}
    return len(known) >= _FEWEST and "action" in known and len(known) * 2 >= len(form)


def _turned(form: Sequence[RawRow]) -> tuple[list[str], RawRow, int]:
    pairs = [(one_line(row.cells[0].text).rstrip(":"), pair[1]) for row in form if (pair := _pair(row))]
    return [name for name, _ in pairs], RawRow(form[0].row, [cell for _, cell in pairs]), len(form)
