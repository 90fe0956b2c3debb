"""Who decides what a certificate asks for, issues it, withdraws it and shares it; and what must hold first."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from samklang.access.refusals import Refusal
from samklang.core.words import say
from samklang.delivery.rules.course import run_course

if TYPE_CHECKING:
    from samklang.access.models import Person
    from samklang.delivery.models import Certificate, Course

RENEWAL_DAYS = 90
"""From so many days before the last day on, a certificate can be renewed."""


def set_rule(
    by: Person | None, course: Course, first_day: date, latest: date | None, *, today: date, unknown: Collection[str]
) -> Refusal | None:
    """Whoever runs the course, from today on, in order of time, with competences that there are.

    latest: the first day of the newest rule. unknown: chosen keys that the framework does not have.
    """
    refusal = run_course(by, course)
    if refusal is not None:
        return refusal
    if first_day < today:
        return Refusal(say("Choose today or a later day: what was issued before stands."))
    if latest is not None and first_day <= latest:
        return Refusal(say("Something is decided from {day} already. Choose a later day.", day=latest))
    if unknown:
        return Refusal(say("Choose competences from the list: {keys} are not in it.", keys=", ".join(sorted(unknown))))
    return None


def issue(
    by: Person | None, course: Course, *, has_rule: bool, seated: bool, fulfils: bool, held_until: date | None,
    today: date, exception: str | None,
) -> Refusal | None:  # fmt: skip
    """Whoever runs the course, to somebody in it who fulfils the rule, or with a reason why they need not.

    held_until: the last day of a certificate that they hold. exception: None where none is made.
    """
    refusal = run_course(by, course)
    if refusal is not None:
        return refusal
    if not has_rule:
        return Refusal(say("Decide first what the certificate asks for."))
    if not seated:
        return Refusal(say("The person has no seat in the course, and no training from before is recorded of them."))
    if held_until is not None and (held_until - today).days > RENEWAL_DAYS:
        return Refusal(
            say("The person holds a certificate until {day}. Withdraw it first, if it is wrong.", day=held_until)
        )
    return _fulfilled_or_said(fulfils, exception)


def _fulfilled_or_said(fulfils: bool, exception: str | None) -> Refusal | None:
    if exception is None and not fulfils:
        return Refusal(say("The person does not fulfil what the certificate asks for. Issue it with a reason instead."))
    if exception is not None and not exception.strip():
        return Refusal(say("Write why it is issued: it stands in the log."))
    return None


def end(by: Person | None, certificate: Certificate, course: Course | None, reason: str) -> Refusal | None:
    """Whoever runs the course, of one that is not withdrawn, with a reason the person can read."""
    if course is None:
        return Refusal(say("The course is deleted. Take it back first."))
    refusal = run_course(by, course)
    if refusal is not None:
        return refusal
    if certificate.revoked_at is not None:
        return Refusal(say("The certificate is withdrawn already."))
    if not reason.strip():
        return Refusal(say("Write why: the person can read it."))
    return None


def correct_name(
    by: Person | None, certificate: Certificate, course: Course | None, name: str, today: date
) -> Refusal | None:
    """Whoever runs the course, of one that is valid, to another name."""
    refusal = end(by, certificate, course, "name")
    if refusal is not None:
        return refusal
    if not certificate.holds_on(today):
        return Refusal(say("The certificate has expired. Issue a new one when it is renewed."))
    if not name.strip():
        return Refusal(say("Write the name as it is to stand on the certificate."))
    if name.strip() == certificate.name:
        return Refusal(say("That is the name on the certificate already."))
    return None


def share(by: Person, certificate: Certificate) -> Refusal | None:
    """The person themselves, nobody else."""
    if by.pk != certificate.person_id:
        return Refusal(say("Only the person decides who sees their certificate."))
    return None
