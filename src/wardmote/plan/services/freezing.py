"""Closing a round copies it into plain rows, fit for the public; see docs/adr/0008."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Max

from wardmote.partnership.queries import organisations_named
from wardmote.plan.models import FrozenAction, FrozenFigure, ReportingRound, Update
from wardmote.plan.queries.rounds_figures import action_counts, counted, frozen_fields, measure_names, with_unit
from wardmote.plan.queries.rounds_items import Item
from wardmote.plan.words import due_of


def freeze(found: ReportingRound, items: Sequence[Item]) -> int:
    """Write every figure and action of a round as it stands, and return which edition this is.

    The caller holds the round and its transaction. Figures are the public's, of indicators that the public does not
    read as well: those are marked, and their small counts are withheld like any other.
    """
    last = [kind.objects.filter(round=found).aggregate(last=Max("edition"))["last"] or 0
            for kind in (FrozenFigure, FrozenAction)]  # fmt: skip
    edition = max(last) + 1
    names = organisations_named(item.update.remedial_by_id for item in items if item.update)
    FrozenFigure.objects.bulk_create(
        FrozenFigure(
            round=found, edition=edition, position=place, indicator=item.indicator, indicator_public=item.public,
            **_texts(item.update, names), **(frozen_fields(item.row) if item.row else {}),
        )
        for place, item in enumerate(items)
        if item.indicator
    )  # fmt: skip
    figures = _measures(found, items)
    FrozenAction.objects.bulk_create(
        FrozenAction(
            round=found, edition=edition, position=place, **_action(item, figures), **_texts(item.update, names)
        )
        for place, item in enumerate(items)
        if item.action
    )
    return edition


def _texts(update: Update | None, names: dict[int | None, str]) -> dict[str, Any]:
    if update is None:
        return {}
    return {
        "short_text": update.short_text, "full_text": update.full_text, "public": update.public,
        "remedial_text": update.remedial_text, "remedial_due_on": update.remedial_due_on,
        "remedial_by": names.get(update.remedial_by_id, "")[:120],
    }  # fmt: skip


def _action(item: Item, figures: dict[int, list[list[str]]]) -> dict[str, Any]:
    action = item.action
    if action is None:
        raise ValueError("An indicator is no action.")
    status = (item.update.status if item.update else None) or action.status
    links = [each.to_action.ref if each.to_action else each.text for each in action.points_at.all()]
    return {
        "action": action, "plan_title": action.plan.title, "priority": str(action.priority)[:220], "ref": action.ref,
        "wording": action.wording, "lead": (action.lead.name if action.lead else action.lead_text)[:200],
        "partners": ", ".join(sorted(each.name for each in action.partners.all()))[:400], "sponsor": action.sponsor,
        "due": due_of(action)[:80], "links": ", ".join(links)[:200],
        "status": status.label if status else "", "status_means": status.means if status else "", "rag": item.rag,
        "late": item.late, "measures": figures.get(action.pk, []), "action_public": action.public,
    }  # fmt: skip


def _measures(found: ReportingRound, items: Sequence[Item]) -> dict[int, list[list[str]]]:
    """Return how each action is known, and the quarter's figure in the public's words where something gives one."""
    actions = [item.action for item in items if item.action]
    rows = {item.indicator.pk: item.row for item in items if item.indicator and item.row}
    quarter = items[0].quarter if items else None
    if quarter is None:
        return {}
    counts = action_counts(None, found.partnership_id, quarter, actions)
    names, made = measure_names(), dict[int, list[list[str]]]()
    for action in actions:
        said = [[each.text, _figure(rows, each.indicator_id)] for each in action.measures.all()]
        if action.measure_key and not any(figure for _, figure in said):
            said.append([names.get(action.measure_key, "Counted"), counts[counted(action)].text])
        made[action.pk] = said
    return made


def _figure(rows: dict[int, Any], indicator_id: int | None) -> str:
    row = rows.get(indicator_id) if indicator_id else None
    return with_unit(row) if row else ""
