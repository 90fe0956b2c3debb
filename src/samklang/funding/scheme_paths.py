"""Addresses of schemes."""

from django.urls import path

from samklang.funding.views import schemes

SCHEMES = [
    path("schemes/", schemes.schemes, name="schemes"),
    path("schemes/new/", schemes.new_scheme, name="scheme-new"),
    path("schemes/own/", schemes.own_scheme, name="scheme-own"),
    path("schemes/<int:pk>/", schemes.scheme, name="scheme"),
    path("schemes/<int:pk>/facts/", schemes.scheme_facts, name="scheme-facts"),
    path("schemes/<int:pk>/terms/", schemes.scheme_terms, name="scheme-terms"),
    path("schemes/<int:pk>/rounds/<int:number>/", schemes.scheme_round, name="scheme-round"),
    path("schemes/<int:pk>/rounds/<int:number>/removal/", schemes.scheme_round_removal, name="scheme-round-removal"),
    path("schemes/<int:pk>/retirement/", schemes.scheme_retirement, name="scheme-retirement"),
]
