"""Rows sorted into actions: which row begins one, which goes on with the one above, which is a heading or nothing."""

import re
from dataclasses import dataclass, field, replace

from wardmote.plan.reading.broken_names import BrokenNames
from wardmote.plan.reading.contents import NUMBER_INSIDE, is_ref, numbers_inside, triangle_of
from wardmote.plan.reading.drafts import Draft, Fields, Sorted, heading_like, is_total, no_action, only_numbers, words
from wardmote.plan.reading.header_words import plain
from wardmote.plan.reading.headers import repeats
from wardmote.plan.reading.lists import UNFINISHED, cut_in_two
from wardmote.plan.reading.priorities import is_objective, is_priority
from wardmote.plan.reading.rag import in_brackets
from wardmote.plan.reading.running_heads import is_running_head
from wardmote.plan.reading.types import IGNORE, Cell, FoundTable, RawRow, RejectedRow, one_line

_REMARK = re.compile(r"^(?:notes?\b|n\.?b\.?\b|(?:rag )?key\s*(?::|$)|source\s*:|legend\b|\*|footnote)", re.IGNORECASE)
_CONTINUED = re.compile(r"\s*[(\[]?\s*cont(?:inued|[’']?d)?\.?\s*[)\]]?$", re.IGNORECASE)
_LONGEST_HEADING = 200


