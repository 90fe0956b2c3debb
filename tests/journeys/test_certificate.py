"""A certificate is issued, shared, checked by a stranger, withdrawn, and the stranger sees that."""

import re

import pytest
from django.core.cache import cache
from tests.factories.certificates import a_rule, been_at
from tests.factories.delivery import the_course
from tests.factories.people import PASSWORD, a_jobcentre, the_lead_of
from tests.journeys.looking import looked_at

from samklang.access.models import Person
from samklang.delivery.models import Certificate

pytestmark = pytest.mark.django_db(transaction=True)


def may_sign_in(person: Person) -> Person:
    person.set_password(PASSWORD)
    person.save(update_fields=["password"])
    return person


def as_a_stranger(page) -> None:
    page.context.clear_cookies()


def a_stranger_checks_it(page, address: str) -> None:
    as_a_stranger(page)
    page.goto(address)
    looked_at(page, "certificate-shared")
    assert page.get_by_text("Anne Holm").is_visible()
    page.get_by_role("link", name=re.compile("Kontrollér et digitalt bevis")).click()
    page.get_by_label(re.compile("Indsæt")).fill(Certificate.objects.get().credential)
    page.get_by_role("button", name="Kontrollér det").click()
    looked_at(page, "badge-checked")
    assert page.get_by_text("ægte og gælder").is_visible()


def withdraw(page, course) -> None:
    page.goto(f"/courses/{course.pk}/certificates/")
    page.get_by_role("link", name=re.compile("Træk .*tilbage|Træk tilbage|Withdraw")).first.click()
    looked_at(page, "certificate-revocation")
    page.get_by_label("Hvorfor").fill("Udstedt ved en fejl")
    page.get_by_role("button", name=re.compile("Træk")).click()


def test_a_certificate_is_issued_shared_checked_withdrawn_and_checked_again(page, sign_in, settings, tmp_path):
    settings.DATA = tmp_path
    cache.clear()
    course = the_course(a_jobcentre(name="Jobcenter Vejen"))
    a_rule(course)
    anne, lead = may_sign_in(been_at(course, "anne")), the_lead_of(course.programme.jobcentre)

    sign_in(lead)
    page.goto(f"/courses/{course.pk}/certificates/")
    looked_at(page, "certificates")
    page.get_by_role("link", name="Udsted 1 bevis").click()
    looked_at(page, "certificate-issuing")
    page.get_by_role("button", name="Udsted").click()
    address = f"/certificates/{Certificate.objects.get().public_id}/"

    as_a_stranger(page)
    page.goto(address)
    looked_at(page, "certificate-not-shared")
    assert page.get_by_text("Beviset gælder.").is_visible()
    assert page.get_by_text("Anne Holm").count() == 0

    sign_in(anne)
    page.goto("/courses/own/certificates/")
    looked_at(page, "own-certificates")
    page.get_by_role("button", name="Del det").click()
    looked_at(page, "own-certificates-shared")

    a_stranger_checks_it(page, address)
    sign_in(lead)
    withdraw(page, course)

    as_a_stranger(page)
    page.goto(address)
    looked_at(page, "certificate-withdrawn")
    assert page.get_by_text("trukket tilbage").first.is_visible()
