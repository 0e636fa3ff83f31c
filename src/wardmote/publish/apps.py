from django.apps import AppConfig

from wardmote.access.permissions import Permission
from wardmote.performance import links


class PublishConfig(AppConfig):
    name = "wardmote.publish"
    label = "publish"

    def ready(self) -> None:
        from wardmote.publish import assessment_parts

        assessment_parts.offer()
        links.register(links.PageLink("Make a report", "publish:quarter", Permission.REPORT_MAKE))
