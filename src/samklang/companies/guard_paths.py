"""Addresses of the contact guard."""

from django.urls import URLPattern, path

from samklang.companies.views import guard

GUARD: list[URLPattern] = [
    path("<int:pk>/guard/", guard.guard_page, name="guard"),
    path("<int:pk>/claim/", guard.claim, name="claim"),
    path("claims/<int:pk>/release/", guard.claim_release, name="claim-release"),
    path("claims/<int:pk>/extension/", guard.claim_extension, name="claim-extension"),
]
