"""Addresses of grants."""

from django.urls import path

from samklang.funding.views import grant_deeds, grant_terms, grants, money

_ONE = "grants/<int:pk>/"
GRANTS = [
    path("", grants.grants, name="grants"),
    path(_ONE, grants.grant, name="grant"),
    path(f"{_ONE}facts/", grant_deeds.grant_facts, name="grant-facts"),
    path(f"{_ONE}terms/", grant_terms.grant_terms, name="grant-terms"),
    path(f"{_ONE}letter/", grant_deeds.grant_letter, name="grant-letter"),
    path(f"{_ONE}instalments/<int:number>/", grant_deeds.grant_instalment, name="grant-instalment"),
    path(
        f"{_ONE}instalments/<int:number>/removal/", grant_deeds.grant_instalment_removal,
        name="grant-instalment-removal",
    ),
    path(f"{_ONE}conditions/<int:number>/", grant_deeds.grant_condition, name="grant-condition"),
    path(f"{_ONE}rates/new/", grant_deeds.grant_rate, name="grant-rate"),
    path(f"{_ONE}hours/", money.grant_hours, name="grant-hours"),
    path(f"{_ONE}hours/entry/", money.grant_hours_entry, name="grant-hours-entry"),
    path(f"{_ONE}commitments/", money.grant_commitments, name="grant-commitments"),
    path(f"{_ONE}commitments/from-plan/", money.grant_commitments_from_plan, name="grant-commitments-from-plan"),
    path(f"{_ONE}commitments/new/", money.grant_commitment_new, name="grant-commitment-new"),
    path("commitments/<int:pk>/removal/", money.commitment_removal, name="commitment-removal"),
    path(f"{_ONE}receipts/new/", money.grant_receipt, name="grant-receipt"),
    path(f"{_ONE}paybacks/new/", money.grant_payback, name="grant-payback"),
    path(f"{_ONE}changes/new/", grant_deeds.grant_change_new, name="grant-change-new"),
    path("changes/<int:pk>/", grant_deeds.change, name="change"),
    path("changes/<int:pk>/answer/", grant_deeds.change_answer, name="change-answer"),
    path("changes/<int:pk>/withdrawal/", grant_deeds.change_withdrawal, name="change-withdrawal"),
    path(f"{_ONE}closing/", grant_deeds.grant_closing, name="grant-closing"),
]  # fmt: skip
