"""What the worker does for practice."""

import logging

from django_tasks import task

from samklang.access.clock import now
from samklang.access.models import Person
from samklang.access.refusals import NotAllowed
from samklang.practice.commands import pairs as commands
from samklang.practice.models import PairingRound
from samklang.practice.rules.pairing import SECONDS_BEHIND

log = logging.getLogger(__name__)


@task()
def find_pairs(round_pk: int, by_pk: int | None, keep_all: bool) -> None:
    """Pair a round of many people; nothing where it has been changed or dropped since."""
    found = PairingRound.objects.select_related("jobcentre__parent", "framework").filter(pk=round_pk).first()
    by = Person.objects.filter(pk=by_pk).first() if by_pk is not None else None
    if found is None or (by_pk is not None and by is None):
        return
    try:
        commands.find_pairs(by=by, round_=found, keep_all=keep_all, seconds=SECONDS_BEHIND, now=now())
    except NotAllowed:
        log.info("round %s was changed while its pairs were sought", round_pk)
