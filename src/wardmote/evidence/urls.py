from django.urls import path

from wardmote.evidence.views import files

app_name = "evidence"
urlpatterns = [
    path("", files.files, name="files"),
    path("files/<int:pk>/", files.file, name="file"),
]
