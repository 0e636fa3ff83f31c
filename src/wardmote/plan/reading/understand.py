"""What the rows of a plan file mean: every row an action, part of one, a heading, or rejected with its reason."""

import re
from collections.abc import Sequence
from datetime import date

from wardmote.plan.reading.dates import YearHint, financial_year_of
from wardmote.plan.reading.drafts import Draft, Sorted
from wardmote.plan.reading.header_words import plain
from wardmote.plan.reading.meaning import meaning_of
from wardmote.plan.reading.overleaf import source_of
from wardmote.plan.reading.priorities import by_headings, is_general, is_objective
from wardmote.plan.reading.refs import number_drafts
from wardmote.plan.reading.sorting import TableSorter
from wardmote.plan.reading.types import (
    FIELDS,
    IGNORE,
    FoundTable,
    Match,
    PlanFile,
    PlanRow,
    RejectedRow,
    Understood,
    one_line,
)

_NOT_READ = "no column was found for the action"
_RISKS = "it looks like a register of risks"
_RISK = re.compile(r"\b(?:probability|likelihood|mitigations?|risk (?:no|score|rating|owner))\b")
_ALONE = "beside the action no column was found, such as a number, a lead or a date"
_YEAR_IN_NAME = re.compile(r"(?<!\d)(20\d{2})[\s_]*[-–_/][\s_]*((?:20)?\d{2})(?!\d)")


def understand(plan_file: PlanFile, match: Match | None = None, *, today: date) -> Understood:
    """Return every action of a file that was read, and what became of each other row.

    `match` gives, by a table's number, a field for each of its columns, in place of the guess. A month or quarter
    without a year is put into the year the file names, or the financial year of `today`. Raises ValueError for a field
    that there is not.
    """
    chosen = _checked(plan_file, match or {})
    out = Sorted()
    unmatched = _sort(plan_file, chosen, out)
    refs = number_drafts(out.drafts)
    hint = year_hint(plan_file, today)
    rows: list[PlanRow] = []
    repeated: list[RejectedRow] = []
    seen: dict[str, PlanRow] = {}
    for draft, ref in zip(out.drafts, refs, strict=True):
        row = meaning_of(draft, ref, hint)
        again, refused = _twice(row, seen, draft)
        if again:
            repeated.append(again)
        elif refused:
            out.rejected.append(refused)
        else:
            rows.append(row)
    rejected = sorted(out.rejected, key=lambda each: (each.table, each.row))
    return Understood(
        rows,
        rejected,
        repeated,
        unmatched,
        _accounting(plan_file, out, rows, rejected, repeated),
        list(plan_file.notes),
    )


def year_hint(plan_file: PlanFile, today: date) -> YearHint:
    """Return the financial year a plan is for: from its headings, its name, or the day."""
    for table in plan_file.tables:
        for text in (*table.headings, *table.title_rows):
            if (start := financial_year_of(text)) is not None:
                return YearHint(start, f"the heading “{one_line(text)[:60]}”")
    found = _YEAR_IN_NAME.search(plan_file.name)
    if found and int(found[2]) % 100 == (int(found[1]) + 1) % 100:
        return YearHint(int(found[1]), "the name of the file")
    return YearHint(today.year - (today.month < 4), "today's date")


def _checked(plan_file: PlanFile, match: Match) -> dict[int, list[str]]:
    """Return the columns of each table: as chosen, else as chosen for the table it goes on with, else as guessed."""
    chosen: dict[int, list[str]] = {}
    for table in plan_file.tables:
        width = max([len(table.columns), *(len(row.cells) for row in table.rows)])
        carried = _carried(table, chosen, plan_file.tables) if table.continues in match else table.columns
        columns = list(match.get(table.number) or carried)
        unknown = [each for each in columns if each not in FIELDS and each != IGNORE]
        if unknown:
            raise ValueError(
                f"“{unknown[0]}” is not a field of a plan. The fields are {', '.join(FIELDS)} and {IGNORE}."
            )
        chosen[table.number] = (columns + [IGNORE] * width)[:width]
        if table.continues in match and table.number not in match:
            match = {**match, table.number: columns}
    return chosen


def _carried(table: FoundTable, chosen: dict[int, list[str]], tables: Sequence[FoundTable]) -> list[str]:
    """Return what was chosen for the table that this one goes on with, put where its own columns stand."""
    if not table.places:
        return chosen[table.continues]
    columns = chosen[source_of(table, tables).number]
    return [columns[place] if 0 <= place < len(columns) else IGNORE for place in table.places]


