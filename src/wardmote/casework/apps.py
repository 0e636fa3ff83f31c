from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "wardmote.casework"
    label = "casework"

    def ready(self) -> None:
        from wardmote.access.permissions import Permission
        from wardmote.casework import panel_links
        from wardmote.casework.measures import register_measures
        from wardmote.common import navigation

        navigation.register(
            navigation.Place(
                order=navigation.CASES, key="cases", text="Cases", url_name="casework:cases",
                permission=Permission.CASE_VIEW, also=("/triage/", "/referrals/"),
            )
        )  # fmt: skip

        # The panel's pages: a place of their own, and what the meetings room shows of cases.
        panel_links.register()
        register_measures()
