"""From the cells of one action to what they mean."""

import re
from collections.abc import Sequence

from wardmote.plan.reading.dates import YearHint, due_in_words, read_due
from wardmote.plan.reading.drafts import Draft
from wardmote.plan.reading.lists import cross_references, leads_of, links_of, measures_of, only_cross_reference
from wardmote.plan.reading.rag import in_brackets, looks_rated, read_rag, says_more
from wardmote.plan.reading.run_ons import cut_run_ons
from wardmote.plan.reading.types import Cell, Due, PlanRow, Source, one_line
from wardmote.plan.reading.xlsx_values import NO_RESULT

_PERIOD = re.compile(
    r"\bq(?:uarter)?\s*[1-4]\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|20\d\d", re.IGNORECASE
)


def meaning_of(draft: Draft, ref: str, hint: YearHint) -> PlanRow:
    """Return the action that a draft's cells say, with a warning for everything guessed or not understood."""
    said = list(draft.warnings)
    all_measures = measures_of(draft.of("measures"))
    measures, run_on = cut_run_ons([each for each in all_measures if not only_cross_reference(each)])
    said += run_on
    leads = _leads(draft, said)
    due, start = _due(draft, "due", hint, said), _due(draft, "start", hint, said)
    status = _status(draft, said)
    rag, source = _rag(draft, said)
    notes = _notes(draft, said)
    action = _wording(draft.of("action"))
    links = [link for head, cell in draft.cells.get("links", []) for link in links_of([cell], head)]
    links += cross_references([action, *all_measures, status])
    return PlanRow(
        ref=ref,
        action=action,
        source=Source(draft.table, draft.row),
        measures=measures,
        leads=leads,
        due=due,
        status=status,
        rag=rag,
        rag_source=source,
        priority=draft.priority,
        objective=draft.objective,
        links=list(dict.fromkeys(links)),
        sponsor=_joined(draft.of("sponsor")),
        start=start,
        printed_ref=draft.ref if draft.ref != ref else "",
        triangle=draft.triangle,
        notes=notes,
        warnings=said,
    )


def _wording(cells: Sequence[Cell]) -> str:
    """Return an action's words; lines stay apart only where they are points of a list."""
    pieces: list[str] = []
    for cell in cells:
        lines = [one_line(line) for line in cell.text.split("\n") if line.strip()]
        pieces.append("\n".join(lines) if cell.bullets else " ".join(lines))
    return " ".join(pieces)


def _joined(cells: Sequence[Cell]) -> str:
    return one_line(" ".join(dict.fromkeys(cell.text for cell in cells if cell.text)))


def _leads(draft: Draft, said: list[str]) -> list[str]:
    leads, warnings = leads_of(draft.of("leads"))
    said += warnings
    if not leads and "leads" not in draft.cells and draft.box_leads:
        leads, _ = leads_of([Cell(draft.box_leads)])
        said.append("Who leads was taken from the box above the table.")
    return leads


def _due(draft: Draft, name: str, hint: YearHint, said: list[str]) -> Due:
    due, warnings = read_due(" ".join(cell.text for cell in draft.of(name) if cell.text), hint)
    said += warnings
    if name == "due" and not due.text and (found := due_in_words(draft.action, hint)):
        said.append(f"When it is due, “{found.text}”, was taken from the action's own words.")
        return found
    return due


def _status(draft: Draft, said: list[str]) -> str:
    filled = [(head, cell) for head, cell in draft.cells.get("status", []) if cell.text]
    if "status" not in draft.cells:
        # A column of "On track" and "Complete" is rating and status in one.
        return next(
            (in_brackets(one_line(cell.text))[1] for cell in reversed(draft.of("rag")) if says_more(cell.text)), ""
        )
    heads = list(dict.fromkeys(head for head, _ in filled))
    if heads and "status" in draft.several and all(_PERIOD.search(head) for head in heads):
        said.append(f"Progress stands in several columns; the latest filled, “{heads[-1]}”, was taken.")
        filled = [each for each in filled if each[0] == heads[-1]]
    return "\n".join("\n".join(one_line(line) for line in cell.text.split("\n") if line.strip()) for _, cell in filled)


def _rag(draft: Draft, said: list[str]) -> tuple[str, str]:
    cells = [(head, cell) for head, cell in draft.cells.get("rag", []) if cell.text or cell.colour]
    if not cells:
        return _rag_of_status(draft, said)
    rated = [each for each in cells if looks_rated(each[1])]
    head, cell = (rated or cells)[-1]
    if "rag" in draft.several:
        said.append(f"Ratings stand in several columns; the latest filled, “{head}”, was taken.")
    rag, source, warnings = read_rag(cell)
    said += warnings
    return rag, source


def _rag_of_status(draft: Draft, said: list[str]) -> tuple[str, str]:
    """Take the letter in brackets, or the colour, of the status where the plan has no column for ratings."""
    if "rag" in draft.cells:
        return "", ""
    for name, cell in [("status", cell) for cell in draft.of("status")] + [
        ("number", cell) for cell in draft.of("ref")
    ]:
        rag = in_brackets(cell.text)[0]
        if rag:
            said.append(f"The rating is the letter in brackets beside the {name}.")
            return rag, "letter"
    coloured = [cell for cell in draft.of("status") if cell.colour in ("red", "amber", "green")]
    if not coloured:
        return "", ""
    said.append("The rating is the colour of the status.")
    return coloured[-1].colour, "colour"


def _notes(draft: Draft, said: list[str]) -> list[str]:
    """Return what is noted on the cells; a formula without a result is also a warning."""
    found = []
    for cells in draft.cells.values():
        for head, cell in cells:
            if not cell.note:
                continue
            if NO_RESULT in cell.note:
                said.append(f"“{head}”: {NO_RESULT}")
            found.append(f"{head}: {cell.note}" if head else cell.note)
    return found
