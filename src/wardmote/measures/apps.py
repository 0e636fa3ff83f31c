from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "wardmote.measures"
    label = "measures"
