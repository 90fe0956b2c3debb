"""Addresses of the spread between staff."""

from django.urls import URLPattern, path

from samklang.evidence.views import spread

SPREAD: list[URLPattern] = [
    path("spread/", spread.spread, name="spread"),
    path("spread/new/", spread.new_spread, name="spread-new"),
    path("spread/template/<slug:form>/", spread.spread_template, name="spread-template"),
    path("spread/<int:pk>/", spread.spread_table, name="spread-table"),
    path("spread/<int:pk>/removal/", spread.spread_removal, name="spread-removal"),
    path("spread/<int:pk>/<slug:what>.<str:ending>", spread.spread_file, name="spread-file"),
]
