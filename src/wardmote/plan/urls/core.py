from django.urls import path

from wardmote.plan.views import actions, lists, parts, plan_edit, plans

_PLAN = "<int:plan_id>/"
_ACTION = "<int:plan_id>/actions/<int:action_id>/"

urlpatterns = [
    path("", plans.plan_list, name="list"),
    path("new/", plan_edit.new, name="new"),
    path("coverage/", plans.coverage, name="coverage"),
    path("statuses/", lists.statuses, name="statuses"),
    path("statuses/add/", lists.status_add, name="status_add"),
    path("statuses/<int:status_id>/", lists.status_edit, name="status_edit"),
    path("outside/", lists.outside, name="outside"),
    path("outside/add/", lists.outside_add, name="outside_add"),
    path("outside/<int:outside_id>/", lists.outside_edit, name="outside_edit"),
    path(_PLAN, plans.plan, name="plan"),
    path(f"{_PLAN}edit/", plan_edit.edit, name="edit"),
    path(f"{_PLAN}adopt/", plan_edit.adopt, name="adopt"),
    path(f"{_PLAN}refresh/", plan_edit.refresh, name="refresh"),
    path(f"{_PLAN}follow/", plan_edit.follow, name="follow"),
    path(f"{_PLAN}changes/", plans.changes, name="changes"),
    path(f"{_PLAN}cross-walk/", plans.cross_walk, name="cross_walk"),
    path(f"{_PLAN}cross-walk/<int:action_id>/", plan_edit.carry, name="carry"),
    path(f"{_PLAN}context/", plans.context, name="context"),
    path(f"{_PLAN}pestel/add/", parts.pestel_add, name="pestel_add"),
    path(f"{_PLAN}pestel/<int:pestel_id>/", parts.pestel, name="pestel"),
    path(f"{_PLAN}assessments/add/", parts.assessment_add, name="assessment_add"),
    path(f"{_PLAN}assessments/<int:assessment_id>/", parts.assessment, name="assessment"),
    path(f"{_PLAN}priorities/add/", parts.priority_add, name="priority_add"),
    path(f"{_PLAN}priorities/<int:priority_id>/", parts.priority, name="priority"),
    path(f"{_PLAN}priorities/<int:priority_id>/objectives/add/", parts.objective_add, name="objective_add"),
    path(f"{_PLAN}objectives/<int:objective_id>/", parts.objective, name="objective"),
    path(f"{_PLAN}remove/<slug:what>/<int:part_id>/", parts.remove, name="remove"),
    path(f"{_PLAN}actions/add/", actions.add, name="action_add"),
    path(_ACTION, actions.action, name="action"),
    path(f"{_ACTION}edit/", actions.edit, name="action_edit"),
    path(f"{_ACTION}status/", actions.status, name="action_status"),
    path(f"{_ACTION}merge/", actions.merge, name="action_merge"),
    path(f"{_ACTION}measures/", actions.measures, name="action_measures"),
    path(f"{_ACTION}milestones/add/", actions.milestone_add, name="milestone_add"),
    path(f"{_ACTION}milestones/<int:milestone_id>/", actions.milestone, name="milestone"),
    path(f"{_ACTION}references/add/", actions.reference_add, name="reference_add"),
]
