from django.urls import path

from wardmote.common.gallery import gallery

app_name = "common"
urlpatterns = [path("", gallery, name="gallery")]
