"""What certificates ask for, who fulfils it, and the certificates issued, as seen by somebody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from samklang.access.enums import Right
from samklang.access.models import Person
from samklang.access.queries import danish
from samklang.core.words import Sentence, Share, say, say_n
from samklang.delivery.enums import SeatState
from samklang.delivery.models import Certificate, CertificateRule, Course
from samklang.delivery.queries.attended import modules_attended, touches_attended
from samklang.delivery.queries.courses import courses_for
from samklang.delivery.queries.known import has_passed, passed
from samklang.delivery.queries.shown import has_shown
from samklang.delivery.rules.certificate import RENEWAL_DAYS
from samklang.method.models import Competence, Framework
from samklang.method.queries.editions import holding_edition
from samklang.people.queries.employees import employees_for


@dataclass(frozen=True)
class Fulfilment:
    """How far one person has come: each part met or not yet; None where it is not asked for."""

    person: Person
    attended: int
    of: int
    been_there: bool
    knows: bool | None
    shows: bool | None
    certificate: Certificate | None
    """The newest that is not withdrawn."""
    missing_to_renew: Sequence[Sentence]
    """What the renewal of that one still needs, where it is time."""

    @property
    def fulfils(self) -> bool:
        """Whether everything asked for is met."""
        return self.been_there and self.knows is not False and self.shows is not False

    def is_due(self, today: date) -> bool:
        """Whether a certificate is to be issued: the first, or a new one in place of one that expires soon."""
        if not self.fulfils:
            return False
        return self.certificate is None or (is_time_to_renew(self.certificate, today) and not self.missing_to_renew)


def rule_on(course: Course, day: date) -> CertificateRule | None:
    """What the certificate asks for on the day."""
    return rules_of(course).filter(first_day__lte=day).first()


def rules_of(course: Course) -> QuerySet[CertificateRule]:
    """Everything that was decided, newest first."""
    return (
        CertificateRule.objects.filter(course=course)
        .select_related("set_by", "course__programme__jobcentre__parent")
        .order_by("-first_day", "-pk")
    )


def competences_to_choose(course: Course, day: date) -> Sequence[Competence]:
    """The competences of the framework that the course teaches, as its holding edition has them."""
    framework = Framework.objects.filter(jobcentre=course.programme.jobcentre_id, key=course.framework).first()
    edition = holding_edition(framework, day) if framework is not None else None
    if edition is None:
        return ()
    return list(Competence.objects.filter(edition=edition).select_related("edition").order_by("position", "pk"))


def as_named(course: Course, keys: Iterable[str], day: date) -> list[dict[str, Any]]:
    """The competences that a certificate names, with the edition whose words hold."""
    wanted = set(keys)
    return [
        {
            "key": one.key, "name_da": one.name_da, "name_en": one.name_en, "esco": one.esco,
            "edition": one.edition.number,
        }
        for one in competences_to_choose(course, day) if one.key in wanted
    ]  # fmt: skip


def people_in(course: Course) -> QuerySet[Person]:
    """Everybody with a seat, or with training from before recorded for the programme; by name."""
    near = Q(seats__course=course, seats__state=SeatState.HELD) | Q(earlier_proofs__programme=course.programme_id)
    found = Person.objects.filter(near, erased_at=None).distinct()
    return found.order_by(danish("name"), "pk")


def people_seen(by: Person, course: Course) -> QuerySet[Person]:
    """Those of them whom the person runs courses for."""
    found = people_in(course)
    if by.standing.may(Right.RUN_COURSES, course.programme.jobcentre_id):
        return found
    return found.filter(pk__in=employees_for(by, Right.RUN_COURSES).values("person"))


def fulfilments(course: Course, rule: CertificateRule, people: Iterable[Person], on: date) -> list[Fulfilment]:
    """How far each of the people has come by the day, in the order they are given."""
    given = list(people)
    numbers = [one.pk for one in given]
    attended = modules_attended(course, numbers, on)
    knowing = passed(course, numbers, on) if rule.knows else set()
    showing = has_shown(course, numbers, rule.competences, rule.shows_level, on) if rule.shows_level else set()
    held = _newest(course, numbers)
    return [
        Fulfilment(
            one, len(attended[one.pk]), len(course.modules), _been_there(rule, len(attended[one.pk]), course),
            one.pk in knowing if rule.knows else None, one.pk in showing if rule.shows_level else None,
            held.get(one.pk), _missing(held.get(one.pk), on),
        )
        for one in given
    ]  # fmt: skip


def _been_there(rule: CertificateRule, attended: int, course: Course) -> bool:
    return bool(course.modules) and attended * 100 >= rule.attended_percent * len(course.modules)


def is_time_to_renew(certificate: Certificate, today: date) -> bool:
    """Whether its last day is near or past."""
    return (certificate.expires_on - today).days <= RENEWAL_DAYS


def _missing(certificate: Certificate | None, on: date) -> Sequence[Sentence]:
    if certificate is None or not is_time_to_renew(certificate, on):
        return ()
    found = renewal_of(certificate, on)
    return found.missing if found is not None else ()


def _newest(course: Course, people: Iterable[int]) -> Mapping[int, Certificate]:
    found = Certificate.objects.filter(course=course, person__in=list(people), revoked_at=None)
    rows = found.select_related("person", "course__programme__jobcentre").order_by("expires_on", "pk")
    return {one.person_id: one for one in rows}


def asked_for(rule: CertificateRule | Mapping[str, Any], modules: int) -> list[Sentence]:
    """What a certificate asks for, one sentence for each part. rule: or its fields, as a certificate keeps."""
    given = rule if isinstance(rule, Mapping) else as_fields(rule)
    percent = given.get("attended_percent", 100)
    found = [
        say("Been at every module of the course.")
        if percent == 100
        else say(
            "Been at {share} at least of the course's {modules} modules.", share=Share(percent / 100), modules=modules
        )
    ]
    if given.get("knows"):
        found.append(say("Passed the knowledge check."))
    if level := given.get("shows_level"):
        found.append(say("Seen at level {level} or above in each competence by a licensed colleague.", level=level))
    return found


def as_fields(rule: CertificateRule) -> dict[str, Any]:
    """A rule as a certificate keeps it."""
    return {
        "attended_percent": rule.attended_percent, "knows": rule.knows, "shows_level": rule.shows_level,
        "months": rule.months, "renewal_touches": rule.renewal_touches, "renewal_check": rule.renewal_check,
        "modules": len(rule.course.modules), "rule": rule.pk,
    }  # fmt: skip


@dataclass(frozen=True)
class Renewal:
    """What is still missing before somebody's certificate can be renewed; nothing where it can."""

    missing: Sequence[Sentence]


