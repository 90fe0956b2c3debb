"""The citizen door as a Django app."""

from django.apps import AppConfig


class CitizensConfig(AppConfig):
    """The conversation: guide, preparation, looking back, feedback, and the rules of how often to talk."""

    name = "samklang.citizens"
