"""The table of addresses: each room brings its own."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("wardmote.home.urls")),
    path("account/", include("wardmote.access.library_urls")),
    path("account/", include("wardmote.access.urls")),
    path("gallery/", include("wardmote.common.urls")),
    path("partnership/", include("wardmote.partnership.urls")),
    path("meetings/", include("wardmote.meetings.urls")),
    path("", include("wardmote.casework.urls")),
    path("registers/", include("wardmote.registers.urls")),
    path("evidence/", include("wardmote.evidence.urls")),
    path("plan/", include("wardmote.plan.urls")),
    path("performance/", include("wardmote.performance.urls")),
    path("reports/", include("wardmote.publish.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("wardmote.demo.urls")))

handler400 = "wardmote.common.errors.bad_request"
handler403 = "wardmote.common.errors.denied"
handler404 = "wardmote.common.errors.not_found"
handler429 = "wardmote.common.errors.too_many"  # looked up here by allauth
handler500 = "wardmote.common.errors.server_error"
