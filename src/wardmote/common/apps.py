from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "wardmote.common"
    label = "common"

    def ready(self) -> None:
        from wardmote.common import checks  # noqa: F401 - importing registers the checks
