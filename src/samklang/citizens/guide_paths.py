"""Addresses of the guide and the agreements sheet."""

from django.urls import URLPattern, path

from samklang.citizens.views import guide

GUIDE: list[URLPattern] = [
    path("", guide.guide, name="guide"),
    path("agreements/", guide.agreements, name="agreements"),
]
