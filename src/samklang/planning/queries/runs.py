"""Runs of the planner, as seen by somebody."""

from datetime import datetime

from django.db.models import Q, QuerySet

from samklang.access.enums import Right
from samklang.access.models import Person
from samklang.planning.enums import AT_WORK
from samklang.planning.models import Run
from samklang.planning.models.run import SILENT_FOR


def runs_for(person: Person, right: Right = Right.SEE_PLANS) -> QuerySet[Run]:
    """The runs of the programmes where the person has the right, newest first."""
    found = Run.objects.filter(programme__jobcentre__in=person.standing.places(right), programme__deleted_at=None)
    return found.select_related("programme__jobcentre", "version", "asked_by").order_by("-pk")


def silent_runs(now: datetime) -> QuerySet[Run]:
    """Runs that a worker had in hand and has not been heard of for too long."""
    quiet = Q(heartbeat_at=None) | Q(heartbeat_at__lt=now - SILENT_FOR)
    return Run.objects.filter(quiet, state__in=sorted(AT_WORK)).order_by("pk")
