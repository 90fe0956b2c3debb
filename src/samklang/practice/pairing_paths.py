"""Addresses of rounds of pairs."""

from django.urls import path

from samklang.practice.views import pairing, pairing_members, pairing_pairs

PAIRING = [
    path("pairings/", pairing.pairings, name="pairings"),
    path("pairings/new/", pairing.new_pairing, name="new-pairing"),
    path("pairings/own/", pairing_members.pairing_own, name="pairing-own"),
    path("pairings/own/<int:pk>/", pairing_members.pairing_wish, name="pairing-wish"),
    path("pairings/<int:pk>/", pairing.pairing, name="pairing"),
    path("pairings/<int:pk>/frame/", pairing.pairing_frame, name="pairing-frame"),
    path("pairings/<int:pk>/dropping/", pairing.pairing_dropping, name="pairing-dropping"),
    path("pairings/<int:pk>/restoring/", pairing.pairing_restoring, name="pairing-restoring"),
    path("pairings/<int:pk>/publication/", pairing.pairing_publication, name="pairing-publication"),
    path("pairings/<int:pk>/search/", pairing_pairs.pairing_search, name="pairing-search"),
    path("pairings/<int:pk>/people/", pairing_members.pairing_members, name="pairing-members"),
    path("pairings/<int:pk>/people/new/", pairing_members.new_pairing_members, name="new-pairing-members"),
    path("pairings/<int:pk>/people/<int:person>/", pairing_members.pairing_member, name="pairing-member"),
    path(
        "pairings/<int:pk>/people/<int:person>/removal/", pairing_members.pairing_member_removal,
        name="pairing-member-removal",
    ),
    path("pairings/<int:pk>/people/<int:person>/partner/", pairing_pairs.pair_choice, name="pair-choice"),
    path("pairings/<int:pk>/people/<int:person>/partner/removal/", pairing_pairs.pair_removal, name="pair-removal"),
    path(
        "pairings/<int:pk>/people/<int:person>/partner/<int:partner>/<slug:when>/", pairing_pairs.pair_setting,
        name="pair-setting",
    ),
]  # fmt: skip
