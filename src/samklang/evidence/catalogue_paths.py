"""Addresses of the catalogue of figures."""

from django.urls import URLPattern, path

from samklang.evidence.views import catalogue

CATALOGUE: list[URLPattern] = [
    path("metrics/", catalogue.metrics, name="metrics"),
    path("metrics/file.<str:ending>", catalogue.metrics_file, name="metrics-file"),
    path("metrics/<slug:key>/", catalogue.metric, name="metric"),
    path("metrics/<slug:key>/owner/", catalogue.metric_owner, name="metric-owner"),
    path("metrics/<slug:key>/owner/removal/", catalogue.metric_owner_removal, name="metric-owner-removal"),
]
