"""What a person gives while a plan's file is brought in: the file, its columns, its leads, and where it goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from wardmote.access.actor import Actor
from wardmote.common.formfields import GovDateField, GovForm, OneTimeToken, use_plain_messages
from wardmote.plan.models import Plan
from wardmote.plan.queries.importing import (
    ImportPage,
    columns_of,
    groups_for,
    left_out,
    parents_for,
    plans_to_change,
)
from wardmote.plan.reading.types import IGNORE, FoundTable, PlanFile, one_line
from wardmote.plan.services.importing import FILE, HERE, MEGABYTES, TOO_LARGE, NewPlan

NEW = "new"
FIELD_WORDS = {
    IGNORE: "Leave this column out", "ref": "Number of the action", "action": "Action", "measures": "Measures",
    "leads": "Who leads", "due": "Due", "status": "Status or progress", "rag": "Rating (red, amber, green)",
    "priority": "Priority", "objective": "Objective", "start": "Start", "sponsor": "Sponsor",
    "links": "Links to other actions or priorities",
}  # fmt: skip
_SAMPLES = 3
# A column of leads that names more than this is another column; the rest stays as it was guessed.
LEADS = 300


def confidence_words(confidence: float) -> str:
    """Say how sure the guess of a column is."""
    if confidence >= 0.8:
        return "sure"
    return "likely" if confidence >= 0.5 else "a guess"


@dataclass(frozen=True)
class TableGroup:
    """Tables of a file with the same header, whose columns are chosen once. `names` are the form's fields."""

    tables: Sequence[FoundTable]
    names: Sequence[str]

    @property
    def first(self) -> FoundTable:
        return self.tables[0]

    @property
    def heads(self) -> list[str]:
        """The header of each column; one without words is called by its place."""
        header = [*self.first.header, *[""] * len(self.first.columns)]
        return [one_line(head) or f"Column {place}" for place, head in enumerate(header[: len(self.first.columns)], 1)]

    @property
    def sample_columns(self) -> list[dict[str, str]]:
        """The columns of a table of sample rows: the row's number in the file, then the header."""
        return [{"text": "Row"}, *({"text": head} for head in self.heads)]

    def sample(self, place: int) -> str:
        """What stands in a column in the first rows of the group, in short."""
        texts = [
            one_line(row.cells[place].text) for table in self.tables for row in table.rows if place < len(row.cells)
        ]
        found = [text if len(text) <= 60 else text[:59].rstrip() + "…" for text in texts if text]
        return "; ".join(list(dict.fromkeys(found))[:_SAMPLES])


class StartForm(GovForm):
    """A file, and the plan that it is for."""

    file = forms.FileField(
        label="The plan’s file",
        help_text=f"A Word (.docx), Excel (.xlsx) or CSV file of at most {MEGABYTES} MB",
        error_messages={"required": "Choose the plan’s file", "empty": "The file is empty. Choose another."},
    )
    into = forms.ChoiceField(label="Where does it go?", widget=forms.RadioSelect)
    form_token = OneTimeToken()

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("into", plan_choices(actor))

    def clean_file(self) -> UploadedFile:
        """Refuse what is too large before it is taken into memory."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MEGABYTES * 1024 * 1024:
            raise forms.ValidationError(TOO_LARGE)
        return file


def plan_choices(actor: Actor) -> list[tuple[str, str]]:
    """Return a new plan and those that a file may be brought into."""
    plans = plans_to_change(actor)
    return [(NEW, "Into a new plan"), *((str(each.pk), f"Into “{each.title}” ({_state(each)})") for each in plans)]


class MatchForm(GovForm):
    """What each column is, once for all tables with the same header, and which tables are left out."""

    into = forms.ChoiceField(label="Where does it go?")

    def __init__(self, *args: Any, actor: Actor, kept: Any, file: PlanFile, **options: Any) -> None:
        columns, out = columns_of(kept, file), left_out(kept)
        super().__init__(*args, initial={"into": str(kept.plan_id or NEW)}, **options)
        self.offer("into", plan_choices(actor))
        self.groups = _grouped(file)
        for group in self.groups:
            now = columns[group.first.number]
            for place, name in enumerate(group.names):
                self._add(name, forms.ChoiceField(
                    label=group.heads[place], choices=list(FIELD_WORDS.items()), initial=now[place],
                    help_text=_hint(group, place),
                ))  # fmt: skip
            for table in group.tables:
                self._add(leave_name(table), forms.BooleanField(
                    label="Leave this table out", required=False, initial=table.number in out,
                ))  # fmt: skip

    def _add(self, name: str, field: forms.Field) -> None:
        use_plain_messages(field, str(field.label))
        self.fields[name] = field

    @property
    def columns(self) -> dict[int, list[str]]:
        """What was chosen for the columns of every table."""
        return {
            table.number: [self.cleaned_data[name] for name in group.names]
            for group in self.groups
            for table in group.tables
        }

    @property
    def tables_left_out(self) -> list[int]:
        return [table.number for group in self.groups for table in group.tables if self.cleaned_data[leave_name(table)]]


class LeadsForm(GovForm):
    """Which organisation each lead's text means."""

    def __init__(self, *args: Any, page: ImportPage, **options: Any) -> None:
        super().__init__(*args, **options)
        self.lines = list(page.leads)[:LEADS]
        bodies = [
            ("0", "None of these: keep it as text only"),
            *((str(each.pk), each.name) for each in page.organisations),
        ]
        for place, line in enumerate(self.lines):
            field = forms.ChoiceField(label=one_line(line.text), choices=bodies, initial=str(line.chosen_id or 0),
                                      help_text=f"{_rows(line.rows)}. {line.guess.how}.")  # fmt: skip
            use_plain_messages(field, f"Who “{one_line(line.text)}” is")
            self.fields[f"lead_{place}"] = field

    @property
    def chosen(self) -> dict[str, int]:
        return {line.text: int(self.cleaned_data[f"lead_{place}"]) for place, line in enumerate(self.lines)}


