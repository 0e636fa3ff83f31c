from django.apps import AppConfig

from wardmote.access.permissions import Permission
from wardmote.common import navigation


class PlanConfig(AppConfig):
    name = "wardmote.plan"
    label = "plan"

    def ready(self) -> None:
        navigation.register(
            navigation.Place(
                order=navigation.PLAN, key="plan", text="Plan", url_name="plan:list", permission=Permission.PLAN_VIEW
            )
        )
