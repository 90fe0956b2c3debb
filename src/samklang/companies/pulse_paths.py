"""Addresses of the pulse and the figures."""

from django.urls import URLPattern, path

from samklang.companies.views import figures, pulse

PULSE: list[URLPattern] = [
    path("figures/", figures.figures, name="figures"),
    path("figures/print/", figures.figures_print, name="figures-print"),
    path("figures/file.<str:ending>", figures.figures_file, name="figures-file"),
    path("pulse/", pulse.pulse, name="pulse"),
    path("pulse/file.<str:ending>", pulse.pulse_file, name="pulse-file"),
]