def _sort(plan_file: PlanFile, chosen: dict[int, list[str]], out: Sorted) -> dict[int, str]:
    unmatched: dict[int, str] = {}
    plans = [table for table in plan_file.tables if not _why_not(table, chosen[table.number])]
    named = by_headings(plans)
    box: dict[str, str] = {}
    box_under: list[str] | None = None
    roots: dict[int, TableSorter] = {}
    for table in plan_file.tables:
        out.count("titles", len(table.title_rows))
        out.count("headers", table.header_rows)
        if table.headings != box_under:
            box = {}
        if table.box:
            box, box_under = _under(box, table.box), table.headings
        why = _why_not(table, chosen[table.number])
        if why:
            out.count("boxes" if table.box else "other_tables", len(table.rows))
            if not table.box:
                unmatched[table.number] = f"{table.place}: {why}."
            continue
        box = {**box, "used": "yes"} if box else box
        sorter = _sorter(table, chosen[table.number], out, named[table.number], box, roots.get(table.continues))
        sorter.run()
        roots[table.number] = sorter
    return unmatched


def _under(box: dict[str, str], new: dict[str, str]) -> dict[str, str]:
    """Return what holds after one more box: those that follow one another add up, until a plan stands under them."""
    if not box or "used" in box:
        return dict(new)
    banners = "\n".join(each["banner"] for each in (box, new) if "banner" in each)
    return {**box, **new, **({"banner": banners} if banners else {})}


def _sorter(
    table: FoundTable,
    columns: list[str],
    out: Sorted,
    named: tuple[str, str],
    box: dict[str, str],
    before: TableSorter | None,
) -> TableSorter:
    priority = box.get("priority", "") or named[0]
    objective = one_line(box.get("objective", "")) or named[1]
    for banner in box.get("banner", "").split("\n"):
        # A banner says what stands under it where no heading does.
        if is_general(banner):
            continue
        if not priority and not is_objective(banner):
            priority = banner
        elif banner and not objective:
            objective = banner
    found = TableSorter(table, columns, out, priority, objective, box.get("leads", ""), root=table.number)
    if before is not None:
        found.goes_on, found.root, found.section = True, before.root, before.section
        found.priority, found.objective, found.above = before.priority, before.objective, before.above
    return found


def _why_not(table: FoundTable, columns: Sequence[str]) -> str:
    """Return why a table is not read as a plan; "" when it is. What a person chose is taken at its word."""
    guessed = list(columns) == table.columns
    if guessed and table.header_rows and any(_RISK.search(plain(each)) for each in table.header):
        return _RISKS
    if guessed and table.left_out:
        return table.left_out
    if "action" not in columns:
        return _NOT_READ
    return _ALONE if not set(columns) - {"action", IGNORE} else ""


def _twice(row: PlanRow, seen: dict[str, PlanRow], draft: Draft) -> tuple[RejectedRow | None, RejectedRow | None]:
    """Return (repeated, rejected) for a row whose ref or words were there before; both None otherwise."""
    words = plain(row.action)
    place = f"row {row.source.row} of table {row.source.table}"
    same = f"words {words} {plain(row.priority)} {plain(row.objective)}"
    first = seen.get(f"ref {row.ref.lower()}")
    if first is None and not draft.ref:
        first = seen.get(same)
    if first is None:
        seen[f"ref {row.ref.lower()}"] = row
        seen.setdefault(same, row)
        return None, None
    there = f"row {first.source.row} of table {first.source.table}"
    text = f"{row.printed_ref or row.ref} | {one_line(row.action)}"[:300]
    if plain(first.action) == words:
        reason = f"The same action stands in {there}; it was taken once."
        return RejectedRow(row.source.row, row.source.table, reason, text), None
    reason = (
        f"The number {row.ref} stands for another action in {there}; this is {place}. Give one of them another number."
    )
    return None, RejectedRow(row.source.row, row.source.table, reason, text)


def _accounting(
    plan_file: PlanFile, out: Sorted, rows: list[PlanRow], rejected: list[RejectedRow], repeated: list[RejectedRow]
) -> dict[str, int]:
    """Count each row of the file once; `rows` is what the file holds, and the rest add up to it."""
    kinds = ("joined", "headers", "titles", "sections", "boxes", "blank", "other_tables")
    held = sum(len(table.rows) + len(table.title_rows) + table.header_rows for table in plan_file.tables)
    return {
        "rows": held,
        "accepted": len(rows),
        "rejected": len(rejected),
        "repeated": len(repeated),
        **{kind: out.counts.get(kind, 0) for kind in kinds},
    }
