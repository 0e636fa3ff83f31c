from django.urls import path

from wardmote.plan.views import calendar

urlpatterns = [
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/statement/", calendar.statement, name="statement"),
    path("calendar/statement/<slug:year>/<slug:kind>/", calendar.statement_file, name="statement_file"),
    path("calendar/nation/", calendar.nation, name="calendar_nation"),
    path("calendar/own/", calendar.own_date, name="calendar_own"),
    path("calendar/own/<int:duty_id>/end/", calendar.own_end, name="calendar_own_end"),
    path("calendar/<int:duty_id>/evidence/", calendar.evidence, name="duty_evidence"),
    path("calendar/evidence/<int:evidence_id>/file/", calendar.evidence_file, name="evidence_file"),
    path("calendar/evidence/<int:evidence_id>/withdraw/", calendar.evidence_withdraw, name="evidence_withdraw"),
]
