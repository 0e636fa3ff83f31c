from django.urls import path

from wardmote.casework.views import referral_draft, referrals

urlpatterns = [
    path("", referrals.referrals, name="referrals"),
    path("start/", referral_draft.start, name="referral_start"),
    path("draft/<uuid:draft>/", referral_draft.resume, name="referral_resume"),
    path("draft/<uuid:draft>/check/", referral_draft.check, name="referral_check"),
    path("draft/<uuid:draft>/discard/", referral_draft.discard, name="referral_discard"),
    path("draft/<uuid:draft>/<slug:step>/", referral_draft.step, name="referral_step"),
    path("draft/<uuid:draft>/<slug:step>/keep/", referral_draft.keep, name="referral_keep"),
    path("<str:reference>/", referrals.referral, name="referral"),
    path("<str:reference>/sent/", referrals.sent, name="referral_sent"),
    path("<str:reference>/add/", referrals.add, name="referral_add"),
    path("<str:reference>/withdraw/", referrals.withdraw, name="referral_withdraw"),
]
