from django.urls import path

from wardmote.plan.views import rounds, rounds_ask

urlpatterns = [
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/open/", rounds.open_now, name="round_open"),
    path("rounds/asked/<int:ask_id>/", rounds_ask.ask, name="ask"),
    path("rounds/asked/<int:ask_id>/keep/", rounds_ask.keep, name="ask_keep"),
    path("rounds/asked/<int:ask_id>/forget/", rounds_ask.forget, name="ask_forget"),
    path("rounds/<int:round_id>/", rounds.one, name="round"),
    path("rounds/<int:round_id>/due/", rounds.due, name="round_due"),
    path("rounds/<int:round_id>/sign-off/", rounds.sign, name="round_sign_off"),
    path("rounds/<int:round_id>/take-back/", rounds.unsign, name="round_take_back"),
    path("rounds/<int:round_id>/close/", rounds.close, name="round_close"),
    path("rounds/<int:round_id>/open-again/", rounds.open_again, name="round_reopen"),
    path("rounds/<int:round_id>/published/", rounds.published, name="round_published"),
    path("rounds/<int:round_id>/asked/<int:ask_id>/send-back/", rounds.back, name="round_send_back"),
]
