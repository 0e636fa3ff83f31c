from django.apps import AppConfig

from wardmote.access.permissions import Permission
from wardmote.common import navigation


class PerformanceConfig(AppConfig):
    name = "wardmote.performance"
    label = "performance"

    def ready(self) -> None:
        navigation.register(
            navigation.Place(
                order=navigation.PERFORMANCE,
                key="performance",
                text="Performance",
                url_name="performance:latest",
                permission=Permission.PERFORMANCE_VIEW,
            )
        )
