"""Planning as a Django app."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """Planning on the web: programmes, variants, the plan that was published."""

    name = "samklang.planning"
