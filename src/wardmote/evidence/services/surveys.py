"""Writes of surveys. Answers are revised by a further row; nothing that was entered is overwritten."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from wardmote.access.actor import Actor
from wardmote.access.refusal import require
from wardmote.audit.services import record
from wardmote.common import clock
from wardmote.common.states import StateRefused
from wardmote.common.versions import EditConflict
from wardmote.evidence.models import Survey, SurveyAnswers, SurveyComment, SurveyQuestion
from wardmote.evidence.queries.surveys import get_question, get_survey
from wardmote.evidence.rules import may_keep

if TYPE_CHECKING:
    from wardmote.partnership.models import Partnership

Kind = SurveyQuestion.Kind
FACTS = ("title", "asked_who", "asked_how", "starts_on", "ends_on", "invited", "public")
MOST_OPTIONS = 12


def create_survey(
    *,
    actor: Actor | None,
    partnership: "Partnership",
    title: str,
    asked_who: str,
    asked_how: str,
    starts_on: date,
    ends_on: date,
    invited: int | None = None,
    public: bool = False,
) -> Survey:
    """Begin a survey. `actor` None is the installation setting itself up.

    Raises Refused for somebody who may not, StateRefused for a title used before.
    """
    if actor is not None:
        require(may_keep(actor, partnership.pk), actor, "survey.create", object_type="survey")
    with transaction.atomic():
        if Survey.objects.filter(partnership=partnership, title=title.strip()).exists():
            raise StateRefused("There is a survey with this title. Put the year in the title.")
        made = Survey.objects.create(
            partnership=partnership, title=title.strip(), asked_who=asked_who.strip(), asked_how=asked_how.strip(),
            starts_on=starts_on, ends_on=ends_on, invited=invited, public=public,
            made_by_id=actor.user_id if actor else None, made_at=clock.now(),
        )  # fmt: skip
        record(actor=actor, action="survey.create", object_type="survey", object_ref=str(made.pk), fields=FACTS)
    return made


@transaction.atomic
def change_survey(*, actor: Actor, survey_id: int, started_from: int, **facts: object) -> Survey:
    """Change what is said of a survey. Raises EditConflict, with both texts, when somebody saved in between."""
    survey = _kept(actor, survey_id, "survey.change")
    unknown = set(facts) - set(FACTS)
    if unknown:
        raise TypeError(f"a survey has no {', '.join(sorted(unknown))}")
    title = facts.get("title", survey.title)
    if Survey.objects.filter(partnership=survey.partnership_id, title=title).exclude(pk=survey.pk).exists():
        raise StateRefused("There is a survey with this title. Put the year in the title.")
    survey.save_version(started_from=started_from, **facts)
    record(actor=actor, action="survey.change", object_type="survey", object_ref=str(survey.pk), fields=sorted(facts))
    return survey


@transaction.atomic
def add_question(
    *,
    actor: Actor,
    survey_id: int,
    text: str,
    kind: str = Kind.CLOSED,
    options: Sequence[str] = (),
    best_last: bool = True,
    key: str = "",
) -> SurveyQuestion:
    """Add a question at the end. `key` left out is made of the wording.

    Raises ValueError, in words, for options that are none, and StateRefused for a key used before in this survey.
    """
    survey = _kept(actor, survey_id, "survey.add_question")
    options = [option.strip() for option in options if option.strip()] if kind == Kind.CLOSED else []
    if kind == Kind.CLOSED:
        check_options(options)
    standing = survey.questions.filter(withdrawn_at__isnull=True)
    key = key or slugify(text)[:40].strip("-") or "question"
    if standing.filter(key=key).exists():
        raise StateRefused("A question of this survey has this key. Give this one another.")
    number = (standing.aggregate(last=Max("number"))["last"] or 0) + 1
    made = SurveyQuestion.objects.create(
        survey=survey, number=number, key=key, text=text.strip(), kind=kind, options=options, best_last=best_last
    )
    record(actor=actor, action="survey.add_question", object_type="survey", object_ref=str(survey.pk),
           fields=("text", "kind", "options", "best_last", "key"))  # fmt: skip
    return made


def check_options(options: Sequence[str]) -> None:
    """Raise ValueError, in words, unless these can be the answers to choose from."""
    if len(options) < 2:
        raise ValueError("Give at least two answers to choose from, each on a line of its own")
    if len(options) > MOST_OPTIONS:
        raise ValueError(f"Give at most {MOST_OPTIONS} answers to choose from")
    if len({option.casefold() for option in options}) < len(options):
        raise ValueError("Two of the answers are the same")
    if max(map(len, options)) > 100:
        raise ValueError("An answer must be 100 characters or fewer")


@transaction.atomic
def withdraw_question(*, actor: Actor, survey_id: int, question_id: int) -> None:
    """Take a question back, with its answers, from every page and count. The rows stay."""
    _kept(actor, survey_id, "survey.withdraw_question")
    question = get_question(actor, survey_id, question_id, action="survey.withdraw_question")
    question.withdrawn_at = clock.now()
    question.save(update_fields=["withdrawn_at"])
    record(actor=actor, action="survey.withdraw_question", object_type="survey", object_ref=str(survey_id),
           fields=("questions",))  # fmt: skip


@transaction.atomic
def enter_answers(
    *,
    actor: Actor,
    survey_id: int,
    question_id: int,
    counts: Sequence[int],
    skipped: int = 0,
    note: str = "",
    started_from: int = 0,
) -> SurveyAnswers:
    """Type how many chose each option. `started_from` is the revision that was on the page, 0 before the first.

    Raises EditConflict, with both, when somebody entered another in between; ValueError for counts that do not fit.
    """
    question = _closed(actor, survey_id, question_id)
    last = question.answers.filter(current=True).first()
    if (last.revision if last else 0) != started_from:
        raise EditConflict(
            theirs={"counts": last.counts if last else [], "skipped": last.skipped if last else 0},
            yours={"counts": list(counts), "skipped": skipped}, version=last.revision if last else 0,
        )  # fmt: skip
    made = revise(actor, question, counts, skipped, origin=SurveyAnswers.Origin.TYPED, note=note)
    record(actor=actor, action="survey.enter_answers", object_type="survey", object_ref=str(survey_id),
           fields=("counts", "skipped"))  # fmt: skip
    return made


@transaction.atomic
def tick_comments(*, actor: Actor, survey_id: int, question_id: int, ticked: set[int]) -> int:
    """Say which comments may be published: those ticked, and no other. Return how many that are."""
    _kept(actor, survey_id, "survey.tick_comments")
    question = get_question(actor, survey_id, question_id, action="survey.tick_comments")
    standing = question.comments.filter(current=True)
    standing.filter(public=True).exclude(pk__in=ticked).update(public=False)
    standing.filter(pk__in=ticked, public=False).update(
        public=True, ticked_by_id=actor.user_id, ticked_at=clock.now()
    )  # fmt: skip
    record(actor=actor, action="survey.tick_comments", object_type="survey", object_ref=str(survey_id),
           fields=("comments",))  # fmt: skip
    return standing.filter(public=True).count()


def revise(
    actor: Actor, question: SurveyQuestion, counts: Sequence[int], skipped: int, *, origin: str, note: str = "",
    source_ref: str = "",
) -> SurveyAnswers:  # fmt: skip
    """Write a further revision inside the caller's act, unless it says what the last one said."""
    if len(counts) != len(question.options) or min((*counts, skipped)) < 0:
        raise ValueError("Give one count, nought or more, for each answer.")
    last = SurveyAnswers.objects.select_for_update().filter(question=question, current=True).first()
    if last and (last.counts, last.skipped, last.note) == (list(counts), skipped, note.strip()):
        return last
    SurveyAnswers.objects.filter(question=question, current=True).update(current=False)
    return SurveyAnswers.objects.create(
        question=question, revision=last.revision + 1 if last else 1, counts=list(counts), skipped=skipped,
        origin=origin, note=note.strip(), source_ref=source_ref[:200], entered_by_id=actor.user_id,
        entered_at=clock.now(),
    )  # fmt: skip


