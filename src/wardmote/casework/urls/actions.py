from django.urls import path

from wardmote.casework.views import actions, research

urlpatterns = [
    path("research/<int:request_id>/", research.research, name="research"),
    path("actions/<uuid:public_id>/", actions.action, name="action"),
    path("actions/<uuid:public_id>/done/", actions.done, name="action_done"),
    path("actions/<uuid:public_id>/not-done/", actions.not_done, name="action_not_done"),
    path("actions/<uuid:public_id>/reassign/", actions.reassign, name="action_reassign"),
]
