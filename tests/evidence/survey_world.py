"""A survey in the county of tests/factories/world.py, and what can be typed at it."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.factories.world import actor, make_world
from wardmote.common.formfields import new_token
from wardmote.evidence.models import Survey, SurveyAnswers, SurveyComment, SurveyQuestion
from wardmote.evidence.services.surveys import add_question, create_survey, enter_answers

SCALE = ["Very unsafe", "Unsafe", "Safe", "Very safe"]


def surveyed() -> SimpleNamespace:
    """Return the world with a survey of the county, without questions."""
    w = make_world()
    w.survey = make_survey(w)
    return w


def make_survey(w: SimpleNamespace, title: str = "Feeling safe 2025", ends_on: date = date(2025, 2, 28)) -> Survey:
    return create_survey(
        actor=actor(w.manager), partnership=w.county, title=title, asked_who="People at the open day",
        asked_how="On paper", starts_on=date(2025, 2, 1), ends_on=ends_on, invited=20,
    )  # fmt: skip


def ask(w: SimpleNamespace, options: list[str], survey: Survey | None = None, **more: Any) -> SurveyQuestion:
    given = {"text": "How safe do you feel?", "options": options, "key": "safe"} | more
    return add_question(actor=actor(w.manager), survey_id=(survey or w.survey).pk, **given)


def answer(w: SimpleNamespace, question: SurveyQuestion, counts: list[int], **more: Any) -> SurveyAnswers:
    last = question.answers.filter(current=True).first()
    return enter_answers(
        actor=actor(w.manager), survey_id=question.survey_id, question_id=question.pk, counts=counts,
        started_from=last.revision if last else 0, **more,
    )  # fmt: skip


def typed(survey: Survey, question: SurveyQuestion) -> dict[str, dict[str, Any]]:
    """One filled-in form for each address that writes."""
    one = (survey.pk, question.pk)
    facts = {
        "title": "Another", "asked_who": "All", "asked_how": "Online", "starts_on-day": "1", "starts_on-month": "2",
        "starts_on-year": "2025", "ends_on-day": "2", "ends_on-month": "2", "ends_on-year": "2025", "version": "1",
    }  # fmt: skip
    counts = {f"count_{n}": "5" for n in range(1, 5)} | {"skipped": "0", "started_from": "0"}
    forms = {
        reverse("evidence:survey_new"): facts,
        reverse("evidence:survey_edit", args=[survey.pk]): facts | {"title": "Another, changed"},
        reverse("evidence:survey_question_add", args=[survey.pk]): {
            "text": "New?", "kind": "closed", "options": "No\nYes", "best": "last"
        },
        reverse("evidence:survey_answers", args=one): counts,
        reverse("evidence:survey_import", args=[survey.pk]): {"file": upload("safe\nSafe\nUnsafe\n")},
        reverse("evidence:survey_question_withdraw", args=one): {},
    }  # fmt: skip
    return {address: body | {"form_token": new_token()} for address, body in forms.items()}


def upload(text: str | bytes, name: str = "answers.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode(), "text/csv")


def written() -> list[Any]:
    return [list(model.objects.order_by("pk").values()) for model in (Survey, SurveyQuestion, SurveyAnswers,
                                                                      SurveyComment)]  # fmt: skip
