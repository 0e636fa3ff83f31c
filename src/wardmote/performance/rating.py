"""A figure's rating by its indicator's rule, or by a person's judgement, as one reader may know it."""

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from wardmote.common.dates import shortday
from wardmote.methods.direction import Polarity
from wardmote.methods.rag import Colour, Rag, RagRule, judge, within_ordinary_variation
from wardmote.performance.reading import Reading, Shape, plain

if TYPE_CHECKING:
    from wardmote.common.periods import Quarter
    from wardmote.performance import models
    from wardmote.performance.page import Row
    from wardmote.performance.series import Series

NOT_SEEN = "The figure is not shown, so it is not rated."
NO_RULE = "No rule to rate it by has been chosen."
GOING_ON = "The quarter is not over, so it is not rated."
BY_JUDGEMENT = "Rated by judgement in place of the rule."
ORDINARY = "The rating changed from {before} to {after}, but the change lies inside ordinary variation."


def rule_of(kept: "models.RagRule") -> RagRule:
    """Return a kept rule as the arithmetic takes it. Raises ValueError for one that no longer makes sense."""
    return RagRule(kept.family, kept.amber, kept.red, name=kept.name, version=str(kept.version))


def rate(indicator: "models.Indicator", now: Reading, target: Decimal | None, then: Reading) -> Rag:
    """Rate a quarter's figure by the indicator's rule. What is withheld, missing or not over is never rated."""
    polarity = Polarity(indicator.polarity)
    kept = indicator.rag_rule
    if polarity is Polarity.CONTEXT:
        return Rag(Colour.CONTEXT, "Shown for context and not rated.", "", "")
    if kept is None:
        return Rag(Colour.NO_DATA, NO_RULE, "", "")
    rule = rule_of(kept)
    if now.hidden:
        return Rag(Colour.NO_DATA, NOT_SEEN, rule.statement(polarity), rule.version)
    if now.going_on:
        return Rag(Colour.NO_DATA, GOING_ON, rule.statement(polarity), rule.version)
    try:
        return judge(now.comparable, target, polarity, rule, last_year=then.comparable)
    except ValueError as wrong:  # a rule whose bands run against the polarity, chosen before either changed
        return Rag(Colour.NO_DATA, str(wrong), "", rule.version)


def judged(found: Rag, override: "models.RagOverride | None", now: Reading) -> tuple[Rag, bool]:
    """Put a person's judgement in place of the rule's; no missing figure is green and no hidden one rated."""
    if override is None or now.hidden or found.colour is Colour.CONTEXT:
        return found, False
    colour = Colour(override.colour)
    if now.value is None and colour is Colour.GREEN:
        return found, False
    return replace(found, colour=colour, reason=BY_JUDGEMENT), True


def target_text(target: "models.Target | None", quarter: "Quarter", shape: Shape) -> str:
    """Write a target: `94`, `90 by 31 Mar 2026` for one still to come, `94 (set for 31 Mar 2024)` for one gone by."""
    if target is None:
        return ""
    value = plain(target.value, shape.decimals) + ("%" if shape.per_cent else "")
    if target.due_on == quarter.end:
        return value
    if target.due_on > quarter.end:
        return f"{value} by {shortday(target.due_on)}"
    return f"{value} (set for {shortday(target.due_on)})"


def ordinary(row: "Row", series: "Series") -> str:
    """Say where a rating moved although nothing in its quarter's months or those before is out of the ordinary.

    Where that cannot be told, or the months may not be seen, nothing is said.
    """
    now, before = row.rag.colour, row.rag_before
    rated = {Colour.GREEN, Colour.AMBER, Colour.RED}
    if row.rag_overridden or now == before or not {now, before} <= rated or series.xmr is None:
        return ""
    points = [*series.indexes(row.quarter.previous()), *series.indexes(row.quarter)]
    if not points or not within_ordinary_variation(series.xmr, *points):
        return ""
    return ORDINARY.format(before=before.words, after=now.words)
