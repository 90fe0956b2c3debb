"""Mail in the outbox: what is due, and what somebody who runs courses sees."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from samklang.access.enums import Right
from samklang.access.models import Person
from samklang.access.queries import danish
from samklang.delivery.enums import MailState, Mark, SeatState
from samklang.delivery.models import Course, DeadAddress, Mail, Participation, Seat
from samklang.delivery.queries.courses import courses_for


def due(now: datetime, silent_since: datetime) -> QuerySet[Mail]:
    """What is to be sent now, what cannot wait first: waiting mail whose time has come, and mail that somebody began to
    send before `silent_since` and never said how it went. Mail to addresses that do not work is held.
    """
    waits = Q(state=MailState.WAITING, not_before__lte=now)
    begun = Q(state__in=[MailState.SENDING, MailState.HANDED], claimed_at__lt=silent_since)
    return Mail.objects.filter(waits | begun).exclude(_held()).order_by("-urgent", "not_before", "pk")


def _held() -> Exists:
    return Exists(DeadAddress.objects.filter(person=OuterRef("person"), address=OuterRef("person__email")))


def is_held(mail: Mail) -> bool:
    """Whether its address does not work."""
    return DeadAddress.objects.filter(person=mail.person_id, address=mail.person.email or "").exists()


def overtaken(mail: Mail) -> bool:
    """Whether something newer was written about the same calendar entry: this one says what no longer holds."""
    if mail.invitation_id is None:
        return False
    newer = Mail.objects.filter(invitation=mail.invitation_id, pk__gt=mail.pk).exclude(method="")
    return newer.exclude(state__in=[MailState.DROPPED, MailState.STOPPED, MailState.FAILED]).exists()


def mails_for(person: Person) -> QuerySet[Mail]:
    """The mail of the courses that the person runs, newest first."""
    found = Mail.objects.filter(course__in=courses_for(person, Right.RUN_COURSES).values("pk"))
    return found.select_related("person", "course__programme__jobcentre", "invitation").order_by("-pk")


def mails_of(course: Course, *, text: str = "", state: str = "", letter: str = "") -> QuerySet[Mail]:
    """The mail of one course, newest first; narrowed by the name or address of whom it is to, state and letter."""
    found = Mail.objects.filter(course=course).select_related("person").annotate(held=_held())
    if text:
        found = found.filter(Q(person__name__icontains=text) | Q(person__email__icontains=text))
    if state:
        found = found.filter(state=state)
    if letter:
        found = found.filter(letter=letter)
    return found.order_by("-pk")


def counts(course: Course) -> Mapping[str, int]:
    """How many mails of the course are in each state."""
    rows = Mail.objects.filter(course=course).values("state").annotate(count=Count("pk")).order_by("state")
    return {row["state"]: row["count"] for row in rows}


def late_since(course: Course, before: datetime) -> datetime | None:
    """Since when mail of the course should have been sent and was not, where that is before the moment given."""
    waits = Mail.objects.filter(course=course, state=MailState.WAITING, not_before__lt=before, attempts=0)
    first = waits.exclude(_held()).order_by("not_before", "pk").first()
    return first.not_before if first else None


def without_address(course: Course) -> QuerySet[Person]:
    """Who has a seat, or is expected at something that is to come, and cannot be written to."""
    seated = Seat.objects.filter(course=course, state=SeatState.HELD).values("person")
    expected = Participation.objects.filter(session__course=course, mark=Mark.EXPECTED).values("person")
    teaching = course.sessions.exclude(trainer=None).values("trainer")
    concerned = Person.objects.filter(Q(pk__in=seated) | Q(pk__in=expected) | Q(pk__in=teaching), erased_at=None)
    return concerned.filter(Q(email=None) | Q(email="")).order_by(danish("name"), "pk")


def dead_addresses(course: Course) -> QuerySet[DeadAddress]:
    """The addresses of people in the course at which mail does not arrive; not those they no longer have."""
    concerned = Mail.objects.filter(course=course).values("person")
    found = DeadAddress.objects.filter(person__in=concerned, address=F("person__email"))
    return found.select_related("person").order_by(danish("person__name"), "pk")
