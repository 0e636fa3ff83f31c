from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "wardmote.registers"
    label = "registers"

    def ready(self) -> None:
        from wardmote.access.permissions import Permission
        from wardmote.casework.frame import Section, register_section
        from wardmote.common import navigation
        from wardmote.registers.measures import register_measures

        register_measures()
        register_section(Section(order=60, key="registers", text="Registers", url_name="registers:case"))
        navigation.register(
            navigation.Place(
                order=navigation.REGISTERS, key="registers", text="Registers", url_name="registers:warnings",
                permission=Permission.CASE_VIEW,
            )
        )  # fmt: skip
