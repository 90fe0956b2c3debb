"""Delivery as a Django app."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """Courses under way: from the published plan to people who can show what they learnt."""

    name = "samklang.delivery"

    def ready(self) -> None:
        """What is published is filled, from the first plan on."""
        # Models are there once the site has started.
        from samklang.access.clock import today  # noqa: PLC0415 - see the line above
        from samklang.delivery.commands.filling import fill  # noqa: PLC0415 - see the line above
        from samklang.delivery.commands.outboxes import send_also  # noqa: PLC0415 - see the line above
        from samklang.delivery.commands.staff_outbox import StaffOutbox  # noqa: PLC0415 - see the line above
        from samklang.delivery.queries.earlier import certificates_held, done_modules  # noqa: PLC0415 - see the line above
        from samklang.delivery.queries.held import sessions_held  # noqa: PLC0415 - see the line above
        from samklang.people.queries.competence import counts_also  # noqa: PLC0415 - see the line above
        from samklang.planning.commands.publication import follow  # noqa: PLC0415 - see the line above
        from samklang.planning.queries.done import counts_as_done  # noqa: PLC0415 - see the line above
        from samklang.planning.queries.held import tells_who_was_there  # noqa: PLC0415 - see the line above

        follow(fill)
        send_also(StaffOutbox())
        counts_as_done(done_modules)
        tells_who_was_there(sessions_held)
        counts_also(lambda employees: certificates_held(employees, today()))
