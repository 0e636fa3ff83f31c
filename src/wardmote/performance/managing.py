"""Reads for the pages on which indicators are defined and their figures entered. Each takes the actor."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from wardmote.access.actor import Actor, Decision
from wardmote.access.refusal import Refused, require
from wardmote.common import clock
from wardmote.common.periods import Quarter
from wardmote.performance.counting import Reader
from wardmote.performance.models import (
    DefinitionChange,
    Indicator,
    RagOverride,
    RagRule,
    Reading,
    ReadingImport,
    SimilarGroup,
    StepChange,
    Target,
)
from wardmote.performance.queries import indicators_of
from wardmote.performance.rules import may_define, may_enter
from wardmote.performance.services.importing import may_see_import
from wardmote.performance.shelf import Shelf
from wardmote.performance.stretch import Period, kind_of, period_from, quarters_to

if TYPE_CHECKING:
    from wardmote.partnership.models import Partnership


def own_indicator(actor: Actor, key: str, may: Callable[[Actor, Indicator], Decision], action: str) -> Indicator:
    """Return an indicator of one's own partnership that one may do something to. Raises Refused, the same for none."""
    found = indicators_of(actor.partnership_id or 0).filter(key=key).first()
    if found is None:
        raise Refused(actor, action, reason="no such indicator", object_type="indicator", object_ref=key[:80])
    require(may(actor, found), actor, action, object_type="indicator", object_ref=key)
    return found


def definable(actor: Actor, indicator: Indicator) -> Decision:
    """Whether somebody may change what an indicator says; as `own_indicator` asks it."""
    return may_define(actor, indicator.partnership_id)


def enterable(actor: Actor) -> list[Indicator]:
    """Return the typed indicators that this person may enter figures of, those still watched."""
    watched = indicators_of(actor.partnership_id or 0).filter(kind=Indicator.Kind.TYPED, retired_on__isnull=True)
    return [each for each in watched if may_enter(actor, each)]


@dataclass(frozen=True)
class About:
    """What is kept about an indicator beside its figures, newest first where it is dated."""

    changes: Sequence[DefinitionChange]
    targets: Sequence[Target]
    past_targets: Sequence[Target]
    steps: Sequence[StepChange]
    overrides: Sequence[RagOverride]


def about(indicator: Indicator) -> About:
    """Return what is kept about an indicator that the caller has found for its reader."""
    targets = list(indicator.targets.select_related("set_by"))
    return About(
        changes=list(indicator.definition_changes.select_related("made_by")),
        targets=[each for each in targets if each.current],
        past_targets=[each for each in targets if not each.current],
        steps=list(indicator.step_changes.filter(withdrawn_at__isnull=True).select_related("made_by")),
        overrides=list(indicator.overrides.select_related("made_by").order_by("-pk")[:20]),
    )


def periods_of(kind: str, count: int) -> list[Period]:
    """Return the newest periods of a kind that have begun, newest first; `kind` is month, quarter or year."""
    today = clock.today()
    newest: Period = period_from(kind, today)
    found = [newest]
    while len(found) < count:
        newest = newest.previous()
        found.append(newest)
    return found


def history(indicator: Indicator, period: Period) -> list[Reading]:
    """Return every revision of one period's figure, newest first."""
    found = indicator.readings.filter(period_kind=kind_of(period), period_start=period.start)
    return list(found.select_related("entered_by").order_by("-revision"))


@dataclass(frozen=True)
class CountedAgain:
    """A quarter as it was counted and as it would be counted now, both as this reader may see them."""

    quarter: Quarter
    kept: Reading | None
    kept_text: str
    now_text: str
    revisions: int

    @property
    def differs(self) -> bool:
        """Whether the two are not printed alike; nothing is said where nothing was kept."""
        return self.kept is not None and self.kept_text != self.now_text


def counted_again(actor: Actor, indicator: Indicator, quarters: int = 8) -> list[CountedAgain]:
    """Return the newest quarters, each as kept and as counted now, newest first."""
    wanted = quarters_to(Quarter.containing(clock.today()), quarters)
    shelf = Shelf(Reader(actor), [indicator], wanted[-1])
    public = Shelf(Reader(None), [indicator], wanted[-1])
    shape = shelf.shape(indicator)
    kept = list(indicator.readings.filter(origin=Reading.Origin.COUNTED).select_related("entered_by"))
    made = []
    for quarter in reversed(wanted):
        revisions = [each for each in kept if each.period_start == quarter.start]
        held = next((each for each in revisions if each.current), None)
        # What is kept is as the public may see it, so it is set beside the same; those who may open it see more.
        now = public.read(indicator, quarter)
        text = ""
        if held is not None:
            text = (
                held.note
                if held.value is None and held.note
                else shape.text(held.value, held.numerator, held.denominator)
            )
        made.append(CountedAgain(quarter, held, text, now.text, len(revisions)))
    return made


def rules_of(partnership: "Partnership") -> list[RagRule]:
    """Return the newest version of each rule, by name."""
    found = RagRule.objects.filter(partnership=partnership).order_by("name", "version")
    return list({each.name: each for each in found}.values())


def get_rule(actor: Actor, pk: int) -> RagRule:
    """Return a rule that this person may change. Raises Refused, the same for none."""
    found = RagRule.objects.filter(pk=pk, partnership_id=actor.partnership_id or 0).first()
    if found is None:
        raise Refused(actor, "rag_rule.set", reason="no such rule", object_type="rag_rule", object_ref=str(pk))
    require(may_define(actor, found.partnership_id), actor, "rag_rule.set", object_type="rag_rule", object_ref=str(pk))
    return found


def groups_kept(partnership: "Partnership") -> QuerySet[SimilarGroup]:
    """Return the groups of similar areas, each standing of members by itself, newest first."""
    return SimilarGroup.objects.filter(partnership=partnership).order_by("name", "-dated_on")


def get_group(actor: Actor, pk: int) -> SimilarGroup:
    """Return a group that this person may change. Raises Refused, the same for none."""
    found = SimilarGroup.objects.filter(pk=pk, partnership_id=actor.partnership_id or 0).first()
    if found is None:
        raise Refused(actor, "similar_group.set", reason="no such group", object_ref=str(pk))
    require(may_define(actor, found.partnership_id), actor, "similar_group.set", object_ref=str(pk))
    return found


def imports_of(actor: Actor) -> list[ReadingImport]:
    """Return the newest files of figures that this person may see."""
    found = ReadingImport.objects.filter(partnership_id=actor.partnership_id or 0).select_related("made_by")[:50]
    return [each for each in found if may_see_import(actor, each)]


def get_import(actor: Actor, pk: int) -> ReadingImport:
    """Return a file of figures. Raises Refused for one that is not there as for one that is not this person's."""
    found = ReadingImport.objects.filter(pk=pk).select_related("made_by", "partnership").first()
    if found is None:
        raise Refused(actor, "reading.import", reason="no such import", object_ref=str(pk))
    require(may_see_import(actor, found), actor, "reading.import", object_ref=str(pk))
    return found
