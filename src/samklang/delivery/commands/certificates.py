"""Certificates: what they ask for, issuing, withdrawing, putting a name right, and who may see them."""

import secrets
import uuid
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from samklang.access.enums import Purpose
from samklang.access.models import Person, Place
from samklang.access.queries.notices import refusal_to_measure
from samklang.access.refusals import require
from samklang.calibration.terms import last_day_of
from samklang.core.words import render, say
from samklang.delivery.badge import LIST_BITS, MOST_IN_A_LIST, Awarded, credential, signed
from samklang.delivery.commands.mail import Letter, write
from samklang.delivery.keys import current_key
from samklang.delivery.models import Certificate, CertificateRule, Course, StatusEntry
from samklang.delivery.public import address, issuer_of, keys_folder, keys_url
from samklang.delivery.queries.certificates import (
    Fulfilment,
    as_fields,
    as_named,
    asked_for,
    competences_to_choose,
    fulfilments,
    people_in,
    people_seen,
    rule_on,
    rules_of,
)
from samklang.delivery.rules import certificate as rules
from samklang.ledger.commands import record


@transaction.atomic
def set_rule(
    *, by: Person | None, course: Course, first_day: date, values: Mapping[str, Any], today: date, now: datetime
) -> CertificateRule:
    """What the certificate asks for from the day on. values: the fields of the rule. Raises NotAllowed."""
    course = _locked(course)
    latest = rules_of(course).values_list("first_day", flat=True).first()
    known = {one.key for one in competences_to_choose(course, first_day)}
    unknown = set(values.get("competences", ())) - known
    require(rules.set_rule(by, course, first_day, latest, today=today, unknown=unknown))
    jobcentre = course.programme.jobcentre
    if values.get("knows"):
        require(refusal_to_measure(jobcentre, Purpose.KNOWLEDGE, first_day))
    if values.get("shows_level"):
        require(refusal_to_measure(jobcentre, Purpose.SKILLS, first_day))
    rule = CertificateRule.objects.create(course=course, first_day=first_day, set_by=by, set_at=now, **values)
    record("certificate-rule-set", by=by, subject=rule, place=jobcentre)
    return rule


@transaction.atomic
def issue_to_all(*, by: Person | None, course: Course, today: date, now: datetime) -> list[Certificate]:
    """A certificate to everybody whom the person runs the course for and who is due one. Raises NotAllowed."""
    course = _locked(course)
    rule = rule_on(course, today)
    require(rules.issue(by, course, has_rule=rule is not None, seated=True, fulfils=True, held_until=None,
                        today=today, exception=None))  # fmt: skip
    if rule is None:
        return []
    people = people_in(course) if by is None else people_seen(by, course)
    due = [one for one in fulfilments(course, rule, people, today) if one.is_due(today)]
    made = [_issue(by, rule, one.person, "", today) for one in due]
    for one in made:
        record("certificate-issued", by=by, subject=one, about=one.person, place=one.jobcentre)
    _tell("certificate", made, now)
    return made


@transaction.atomic
def issue_as_exception(
    *, by: Person | None, course: Course, person: Person, reason: str, today: date, now: datetime
) -> Certificate:
    """A certificate to somebody who does not fulfil the rule, with why. Raises NotAllowed."""
    course = _locked(course)
    rule = rule_on(course, today) or CertificateRule(course=course)
    seated = (people_in(course) if by is None else people_seen(by, course)).filter(pk=person.pk).exists()
    found: Fulfilment | None = next(iter(fulfilments(course, rule, [person], today)), None)
    held = found.certificate if found else None
    require(rules.issue(
        by, course, has_rule=rule.pk is not None, seated=seated, fulfils=False,
        held_until=held.expires_on if held else None, today=today, exception=reason,
    ))  # fmt: skip
    made = _issue(by, rule, person, reason.strip()[:500], today)
    record("certificate-exception", by=by, subject=made, about=person, place=made.jobcentre, reason=reason)
    _tell("certificate", [made], now)
    return made


@transaction.atomic
def revoke(*, by: Person | None, certificate: Certificate, reason: str, now: datetime) -> Certificate:
    """From now on it is not valid, and everybody who checks it sees so. Raises NotAllowed."""
    certificate = _locked_certificate(certificate)
    require(rules.end(by, certificate, certificate.course, reason))
    _end(by, certificate, reason, now)
    record("certificate-revoked", by=by, subject=certificate, about=certificate.person, place=certificate.jobcentre,
           reason=reason)  # fmt: skip
    _tell("certificate-revoked", [certificate], now)
    return certificate