def renewal_of(certificate: Certificate, on: date) -> Renewal | None:
    """What the renewal of a certificate still needs by the day; None where its course is gone or asks for nothing."""
    course = certificate.course
    if course is None:
        return None
    asked, since = certificate.rule, certificate.issued_on
    touches = asked.get("renewal_touches", 1) - touches_attended(course, certificate.person_id, since, on)
    check = asked.get("renewal_check", True) and not has_passed(certificate.person, course, on, since)
    return Renewal(renewal_asks(touches, check))


def renewal_asks(touches: int, check: bool) -> list[Sentence]:
    """So many follow-ups, and a passed check or not, in words."""
    asked = []
    if touches > 0:
        asked.append(say_n("Take part in {count} follow-up.", "Take part in {count} follow-ups.", touches))
    if check:
        asked.append(say("Pass the knowledge check again."))
    return asked


def own_certificates(person: Person) -> QuerySet[Certificate]:
    """The person's own, newest first; nobody else's."""
    found = Certificate.objects.filter(person=person).select_related("jobcentre__parent", "course", "replaced_by")
    return found.order_by("-issued_on", "-pk")


def certificates_for(person: Person) -> QuerySet[Certificate]:
    """Those of the courses that the person runs."""
    found = Certificate.objects.filter(course__in=courses_for(person, Right.RUN_COURSES).values("pk"))
    return found.select_related("course__programme__jobcentre", "person", "jobcentre", "status").order_by("pk")
