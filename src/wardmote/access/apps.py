from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "wardmote.access"
    label = "access"
