from django.urls import path

from wardmote.publish.views import quarter

app_name = "publish"
urlpatterns = [
    path("quarter/<slug:quarter>/", quarter.report, name="quarter"),
    path("quarter/<slug:quarter>/<slug:kind>/", quarter.download, name="download"),
]
