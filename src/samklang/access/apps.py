"""Access as a Django app."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """People, places and roles."""

    name = "samklang.access"

    def ready(self) -> None:
        """Hear of second steps that come and go: the ledger must know, and allauth tells it by signal only.

        Everything else about signing in reaches us through allauth's adapters, and we send no signals of our own.
        """
        from samklang.access.adapters import heard  # noqa: PLC0415 - models are there only now

        heard.listen()
