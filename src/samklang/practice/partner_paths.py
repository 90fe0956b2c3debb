"""Addresses of the language model."""

from django.urls import URLPattern, path

from samklang.practice.views import partner, partner_talks

PARTNER: list[URLPattern] = [
    path("partner/", partner.partner, name="partner"),
    path("partner/<int:pk>/switch/", partner.partner_switch, name="partner-switch"),
    path("talks/", partner_talks.talks, name="talks"),
    path("talks/new/<int:pk>/", partner_talks.new_talk, name="new-talk"),
    path("talks/<int:pk>/", partner_talks.talk, name="talk"),
    path("talks/<int:pk>/lines/", partner_talks.talk_line, name="talk-line"),
    path("talks/<int:pk>/answer/", partner_talks.talk_answer, name="talk-answer"),
    path("talks/<int:pk>/speech/", partner_talks.talk_speech, name="talk-speech"),
    path("talks/<int:pk>/ending/", partner_talks.talk_ending, name="talk-ending"),
    path("talks/<int:pk>/feedback/", partner_talks.talk_feedback, name="talk-feedback"),
    path("talks/<int:pk>/removal/", partner_talks.talk_removal, name="talk-removal"),
]
