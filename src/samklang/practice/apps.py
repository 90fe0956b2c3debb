"""Practice as a Django app."""

from django.apps import AppConfig


class PracticeConfig(AppConfig):
    """From knowing to doing: peer sparring, the practice ground, and a partner to talk with."""

    name = "samklang.practice"

    def ready(self) -> None:
        """Mail about sparring goes out with the worker's other mail, and sparrings stand in the calendar feed."""
        # Models are there once the site has started.
        from samklang.delivery.commands.outboxes import send_also  # noqa: PLC0415 - see the line above
        from samklang.delivery.queries.feeds import feeds_also  # noqa: PLC0415 - see the line above
        from samklang.practice.commands.posting import SparringOutbox  # noqa: PLC0415 - see the line above
        from samklang.practice.queries.sparring import calendar_of  # noqa: PLC0415 - see the line above

        send_also(SparringOutbox())
        feeds_also(calendar_of)
