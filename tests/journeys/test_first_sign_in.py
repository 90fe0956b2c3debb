"""The first time somebody signs in: from the invitation in their mail to the page they start from."""

import re

from django.core import mail
from tests.factories.people import a_jobcentre, a_municipality
from tests.factories.sign_in import code_now, somebody_without_a_password
from tests.journeys.looking import looked_at

from samklang.access.commands.sign_in import invite
from samklang.ledger.models import Entry

CHOSEN = "en rolig eftermiddag i november"


def test_from_the_invitation_to_the_start_page(page, live_server, settings):
    settings.SECOND_FACTOR = "required"
    jobcentre = a_jobcentre(a_municipality("Vejen Kommune"), "Jobcenter Vejen")
    person = somebody_without_a_password(jobcentre)
    invite(by=None, person=person, place=jobcentre)
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([person.email], "Din adgang til Samklang")

    page.goto(re.search(r"https?://\S+", letter.body)[0])
    looked_at(page, "choose-password")
    page.get_by_label("Ny adgangskode").fill(CHOSEN)
    page.get_by_label("Den nye adgangskode igen").fill("noget andet end før")
    page.get_by_role("button", name="Gem adgangskoden").click()
    looked_at(page, "choose-password-fault")
    page.get_by_label("Ny adgangskode").fill(CHOSEN)
    page.get_by_label("Den nye adgangskode igen").fill(CHOSEN)
    page.get_by_role("button", name="Gem adgangskoden").click()

    page.wait_for_url("**/account/second-step/")
    looked_at(page, "second-step")
    page.get_by_role("link", name="Brug en app").click()
    looked_at(page, "app")
    page.locator("[name=code]").fill("000000")
    page.get_by_role("button", name="Brug appen fra nu af").click()
    looked_at(page, "app-fault")
    page.locator("[name=code]").fill(code_now(page.locator(".secret-code").inner_text()))
    page.get_by_role("button", name="Brug appen fra nu af").click()

    page.wait_for_url("**/recovery-codes/")
    looked_at(page, "recovery-codes")
    assert page.locator(".code-list li").count() == 10
    page.get_by_role("link", name="Jeg har gemt dem").click()
    page.wait_for_url(f"{live_server.url}/")
    looked_at(page, "start")
    page.goto("/account/profile/")
    looked_at(page, "profile")
    deeds = [one.deed for one in Entry.objects.filter(about_id=person.pk).order_by("number")]
    assert deeds[-5:] == ["person-invited", "password-changed", "signed-in", "second-step-added", "second-step-added"]
