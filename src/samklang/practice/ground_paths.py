"""Addresses of the practice ground."""

from django.urls import URLPattern, path

from samklang.practice.views import ground, ground_cards, ground_own, ground_walks

GROUND: list[URLPattern] = [
    path("", ground.practice, name="practice"),
    path("cases/taking-in/", ground.cases_taking_in, name="cases-taking-in"),
    path("cases/<int:pk>/", ground_walks.case_page, name="case"),
    path("cases/<int:pk>/walks/", ground_walks.walks, name="walks"),
    path("walks/<int:pk>/", ground_walks.walk, name="walk"),
    path("walks/<int:pk>/line/", ground_walks.walk_line, name="walk-line"),
    path("walks/<int:pk>/feedback/", ground_walks.walk_feedback, name="walk-feedback"),
    path("walks/<int:pk>/again/", ground_walks.walk_again, name="walk-again"),
    path("walks/<int:pk>/removal/", ground_own.walk_removal, name="walk-removal"),
    path("cards/", ground_cards.cards, name="cards"),
    path("cards/<slug:framework>/<slug:key>/", ground_cards.card_page, name="card"),
    path("cards/<slug:framework>/<slug:key>/print/", ground_cards.card_print, name="card-print"),
    path("cards/<slug:framework>/<slug:key>/trying/", ground_cards.card_trying, name="card-trying"),
    path("cards/<slug:framework>/<slug:key>/<slug:part>/", ground_cards.card_part, name="card-part"),
    path("exercises/", ground_cards.exercises, name="exercises"),
    path("exercises/<slug:framework>/<slug:key>/", ground_cards.exercise_page, name="exercise"),
    path("exercises/<slug:framework>/<slug:key>/doing/", ground_cards.exercise_doing, name="exercise-doing"),
    path("own/", ground_own.own_practice, name="own-practice"),
    path("own/removal/", ground_own.own_practice_removal, name="own-practice-removal"),
    path("practised/<int:pk>/removal/", ground_own.practised_removal, name="practised-removal"),
]
