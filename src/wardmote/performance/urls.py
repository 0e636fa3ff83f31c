from django.urls import path

from wardmote.performance.views import indicator, quarter

app_name = "performance"
urlpatterns = [
    path("", quarter.latest, name="latest"),
    path("<slug:quarter>/", quarter.quarter, name="quarter"),
    path("<slug:quarter>/<slug:key>/", indicator.indicator, name="indicator"),
    path("<slug:quarter>/<slug:key>/chart.svg", indicator.chart, name="chart"),
]
