"""Addresses of this room, in the order of the journey: words first, a plan's number last."""

from wardmote.plan.urls import calendar, core, importing, rounds

app_name = "plan"
urlpatterns = [*importing.urlpatterns, *rounds.urlpatterns, *calendar.urlpatterns, *core.urlpatterns]
