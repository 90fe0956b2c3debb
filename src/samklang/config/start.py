"""Starts Django for whoever needs the site's own data: the web server, the worker, the command line."""

import os

import django

SETTINGS = "samklang.config.settings"


def start() -> None:
    """Load the settings and the areas; a second call does nothing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()
