from django.urls import path

from wardmote.evidence.views import (
    assessments,
    assessments_writing,
    boundaries,
    datasets,
    explore,
    files,
    home,
    incident_patterns,
    incidents,
    loading,
    survey_answers,
    surveys,
)

app_name = "evidence"
_ONE = "surveys/<int:survey_id>/"
_QUESTION = f"{_ONE}questions/<int:question_id>/"
_ASSESSMENT = "assessments/<uuid:public_id>/"
_SET = "incidents/<int:set_id>/"
urlpatterns = [
    path("", home.home, name="home"),
    path("explore/", explore.explore, name="explore"),
    path("boundaries/", boundaries.boundaries, name="boundaries"),
    path("files/", files.files, name="files"),
    path("files/<int:pk>/", files.file, name="file"),
    path("files/load/", loading.load, name="load"),
    path("files/load/<int:job_id>/", loading.job, name="load_job"),
    path("areas/", datasets.datasets, name="datasets"),
    path("assessments/", assessments.assessment_list, name="assessments"),
    path("assessments/new/", assessments.ask, name="assessment_ask"),
    path("assessments/scoring/", assessments_writing.scoring, name="scoring"),
    path("assessments/scoring/scores/", assessments_writing.score, name="theme_score"),
    path(_ASSESSMENT, assessments.assessment, name="assessment"),
    path(f"{_ASSESSMENT}rank/", assessments_writing.rank, name="assessment_rank"),
    path(f"{_ASSESSMENT}priorities/", assessments_writing.priorities, name="assessment_priorities"),
    path(f"{_ASSESSMENT}files/<slug:form>/", assessments.download, name="assessment_download"),
    path(f"{_ASSESSMENT}words/<slug:key>/", assessments_writing.words, name="assessment_words"),
    path(f"{_ASSESSMENT}sections/<slug:key>/", assessments.section, name="assessment_section"),
    path("surveys/", surveys.survey_list, name="surveys"),
    path("surveys/new/", surveys.new, name="survey_new"),
    path(_ONE, surveys.survey, name="survey"),
    path(f"{_ONE}public/", surveys.public, name="survey_public"),
    path(f"{_ONE}edit/", surveys.edit, name="survey_edit"),
    path(f"{_ONE}import/", survey_answers.import_file, name="survey_import"),
    path(f"{_ONE}questions/add/", surveys.question_add, name="survey_question_add"),
    path(f"{_QUESTION}answers/", survey_answers.answers, name="survey_answers"),
    path(f"{_QUESTION}comments/", survey_answers.comments, name="survey_comments"),
    path(f"{_QUESTION}withdraw/", surveys.question_withdraw, name="survey_question_withdraw"),
    path("incidents/", incidents.incident_sets, name="incidents"),
    path("incidents/load/", incidents.load, name="incident_load"),
    path("incidents/load/<int:draft_id>/", incidents.draft, name="incident_draft"),
    path(_SET, incident_patterns.incident_set, name="incident_set"),
    path(f"{_SET}places/", incident_patterns.places, name="incident_places"),
    path(f"{_SET}places/<int:easting>/<int:northing>/", incident_patterns.place, name="incident_place"),
    path(f"{_SET}near-repeats/", incident_patterns.near_repeats, name="incident_near_repeats"),
    path(f"{_SET}remove/", incidents.remove, name="incident_remove"),
]
