"""The outbox, the letters, and what can be done about them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.delivery import NOW, person_called, the_coming_monday, the_course
from tests.factories.people import the_lead_of

from samklang.delivery.commands.mail import Letter, write
from samklang.delivery.enums import MailState, Method
from samklang.delivery.letters import kinds
from samklang.delivery.models import DeadAddress, LetterText, Mail
from samklang.delivery.queries.letters import what_it_says
from samklang.ledger.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return the_course(monday=the_coming_monday())


@pytest.fixture
def lead(course, client):
    found = the_lead_of(course.programme.jobcentre)
    client.force_login(found)
    return found


def outbox(course) -> str:
    return f"/courses/{course.pk}/mail/"


def mail_to(course, number="anne") -> Mail:
    return Mail.objects.filter(course=course, person=person_called(course, number)).first()


def test_the_outbox_shows_every_mail_with_its_state_and_counts_them(client, course, lead):
    failed = mail_to(course)
    Mail.objects.filter(pk=failed.pk).update(state=MailState.FAILED, error="554 Nej")
    shown = client.get(outbox(course))
    assert shown.context["counts"] == [("Venter", 11), ("Kunne ikke sendes", 1)]
    assert len(shown.context["rows"]) == 12
    assert "554 Nej" in shown.content.decode()


def test_the_outbox_is_narrowed_by_name_state_and_letter(client, course, lead):
    Mail.objects.filter(person__name="Tove").update(state=MailState.SENT)
    for query, count in [("q=anne", 2), ("state=sent", 4), ("letter=invitation", 12), ("q=nobody", 0), ("state=x", 12)]:
        assert client.get(f"{outbox(course)}?{query}").context["page"].paginator.count == count, query


def test_the_outbox_costs_the_same_for_many_mails_as_for_one(client, course, lead):
    costs = []
    client.get(outbox(course))
    for keep in (12, 1):
        Mail.objects.exclude(pk__in=list(Mail.objects.values_list("pk", flat=True)[:keep])).delete()
        with CaptureQueriesContext(connection) as asked:
            client.get(outbox(course))
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_whoever_cannot_be_written_to_is_named(client, course, lead):
    dorte = person_called(course, "dorte")
    dorte.email = None
    dorte.save()
    assert list(client.get(outbox(course)).context["unreachable"]) == [dorte]


def test_a_colleague_sees_no_outbox_and_no_mail(client, course):
    client.force_login(person_called(course, "anne"))
    assert client.get(outbox(course)).status_code == 404
    assert client.get(f"/courses/mail/{mail_to(course).pk}/").status_code == 404


def test_a_mail_is_read_as_its_reader_gets_it_and_that_stands_in_the_ledger(client, course, lead):
    mail = mail_to(course)
    shown = client.get(f"/courses/mail/{mail.pk}/").content.decode()
    assert "Kære Anne Holm" in shown
    entry = Entry.objects.get(deed="mail-read")
    assert (entry.actor_id, entry.about_id, entry.kind) == (lead.pk, mail.person_id, "read")


def test_what_failed_is_sent_again_and_the_address_is_trusted(client, course, lead):
    mail = mail_to(course)
    Mail.objects.filter(pk=mail.pk).update(state=MailState.FAILED, attempts=8, error="550 5.1.1")
    DeadAddress.objects.create(person=mail.person, address=mail.person.email, found_at=NOW)
    assert client.post(f"/courses/mail/{mail.pk}/retry/").status_code == 302
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.error, DeadAddress.objects.count()) == (MailState.WAITING, 0, "", 0)
    assert Entry.objects.filter(deed="mail-retried").exists()


@pytest.mark.parametrize("state", [MailState.SENT, MailState.SENDING, MailState.HANDED, MailState.DROPPED])
def test_what_has_been_sent_is_not_sent_twice(client, course, lead, state):
    mail = mail_to(course)
    Mail.objects.filter(pk=mail.pk).update(state=state)
    refused = client.post(f"/courses/mail/{mail.pk}/retry/")
    assert (refused.status_code, "ikke sendt to gange" in refused.content.decode()) == (403, True)


def test_what_something_newer_has_overtaken_is_not_sent_again(client, course, lead):
    mail = mail_to(course)
    Mail.objects.filter(pk=mail.pk).update(state=MailState.FAILED)
    write(course, [Letter("cancelled", mail.person, mail.facts, mail.invitation, Method.CANCEL)], NOW)
    assert client.post(f"/courses/mail/{mail.pk}/retry/").status_code == 403


def test_what_waits_can_be_stopped_and_what_is_sent_cannot(client, course, lead):
    mail = mail_to(course)
    assert client.post(f"/courses/mail/{mail.pk}/stopping/").status_code == 302
    mail.refresh_from_db()
    assert mail.state == MailState.STOPPED
    assert client.post(f"/courses/mail/{mail.pk}/stopping/").status_code == 403


def test_an_address_that_works_after_all_is_trusted_from_the_outbox(client, course, lead):
    mail = mail_to(course)
    dead = DeadAddress.objects.create(person=mail.person, address=mail.person.email, found_at=NOW, said="550 Nej")
    assert "550 Nej" in client.get(outbox(course)).content.decode()
    assert client.post(f"/courses/{course.pk}/mail/addresses/{dead.pk}/").status_code == 302
    assert not DeadAddress.objects.exists()


# -- letters -----------------------------------------------------------------------------------------------------------


def letters_of(course, tail="") -> str:
    return f"/courses/letters/{course.programme.jobcentre_id}/{tail}"


def test_every_letter_stands_in_the_list_in_both_languages(client, course, lead):
    shown = client.get(letters_of(course))
    assert len(shown.context["rows"]) == len(kinds()) == 32
    assert client.get(letters_of(course, "no-such-letter/da/")).status_code == 404
    assert client.get(letters_of(course, "invitation/de/")).status_code == 404


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_letter_of_samklangs_own_passes_its_own_rules_and_can_be_looked_at(client, course, lead, language):
    for key, kind in kinds().items():
        own = kind.texts[language]
        sent = {"subject": own.subject, "body": own.body, "look": "1"}
        looked = client.post(letters_of(course, f"{key}/{language}/"), sent)
        assert looked.status_code == 200, key
        text = looked.context["example"]
        assert "{" not in text.subject + text.body
    assert not LetterText.objects.exists()


def test_a_letter_written_anew_is_what_is_sent(client, course, lead):
    body = "Hej {name}\n\nVi ses: {when}\nHvor: {room}\n\n{link}"
    sent = {"subject": "Kom til {module}", "body": body.replace("\n", "\r\n")}
    assert client.post(letters_of(course, "invitation/da/"), sent).status_code == 302
    said = what_it_says(mail_to(course))
    assert said.subject == f"Kom til {mail_to(course).facts['module']}"
    assert said.body.startswith("Hej Anne Holm\n\nVi ses: ")
    assert Entry.objects.filter(deed="letter-written").exists()
    assert client.post(letters_of(course, "invitation/da/removal/")).status_code == 302
    assert what_it_says(mail_to(course)).subject.startswith("Din kursusgang")


@pytest.mark.parametrize(
    ("subject", "body", "said"),
    [
        ("Kom", "Hej {navn} {when} {link}", "»{navn}« er ikke et felt i dette brev."),
        ("Kom", "Hej {when}", "Disse felter mangler"),
        ("Kom {name}", "Hej {when} {link}", "Tag {name} ud af emnet"),
        ("Kom", "Hej {when} {link} {", "uden sin anden halvdel"),
        ("", "Hej {when} {link}", "Skriv et emne."),
        ("Kom", "", "Skriv brevet."),
    ],
)
@pytest.mark.usefixtures("lead")
def test_what_is_wrong_with_a_letter_is_told_in_words_and_nothing_is_saved(client, course, subject, body, said):
    answer = client.post(letters_of(course, "invitation/da/"), {"subject": subject, "body": body})
    assert (answer.status_code, LetterText.objects.exists()) == (422, False)
    assert said in answer.content.decode()


def test_a_line_with_an_empty_field_is_left_out(course):
    mail = mail_to(course)
    mail.facts |= {"room": "", "site": "", "trainer": ""}
    said = what_it_says(mail)
    assert "Lokale" not in said.body
    assert "Underviser" not in said.body
    assert "Spørgsmål" not in said.body
    assert "\n\n\n" not in said.body
