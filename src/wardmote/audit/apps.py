from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "wardmote.audit"
    label = "audit"
