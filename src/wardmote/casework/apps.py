from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "wardmote.casework"
    label = "casework"

    def ready(self) -> None:
        from wardmote.access.permissions import Permission
        from wardmote.common import navigation

        navigation.register(
            navigation.Place(
                order=navigation.CASES, key="cases", text="Cases", url_name="casework:cases",
                permission=Permission.CASE_VIEW,
            )
        )  # fmt: skip
