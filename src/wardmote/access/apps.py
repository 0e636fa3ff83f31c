from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "wardmote.access"
    label = "access"

    def ready(self) -> None:
        from wardmote.access import recording  # noqa: F401 - importing connects what writes the trail
