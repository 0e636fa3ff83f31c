from django.apps import AppConfig

from wardmote.access.permissions import Permission
from wardmote.common import navigation


class EvidenceConfig(AppConfig):
    name = "wardmote.evidence"
    label = "evidence"

    def ready(self) -> None:
        from wardmote.evidence import checks, measures, rate_measures, survey_measures  # noqa: F401 - checks registers itself

        measures.offer()
        rate_measures.offer()
        survey_measures.offer()
        navigation.register(
            navigation.Place(
                order=navigation.EVIDENCE,
                key="evidence",
                text="Evidence",
                url_name="evidence:home",
                permission=Permission.EVIDENCE_VIEW,
            )
        )
