"""Addresses of sparring."""

from django.urls import path

from samklang.practice.views import sparring, sparring_notes, sparring_overview, sparring_sheet

SPARRING = [
    path("sparring-worker.js", sparring_sheet.worker, name="sparring-worker"),
    path("sparring/", sparring.sparrings, name="sparrings"),
    path("sparring/new/", sparring.new_sparring, name="new-sparring"),
    path("sparring/overview/", sparring_overview.sparring_overview, name="sparring-overview"),
    path("sparring/<int:pk>/", sparring.sparring, name="sparring"),
    path("sparring/<int:pk>/time/", sparring.sparring_time, name="sparring-time"),
    path("sparring/<int:pk>/cancellation/", sparring.sparring_cancellation, name="sparring-cancellation"),
    path("sparring/<int:pk>/held/", sparring.sparring_held, name="sparring-held"),
    path("sparring/<int:pk>/focus/", sparring_notes.sparring_focus, name="sparring-focus"),
    path("sparring/<int:pk>/sheet/", sparring_sheet.sparring_sheet, name="sparring-sheet"),
    path("sparring/<int:pk>/paper/", sparring_sheet.sparring_paper, name="sparring-paper"),
    path("sparring/<int:pk>/first-words/", sparring_notes.sparring_first_words, name="sparring-first-words"),
    path("sparring/<int:pk>/agreements/", sparring_notes.sparring_agreements, name="sparring-agreements"),
    path("sparring/<int:pk>/notes-removal/", sparring_notes.sparring_notes_removal, name="sparring-notes-removal"),
]
