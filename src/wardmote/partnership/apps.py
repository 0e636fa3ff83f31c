from django.apps import AppConfig


class PartnershipConfig(AppConfig):
    name = "wardmote.partnership"
    label = "partnership"

    def ready(self) -> None:
        from wardmote.access.directory import register_directory
        from wardmote.access.permissions import Permission
        from wardmote.common import navigation
        from wardmote.partnership import directory

        register_directory(directory.people)
        navigation.register(
            navigation.Place(
                order=navigation.PARTNERSHIP,
                key="partnership",
                text="Partnership",
                url_name="partnership:about",
                permission=Permission.PARTNERSHIP_VIEW,
            )
        )
