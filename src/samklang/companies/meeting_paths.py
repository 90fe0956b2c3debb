"""Addresses of meetings."""

from django.urls import URLPattern, path

from samklang.companies.views import meeting_notes, meetings, minutes, observers, self_reviews, sheets

MEETINGS: list[URLPattern] = [
    path("meetings/", meetings.meetings, name="meetings"),
    path("<int:pk>/meetings/new/", meetings.new_meeting, name="new-meeting"),
    path("meetings/<int:pk>/", meetings.meeting, name="meeting"),
    path("meetings/<int:pk>/change/", meetings.meeting_change, name="meeting-change"),
    path("meetings/<int:pk>/cancellation/", meetings.meeting_cancellation, name="meeting-cancellation"),
    path("meetings/<int:pk>/restoring/", meetings.meeting_restoring, name="meeting-restoring"),
    path("meetings/<int:pk>/meeting.ics", meetings.meeting_file, name="meeting-file"),
    path("meetings/<int:pk>/sheet/", sheets.sheet, name="sheet"),
    path("meetings/<int:pk>/sheet/reading/", sheets.sheet_reading, name="sheet-reading"),
    path("meetings/<int:pk>/sheet/<slug:section>/", sheets.sheet_section, name="sheet-section"),
    path("meetings/<int:pk>/notes/", meeting_notes.meeting_notes, name="meeting-notes"),
    path("meetings/<int:pk>/notes/<slug:point>/", meeting_notes.meeting_note, name="meeting-note"),
    path("meetings/<int:pk>/minutes/", minutes.minutes, name="minutes"),
    path("meetings/<int:pk>/minutes/sending/", minutes.minutes_sending, name="minutes-sending"),
    path("meetings/<int:pk>/self-review/", self_reviews.self_review, name="self-review"),
    path("meetings/<int:pk>/self-review/removal/", self_reviews.self_review_removal, name="self-review-removal"),
    path("self-reviews/", self_reviews.own_self_reviews, name="own-self-reviews"),
    path("meetings/<int:pk>/observer/", observers.new_observer, name="new-observer"),
    path("observed/", observers.observed, name="observed"),
    path("observed/<int:pk>/answer/", observers.observer_answer, name="observer-answer"),
    path("observed/<int:pk>/removal/", observers.observer_removal, name="observer-removal"),
]
