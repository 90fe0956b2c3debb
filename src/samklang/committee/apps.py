"""The committee page as a Django app."""

from django.apps import AppConfig


class CommitteeConfig(AppConfig):
    """Six questions on one page, frozen when it is issued, and sent by a schedule."""

    name = "samklang.committee"

    def ready(self) -> None:
        """Its own figures stand in the catalogue beside the others'."""
        # Models are there once the site has started.
        from samklang.committee.metrics import AREA, METRICS  # noqa: PLC0415 - see the line above
        from samklang.evidence.queries.catalogue import counts_also  # noqa: PLC0415 - see the line above

        counts_also("committee", AREA, METRICS)
