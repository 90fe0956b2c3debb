"""Addresses of the shell: the language switch and, while DEBUG, the components to look at."""

from django.conf import settings
from django.urls import URLPattern, path

from samklang.web import views

urlpatterns: list[URLPattern] = [path("language/", views.set_language, name="set_language")]
if settings.DEBUG:
    urlpatterns += [
        path("components/", views.components, name="components"),
        path("components/confirmation/", views.confirmation, name="confirmation"),
    ]
