"""Funding as a Django app."""

from django.apps import AppConfig


class FundingConfig(AppConfig):
    """Schemes, applications, grants, their books, and what is reported to the funder."""

    name = "samklang.funding"
