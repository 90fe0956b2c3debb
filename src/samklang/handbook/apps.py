"""The handbook as a Django app, so that its templates are found."""

from django.apps import AppConfig


class HandbookConfig(AppConfig):
    """No tables: the pages are the files in docs."""

    name = "samklang.handbook"
