"""Recordings, each of them seen and heard only by the member of staff who is in it; the citizen comes by a secret."""

from datetime import date

from django.db.models import Q, QuerySet

from samklang.access.enums import Purpose, Right
from samklang.access.models import Person, Place
from samklang.access.models.token import hash_of
from samklang.access.queries.notices import refusal_to_measure
from samklang.access.queries.place import jobcentres_for
from samklang.access.refusals import Refusal
from samklang.citizens.enums import RecordingState
from samklang.citizens.models import Recording, RecordingSwitch
from samklang.citizens.queries.guide import jobcentre_of
from samklang.citizens.rules import recordings as rules
from samklang.core.words import say


def switch_of(jobcentre: Place) -> RecordingSwitch | None:
    """What has been decided there; None where nothing has."""
    return RecordingSwitch.objects.filter(jobcentre=jobcentre).first()


def switchable(person: Person) -> QuerySet[Place]:
    """The jobcentres whose switch the person sets."""
    return jobcentres_for(person, Right.RUN_PRACTICE)


def refusal_to_record(person: Person, today: date) -> Refusal | None:
    """What stands in the way of the person recording at all today; None: nothing."""
    jobcentre = jobcentre_of(person)
    if jobcentre is None:
        return Refusal(say("You are not employed at a jobcentre here, so there is nothing to write for."))
    return rules.record_here(person, switch_of(jobcentre), refusal_to_measure(jobcentre, Purpose.RECORDING, today))


def own_recordings(person: Person) -> QuerySet[Recording]:
    """The person's own, the newest first, without the sound."""
    return Recording.objects.filter(person=person).defer("content").order_by("-day", "-pk")


def recording_with(secret: str) -> QuerySet[Recording]:
    """The one that the citizen's link opens, without the sound; none for a secret that is none."""
    found = Recording.objects.filter(token_key=hash_of(secret)).defer("content")
    return found.select_related("person", "jobcentre").order_by("pk")


def due_recordings(today: date) -> QuerySet[Recording]:
    """Those whose last day is over, that are still open or still hold sound."""
    still = (RecordingState.ASKED, RecordingState.AGREED, RecordingState.RECORDED)
    open_or_held = Q(state__in=still) | Q(content__isnull=False)
    return Recording.objects.filter(open_or_held, until__lt=today).order_by("pk")
