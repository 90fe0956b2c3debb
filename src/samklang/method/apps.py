"""Method as a Django app."""

from django.apps import AppConfig


class MethodConfig(AppConfig):
    """The shared professional ground."""

    name = "samklang.method"
