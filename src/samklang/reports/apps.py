"""Reports as a Django app."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Documents made of what the areas know."""

    name = "samklang.reports"
