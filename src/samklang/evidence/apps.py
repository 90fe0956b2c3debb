"""Evidence as a Django app."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """The ladder, the spread between staff, studies with a frozen plan, and public figures."""

    name = "samklang.evidence"
