from wardmote.evidence.models.assessment import (
    Assessment,
    AssessmentWords,
    Recommendation,
    ScoringMatrix,
    ThemeScore,
)
from wardmote.evidence.models.dataset import Dataset
from wardmote.evidence.models.incident import Incident, IncidentSet
from wardmote.evidence.models.incident_draft import IncidentDraft
from wardmote.evidence.models.load_job import LoadJob
from wardmote.evidence.models.load_run import LoadRun
from wardmote.evidence.models.loaded_file import LoadedFile, RejectedLine
from wardmote.evidence.models.survey import Survey, SurveyAnswers, SurveyComment, SurveyQuestion

__all__ = [
    "Assessment", "AssessmentWords", "Dataset", "Incident", "IncidentDraft", "IncidentSet", "LoadJob", "LoadRun",
    "LoadedFile", "Recommendation", "RejectedLine", "ScoringMatrix", "Survey", "SurveyAnswers", "SurveyComment",
    "SurveyQuestion", "ThemeScore",
]  # fmt: skip
