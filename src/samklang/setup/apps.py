"""Setting up as a Django app."""

from django.apps import AppConfig


class SetupConfig(AppConfig):
    """The first hour, step by step, by what the other rooms know and do."""

    name = "samklang.setup"
