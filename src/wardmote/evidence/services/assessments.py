"""Making strategic assessments, and what people decide about them: weights, scores, another ranking."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from wardmote.access.actor import Actor
from wardmote.access.refusal import require
from wardmote.audit.services import record
from wardmote.common import clock
from wardmote.common.states import StateRefused
from wardmote.evidence.assessing import assemble
from wardmote.evidence.assessing import months as when
from wardmote.evidence.assessing.ranking import CRITERIA, HUMAN
from wardmote.evidence.assessing.themes import BY_KEY
from wardmote.evidence.models import Assessment, AssessmentWords, Recommendation, ScoringMatrix, ThemeScore
from wardmote.evidence.queries.assessment_inputs import STEPS, NothingToAssess, gather, given_scores, matrix_of
from wardmote.evidence.queries.assessments import to_assess
from wardmote.evidence.rules import may_assess

if TYPE_CHECKING:
    from collections.abc import Callable

    from wardmote.partnership.models import Partnership

State = Assessment.State
HIGHEST_WEIGHT = Decimal(10)
# Reading, then each part, then the ranking.
ALL_STEPS = STEPS + len(assemble.PARTS) + 1


def ask_for(
    *, actor: Actor | None, partnership: "Partnership", to: str, months: int = 36, structure: str = "themes"
) -> Assessment:
    """Write down that an assessment is wanted. `actor` None is the person at the machine's own shell.

    Raises Refused for somebody who may not, StateRefused in words for a month, window or structure that cannot be.
    """
    if actor is not None:
        require(may_assess(actor, partnership.pk), actor, "assessment.ask", object_type="assessment")
    if structure not in assemble.STRUCTURES:
        raise StateRefused(f"There is no structure “{structure}”: there are {when.listed(list(assemble.STRUCTURES))}.")
    try:
        when.window(to, months)
    except ValueError as wrong:
        raise StateRefused(str(wrong)) from wrong
    with transaction.atomic():
        made = Assessment.objects.create(
            partnership=partnership, to_month=to, months=months, structure=structure, of=ALL_STEPS,
            made_by_id=actor.user_id if actor else None, made_at=clock.now(),
        )  # fmt: skip
        _record(actor, "assessment.ask", made, ["to_month", "months", "structure"])
    return made


def make(assessment_id: int, *, say: "Callable[[str], None]" = lambda said: None) -> Assessment | None:
    """Make an assessment that waits. Returns it, ready or failed with words; None when another worker has it.

    Each step is written down as it begins, so that a page can show it and a dead worker be told from a busy one.
    """
    taken = Assessment.objects.filter(pk=assessment_id, state=State.WAITING)
    if not taken.update(state=State.RUNNING, beat_at=timezone.now()):
        return None
    made = Assessment.objects.select_related("partnership").get(pk=assessment_id)
    done = -1

    def step(said: str) -> None:
        nonlocal done
        done += 1
        Assessment.objects.filter(pk=assessment_id).update(step=said, done=done, beat_at=timezone.now())
        say(said)

    try:
        inputs = gather(made.partnership, to=made.to_month, months=made.months, structure=made.structure, say=step)
        data = assemble.whole(inputs, step)
        _keep(made, data)
    except NothingToAssess as nothing:
        _fail(made, str(nothing))
    except Exception:
        _fail(
            made, "Something went wrong while it was made. Ask again; if it happens again, tell whoever runs Wardmote."
        )
        raise
    return made


def _keep(made: Assessment, data: dict[str, Any]) -> None:
    with transaction.atomic():
        made.matrix = _matrix_row(made.partnership_id)
        made.data, made.state, made.done, made.step = data, State.READY, ALL_STEPS, "Ready"
        made.ended_at = timezone.now()
        made.save(update_fields=["matrix", "data", "state", "done", "step", "ended_at"])
        _recommend(made)
        _carry_words(made)
        _record(None, "assessment.make", made, ["data", "recommendations", "words"])


def _fail(made: Assessment, why: str) -> None:
    with transaction.atomic():
        made.state, made.error, made.ended_at = State.FAILED, why, timezone.now()
        made.save(update_fields=["state", "error", "ended_at"])
        _record(None, "assessment.fail", made, ["state"])


def _matrix_row(partnership_id: int) -> ScoringMatrix:
    """Return the version in use, writing the product's own weights down as the first where there is none."""
    last = ScoringMatrix.objects.filter(partnership=partnership_id).first()
    if last is not None:
        return last
    own = matrix_of(partnership_id)
    return ScoringMatrix.objects.create(
        partnership_id=partnership_id, number=1, weights=own["matrix"], reason="", made_at=clock.now()
    )


def _recommend(made: Assessment) -> None:
    made.recommendations.all().delete()
    Recommendation.objects.bulk_create(
        Recommendation(
            assessment=made, number=row["number"], theme=row["theme"], wording=row["wording"], why=row["why"]
        )
        for row in made.data["recommendations"]["rows"]
    )