@transaction.atomic
def correct_name(*, by: Person | None, certificate: Certificate, name: str, today: date, now: datetime) -> Certificate:
    """The same certificate in the right name; the old one is withdrawn and leads to the new. Raises NotAllowed."""
    old = _locked_certificate(certificate)
    require(rules.correct_name(by, old, old.course, name, today))
    made = Certificate(
        public_id=uuid.uuid4(), person=old.person, course=old.course, jobcentre=old.jobcentre, name=name.strip()[:200],
        title_da=old.title_da, title_en=old.title_en, programme=old.programme, rule=old.rule,
        competences=old.competences, issued_on=old.issued_on, expires_on=old.expires_on, issued_by=by,
        exception=old.exception, shared=old.shared, told_90_on=old.told_90_on, told_30_on=old.told_30_on,
    )  # fmt: skip
    _sign_and_save(made)
    reason = render(say("The name is put right. A new certificate takes its place."), old.person.language)
    old.replaced_by = made
    _end(by, old, reason, now)
    record("certificate-corrected", by=by, subject=made, about=made.person, place=made.jobcentre)
    _tell("certificate", [made], now)
    return made


@transaction.atomic
def set_sharing(*, by: Person, certificate: Certificate, shared: bool) -> Certificate:
    """Let whoever has the address see name and content, or not. Raises NotAllowed."""
    certificate = _locked_certificate(certificate)
    require(rules.share(by, certificate))
    if certificate.shared != shared:
        certificate.shared = shared
        certificate.save(update_fields=["shared"])
        deed = "certificate-shared" if shared else "certificate-unshared"
        record(deed, by=by, subject=certificate, about=by, place=certificate.jobcentre)
    return certificate


# -- how it is done ---------------------------------------------------------------------------------------------------


def _locked(course: Course) -> Course:
    Course.objects.select_for_update().get(pk=course.pk)
    return Course.objects.select_related("programme__jobcentre__parent").get(pk=course.pk)


def _locked_certificate(certificate: Certificate) -> Certificate:
    Certificate.objects.select_for_update().get(pk=certificate.pk)
    found = Certificate.objects.select_related("course__programme__jobcentre", "person", "jobcentre__parent", "status")
    return found.get(pk=certificate.pk)


def _issue(by: Person | None, rule: CertificateRule, person: Person, exception: str, today: date) -> Certificate:
    course = rule.course
    made = Certificate(
        public_id=uuid.uuid4(), person=person, course=course, jobcentre=course.programme.jobcentre, name=person.name,
        title_da=rule.title_da, title_en=rule.title_en, programme=course.programme.title, rule=as_fields(rule),
        competences=as_named(course, rule.competences, today), issued_on=today,
        expires_on=last_day_of(today, rule.months), issued_by=by, exception=exception,
    )  # fmt: skip
    return _sign_and_save(made)


def _sign_and_save(made: Certificate) -> Certificate:
    made.status = _place(made.jobcentre)
    language = made.person.language
    lines = [render(one, language) for one in asked_for(made.rule, made.rule.get("modules", 0))]
    names = [one[f"name_{language}"] for one in made.competences]
    described = say("{programme}: {competences}.", programme=made.programme, competences=tuple(names))
    awarded = Awarded(
        url=address("certificate", made.public_id), achievement_url=address("achievement", made.rule["rule"]),
        name=made.name, title=made.title(language),
        description=render(described, language) if names else made.programme, criteria=" ".join(lines),
        language=language, competences=made.competences, issued_on=made.issued_on, expires_on=made.expires_on,
        status=(address("status", made.jobcentre_id, made.status.number), made.status.index),
    )  # fmt: skip
    made.credential = signed(credential(awarded, issuer_of(made.jobcentre)), current_key(keys_folder()), keys_url())
    made.save()
    return made


def _place(jobcentre: Place) -> StatusEntry:
    """A free place, drawn by lot, in the jobcentre's newest list; a new list where that is half full."""
    Place.objects.select_for_update().get(pk=jobcentre.pk)
    taken = StatusEntry.objects.filter(jobcentre=jobcentre)
    number = taken.order_by("-number").values_list("number", flat=True).first() or 1
    held = taken.filter(number=number)
    if held.count() >= MOST_IN_A_LIST:
        number += 1
        held = taken.filter(number=number)
    index = secrets.randbelow(LIST_BITS)
    while held.filter(index=index).exists():
        index = secrets.randbelow(LIST_BITS)
    return StatusEntry.objects.create(jobcentre=jobcentre, number=number, index=index)


def _end(by: Person | None, certificate: Certificate, reason: str, now: datetime) -> None:
    certificate.revoked_at, certificate.revoked_by, certificate.revoked_reason = now, by, reason.strip()[:500]
    certificate.save(update_fields=["revoked_at", "revoked_by", "revoked_reason", "replaced_by"])
    certificate.status.revoked_at = now
    certificate.status.save(update_fields=["revoked_at"])


def _tell(letter: str, certificates: Iterable[Certificate], now: datetime) -> None:
    link = settings.PUBLIC_ADDRESS + reverse("delivery:own-certificates")
    given = list(certificates)
    letters = [
        Letter(letter, one.person, {
            "programme": one.programme, "until": one.expires_on.isoformat(), "link": link,
            "reason": one.revoked_reason, "contact": one.course.contact if one.course else "",
        })
        for one in given
    ]  # fmt: skip
    if given:
        write(given[0].course, letters, now)
