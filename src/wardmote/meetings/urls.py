from django.urls import path

from wardmote.meetings.views import attendance, meeting, meeting_list, sign

app_name = "meetings"
urlpatterns = [
    path("", meeting_list, name="list"),
    path("<int:meeting_id>/", meeting, name="meeting"),
    path("<int:meeting_id>/sign/", sign, name="sign"),
    path("<int:meeting_id>/attendance/", attendance, name="attendance"),
]
