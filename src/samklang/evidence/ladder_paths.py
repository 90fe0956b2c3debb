"""Addresses of the ladder, and of evidence in short."""

from django.urls import URLPattern, path

from samklang.evidence.views import in_short, ladder

LADDER: list[URLPattern] = [
    path("", in_short.evidence, name="evidence"),
    path("ladders/", ladder.ladders, name="ladders"),
    path("ladders/<int:pk>/", ladder.ladder, name="ladder"),
    path("ladders/<int:pk>/baseline/", ladder.baseline, name="baseline"),
    path("ladders/<int:pk>/ladder.<str:ending>", ladder.ladder_file, name="ladder-file"),
]
