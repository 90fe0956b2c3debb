"""Addresses of openings, agreements and next steps."""

from django.urls import URLPattern, path

from samklang.companies.views import agreements, opening_states, openings, openings_file, steps, steps_file

_STEPS: list[URLPattern] = [
    path("steps/", steps.steps, name="steps"),
    path("steps/list.<str:ending>", steps_file.steps_file, name="steps-file"),
    path("steps/<int:pk>/", steps.step, name="step"),
    path("steps/<int:pk>/done/", steps.step_done, name="step-done"),
    path("steps/<int:pk>/outcome/", steps.step_outcome, name="step-outcome"),
    path("steps/<int:pk>/reopening/", steps.step_reopening, name="step-reopening"),
    path("steps/<int:pk>/day/", steps.step_day, name="step-day"),
    path("steps/<int:pk>/owner/", steps.step_owner, name="step-owner"),
    path("<int:pk>/steps/new/", steps.new_step, name="new-step"),
]
OPENINGS: list[URLPattern] = [
    *_STEPS,
    path("openings/", openings.openings, name="openings"),
    path("openings/list.<str:ending>", openings_file.openings_file, name="openings-file"),
    path("openings/<int:pk>/", openings.opening, name="opening"),
    path("openings/<int:pk>/change/", openings.opening_change, name="opening-change"),
    path("openings/<int:pk>/state/", opening_states.opening_state, name="opening-state"),
    path("openings/<int:pk>/end/", opening_states.opening_end, name="opening-end"),
    path("openings/<int:pk>/follow-up/", opening_states.opening_follow_up, name="opening-follow-up"),
    path("<int:pk>/openings/new/", openings.new_opening, name="new-opening"),
    path("<int:pk>/agreements/new/", agreements.new_agreement, name="new-agreement"),
]
