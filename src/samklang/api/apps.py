"""Api as a Django app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The HTTP API, and SCIM for the municipality's directory. No facts of its own."""

    name = "samklang.api"
