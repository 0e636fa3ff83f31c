"""Reads of a plan's import: what a file was found to hold, and what bringing it in would do. For those who may."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from wardmote.access.actor import Actor
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused
from wardmote.common import clock
from wardmote.partnership.queries import get_partnership_by_id, groups_of, organisations_of
from wardmote.plan.models import ActionStatus, OutsidePriority, Plan, PlanAction, PlanImport
from wardmote.plan.reading.types import IGNORE, FoundTable, PlanFile, Understood
from wardmote.plan.reading.understand import understand
from wardmote.plan.services.importing_compare import Compared, compare
from wardmote.plan.services.importing_leads import LeadGuess, chosen_leads, guess_leads
from wardmote.plan.services.importing_meaning import Known, Meant, meant

if TYPE_CHECKING:
    from wardmote.partnership.models import Group, Organisation

State = PlanImport.State


@dataclass(frozen=True)
class LeadLine:
    """One distinct text that the file names leads by: how many rows, what was guessed, and what is chosen."""

    text: str
    rows: int
    guess: LeadGuess
    chosen_id: int | None


@dataclass(frozen=True)
class ImportPage:
    """A file as understood with the person's corrections, beside the plan that it is for."""

    kept: PlanImport
    file: PlanFile
    columns: Mapping[int, Sequence[str]]
    understood: Understood
    compared: Compared
    leads: Sequence[LeadLine]
    organisations: Sequence["Organisation"]
    same_as: PlanImport | None

    @property
    def accounting(self) -> dict[str, int]:
        """Every row of actions once: rows in = accepted + rejected + repeated; what the reader counted apart beside."""
        parts = {
            "accepted": len(self.understood.rows),
            "rejected": len(self.understood.rejected),
            "repeated": len(self.understood.repeated),
        }
        return {"rows": sum(parts.values()), **parts}

    @property
    def apart(self) -> dict[str, int]:
        """Rows that are no action: headers, headings, blank rows, and those that go on with another."""
        return {
            name: count
            for name, count in self.understood.accounting.items()
            if name not in ("rows", "accepted", "rejected", "repeated") and count
        }


def imports_of(actor: Actor) -> QuerySet[PlanImport]:
    """Return the imports of the partnership worked in that hold a file; none for those who may not bring one in."""
    if not actor.may(Permission.PARTNERSHIP_MANAGE) or actor.partnership_id is None:
        return PlanImport.objects.none()
    return (
        PlanImport.objects.filter(partnership_id=actor.partnership_id)
        .defer("content", "found", "match")
        .select_related("plan", "uploaded_by")
    )


def get_import(actor: Actor, import_id: int) -> PlanImport:
    """Return an import with its file. Raises Refused for one not there and for another partnership's alike."""
    found = imports_of(actor).defer(None).filter(pk=import_id).first()
    if found is None:
        raise Refused(actor, "plan.import_view", reason="no such import here", object_type="plan_import",
                      object_ref=str(import_id))  # fmt: skip
    return found


def plans_to_change(actor: Actor) -> QuerySet[Plan]:
    """Return the plans of the partnership worked in that a file may be brought into: drafts and adopted ones."""
    if not actor.may(Permission.PARTNERSHIP_MANAGE) or actor.partnership_id is None:
        return Plan.objects.none()
    return Plan.objects.filter(partnership_id=actor.partnership_id).exclude(state=Plan.State.SUPERSEDED)


def parents_for(actor: Actor) -> QuerySet[Plan]:
    """Return the plans that a new one may serve: one's own and the county's, where they are adopted."""
    here = get_partnership_by_id(actor.partnership_id)
    if here is None:
        return Plan.objects.none()
    own = Q(partnership_id=here.pk)
    above = Q(partnership_id=here.parent_id, state=Plan.State.ADOPTED) if here.parent_id else own
    return Plan.objects.filter(own | above).exclude(state=Plan.State.SUPERSEDED).select_related("partnership")


def groups_for(actor: Actor) -> "QuerySet[Group]":
    """Return the groups whose plan a new one may be."""
    return groups_of(actor.partnership_id)


