"""Routes in the order of the journey: referral, triage, case, panel, action."""

from django.urls import include, path

app_name = "casework"
urlpatterns = [
    path("referrals/", include("wardmote.casework.urls.referrals")),
    path("triage/", include("wardmote.casework.urls.triage")),
    path("cases/", include("wardmote.casework.urls.cases")),
    path("panels/", include("wardmote.casework.urls.panels")),
    path("", include("wardmote.casework.urls.actions")),
]
