"""Every address of Wardmote, with arguments of the scene in it, or with arguments of what does not exist."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.factories.scenery import INDICATOR, QUARTER, TOKEN
from tests.factories.scenery_figures import FIRST, TYPED
from tests.factories.scenery_incidents import EASTING, NORTHING
from tests.factories.visitors import Scene

# What no part of the scene has, by the kind of argument.
NO_NUMBER, NO_UUID, NO_REFERENCE = 987_654_321, "00000000-0000-4000-8000-000000000000", "JT-1999-0001"
# Arguments that name no object: they stay as they are when the object is exchanged for one that does not exist.
_NO_OBJECT = {"step", "quarter", "kind", "audience", "form", "year", "uidb36", "token", "what"}
# What is done to a list that is still open: on next month's meeting, because this month's is in session.
_PREPARING = {
    "open_list", "add_suggested", "add_panel_case", "add_standing", "move_item", "remove_item", "close_list",
}  # fmt: skip
# Pages of an indicator whose figures are typed; the others show one that is counted.
_OF_TYPED = {
    "change", "control", "definition", "figure", "figures", "rating", "retire", "similar_figures", "steps", "targets",
    "withdraw_step",
}  # fmt: skip
# Pages of a strategic assessment, whose sections are named by a key.
_OF_ASSESSMENTS = {
    "assessment", "assessment_download", "assessment_priorities", "assessment_rank", "assessment_section",
    "assessment_words",
}  # fmt: skip


@cache
def names() -> dict[str, tuple[str, ...]]:
    """Return every view name of the URL configuration with the names of its arguments."""
    return dict(_walk(get_resolver()))


def _walk(resolver: URLResolver, space: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[str, ...]]]:
    for found in resolver.url_patterns:
        if isinstance(found, URLPattern):
            yield ":".join([*space, found.name or "?"]), tuple(found.pattern.regex.groupindex)
        else:
            yield from _walk(found, (*space, found.namespace) if found.namespace else space)


def address(name: str, scene: Scene) -> str:
    """Return the address of `name` for the scene's case and what hangs on it."""
    return reverse(name, kwargs={argument: _held(scene, name, argument) for argument in names()[name]})


def missing(name: str, scene: Scene) -> str | None:
    """Return the same address of something that does not exist; None where the address names no object."""
    wanted = names()[name]
    if not set(wanted) - _NO_OBJECT or (name.startswith("account_") and "key" in wanted):
        return None
    return reverse(
        name, kwargs={a: _held(scene, name, a) if a in _NO_OBJECT else _none(scene, name, a) for a in wanted}
    )


def _none(scene: Scene, name: str, argument: str) -> Any:
    held = _held(scene, name, argument)
    if isinstance(held, int):
        return NO_NUMBER
    return "no-such-thing" if argument == "key" else NO_REFERENCE if argument == "reference" else NO_UUID


