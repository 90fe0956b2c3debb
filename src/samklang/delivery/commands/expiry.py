"""Whoever's certificate expires soon is told so, 90 and 30 days before, once each."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from samklang.core.planner.plan import in_every_language
from samklang.core.words import Sentence, say
from samklang.delivery.commands.mail import Letter, write
from samklang.delivery.models import Certificate
from samklang.delivery.queries.certificates import renewal_of
from samklang.ledger.commands import record

_TOLD = ((30, "told_30_on"), (90, "told_90_on"))
"""How many days before, and where it is noted. Whoever is told of 30 is not told of 90 afterwards."""


def remind_expiring(*, now: datetime, today: date, dry_run: bool = False) -> int:
    """Tell them; the answer is how many. One that cannot be told leaves the others be."""
    found = {days: _due(days, field, today) for days, field in _TOLD}
    if dry_run:
        return sum(map(len, found.values()))
    return sum(_remind(pk, field, now, today) for (days, field) in _TOLD for pk in found[days])


def _due(days: int, field: str, today: date) -> list[int]:
    nearest = today if days == min(one for one, _ in _TOLD) else today + timedelta(days=31)
    found = Certificate.objects.filter(
        revoked_at=None, replaced_by=None, expires_on__gte=nearest, expires_on__lte=today + timedelta(days=days),
        **{field: None},
    )  # fmt: skip
    return [one.pk for one in found.order_by("pk") if not _is_renewed(one)]


def _is_renewed(certificate: Certificate) -> bool:
    """Whether the person holds a later one of the same course."""
    later = Certificate.objects.filter(course=certificate.course_id, person=certificate.person_id, revoked_at=None)
    return later.filter(expires_on__gt=certificate.expires_on).exists()


def _missing(certificate: Certificate, today: date) -> Sequence[Sentence]:
    """What is still needed, never nothing: the letter says what to do."""
    renewal = renewal_of(certificate, today)
    if renewal is not None and renewal.missing:
        return renewal.missing
    return (say("Nothing: ask whoever runs the course to renew it."),)


@transaction.atomic
def _remind(pk: int, field: str, now: datetime, today: date) -> int:
    Certificate.objects.select_for_update().get(pk=pk)
    one = Certificate.objects.select_related("person", "course__programme__jobcentre", "jobcentre").get(pk=pk)
    if getattr(one, field) is not None or one.revoked_at is not None:
        return 0
    setattr(one, field, today)
    one.save(update_fields=[field])
    facts = {
        "programme": one.programme, "until": one.expires_on.isoformat(),
        "items": [in_every_language(what) for what in _missing(one, today)],
        "link": settings.PUBLIC_ADDRESS + reverse("delivery:own-certificates"),
        "contact": one.course.contact if one.course else "",
    }  # fmt: skip
    write(one.course, [Letter("certificate-expiring", one.person, facts)], now)
    record("certificate-reminded", by=None, subject=one, about=one.person, place=one.jobcentre)
    return 1
