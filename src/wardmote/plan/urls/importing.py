from django.urls import path

from wardmote.plan.views import importing

urlpatterns = [
    path("import/", importing.start, name="import_start"),
    path("import/<int:import_id>/columns/", importing.match, name="import_match"),
    path("import/<int:import_id>/leads/", importing.leads, name="import_leads"),
    path("import/<int:import_id>/", importing.preview, name="import_preview"),
    path("import/<int:import_id>/bring-in/", importing.commit, name="import_commit"),
    path("import/<int:import_id>/discard/", importing.discard_import, name="import_discard"),
    path("import/<int:import_id>/file/", importing.file, name="import_file"),
]
