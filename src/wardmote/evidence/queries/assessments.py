"""Reads of strategic assessments, and where each of their figures can be counted again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from wardmote.access.actor import Actor
from wardmote.access.refusal import Refused, require
from wardmote.common.periods import Month, Span
from wardmote.evidence import contributions
from wardmote.evidence.assessing import months as when
from wardmote.evidence.assessing.assemble import SECTIONS
from wardmote.evidence.engine.questions import ALL_CRIME, last_month
from wardmote.evidence.models import Assessment, AssessmentWords, Recommendation, ScoringMatrix, ThemeScore
from wardmote.evidence.papers.sheet import Sheet, Words, nowhere
from wardmote.evidence.queries.files import store
from wardmote.evidence.rules import may_assess, may_read_assessment
from wardmote.measures.registry import find
from wardmote.partnership.queries import districts_of

if TYPE_CHECKING:
    from collections.abc import Callable

State = Assessment.State
# A worker at its task says so more often than this; one that has not is gone.
STALE = timedelta(minutes=10)


@dataclass(frozen=True)
class Standing:
    """How far an assessment under way has come, for its page."""

    assessment: Assessment
    stopped: bool

    @property
    def going_on(self) -> bool:
        return not self.stopped and self.assessment.state in (State.WAITING, State.RUNNING)


@dataclass(frozen=True)
class Section:
    """A section of one assessment: its key, its title, and what the analyst wrote in it."""

    key: str
    title: str
    words: AssessmentWords | None

    @property
    def carried(self) -> bool:
        """Whether its words come from an earlier assessment and nobody has looked at them since."""
        return bool(self.words and self.words.text and self.words.carried_from_id and self.words.version == 1)


def assessments_visible_to(actor: Actor) -> QuerySet[Assessment]:
    """Return the assessments of the partnership this person works in, the latest first, without their figures."""
    if not may_read_assessment(actor, actor.partnership_id or 0):
        return Assessment.objects.none()
    found = Assessment.objects.filter(partnership=actor.partnership_id)
    return found.select_related("partnership", "made_by").defer("data")


def get_assessment(actor: Actor, public_id: UUID, *, action: str = "assessment.view") -> Assessment:
    """Return one assessment, whole. Raises Refused when it is missing or not theirs to see."""
    found = assessments_visible_to(actor).defer(None).filter(public_id=public_id).first()
    if found is None:
        raise Refused(
            actor, action, reason="no such assessment here", object_type="assessment", object_ref=str(public_id)
        )
    return found


def get_ready(actor: Actor, public_id: UUID, *, action: str = "assessment.view") -> Assessment:
    """Return one assessment that is made. Raises Refused for any other."""
    found = get_assessment(actor, public_id, action=action)
    if found.state != State.READY:
        raise Refused(actor, action, reason="not made", object_type="assessment", object_ref=str(public_id))
    return found


def to_assess(actor: Actor, public_id: UUID, action: str) -> Assessment:
    """Return one that is made, for somebody who writes in it. Raises Refused for anybody else."""
    found = get_ready(actor, public_id, action=action)
    require(may_assess(actor, found.partnership_id), actor, action, object_type="assessment", object_ref=str(public_id))
    return found


def standing(assessment: Assessment) -> Standing:
    """Say whether the worker that makes an assessment is still at it."""
    beat = assessment.beat_at or assessment.made_at
    running = assessment.state == State.RUNNING
    return Standing(assessment, running and timezone.now() - beat > STALE)


def months_to_choose(partnership_id: int, count: int = 24) -> list[tuple[str, str]]:
    """Return the last months that an assessment can go up to, newest first; none where no file is held."""
    newest = last_month(store(), districts_of(partnership_id))
    return [(each, when.name(each)) for each in reversed(when.window(newest, count))] if newest else []


def sections_of(assessment: Assessment, order: Sequence[str]) -> list[Section]:
    """Return the sections in the order of the assessment's structure, with their words."""
    held = {row.section: row for row in assessment.words.select_related("carried_from__assessment", "written_by")}
    return [Section(key, SECTIONS[key], held.get(key)) for key in order]


def sheet_of(assessment: Assessment, actor: Actor | None = None, *, map_apart: bool = False) -> Sheet:
    """Return what the writers of a paper need; with an actor, figures lead to where that reader may go."""
    words = {}
    for row in assessment.words.select_related("carried_from__assessment"):
        carried = ""
        if row.carried_from is not None and row.version == 1:
            carried = f"Carried on from the assessment to {when.name(row.carried_from.assessment.to_month)}"
        words[row.section] = Words(row.text, carried)
    link = nowhere if actor is None else linker(actor, assessment.partnership_id)
    return Sheet(assessment.data, words, link, map_apart)


def linker(actor: Actor, partnership_id: int) -> "Callable[[Mapping[str, Any] | None], str]":
    """Return what turns a source into the address at which `actor` can count the figure again, or into nothing."""

    def link(source: Mapping[str, Any] | None) -> str:
        if not source:
            return ""
        if source["page"] == "explore":
            return explore_address(source)
        if source["page"] == "survey":
            return reverse("evidence:survey", args=[source["id"]])
        if source["page"] == "measure":
            return _measure_address(actor, partnership_id, source)
        return reverse("evidence:files")

    return link


def explore_address(source: Mapping[str, Any]) -> str:
    """Return the explore page's address for a figure: area, type (once for each), months, measure."""
    if not source["from"]:
        return ""
    asked: list[tuple[str, str]] = [("area", source["area"])] if source["area"] else []
    asked += [("type", each) for each in source["types"] if each != ALL_CRIME]
    asked += [("from", source["from"]), ("to", source["to"])]
    if source["measure"] != "count":
        asked.append(("measure", source["measure"]))
    return f"{reverse('evidence:explore')}?{urlencode(asked)}"


def _measure_address(actor: Actor, partnership_id: int, source: Mapping[str, Any]) -> str:
    try:
        measure = find(source["key"])
    except KeyError:
        return ""
    period = Span(Month.parse(source["from"]), Month.parse(source["to"]))
    return measure.open_address(actor, partnership_id, period, {}) or ""


def matrices(partnership_id: int) -> QuerySet[ScoringMatrix]:
    """Return every version of a partnership's weights, the newest first."""
    return ScoringMatrix.objects.filter(partnership=partnership_id).select_related("made_by")


def theme_scores(partnership_id: int) -> dict[tuple[str, str], ThemeScore]:
    """Return what people gave, as it stands, by theme and criterion."""
    rows = ThemeScore.objects.filter(partnership=partnership_id, current=True).select_related("given_by")
    return {(row.theme, row.criterion): row for row in rows}


def recommendations_of(assessment: Assessment) -> list[tuple[Recommendation, str]]:
    """Return what is recommended, each with the address of the draft priority made of it, if one was."""
    above = contributions.given()
    rows = assessment.recommendations.select_related("handed_by")
    return [(row, above.address(row.plan_ref) if above and row.plan_ref else "") for row in rows]
