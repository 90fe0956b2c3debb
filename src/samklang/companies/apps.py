"""Companies as a Django app."""

from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    """The company door: one way in, one timeline, one method for meetings."""

    name = "samklang.companies"

    def ready(self) -> None:
        """Mail to companies goes out with the worker's other mail; nobody leaves with companies nobody else has."""
        # Models are there once the site has started.
        from samklang.companies.commands.hand_over_nights import DEPARTURES  # noqa: PLC0415 - see the line above
        from samklang.companies.commands.posting import CompanyOutbox  # noqa: PLC0415 - see the line above
        from samklang.delivery.commands.outboxes import send_also  # noqa: PLC0415 - see the line above
        from samklang.people.commands.departures import asks_before_leaving  # noqa: PLC0415 - see the line above

        send_also(CompanyOutbox())
        asks_before_leaving(DEPARTURES)
