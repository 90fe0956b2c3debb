"""The ledger as a Django app."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """One table, to which rows are only added."""

    name = "samklang.ledger"
