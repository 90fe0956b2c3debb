"""Addresses of recordings."""

from django.urls import URLPattern, path

from samklang.citizens.views import recordings

RECORDING: list[URLPattern] = [
    path("recordings/", recordings.recordings, name="recordings"),
    path("recordings/switch/<int:pk>/", recordings.switch, name="recording-switch"),
    path("recordings/new/", recordings.new_recording, name="recording-new"),
    path("recordings/<int:pk>/", recordings.recording, name="recording"),
    path("recordings/<int:pk>/link/", recordings.recording_link, name="recording-link"),
    path("recordings/<int:pk>/sound/", recordings.recording_sound, name="recording-sound"),
    path("recordings/<int:pk>/hearing/", recordings.hearing, name="recording-hearing"),
    path("recordings/<int:pk>/withdrawal/", recordings.recording_withdrawal, name="recording-withdrawal"),
]
