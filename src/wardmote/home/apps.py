from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "wardmote.home"
    label = "home"
