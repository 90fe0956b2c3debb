"""Addresses that citizens are given; nobody signs in there."""

from django.urls import URLPattern, path

from samklang.citizens.views import public_feedback, public_preparation, public_recording

app_name = "citizen"
urlpatterns: list[URLPattern] = [
    path("recording/<str:secret>/", public_recording.recording, name="recording"),
    path("preparation/<str:secret>/", public_preparation.preparation, name="preparation"),
    path("questions/<str:secret>/", public_feedback.feedback, name="feedback"),
    path("questions-thanks/<slug:language>/", public_feedback.thanks, name="feedback-thanks"),
]
