from django.urls import path

from wardmote.publish.views import reports, totals

app_name = "publish"
urlpatterns = [
    path("", reports.reports, name="reports"),
    path("totals/", totals.totals, name="totals"),
    path("quarter/<slug:quarter>/", reports.quarter, name="quarter"),
    path("quarter/<slug:quarter>/<slug:kind>/", reports.report, name="report"),
    path("quarter/<slug:quarter>/<slug:kind>/<slug:audience>/<slug:form>/", reports.download, name="download"),
]
