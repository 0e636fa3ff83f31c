from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "wardmote.home"
    label = "home"

    def ready(self) -> None:
        from wardmote.common import navigation
        from wardmote.home import case_links

        navigation.register(
            navigation.Place(order=navigation.MY_WORK, key="my_work", text="My work", url_name="home:my_work")
        )
        case_links.register()
