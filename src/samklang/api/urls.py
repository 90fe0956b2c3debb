"""Addresses of the API and of SCIM."""

from django.urls import include, path

from samklang.api.rest import operations as _operations  # noqa: F401 - makes them part of the API
from samklang.api.rest import views
from samklang.api.rest.site import api

app_name = "api"
urlpatterns = [
    path("scim/v2/", include("samklang.api.scim.urls")),
    path("api/", views.operations, name="operations"),
    path("api/v1/", api.urls),
    path("api/v1/<path:rest>", views.nothing, name="nothing"),
]
