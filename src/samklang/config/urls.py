"""Every address of the site: each area brings its own."""

from django.urls import include, path
from django.views.generic import RedirectView

from samklang.config import health, status_page

urlpatterns = [
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("metrics", health.figures, name="metrics"),
    path("status/", status_page.status, name="status"),
    path("status.json", status_page.status_file, name="status-file"),
    path("was", RedirectView.as_view(pattern_name="accessibility-statement", permanent=True), name="was"),
    path("", include("samklang.desk.urls")),
    path("", include("samklang.web.urls")),
    path("account/", include("samklang.access.account_urls")),
    path("account/", include("allauth.urls")),
    path("access/", include("samklang.access.urls")),
    path("people/", include("samklang.people.urls")),
    path("method/", include("samklang.method.urls")),
    path("calibration/", include("samklang.calibration.urls")),
    path("planning/my-sessions/", RedirectView.as_view(pattern_name="delivery:own-courses", permanent=True)),
    path("planning/", include("samklang.planning.urls")),
    path("courses/", include("samklang.delivery.urls")),
    path("certificates/", include("samklang.delivery.certificate_urls")),
    path("practice/", include("samklang.practice.urls")),
    path("companies/", include("samklang.companies.urls")),
    path("entrance/", include("samklang.companies.public_urls")),
    path("conversations/", include("samklang.citizens.urls")),
    path("evidence/", include("samklang.evidence.urls")),
    path("funding/", include("samklang.funding.urls")),
    path("committee/", include("samklang.committee.urls")),
    path("handbook/", include("samklang.handbook.urls")),
    path("setup/", include("samklang.setup.urls")),
    path("citizen/", include("samklang.citizens.public_urls")),
    path("plans/", include("samklang.reports.urls")),
    path("", include("samklang.api.urls")),
]
handler400 = health.unreadable
handler500 = health.broken