def _kept(actor: Actor, survey_id: int, action: str) -> Survey:
    """Return a survey that this person may see and keep, locked; refuse both failures alike."""
    survey = get_survey(actor, survey_id, action=action)
    require(may_keep(actor, survey.partnership_id), actor, action, object_type="survey", object_ref=str(survey_id))
    return Survey.objects.select_for_update().get(pk=survey.pk)


def _closed(actor: Actor, survey_id: int, question_id: int) -> SurveyQuestion:
    _kept(actor, survey_id, "survey.enter_answers")
    question = get_question(actor, survey_id, question_id, action="survey.enter_answers")
    if question.kind != Kind.CLOSED:
        raise StateRefused("This question is answered in one’s own words, so there is nothing to count.")
    return question


def asked_of(survey: Survey) -> list[SurveyQuestion]:
    """Return the standing questions of a survey, in their order."""
    return list(survey.questions.filter(withdrawn_at__isnull=True))


def replace_comments(question: SurveyQuestion, comments: Sequence[tuple[int, str]]) -> None:
    """Let the comments of a new file take the place of an earlier one's; those that stay the same keep their tick."""
    held = question.comments.filter(current=True)
    if list(held.values_list("row", "text")) == list(comments):
        return
    ticks = {
        each.text: (each.ticked_by_id, each.ticked_at)
        for each in question.comments.filter(current=True, public=True)
    }  # fmt: skip
    held.update(current=False)
    SurveyComment.objects.bulk_create(
        SurveyComment(
            question=question, row=row, text=text, public=text in ticks, ticked_by_id=ticks.get(text, (None, None))[0],
            ticked_at=ticks.get(text, (None, None))[1],
        )
        for row, text in comments
    )  # fmt: skip
