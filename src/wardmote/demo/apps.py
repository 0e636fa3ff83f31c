from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "wardmote.demo"
    label = "demo"

    def ready(self) -> None:
        from wardmote.access.doorstep import register_panel
        from wardmote.demo import views

        register_panel(views.panel)
