"""Reads of surveys. An actor of None is the public: closed answers only, small numbers withheld, ticked comments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from wardmote.access.actor import NOBODY, Actor
from wardmote.access.refusal import Refused
from wardmote.common.charts import Chart
from wardmote.common.option_bars import option_bars
from wardmote.evidence.models import Survey, SurveyAnswers, SurveyComment, SurveyQuestion
from wardmote.evidence.rules import may_read
from wardmote.methods.change import share
from wardmote.methods.decimals import rounded
from wardmote.methods.suppression import THRESHOLD, Published, publish_count, publish_parts
from wardmote.methods.survey import ClosedQuestion, closed_question

FEW_ANSWERS = f"Fewer than {THRESHOLD} people answered, so nothing of their answers is shown."
COULD_BE_WORKED_OUT = "Not shown: the small numbers of single answers could be worked out from it."


@dataclass(frozen=True)
class OptionLine:
    """How many chose one answer, and their share of those who answered, as its reader may see it."""

    option: str
    count: Published
    share: Decimal | None


@dataclass(frozen=True)
class QuestionResult:
    """What came of one question. `statistics` is None without answers, and where they would give small numbers away."""

    question: SurveyQuestion
    answers: SurveyAnswers | None
    options: Sequence[OptionLine]
    answered: Published
    skipped: Published
    statistics: ClosedQuestion | None
    comments: Sequence[SurveyComment]
    note: str = ""

    @property
    def figures(self) -> list[tuple[str, str]]:
        """The statistics by name, to two places, as a table prints them; none where they may not be seen."""
        of = self.statistics
        if of is None or of.n == 0:
            return []
        named = [
            ("Mean", of.mean, ""), ("Variance", of.variance, ""), ("Standard deviation", of.sd, ""),
            ("Standard error", of.standard_error, ""),
            ("Standard error, as a sample of more people", of.sample_error, ""),
            ("Satisfaction rate", of.satisfaction, "%"), ("% satisfied (the two best answers)", of.top_two, "%"),
        ]  # fmt: skip
        return [(name, f"{rounded(value, 2)}{unit}") for name, value, unit in named if value is not None]

    @property
    def chart(self) -> Chart | None:
        """How many chose each answer, as bars; nothing before there are answers, or when none may be seen."""
        if self.answers is None or all(line.count.suppressed for line in self.options):
            return None
        return option_bars(
            title=f"{self.question.text}: how many chose each answer",
            options=[line.option for line in self.options],
            counts=[line.count for line in self.options],
            unit="answers",
        )


@dataclass(frozen=True)
class SurveyPage:
    """A survey with its results as one reader may see them. `took_part` is the most that met any of its questions."""

    survey: Survey
    results: Sequence[QuestionResult]
    took_part: int
    public: bool

    @property
    def response(self) -> Decimal | None:
        """The per cent of those invited who took part."""
        return share(self.took_part, self.survey.invited) if self.survey.invited and self.took_part else None


def surveys_visible_to(actor: Actor) -> QuerySet[Survey]:
    """Return the surveys of the partnership this person works in, the latest first."""
    if not may_read(actor, actor.partnership_id or 0):
        return Survey.objects.none()
    return Survey.objects.filter(partnership=actor.partnership_id).order_by("-ends_on", "title")


def get_survey(actor: Actor, survey_id: int, *, action: str = "survey.view") -> Survey:
    """Return one survey. Raises Refused when it is missing or not theirs to see."""
    found = surveys_visible_to(actor).filter(pk=survey_id).first()
    if found is None:
        raise Refused(actor, action, reason="no such survey here", object_type="survey", object_ref=str(survey_id))
    return found


def get_question(actor: Actor, survey_id: int, question_id: int, *, action: str = "survey.view") -> SurveyQuestion:
    """Return a standing question of a visible survey, or refuse."""
    survey = get_survey(actor, survey_id, action=action)
    found = survey.questions.filter(pk=question_id, withdrawn_at__isnull=True).first()
    if found is None:
        raise Refused(actor, action, reason="no such question", object_type="survey", object_ref=str(survey_id))
    return found


def survey_page(actor: Actor | None, survey_id: int, *, as_public: bool = False) -> SurveyPage:
    """Return a survey's results: whole for those who may read it, `as_public` or for None as the public may.

    Raises Refused for one that is missing, not theirs, or, for the public, not to be published.
    """
    if actor is None:
        survey = Survey.objects.filter(pk=survey_id, public=True).first()
        if survey is None:
            raise Refused(NOBODY, "survey.view", reason="not published", object_ref=str(survey_id))
    else:
        survey = get_survey(actor, survey_id)
    return survey_results(survey, public=actor is None or as_public)


def survey_results(survey: Survey, *, public: bool) -> SurveyPage:
    """Return a survey's results, whole or as the public may read them. It asks nobody's right: its caller has."""
    comments = SurveyComment.objects.filter(current=True, **({"public": True} if public else {}))
    questions = survey.questions.filter(withdrawn_at__isnull=True).prefetch_related(
        Prefetch("answers", SurveyAnswers.objects.filter(current=True).select_related("entered_by"), "standing"),
        Prefetch("comments", comments, "seen"),
    )
    results = [_result(question, public=public) for question in questions]
    took_part = max((sum(r.answers.counts) + r.answers.skipped for r in results if r.answers), default=0)
    # How many took part, less how many answered, is how many skipped: withheld together.
    withheld = any(r.skipped.suppressed or r.answered.suppressed for r in results if r.answers)
    return SurveyPage(survey, results, 0 if withheld else took_part, public)


def history(actor: Actor, survey_id: int, question_id: int) -> list[SurveyAnswers]:
    """Return every revision of a question's answers, the latest first."""
    question = get_question(actor, survey_id, question_id)
    return list(question.answers.select_related("entered_by"))


