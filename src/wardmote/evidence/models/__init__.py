from wardmote.evidence.models.load_run import LoadRun
from wardmote.evidence.models.loaded_file import LoadedFile, RejectedLine
from wardmote.evidence.models.survey import Survey, SurveyAnswers, SurveyComment, SurveyQuestion

__all__ = ["LoadRun", "LoadedFile", "RejectedLine", "Survey", "SurveyAnswers", "SurveyComment", "SurveyQuestion"]
