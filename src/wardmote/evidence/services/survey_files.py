"""Bringing in a file of answers: all of it is counted, or, unless told to leave out what is not understood, nothing."""

from django.db import transaction

from wardmote.access.actor import Actor
from wardmote.access.refusal import require
from wardmote.audit.services import record
from wardmote.evidence.models import Survey, SurveyAnswers, SurveyQuestion
from wardmote.evidence.queries.surveys import get_survey
from wardmote.evidence.rules import may_keep
from wardmote.evidence.services.surveys import asked_of, replace_comments, revise
from wardmote.evidence.survey_file import AnswersFile, Asked, read_answers


def import_answers(
    *, actor: Actor, survey_id: int, name: str, content: bytes, leave_out: bool = False
) -> tuple[AnswersFile, bool]:
    """Count a CSV of answers; return what it holds and whether it was saved.

    Where a cell is not understood nothing is saved, unless `leave_out` says to count the rest. The answers of each
    question in the file become a further revision, so the same file twice changes nothing. Raises Refused, and
    CannotRead for what is no such file.
    """
    survey = get_survey(actor, survey_id, action="survey.import")
    require(may_keep(actor, survey.partnership_id), actor, "survey.import", object_type="survey")
    questions = {each.pk: each for each in asked_of(survey)}
    found = read_answers(content, [_asked(each) for each in questions.values()])
    if found.not_understood and not leave_out:
        return found, False
    note = f"{len(found.not_understood)} not understood, and left out." if found.not_understood else ""
    with transaction.atomic():
        Survey.objects.select_for_update().get(pk=survey.pk)
        for pk, tally in found.tallies.items():
            if questions[pk].kind == SurveyQuestion.Kind.OPEN:
                replace_comments(questions[pk], tally.comments)
            else:
                revise(actor, questions[pk], tally.counts, tally.skipped, note=note, source_ref=name,
                       origin=SurveyAnswers.Origin.IMPORTED)  # fmt: skip
        record(actor=actor, action="survey.import", object_type="survey", object_ref=str(survey.pk),
               fields=("counts", "skipped", "comments"))  # fmt: skip
    return found, True


def _asked(question: SurveyQuestion) -> Asked:
    return Asked(
        pk=question.pk, number=question.number, key=question.key, text=question.text, options=question.options,
        open=question.kind == SurveyQuestion.Kind.OPEN,
    )  # fmt: skip
