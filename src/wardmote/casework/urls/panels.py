from django.urls import path

from wardmote.casework.views import panels, session

urlpatterns = [
    path("", panels.panel_list, name="panels"),
    path("<int:meeting_id>/prepare/", panels.prepare, name="prepare"),
    path("<int:meeting_id>/prepare/open/", panels.open_the_list, name="open_list"),
    path("<int:meeting_id>/prepare/suggested/", panels.add_suggestions, name="add_suggested"),
    path("<int:meeting_id>/prepare/case/", panels.add_by_reference, name="add_panel_case"),
    path("<int:meeting_id>/prepare/standing/", panels.add_standing, name="add_standing"),
    path("<int:meeting_id>/prepare/<int:item_id>/move/", panels.move, name="move_item"),
    path("<int:meeting_id>/prepare/<int:item_id>/remove/", panels.remove, name="remove_item"),
    path("<int:meeting_id>/prepare/close/", panels.close_the_list, name="close_list"),
    path("<int:meeting_id>/session/begin/", session.begin, name="begin_session"),
    path("<int:meeting_id>/session/end/", session.end, name="end_session"),
    path("<int:meeting_id>/session/", session.session, name="session"),
    path("<int:meeting_id>/session/<int:item_id>/", session.item, name="session_item"),
    path("<int:meeting_id>/session/<int:item_id>/save/", session.autosave, name="session_autosave"),
]
