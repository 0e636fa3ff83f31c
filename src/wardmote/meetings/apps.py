from django.apps import AppConfig

from wardmote.access.permissions import Permission
from wardmote.common import navigation


class MeetingsConfig(AppConfig):
    name = "wardmote.meetings"
    label = "meetings"

    def ready(self) -> None:
        from wardmote.meetings.measures import register_measures

        register_measures()
        navigation.register(
            navigation.Place(
                order=navigation.MEETINGS, key="meetings", text="Meetings", url_name="meetings:list",
                permission=Permission.PANEL_ATTEND,
            )
        )  # fmt: skip
