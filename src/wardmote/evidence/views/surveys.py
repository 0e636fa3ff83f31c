"""Surveys: the list, one with its results, as the public would read it, and keeping what is said of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused, require
from wardmote.access.services.once import once
from wardmote.common.formfields import new_token
from wardmote.common.states import StateRefused
from wardmote.common.versions import EditConflict
from wardmote.evidence.forms.surveys import FACTS, QuestionForm, SurveyForm
from wardmote.evidence.models import Survey
from wardmote.evidence.queries.surveys import get_survey, survey_page, surveys_visible_to
from wardmote.evidence.rules import may_keep
from wardmote.evidence.services.surveys import add_question, change_survey, create_survey, withdraw_question

readers = needs(Permission.EVIDENCE_VIEW)
keepers = needs(Permission.READING_ENTER)


@require_safe
@readers
def survey_list(request: Request) -> HttpResponse:
    """The surveys of this partnership, the latest first."""
    context = {"surveys": list(surveys_visible_to(request.actor)), "may_keep": _keeps(request)}
    return render(request, "evidence/surveys/list.html", context)


@require_safe
@readers
def survey(request: Request, survey_id: int) -> HttpResponse:
    """One survey: whom it asked, and each question with its answers and statistics."""
    context = {
        "page": survey_page(request.actor, survey_id), "may_keep": _keeps(request), "token": new_token(),
    }  # fmt: skip
    return render(request, "evidence/surveys/survey.html", context)


@require_safe
@readers
def public(request: Request, survey_id: int) -> HttpResponse:
    """The same as the public may read it: small numbers withheld, ticked comments only."""
    context = {"page": survey_page(request.actor, survey_id, as_public=True), "may_keep": False, "token": ""}
    return render(request, "evidence/surveys/survey.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keepers
def new(request: Request) -> HttpResponse:
    """Begin a survey."""
    partnership = request.partnership
    if partnership is None:
        raise Refused(request.actor, "survey.create", reason="no partnership", object_type="survey")
    form = SurveyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        facts = {name: given[name] for name in FACTS}

        def act() -> str:
            return str(create_survey(actor=request.actor, partnership=partnership, **facts).pk)

        try:
            made = once(actor=request.actor, token=given["form_token"], purpose="survey.create", act=act)
        except StateRefused as refusal:
            form.add_error("title", str(refusal))
        else:
            messages.success(request, "The survey is there. Add its questions.")
            return redirect("evidence:survey", survey_id=int(made))
    return render(request, "evidence/surveys/form.html", {"form": form, "survey": None})


@require_http_methods(["GET", "HEAD", "POST"])
@keepers
def edit(request: Request, survey_id: int) -> HttpResponse:
    """Change what is said of a survey. Somebody else's change in between is never written over unseen."""
    found = _to_keep(request, survey_id, "survey.change")
    held = {name: getattr(found, name) for name in FACTS}
    form = SurveyForm(request.POST or None, initial={**held, "version": found.version})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        facts = {name: given[name] for name in FACTS}
        try:
            change_survey(
                actor=request.actor, survey_id=survey_id, started_from=given["version"] or found.version, **facts
            )
        except EditConflict as conflict:
            context = {"survey": found, "conflict": conflict, "form": form, "labels": _labels(form)}
            form = SurveyForm(initial={**facts, "version": conflict.version})
            return render(
                request, "evidence/surveys/conflict.html", {**context, "form": form, "errors": True}, status=409
            )
        except StateRefused as refusal:
            form.add_error("title", str(refusal))
        else:
            messages.success(request, "The survey is saved.")
            return redirect("evidence:survey", survey_id=survey_id)
    return render(request, "evidence/surveys/form.html", {"form": form, "survey": found})


@require_http_methods(["GET", "HEAD", "POST"])
@keepers
def question_add(request: Request, survey_id: int) -> HttpResponse:
    """Add a question."""
    found = _to_keep(request, survey_id, "survey.add_question")
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def act() -> str:
            made = add_question(
                actor=request.actor, survey_id=survey_id, text=given["text"], kind=given["kind"],
                options=given["option_list"], best_last=given["best"] == "last", key=given["key"],
            )  # fmt: skip
            return str(made.number)

        try:
            number = once(actor=request.actor, token=given["form_token"], purpose="survey.add_question", act=act)
        except StateRefused as refusal:
            form.add_error("key", str(refusal))
        else:
            messages.success(request, f"Question {number} is added.")
            return redirect("evidence:survey", survey_id=survey_id)
    return render(request, "evidence/surveys/question.html", {"form": form, "survey": found})


@require_POST
@keepers
def question_withdraw(request: Request, survey_id: int, question_id: int) -> HttpResponse:
    """Take a question back."""
    _to_keep(request, survey_id, "survey.withdraw_question")

    def act() -> str:
        withdraw_question(actor=request.actor, survey_id=survey_id, question_id=question_id)
        return "withdrawn"

    token = request.POST.get("form_token", "")
    once(actor=request.actor, token=token or new_token(), purpose="survey.withdraw_question", act=act)
    messages.success(request, "The question is taken back. Its answers are kept, and shown nowhere.")
    return redirect("evidence:survey", survey_id=survey_id)


def _to_keep(request: Request, survey_id: int, action: str) -> Survey:
    found = get_survey(request.actor, survey_id, action=action)
    require(may_keep(request.actor, found.partnership_id), request.actor, action, object_type="survey",
            object_ref=str(survey_id))  # fmt: skip
    return found


def _keeps(request: Request) -> bool:
    return bool(may_keep(request.actor, request.actor.partnership_id or 0))


def _labels(form: Any) -> dict[str, str]:
    return {name: str(form.fields[name].label) for name in FACTS}
