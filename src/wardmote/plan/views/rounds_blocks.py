"""The answering page's blocks: one for each action and indicator, with its form, its figures and what was counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms

from wardmote.access.actor import Actor
from wardmote.common.versions import EditConflict
from wardmote.partnership.queries import organisations_of
from wardmote.plan.forms.rounds import ActionAnswerForm, AnswerForm, FigureForm
from wardmote.plan.queries.rounds_ask import AskPage
from wardmote.plan.queries.rounds_figures import FigureAsked, Shown, figures_asked, shown_figures
from wardmote.plan.queries.rounds_items import Item, as_entry


@dataclass
class Block:
    """One thing to answer. `conflict` holds both texts where a colleague answered first."""

    item: Item
    form: AnswerForm
    figures: list[tuple[FigureAsked, FigureForm]] = field(default_factory=list)
    shown: Sequence[Shown] = ()
    conflict: EditConflict | None = None
    heading: str = ""  # of the group that begins with this block

    @property
    def key(self) -> str:
        return self.item.key

    @property
    def forms(self) -> list[forms.Form]:
        return [self.form, *(form for _, form in self.figures)]

    @property
    def touched(self) -> bool:
        """Whether anything was sent of this that does not stand already."""
        sent = any(name.startswith(f"{self.key}-") for name in self.form.data)
        return sent and any(form.has_changed() for form in self.forms)

    @property
    def valid(self) -> bool:
        return all([form.is_valid() for form in self.forms])

    @property
    def wrong(self) -> bool:
        return self.conflict is not None or any(form.is_bound and form.errors for form in self.forms)

    @property
    def full_open(self) -> bool:
        return bool(self.form["full_text"].value() or "full_text" in self.form.errors)

    @property
    def remedy_open(self) -> bool:
        """Whether the remedial action is shown at once, and not folded away."""
        given = self.form["remedial_text"].value()
        return bool(self.item.exception or given or "remedial_text" in self.form.errors)

    @property
    def remedy_why(self) -> str:
        """Why a remedial action is needed, as things stand."""
        return self.item.exception


def make_blocks(actor: Actor, page: AskPage, part: int, data: Mapping[str, Any] | None = None) -> list[Block]:
    """Return a part's blocks: bound to `data` when given, else as they stand with what this person left typed."""
    items = page.part(part)
    bodies = list(organisations_of(page.round.partnership_id).values_list("pk", "name"))
    statuses = [(each.pk, each.label) for each in page.statuses]
    asked = figures_asked(page.quarter, [item.indicator for item in items])
    shown = shown_figures(actor, page.round.partnership_id, page.quarter, items)
    kept = page.kept.typed if page.kept and data is None else {}
    made = []
    several = len({item.action.plan_id for item in items if item.action}) > 1
    for before, item in zip([None, *items], items, strict=False):
        options: dict[str, Any] = {"bodies": bodies, **({"statuses": statuses} if item.action else {})}
        kind = ActionAnswerForm if item.action else AnswerForm
        figures = asked.get(item.indicator.pk, []) if item.indicator else []
        made.append(
            Block(
                item,
                _form(kind, data, kept, item.key, _standing(item), **options),
                [(each, _figure_form(each, data, kept)) for each in figures],
                shown.get(item.key, ()),
                heading="" if before and _under(before, several) == _under(item, several) else _under(item, several),
            )
        )
    return made


def _under(item: Item, several: bool) -> str:
    """Say under which heading an item stands; the plan is named where there are several."""
    if item.action and several:
        return f"{item.action.plan.title}: priority {item.action.priority}"
    return item.caption


def _figure_form(asked: FigureAsked, data: Mapping[str, Any] | None, kept: Mapping[str, str]) -> FigureForm:
    initial = {
        "numerator": asked.numerator, "denominator": asked.denominator, "quality": asked.quality or "provisional",
        "started_from": asked.revision,
    }  # fmt: skip
    return _form(FigureForm, data, kept, asked.key, initial, label=asked.label, out_of=asked.out_of)


def _form(
    kind: type[Any], data: Mapping[str, Any] | None, kept: Mapping[str, str], prefix: str, initial: dict[str, Any],
    **options: Any,
) -> Any:  # fmt: skip
    if data is None and any(name.startswith(f"{prefix}-") for name in kept):
        typed = kind(kept, prefix=prefix, **options)
        initial = {name: typed[name].data for name in typed.fields}
    return kind(data, prefix=prefix, initial=initial, **options)


def _standing(item: Item) -> dict[str, Any]:
    """Return what the form shows of the answer so far; before the first, how far the plan says it has come."""
    entry = as_entry(item.update)
    standing: dict[str, Any] = {name: getattr(entry, name) for name in entry.__dataclass_fields__}
    if item.action and item.update is None:
        standing["status_id"] = item.action.status_id or (item.last.status_id if item.last else None)
    return {**standing, "started_from": item.revision}
