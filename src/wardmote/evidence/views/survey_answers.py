"""Putting the answers in: typed, from a file, and which comments may be published."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused, require
from wardmote.access.services.once import once
from wardmote.common.versions import EditConflict
from wardmote.evidence.forms.surveys import AnswersFileForm, AnswersForm, CommentsForm
from wardmote.evidence.models import SurveyAnswers, SurveyQuestion
from wardmote.evidence.queries.surveys import get_question, get_survey, history
from wardmote.evidence.rules import may_keep
from wardmote.evidence.services.survey_files import import_answers
from wardmote.evidence.services.surveys import enter_answers, tick_comments
from wardmote.evidence.survey_file import AnswersFile, CannotRead

keepers = needs(Permission.READING_ENTER)
Kind = SurveyQuestion.Kind


@require_http_methods(["GET", "HEAD", "POST"])
@keepers
def answers(request: Request, survey_id: int, question_id: int) -> HttpResponse:
    """Type the counts of one question; earlier ones stay and are listed."""
    question = _question(request, survey_id, question_id, Kind.CLOSED)
    past = history(request.actor, survey_id, question_id)
    last = past[0] if past else None
    form = AnswersForm(request.POST or None, question=question, initial=_held(last))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def act() -> str:
            made = enter_answers(
                actor=request.actor, survey_id=survey_id, question_id=question_id, counts=form.counts,
                skipped=given["skipped"], note=given["note"], started_from=given["started_from"],
            )  # fmt: skip
            return str(made.revision)

        try:
            once(actor=request.actor, token=given["form_token"], purpose="survey.enter_answers", act=act)
        except EditConflict as conflict:
            form.add_error(None, "Somebody entered counts while you were typing. They are the first below. Compare, "
                                 "and save again to put yours in their place.")  # fmt: skip
            typed = request.POST.copy()
            typed["started_from"] = str(conflict.version)
            form.data = typed
            past = history(request.actor, survey_id, question_id)
        else:
            messages.success(request, "The answers are saved.")
            return redirect("evidence:survey", survey_id=survey_id)
    context = {"form": form, "survey": question.survey, "question": question, "past": past}
    return render(request, "evidence/surveys/answers.html", context, status=409 if _conflicts(form) else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@keepers
def import_file(request: Request, survey_id: int) -> HttpResponse:
    """Count a CSV of answers, saying of every row what became of it."""
    survey = get_survey(request.actor, survey_id, action="survey.import")
    require(may_keep(request.actor, survey.partnership_id), request.actor, "survey.import", object_type="survey")
    form = AnswersFileForm(request.POST or None, request.FILES or None)
    found: AnswersFile | None = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            found, saved = import_answers(
                actor=request.actor, survey_id=survey_id, name=given["file"].name, content=given["file"].read(),
                leave_out=given["leave_out"],
            )  # fmt: skip
        except CannotRead as refusal:
            form.add_error("file", str(refusal))
        else:
            if saved:
                messages.success(request, _accounted(found))
                return redirect("evidence:survey", survey_id=survey_id)
            form.add_error("file", f"{len(found.not_understood):,} answers were not understood, so nothing was saved")
    context = {"form": form, "survey": survey, "found": found}
    return render(request, "evidence/surveys/import.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keepers
def comments(request: Request, survey_id: int, question_id: int) -> HttpResponse:
    """Read what people wrote, and tick what may be published."""
    question = _question(request, survey_id, question_id, Kind.OPEN)
    standing = list(question.comments.filter(current=True))
    form = CommentsForm(request.POST or None, comments=standing)
    if request.method == "POST" and form.is_valid():
        ticked = {int(pk) for pk in form.cleaned_data["ticked"]}

        def act() -> str:
            return str(tick_comments(actor=request.actor, survey_id=survey_id, question_id=question_id, ticked=ticked))

        token = form.cleaned_data["form_token"]
        number = once(actor=request.actor, token=token, purpose="survey.tick_comments", act=act)
        messages.success(request, f"{number} of {len(standing)} comments may be published.")
        return redirect("evidence:survey", survey_id=survey_id)
    context = {"form": form, "survey": question.survey, "question": question, "comments": standing}
    return render(request, "evidence/surveys/comments.html", context)


def _question(request: Request, survey_id: int, question_id: int, kind: str) -> SurveyQuestion:
    question = get_question(request.actor, survey_id, question_id, action="survey.question")
    require(may_keep(request.actor, question.survey.partnership_id), request.actor, "survey.question",
            object_type="survey", object_ref=str(survey_id))  # fmt: skip
    if question.kind != kind:
        raise Refused(request.actor, "survey.question", reason="another kind of question", object_type="survey",
                      object_ref=str(survey_id))  # fmt: skip
    return question


def _held(last: SurveyAnswers | None) -> dict[str, object]:
    if last is None:
        return {"started_from": 0}
    counts = {f"count_{place}": count for place, count in enumerate(last.counts, start=1)}
    return {**counts, "skipped": last.skipped, "started_from": last.revision}


def _conflicts(form: AnswersForm) -> bool:
    return form.is_bound and bool(form.non_field_errors())


def _accounted(found: AnswersFile) -> str:
    rest = [f"{found.blank:,} were blank"] if found.blank else []
    rest += [f"{len(found.not_understood):,} answers were left out"] if found.not_understood else []
    rest += [f"columns left out: {', '.join(found.left_out)}"] if found.left_out else []
    return f"{found.rows:,} rows were read" + "".join(f"; {each}" for each in rest) + "."
