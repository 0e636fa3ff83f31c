from django.apps import AppConfig


class PartnershipConfig(AppConfig):
    name = "wardmote.partnership"
    label = "partnership"
