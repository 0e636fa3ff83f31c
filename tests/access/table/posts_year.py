"""The forms of the year's duties and of surveys, filled in rightly."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.visitors import Scene

_DAY = {"day": "8", "month": "2", "year": "2025"}


def _days(*names: str) -> dict[str, str]:
    return {f"{name}-{part}": value for name in names for part, value in _DAY.items()}


def year(s: Scene, name: str) -> dict[str, Any]:
    """Return the fields of a right form for one of these pages; nothing for another page."""
    survey = {"title": "Another", "asked_who": "All", "asked_how": "Online", **_days("starts_on", "ends_on")}
    forms: dict[str, dict[str, Any]] = {
        "plan:calendar_nation": {"nation": "wales"},
        "plan:calendar_own": {"title": "New", "source": "Constitution", "days": "31 March", **_days("starts_on")},
        "plan:duty_evidence": {"text": "Answered", **_days("due_on", "done_on")},
        "plan:evidence_withdraw": {"reason": "Wrong"},
        "evidence:scoring": {
            "volume": "1", "trend": "1", "harm": "4", "comparison": "1", "concern": "1", "leverage": "1",
            "reason": "Harm first", "started_from": "1",
        },
        "evidence:theme_score": {"theme": "drugs", "criterion": "concern", "score": "3", "reason": "A survey"},
        "evidence:assessment_words": {"text": "New shops opened.", "version": "0"},
        "evidence:assessment_priorities": {"numbers": ["1"], "plan": "new", "title": "A plan of the table"},
        "evidence:survey_new": survey,
        "evidence:survey_edit": survey | {"version": "1"},
        "evidence:survey_question_add": {"text": "New?", "kind": "closed", "options": "No\nYes", "best": "last"},
        "evidence:survey_answers": {"count_1": "5", "count_2": "6", "skipped": "0", "started_from": "0"},
        "evidence:survey_comments": {"ticked": [str(s.comment.pk)]},
        "evidence:load": {"chosen": SimpleUploadedFile("2025-01-hampshire-street.csv", b"Month\n2025-01\n")},
        "evidence:survey_import": {"file": SimpleUploadedFile("answers.csv", b"safe\nYes\nNo\n")},
    }  # fmt: skip
    return forms.get(name, {})
