"""The shell as a Django app, so that its templates and files are found."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """No tables."""

    name = "samklang.web"