def _held(s: Scene, name: str, argument: str) -> Any:
    short = name.rpartition(":")[2]
    given: dict[str, Any] = {
        "casework:case_grant_end/user": s.people["live_grant"].pk,
        "casework:case_bar_lift/user": s.people["barred_chair"].pk,
        "casework:case_person_bar_lift/user": s.people["barred_practitioner"].pk,
        "account_reset_password_from_key/key": "no-key",
        "casework:counted/key": "cases_open",
        "plan:statement_file/year": "2024-25",
        "plan:statement_file/kind": "pdf",
        "plan:calendar_own_end/duty_id": s.own_duty.pk,
        "publish:report/kind": "scorecard",
        "publish:download/kind": "scorecard",
        **{f"plan:{each}/round_id": s.rounds["signed"].pk for each in ("round_close", "round_take_back")},
        **{f"plan:{each}/round_id": s.rounds["closed"].pk for each in ("round_reopen", "round_published")},
    }
    everywhere: dict[str, Any] = {
        "reference": s.waiting.reference if short.startswith(("referral", "triage")) else s.case.reference,
        "draft": s.draft.public_id, "step": "victim", "point": s.point.pk, "entry": s.entry.pk,
        "organisation": s.world.police.pk, "person": s.subject.person.public_id, "meeting_id": s.meeting.pk,
        "item_id": s.item.agenda_item_id, "request_id": s.research.pk, "public_id": s.action.public_id,
        "number": s.warning.number, "pk": s.file.pk, "plan_id": s.plan.pk,
        "import_id": s.plan_import.pk, "quarter": QUARTER, "key": INDICATOR,
        "kind": "docx", "audience": "public", "form": "docx", "user_id": s.guest.pk,
        "signature_id": s.signature.pk, "membership_id": s.membership.pk,
        "token": TOKEN, "uidb36": "1", "duty_id": s.duty.pk, "evidence_id": s.shown.pk, "survey_id": s.survey.pk,
        "question_id": s.question.pk, "round_id": s.rounds["open"].pk, "ask_id": s.ask.pk,
    }  # fmt: skip
    if short in _PREPARING:
        everywhere["meeting_id"] = s.open_meeting.pk
        everywhere["item_id"] = s.case.panel_items.get(agenda_item__meeting=s.open_meeting).agenda_item_id
    special = {**given, **_special_to_plans(s), **_special_to_figures(s), **_special_to_evidence(s)}
    found = special.get(f"{name}/{argument}", (everywhere | _of_evidence(s) | _of_plans(s)).get(argument))
    if found is None:
        raise LookupError(
            f"No argument “{argument}” is known for {name}: say in tests/access/table/addresses.py what of the scene "
            "it is, and add it to tests/factories/visitors.py if the scene has none."
        )
    return found


def _special_to_evidence(s: Scene) -> dict[str, Any]:
    return {
        "evidence:survey_comments/question_id": s.words.pk,
        **{f"evidence:{each}/public_id": s.assessment.public_id for each in _OF_ASSESSMENTS},
        **{f"evidence:{each}/key": "levels" for each in _OF_ASSESSMENTS},
    }


def _of_evidence(s: Scene) -> dict[str, Any]:
    return {
        "job_id": s.load_job.pk, "set_id": s.batch.pk, "draft_id": s.incident_draft.pk, "easting": EASTING,
        "northing": NORTHING,
    }  # fmt: skip


def _special_to_plans(s: Scene) -> dict[str, Any]:
    """What is done to a draft, or to what it carries over, is asked of the draft."""
    return {
        **{f"plan:{each}/plan_id": s.plans.draft.pk for each in ("adopt", "carry", "remove")},
        "plan:carry/action_id": s.plans.carried.pk,
        "plan:follow/plan_id": s.plans.alone.pk,
    }


def _of_plans(s: Scene) -> dict[str, Any]:
    return {
        "action_id": s.plans.action.pk, "priority_id": s.plans.priority.pk, "objective_id": s.plans.objective.pk,
        "milestone_id": s.plans.milestone.pk, "pestel_id": s.plans.pestel.pk, "what": "priority",
        "assessment_id": s.plans.assessment.pk, "outside_id": s.plans.outside.pk, "status_id": s.plans.at_risk.pk,
        "part_id": s.plans.spare.pk,
    }  # fmt: skip


def _special_to_figures(s: Scene) -> dict[str, Any]:
    """What is done to an indicator whose figures are typed; the others show one that is counted."""
    return {
        **{f"performance:{each}/key": TYPED for each in _OF_TYPED},
        "performance:figure/kind": "month",
        "performance:import/pk": s.reading_import.pk,
        "performance:change_rule/pk": s.rag_rule.pk,
        "performance:change_group/pk": s.similar.pk,
        "performance:similar_figures/pk": s.similar.pk,
        "performance:withdraw_step/step": s.step.pk,
        "performance:figure/start": FIRST.start.isoformat(),
    }