def question_keys(partnership_id: int) -> list[tuple[str, str]]:
    """Return the keys of closed questions that a partnership's surveys put, each with its latest wording."""
    rows = SurveyQuestion.objects.filter(
        survey__partnership=partnership_id, kind=SurveyQuestion.Kind.CLOSED, withdrawn_at__isnull=True
    ).order_by("survey__ends_on", "pk")
    return sorted(dict(rows.values_list("key", "text")).items())


def answers_between(partnership_id: int, key: str, first: date, last: date) -> list[tuple[date, list[int], bool]]:
    """Return the last day of each survey that put the question `key` in a period, its counts, and which end is good."""
    rows = SurveyAnswers.objects.filter(
        current=True, question__survey__partnership=partnership_id, question__key=key,
        question__kind=SurveyQuestion.Kind.CLOSED, question__withdrawn_at__isnull=True,
        question__survey__ends_on__range=(first, last),
    ).order_by("question__survey__ends_on", "pk")  # fmt: skip
    return list(rows.values_list("question__survey__ends_on", "counts", "question__best_last"))


def _result(question: SurveyQuestion, *, public: bool) -> QuestionResult:
    standing: list[SurveyAnswers] = question.standing  # type: ignore[attr-defined]  # prefetched above
    comments: list[SurveyComment] = question.seen  # type: ignore[attr-defined]  # prefetched above
    answers = standing[0] if standing else None
    if question.kind == SurveyQuestion.Kind.OPEN or answers is None:
        nothing = Published(None, "")
        return QuestionResult(question, None, [], nothing, nothing, None, comments)
    if public:
        return _published(question, answers)
    n = sum(answers.counts)
    lines = [
        OptionLine(option, Published(count, f"{count:,}"), share(count, n) if n else None)
        for option, count in zip(question.options, answers.counts, strict=True)
    ]
    return QuestionResult(
        question, answers, lines, Published(n, f"{n:,}"), Published(answers.skipped, f"{answers.skipped:,}"),
        closed_question(answers.counts, best_last=question.best_last), [],
    )  # fmt: skip


def _published(question: SurveyQuestion, answers: SurveyAnswers) -> QuestionResult:
    """Withhold small numbers; and, where any is withheld, every share and statistic they could be worked out from."""
    parts, total = publish_parts(answers.counts)
    whole = not any(part.suppressed for part in (*parts, total))
    n = sum(answers.counts)
    lines = [
        OptionLine(option, part, share(part.value, n) if whole and n and part.value is not None else None)
        for option, part in zip(question.options, parts, strict=True)
    ]
    note = "" if whole else FEW_ANSWERS if 0 < n < THRESHOLD else COULD_BE_WORKED_OUT
    return QuestionResult(
        question, answers, lines, total, publish_count(answers.skipped),
        closed_question(answers.counts, best_last=question.best_last) if whole else None, [], note,
    )  # fmt: skip