def _carry_words(made: Assessment) -> None:
    """Begin each section with what was last written in it, as a text still to be looked at."""
    earlier = Assessment.objects.filter(partnership=made.partnership_id, state=State.READY).exclude(pk=made.pk)
    before = earlier.filter(words__isnull=False).order_by("-made_at", "-pk").first()
    if before is None:
        return
    AssessmentWords.objects.bulk_create(
        AssessmentWords(
            assessment=made, section=row.section, text=row.text, carried_from=row, written_by_id=row.written_by_id,
            written_at=row.written_at,
        )
        for row in before.words.exclude(text="")
    )  # fmt: skip


@transaction.atomic
def rank_again(*, actor: Actor, public_id: UUID) -> Assessment:
    """Rank the counts of an assessment by the weights and scores as they stand now. The counts stay as they are.

    Raises Refused; StateRefused once a priority of it was handed over, because the plan names it.
    """
    found = to_assess(actor, public_id, "assessment.rank")
    held = Assessment.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if held.recommendations.exclude(plan_ref="").exists():
        raise StateRefused("Its priorities stand in a plan, so its ranking stays as it is. Make another assessment.")
    matrix = _matrix_row(held.partnership_id)
    assemble.rank(
        held.data, weights=matrix.weights, number=matrix.number, reason=matrix.reason,
        given=given_scores(held.partnership_id),
    )  # fmt: skip
    held.matrix = matrix
    held.save(update_fields=["data", "matrix"])
    _recommend(held)
    _record(actor, "assessment.rank", held, ["ranking", "recommendations"])
    return held


@transaction.atomic
def change_weights(
    *, actor: Actor, partnership: "Partnership", weights: Mapping[str, str], reason: str, started_from: int
) -> ScoringMatrix:
    """Weigh the criteria otherwise: a further version of the matrix. `started_from` is the version that was looked at.

    Raises Refused; StateRefused without a reason, for a weight that is no number from 0 to 10, for weights that are all
    nought or as they were, and where somebody else has changed them since.
    """
    require(may_assess(actor, partnership.pk), actor, "assessment.weigh", object_type="partnership",
            object_ref=partnership.slug)  # fmt: skip
    if not reason.strip():
        raise StateRefused("Say why the weights change. The reason stands beside the ranking.")
    plain = {key: _weight(CRITERIA[key][0], weights.get(key, "")) for key in CRITERIA}
    if not any(plain.values()):
        raise StateRefused("At least one criterion needs a weight above nought.")
    current = _matrix_row(partnership.pk)
    if current.number != started_from:
        raise StateRefused("Somebody else has changed the weights since. Look at theirs, then change them again.")
    if {key: Decimal(str(value)) for key, value in current.weights.items()} == plain:
        raise StateRefused("These are the weights as they stand.")
    made = ScoringMatrix.objects.create(
        partnership=partnership, number=current.number + 1, reason=reason.strip(), made_by_id=actor.user_id,
        weights={key: f"{value.normalize():f}" for key, value in plain.items()}, made_at=clock.now(),
    )  # fmt: skip
    record(actor=actor, action="assessment.weigh", object_type="partnership", object_ref=partnership.slug,
           fields=["weights", "reason"])  # fmt: skip
    return made


def _weight(name: str, text: str) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise StateRefused(f"The weight of “{name}” must be a number from 0 to 10.") from None
    if not value.is_finite() or not 0 <= value <= HIGHEST_WEIGHT:
        raise StateRefused(f"The weight of “{name}” must be a number from 0 to 10.")
    return value


@transaction.atomic
def give_score(
    *, actor: Actor, partnership: "Partnership", theme: str, criterion: str, score: int, reason: str
) -> ThemeScore:
    """Give a theme a score from 0 to 5 for a criterion that people judge. It holds until another is given.

    Raises Refused; StateRefused without a reason, and for a theme, criterion or score that there is not.
    """
    require(may_assess(actor, partnership.pk), actor, "assessment.score", object_type="partnership",
            object_ref=partnership.slug)  # fmt: skip
    if theme not in BY_KEY or BY_KEY[theme].rest or criterion not in HUMAN or not 0 <= score <= 5:
        raise StateRefused("A score is from 0 to 5, for a theme that is ranked and a criterion that people judge.")
    if not reason.strip():
        raise StateRefused("Say what the score rests on. The reason is printed.")
    ThemeScore.objects.filter(partnership=partnership, theme=theme, criterion=criterion, current=True).update(
        current=False
    )
    made = ThemeScore.objects.create(
        partnership=partnership, theme=theme, criterion=criterion, score=score, reason=reason.strip(),
        given_by_id=actor.user_id, given_at=clock.now(),
    )  # fmt: skip
    record(actor=actor, action="assessment.score", object_type="partnership", object_ref=partnership.slug,
           fields=["theme", "criterion", "score", "reason"])  # fmt: skip
    return made


def _record(actor: Actor | None, action: str, made: Assessment, fields: Sequence[str]) -> None:
    record(actor=actor, action=action, object_type="assessment", object_ref=str(made.public_id), fields=fields)