class BringInForm(GovForm):
    """The last page: the new plan, or why an adopted one changes, and what stands where both sides changed."""

    title = forms.CharField(label="Title of the plan", max_length=160)
    kind = forms.ChoiceField(label="Kind of plan", choices=Plan.Kind.choices)
    starts_on = GovDateField(label="First day", what="First day")
    ends_on = GovDateField(label="Last day", what="Last day")
    parent = forms.ChoiceField(label="The plan that it serves", required=False)
    group = forms.ChoiceField(label="The group whose plan it is", required=False)
    reason = forms.CharField(
        label="Why does the plan change?", widget=forms.Textarea, max_length=500,
        help_text="The plan is adopted, so everybody who reads it sees each change with this reason",
    )  # fmt: skip
    seen = forms.CharField(widget=forms.HiddenInput)
    form_token = OneTimeToken()

    def __init__(self, *args: Any, actor: Actor, page: ImportPage, **options: Any) -> None:
        super().__init__(*args, initial={"seen": page.compared.stamp, "title": _title_of(page.file)}, **options)
        plan = page.kept.plan
        for name in ("title", "kind", "starts_on", "ends_on", "parent", "group") if plan else ():
            del self.fields[name]
        if not plan or plan.state != Plan.State.ADOPTED:
            del self.fields["reason"]
        if not plan:
            self._parents = {str(each.pk): each for each in parents_for(actor)}
            self._groups = {str(each.pk): each for each in groups_for(actor)}
            self.offer("parent", [("", "None"), *((key, _named(each, actor)) for key, each in self._parents.items())])
            self.offer("group", [("", "None"), *((key, each.name) for key, each in self._groups.items())])
        self.conflicts: dict[str, tuple[Any, Any]] = {}
        for line, change in page.compared.conflicts:
            name = f"keep_{line.action.pk}_{change.name}" if line.action else ""
            self.conflicts[name] = (line, change)
            field = forms.ChoiceField(
                label=f"Action {line.ref}: {change.label.lower()}", widget=forms.RadioSelect,
                choices=[(HERE, "Keep what stands here"), (FILE, "Take what the file says")],
            )  # fmt: skip
            use_plain_messages(field, f"What stands for action {line.ref}, {change.label.lower()}")
            self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        first, last = given.get("starts_on"), given.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "Last day must be after the first day")
        return given

    @property
    def new_plan(self) -> NewPlan | None:
        """The plan to begin; None where the file goes into one that there is."""
        if "title" not in self.fields:
            return None
        given = self.cleaned_data
        return NewPlan(
            title=given["title"].strip(), kind=given["kind"], starts_on=given["starts_on"], ends_on=given["ends_on"],
            parent=self._parents.get(given["parent"]), group=self._groups.get(given["group"]),
        )  # fmt: skip

    @property
    def choices(self) -> dict[tuple[int, str], str]:
        return {
            (line.action.pk, change.name): self.cleaned_data[name] for name, (line, change) in self.conflicts.items()
        }


def leave_name(table: FoundTable) -> str:
    """Return the name of the box that leaves a table out."""
    return f"leave_{table.number}"


def _grouped(file: PlanFile) -> list[TableGroup]:
    """Put tables with the same header together, each with those that go on with it; boxes are no tables of rows."""
    keys: dict[int, tuple[Any, ...]] = {}
    found: dict[tuple[Any, ...], list[FoundTable]] = {}
    for table in file.tables:
        if table.box and "action" not in table.columns:
            continue
        key = (tuple(map(one_line, table.header)), tuple(table.columns), table.number if table.left_out else 0)
        before = keys.get(table.continues)
        keys[table.number] = before if before and len(found[before][0].columns) == len(table.columns) else key
        found.setdefault(keys[table.number], []).append(table)
    return [
        TableGroup(tables, [f"t{tables[0].number}_c{place}" for place in range(len(tables[0].columns))])
        for tables in found.values()
    ]


def _title_of(file: PlanFile) -> str:
    """Return what the file calls itself: the heading above all its tables, else its name without the ending."""
    firsts = {table.headings[0] for table in file.tables if table.headings}
    found = firsts.pop() if len(firsts) == 1 and all(len(table.headings) > 1 for table in file.tables) else ""
    return (one_line(found) or file.name.rpartition(".")[0] or file.name)[:160]


def _hint(group: TableGroup, place: int) -> str:
    guess, confidence = group.first.columns[place], group.first.confidence[place]
    why = group.first.why[place] if place < len(group.first.why) else ""
    looks = (
        f"Looks like: {FIELD_WORDS[guess].lower()} ({confidence_words(confidence)})."
        if guess != IGNORE
        else f"Left out: {why or 'it looks like none of these'}."
    )
    sample = group.sample(place)
    return f"{looks} For example: {sample}" if sample else f"{looks} The column is empty."


def _rows(count: int) -> str:
    return "In 1 row" if count == 1 else f"In {count} rows"


def _state(plan: Plan) -> str:
    return plan.get_state_display().lower()


def _named(plan: Plan, actor: Actor) -> str:
    return plan.title if plan.partnership_id == actor.partnership_id else f"{plan.title}, {plan.partnership.name}"
