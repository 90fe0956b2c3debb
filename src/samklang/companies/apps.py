"""Companies as a Django app."""

from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    """The company door: one way in, one timeline, one method for meetings."""

    name = "samklang.companies"
