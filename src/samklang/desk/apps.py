"""Desk as a Django app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The first pages: what needs you today, search, one's own page. No facts of its own."""

    name = "samklang.desk"