def file_of(kept: PlanImport) -> PlanFile:
    """Return what the reader found in the file."""
    return PlanFile.from_dict(kept.found)


def columns_of(kept: PlanImport, file: PlanFile) -> dict[int, list[str]]:
    """Return what each column of each table is taken for: as a person said, or as guessed. IGNORE leaves one out."""
    said = kept.match.get("columns", {})
    return {table.number: list(said.get(str(table.number), table.columns)) for table in file.tables}


def left_out(kept: PlanImport) -> set[int]:
    """Return the numbers of the tables that a person left out."""
    return {int(number) for number in kept.match.get("left_out", [])}


def import_page(actor: Actor, import_id: int) -> ImportPage:
    """Return what a file would do to its plan. Raises Refused as `get_import`."""
    return page_of(get_import(actor, import_id))


def page_of(kept: PlanImport) -> ImportPage:
    """Work out what the rows of an import mean and what they would change, as everything stands now."""
    file = file_of(kept)
    columns = columns_of(kept, file)
    out = left_out(kept)
    columns |= {number: [IGNORE] * len(fields) for number, fields in columns.items() if number in out}
    understood = understand(file, columns, today=clock.today())
    organisations = list(organisations_of(kept.partnership_id))
    texts = [text for row in understood.rows for text in row.leads]
    guesses = guess_leads(texts, organisations)
    chosen = chosen_leads(guesses, kept.match.get("leads", {}))
    known = _known(kept, file, columns, chosen, organisations)
    rows = _told_apart([meant(row, known) for row in understood.rows])
    actions = actions_beside(kept.plan) if kept.plan else []
    return ImportPage(
        kept=kept, file=file, columns=columns, understood=understood,
        compared=compare(rows, actions, written_to(actions)),
        leads=[LeadLine(text, texts.count(text), guess, chosen[text]) for text, guess in guesses.items()],
        organisations=organisations, same_as=_same_bytes(kept),
    )  # fmt: skip


def actions_beside(plan: Plan) -> list[PlanAction]:
    """Return the actions of a plan with everything that a row is compared with."""
    return list(
        plan.actions.select_related("priority", "objective", "lead", "status", "source")
        .defer("source__content", "source__found")
        .prefetch_related("partners", "measures", "serves", "points_at__to_action")
    )


def written_to(actions: Sequence[PlanAction]) -> dict[int, Mapping[str, str]]:
    """Return what the last import wrote to each action, by the action's id; those never imported are left out."""
    found: dict[int, Mapping[str, str]] = {}
    for action in actions:
        written: Mapping[str, Any] = (action.source.match if action.source else {}).get("written", {})
        if action.source_key in written:
            found[action.pk] = written[action.source_key]
    return found


def _known(
    kept: PlanImport, file: PlanFile, columns: Mapping[int, Sequence[str]], leads: Mapping[str, int | None],
    organisations: Sequence["Organisation"],
) -> Known:  # fmt: skip
    tables: dict[int, FoundTable] = {table.number: table for table in file.tables}
    return Known(
        leads=leads, organisations={each.pk: each.name for each in organisations},
        statuses=list(ActionStatus.objects.filter(partnership_id=kept.partnership_id, retired=False)),
        outside=list(OutsidePriority.objects.filter(partnership_id=kept.partnership_id)),
        tables=tables, columns=columns,
    )  # fmt: skip


def _told_apart(rows: Sequence[Meant]) -> list[Meant]:
    """Number the keys of rows whose words are the same, so that each is still known again."""
    seen: dict[str, int] = {}
    apart = []
    for row in rows:
        seen[row.key] = seen.get(row.key, 0) + 1
        apart.append(row if seen[row.key] == 1 else replace(row, key=f"{row.key[:74]}#{seen[row.key]}"))
    return apart


def _same_bytes(kept: PlanImport) -> PlanImport | None:
    """Return the latest import into the same plan if it was of the same bytes."""
    if kept.plan is None:
        return None
    earlier = kept.plan.imports.filter(state=State.COMMITTED).exclude(pk=kept.pk).defer("content", "found", "match")
    last = earlier.order_by("-committed_at", "-pk").first()
    return last if last and last.sha256 == kept.sha256 else None
