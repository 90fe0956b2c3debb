"""A person who is erased is asked for no longer, except in what was sent to a funder and not turned down."""

from typing import Any

from samklang.access.models import Person
from samklang.funding.enums import ApplicationState
from samklang.funding.models import PersonAsked


def purge(*, person: Person, redact: Any) -> int:  # noqa: ARG001 - every area is given it
    """Amounts for the person in drafts and in what was refused or withdrawn go; the answer is how many."""
    kept = [ApplicationState.SENT, ApplicationState.GRANTED]
    count, _ = PersonAsked.objects.filter(person=person).exclude(application__state__in=kept).delete()
    return count