@dataclass
class TableSorter:
    """Goes through the rows of one table."""

    table: FoundTable
    columns: list[str]
    out: Sorted
    priority: str
    objective: str
    box_leads: str = ""
    goes_on: bool = False
    section: int = 0
    root: int = 0
    _own: tuple[str, str] = ("", "")
    _after_section: bool = False
    above: dict[str, str] = field(default_factory=dict)
    _numbered_inside: bool = False
    _broken: BrokenNames = field(default_factory=BrokenNames)

    def run(self) -> None:
        """Sort every row."""
        self._own = (self.priority, self.objective)
        self._broken = BrokenNames(self._texts("priority"))
        self._numbered_inside = not self._places("ref") and numbers_inside(self._texts("action"))
        for at, row in enumerate(self.table.rows):
            self._one(at, row)

    def _one(self, at: int, row: RawRow) -> None:
        if row.blank:
            return self.out.count("blank")
        if repeats(row, self.table.header):
            return self.out.count("headers")
        kind, text = self._across(row)
        if kind == "section":
            return self._section(text)
        if kind:
            return self._reject(row, kind)
        self._after_section = False
        if is_total(row):
            return self._reject(row, "It is a row of totals, not an action.")
        return self._action(at, row)

    def _action(self, at: int, row: RawRow) -> None:
        row, moved = self._moved(row)
        fields = self._fields(at, row)
        action = "\n".join(cell.text for _, cell in fields.get("action", [])).strip()
        ref = in_brackets(one_line(" ".join(cell.text for _, cell in fields.get("ref", []))))[1]
        if self._is_parent(at, row, action, ref):
            return self._section(f"{ref} {one_line(action)}")
        if self._numbered_inside and (found := NUMBER_INSIDE.match(action)):
            ref, action = found["ref"], found["action"]
            head, cell = fields["action"][0]
            fields["action"][0] = (head, replace(cell, text=NUMBER_INSIDE.sub(r"\g<action>", cell.text, count=1)))
        if why := self._joins(at, row, action, ref):
            return self._join(at, row, why)
        if not action:
            return self._reject(row, no_action(row, ref))
        if is_ref(action) and not any(each.isspace() for each in action) and not ref:
            return self._reject(row, "Where the action should stand there is only a number.")
        if ref and not is_ref(ref) and len(ref) > 30:
            return self._reject(
                row, "Where the number should stand there is a sentence; the columns do not fit this row."
            )
        draft = Draft(self.table.number, row.row, (self.root, self.section), self.priority, self.objective, fields, ref)
        self._place(draft, fields)
        draft.warnings += moved + heading_like(action, fields)
        draft.under_ref = any(self._below(at, place) for place in self._places("ref"))
        draft.triangle = self._triangle(row)
        draft.box_leads = self.box_leads
        draft.several = {name for name in self.columns if self.columns.count(name) > 1}
        self.out.drafts.append(draft)
        return None

    def _place(self, draft: Draft, fields: Fields) -> None:
        """Say what an action stands under: its own columns, those of the row above where blank, or headings."""
        for name in ("priority", "objective"):
            own = (
                self._broken.whole(words(fields, name), self.out.drafts) if name == "priority" else words(fields, name)
            )
            draft.warnings += self._broken.said if name == "priority" else []
            if own and name == "priority" and own != self.above.get(name):
                self.above.pop("objective", None)
            if own:
                self.above[name] = own
            elif self.above.get(name):
                draft.warnings.append(f"Its {name} is that of the row above.")
        draft.priority = self.above.get("priority") or draft.priority
        draft.objective = self.above.get("objective") or draft.objective

    def _moved(self, row: RawRow) -> tuple[RawRow, list[str]]:
        """Return a row with its cells one column further right, where they slid left under a column of priorities."""
        places = [self._places(name) for name in ("priority", "action")]
        if not all(places) or places[1][0] != places[0][0] + 1 or any(cell.merged for cell in row.cells):
            return row, []
        if not self._broken.slid(row.cells, places[0][0]):
            return row, []
        said = "Its cells stand one column too far left, beneath priorities that have numbers; they were moved right."
        return replace(row, cells=[Cell(), *row.cells[:-1]]), [said]

    def _is_parent(self, at: int, row: RawRow, action: str, ref: str) -> bool:
        """Return whether a row only names what 3.1, 3.2 … after it are for: number 3 and words, and nothing else."""
        if not ref or not action or len([cell for cell in row.cells if cell.text and not cell.merged]) != 2:
            return False
        after = next((each for each in self.table.rows[at + 1 :] if not each.blank), None)
        places = self._places("ref")
        if after is None or not places or places[0] >= len(after.cells):
            return False
        return after.cells[places[0]].text.strip().startswith(f"{ref.rstrip('.')}.")

    def _fields(self, at: int, row: RawRow, *, new: bool = True) -> Fields:
        """Return the cells of a row by field; of joined cells that one field spans only the first."""
        found: Fields = {}
        for place, (name, cell) in enumerate(zip(self.columns, row.cells, strict=False)):
            if name == IGNORE or not (cell.text or cell.colour or cell.note):
                continue
            if (cell.merged and not new and self._below(at, place)) or not self._owns(at, place):
                continue
            taken = found.setdefault(name, [])
            if not (cell.merged and taken and taken[-1][1].text == cell.text):
                head = self.table.header[place] if place < len(self.table.header) else ""
                taken.append((head, cell))
        return found

    def _owns(self, at: int, place: int) -> bool:
        """Return whether a cell is this column's; one over several is the number's, the action's or the first's."""
        cells = self.table.rows[at].cells
        first, last = place, place
        while self._beside(at, first):
            first -= 1
        while last + 1 < len(cells) and self._beside(at, last + 1):
            last += 1
        if first == last:
            return True
        names = self.columns[first : last + 1]
        wanted = "ref" if "ref" in names and is_ref(cells[place].text) else "action"
        if wanted not in names:
            wanted = next((name for name in names if name != IGNORE), IGNORE)
        return names[place - first] == wanted

    def _beside(self, at: int, place: int) -> bool:
        """Return whether a cell only repeats the one at its left that it is joined to."""
        cells = self.table.rows[at].cells
        if place == 0 or not cells[place].merged or cells[place].text != cells[place - 1].text:
            return False
        above = self.table.rows[at - 1].cells if at else []
        return place >= len(above) or above[place].text != cells[place].text or self._beside(at - 1, place)

    def _joins(self, at: int, row: RawRow, action: str, ref: str) -> str:
        """Return why a row belongs to the action above; "" when it does not."""
        above = self.out.drafts[-1] if self.out.drafts else None
        if above is None or above.group[0] != self.root:
            return ""
        if action and any(self._below(at, place) for place in self._places("action")):
            return "the action's cell is joined"
        if self._after_heading(above):
            return ""
        if ref:
            cut = action[:1].islower() or UNFINISHED.search(above.action)
            if cut and any(self._below(at, place) for place in self._places("ref")):
                return "its words go on with a sentence"
            return self._says_again(row, above, action, ref)
        if not action:
            return "" if only_numbers(row) else "it has neither number nor action of its own"
        if not (self._places("ref") or self.goes_on) or not above.ref:
            return ""
        if self.goes_on and at == 0:
            return "the table goes on with it"
        if action[:1].islower() or UNFINISHED.search(above.action):
            return "its words go on with a sentence"
        return ""

    def _says_again(self, row: RawRow, above: Draft, action: str, ref: str) -> str:
        """Return why a row with a number goes on with the row above: the number says so, or says the same again."""
        again = _CONTINUED.sub("", ref)
        if again.rstrip(".") != above.ref.rstrip("."):
            return ""
        if again != ref:
            return "its number says that it goes on"
        known = {cell.text for cells in above.cells.values() for _, cell in cells}
        more = any(cell.text and cell.text not in known for cell in row.cells)
        return "it says the number and the action again" if more and plain(action) == plain(above.action) else ""

    def _after_heading(self, above: Draft) -> bool:
        return above.group != (self.root, self.section)

    def _join(self, at: int, row: RawRow, why: str) -> None:
        above = self.out.drafts[-1]
        for name, cells in self._fields(at, row, new=False).items():
            held = above.cells.setdefault(name, [])
            if name == "leads" and self.goes_on and at == 0 and held and cut_in_two(held[-1][1].text, cells[0][1].text):
                head, last = held[-1]
                held[-1] = (head, replace(last, text=f"{last.text} {cells.pop(0)[1].text}"))
                above.warnings.append(f"“{one_line(held[-1][1].text)[:80]}” was taken for one name that the page cut.")
            known = {cell.text for _, cell in held}
            held += [
                (head, cell) for head, cell in cells if name != "ref" and (not cell.text or cell.text not in known)
            ]
        place = f"Row {row.row}" + ("" if self.table.number == above.table else f" of table {self.table.number}")
        above.warnings.append(f"{place} was joined to it, since {why}.")
        self.out.count("joined")

    def _below(self, at: int, place: int) -> bool:
        """Return whether a cell only repeats the one above that it is joined to."""
        if at == 0 or place >= len(self.table.rows[at].cells):
            return False
        row, above = self.table.rows[at].cells, self.table.rows[at - 1].cells
        if not row[place].merged or row[place].text != above[place].text:
            return False
        beside = place > 0 and row[place - 1].text == row[place].text
        return not beside or self._below(at, place - 1)

    def _places(self, name: str) -> list[int]:
        return [at for at, column in enumerate(self.columns) if column == name]

    def _texts(self, name: str) -> list[str]:
        cells = [row.cells[at] for row in self.table.rows for at in self._places(name)[:1] if at < len(row.cells)]
        return [cell.text for cell in cells if cell.text and not cell.merged]

    def _triangle(self, row: RawRow) -> str:
        ignored = [cell for name, cell in zip(self.columns, row.cells, strict=False) if name == IGNORE]
        return next((side for cell in ignored if (side := triangle_of(cell.text))), "")

    def _across(self, row: RawRow) -> tuple[str, str]:
        """Return `section` or why it is none for one text over the table or alone in it, with the text; else ""."""
        filled = [place for place, cell in enumerate(row.cells) if cell.text and not cell.merged]
        if len(filled) != 1:
            return "", ""
        place, text = filled[0], one_line(row.cells[filled[0]].text)
        if is_running_head(text, beside=(each.text for each in self.table.rows)) and any(map(str.isalpha, text)):
            return "It is a protective marking or the number of a page, not an action.", text
        covered = sum(1 for cell in row.cells if cell.merged and cell.text == row.cells[place].text) + 1
        spans = covered >= max(2, len(row.cells) / 2)
        column = self.columns[place] if place < len(self.columns) else IGNORE
        named = column != "action" or is_priority(text) or is_objective(text)
        alone = (
            named
            and not any(cell.merged for cell in row.cells)
            and column not in ("measures", "leads", "status", "due")
        )
        if not (spans or (alone and not is_ref(text) and len(self.columns) > 2)):
            return "", ""
        remark = _REMARK.match(text) or len(text) > _LONGEST_HEADING
        return "It is a remark that stands across the table, not an action." if remark else "section", text

    def _section(self, text: str) -> None:
        again = self._after_section
        self.above.clear()
        if is_objective(text) or (again and not is_priority(text)) or (self._own[0] and not is_priority(text)):
            self.objective = text
        else:
            self.priority, self.objective = text, self._own[1] if is_priority(text) else ""
        if not again:
            self.section += 1
        self._after_section = True
        self.out.count("sections")

    def _reject(self, row: RawRow, reason: str) -> None:
        self.out.rejected.append(RejectedRow(row.row, self.table.number, reason, one_line(row.text)[:300]))
