"""People as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The staff register."""

    name = "samklang.people"
