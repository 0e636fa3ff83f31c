from django.urls import path

from wardmote.casework.views import triage, triage_decisions

urlpatterns = [
    path("", triage.waiting, name="triage"),
    path("<str:reference>/", triage.referral, name="triage_referral"),
    path("<str:reference>/accept/", triage_decisions.accept, name="triage_accept"),
    path("<str:reference>/ask/", triage_decisions.ask, name="triage_ask"),
    path("<str:reference>/decline/", triage_decisions.decline, name="triage_decline"),
    path("<str:reference>/send-on/", triage_decisions.redirect_on, name="triage_redirect"),
]
