from django.urls import path

from wardmote.registers.views import warnings

app_name = "registers"
urlpatterns = [
    path("", warnings.warnings, name="warnings"),
    path("cases/<str:reference>/", warnings.case, name="case"),
    path("cases/<str:reference>/warnings/add/", warnings.add, name="warning_add"),
    path("cases/<str:reference>/warnings/<int:number>/", warnings.warning, name="warning"),
]
