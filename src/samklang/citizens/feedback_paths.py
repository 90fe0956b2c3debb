"""Addresses of citizens' answers."""

from django.urls import URLPattern, path

from samklang.citizens.views import feedback, figures

FEEDBACK: list[URLPattern] = [
    path("questions/", feedback.feedback, name="feedback"),
    path("questions/link/", feedback.feedback_link, name="feedback-link"),
    path("questions/slips/", feedback.feedback_slips, name="feedback-slips"),
    path("questions/codes/new/", feedback.new_code, name="new-code"),
    path("questions/codes/<int:pk>/renewal/", feedback.code_renewal, name="code-renewal"),
    path("questions/codes/<int:pk>/closing/", feedback.code_closing, name="code-closing"),
    path("figures/", figures.figures, name="figures"),
    path("figures/file.<str:ending>", figures.figures_file, name="figures-file"),
]
