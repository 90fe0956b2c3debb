"""Addresses of the belief log."""

from django.urls import URLPattern, path

from samklang.citizens.views import beliefs

BELIEF: list[URLPattern] = [
    path("beliefs/", beliefs.beliefs, name="beliefs"),
    path("beliefs/new/<int:months>/", beliefs.new_belief, name="belief-new"),
    path("beliefs/outcome/", beliefs.find_belief, name="belief-find"),
    path("beliefs/calibration/", beliefs.own_calibration, name="belief-calibration"),
    path("beliefs/calibration/<str:ending>/", beliefs.calibration_file, name="belief-calibration-file"),
    path("beliefs/<int:pk>/outcome/", beliefs.belief_outcome, name="belief-outcome"),
    path("beliefs/<int:pk>/removal/", beliefs.belief_removal, name="belief-removal"),
]
