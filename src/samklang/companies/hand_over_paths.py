"""Addresses of hand-overs."""

from django.urls import URLPattern, path

from samklang.companies.views import hand_over_receipts, hand_over_steps, hand_overs, portfolio

HAND_OVERS: list[URLPattern] = [
    path("portfolio/", portfolio.portfolio, name="portfolio"),
    path("hand-overs/", hand_overs.hand_overs, name="hand-overs"),
    path("hand-overs/new/", hand_over_steps.new_hand_over, name="new-hand-over"),
    path("hand-overs/receipts/", hand_over_receipts.hand_over_receipts, name="hand-over-receipts"),
    path("hand-overs/<int:pk>/", hand_overs.hand_over, name="hand-over"),
    path("hand-overs/<int:pk>/terms/", hand_over_steps.hand_over_terms, name="hand-over-terms"),
    path("hand-overs/<int:pk>/owners/", hand_over_steps.hand_over_owners, name="hand-over-owners"),
    path("hand-overs/<int:pk>/proposals/", hand_over_steps.hand_over_proposals, name="hand-over-proposals"),
    path("hand-overs/<int:pk>/notes/", hand_over_steps.hand_over_notes, name="hand-over-notes"),
    path("hand-overs/<int:pk>/summary/", hand_over_steps.hand_over_summary, name="hand-over-summary"),
    path("hand-overs/<int:pk>/withdrawal/", hand_overs.hand_over_withdrawal, name="hand-over-withdrawal"),
    path("hand-overs/<int:pk>/return/", hand_overs.hand_over_return, name="hand-over-return"),
    path("hand-overs/companies/<int:pk>/", hand_overs.hand_over_item, name="hand-over-item"),
    path("hand-overs/companies/<int:pk>/refusal/", hand_over_receipts.hand_over_refusal, name="hand-over-refusal"),
]
