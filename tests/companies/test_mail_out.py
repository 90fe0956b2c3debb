"""Mail to companies: written out at once, sent once with the worker's other mail, and seen where it does not arrive."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.delivery.test_posting import a_letter as a_letter_to_staff
from tests.factories.companies import NOW, a_company, an_entrance
from tests.factories.company_mail import a_mail, a_report
from tests.factories.delivery import the_course
from tests.factories.mail_server import a_mail_server
from tests.factories.people import a_colleague_in, a_team, the_lead_of

from samklang.access.refusals import NotAllowed
from samklang.companies.commands.enquiries import Sender, answer_enquiry, take_in
from samklang.companies.commands.mail import send_again, write_to_company
from samklang.companies.commands.mail_in import take_in_mail
from samklang.companies.models import CompanyMail, Enquiry, ReceivedMail
from samklang.delivery.bounce_reports import read
from samklang.delivery.commands.bounces import Noted, note_bounces
from samklang.delivery.commands.posting import SILENT_FOR, Round, post
from samklang.delivery.enums import MailState
from samklang.delivery.models import Mail

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=1)
NIGHT = datetime(2026, 9, 7, 21, tzinfo=UTC)


@pytest.fixture
def server(settings):
    with a_mail_server() as (port, postbox):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 5
        settings.DEFAULT_FROM_EMAIL = "Samklang <samklang@egtved.example>"
        yield postbox


@pytest.fixture
def entrance():
    return an_entrance(mail_address="virksomhed@egtved.example")


def a_letter(entrance, letter="answer", now=NOW, **changes) -> CompanyMail:
    given = {
        "to_name": "Pia Lund", "to_email": "pia@maskin.example", "language": "da", "facts": {}, "text": "Ja tak.",
        **changes,
    }  # fmt: skip
    found = write_to_company(entrance, letter, now=now, **given)
    assert found is not None
    return found


def an_enquiry(entrance, **changes) -> Enquiry:
    given = {"receipt": False, "sender": Sender(name="Pia Lund", email="pia@maskin.example"), **changes}
    return take_in(entrance, channel="web", subject="Smede", text="To smede", now=NOW, **given)


def state_of(mail) -> str:
    mail.refresh_from_db()
    return mail.state


def test_a_letter_is_written_out_at_once_and_stays_as_it_was(entrance):
    mail = a_letter(entrance, enquiry=an_enquiry(entrance), language="pl")
    assert mail.language == "en"
    assert mail.text.startswith("Dear Pia Lund\n\nJa tak.")
    entrance.name = "Andet"
    entrance.save()
    mail.refresh_from_db()
    assert "Andet" not in mail.text


def test_without_an_address_nothing_is_written(entrance):
    assert write_to_company(entrance, "answer", to_name="Pia", to_email=" ", language="da", facts={}, now=NOW) is None
    assert CompanyMail.objects.count() == 0


def test_the_mail_is_from_the_entrance_and_lies_in_its_conversation(server, entrance):
    take_in_mail(a_mail(), NOW)
    enquiry = Enquiry.objects.get()
    answer = a_letter(entrance, enquiry=enquiry, now=LATER)
    post(now=LATER)
    receipt, sent = server.mails
    assert sent["From"] == "Virksomhedsservice Jobcentret <virksomhed@egtved.example>"
    assert sent["Reply-To"].addresses[0].addr_spec == "virksomhed@egtved.example"
    assert sent["Subject"] == f"[{enquiry.reference}] Svar: Vi mangler to smede"
    assert sent["In-Reply-To"] in (receipt["Message-ID"], "<en@maskin.example>")
    assert sent["References"].split() == ["<en@maskin.example>", receipt["Message-ID"]]
    assert (receipt["In-Reply-To"], receipt["References"]) == ("<en@maskin.example>", "<en@maskin.example>")
    assert (receipt["Auto-Submitted"], sent["Auto-Submitted"]) == ("auto-generated", None)
    assert (state_of(answer), sent["Message-ID"]) == (MailState.SENT, answer.message_id)


def test_where_our_server_may_not_send_for_the_entrances_domain_answers_still_go_there(server, settings, entrance):
    settings.DEFAULT_FROM_EMAIL = "Samklang <samklang@drift.example>"
    a_letter(entrance)
    post(now=LATER)
    assert server.mails[0]["From"] == "Virksomhedsservice Jobcentret <samklang@drift.example>"
    assert server.mails[0]["Reply-To"].addresses[0].addr_spec == "virksomhed@egtved.example"


def test_an_answer_of_the_company_finds_its_way_back(server, entrance):
    lead = the_lead_of(entrance.jobcentre)
    enquiry = an_enquiry(entrance)
    answer_enquiry(lead, enquiry, "Vi kommer tirsdag.", NOW, "mail")
    post(now=LATER)
    (ours,) = server.mails
    assert "Vi kommer tirsdag." in ours.get_content()
    reply = a_mail("Fint.", **{"from": "chef@andet.example"}, subject="Sv", in_reply_to=ours["Message-ID"])
    take_in_mail(reply, LATER)
    assert ReceivedMail.objects.get().enquiry == enquiry


def test_receipts_and_answers_go_at_once_and_the_rest_waits_for_the_morning(server, entrance):
    for letter in ("receipt", "answer", "pulse", "minutes"):
        a_letter(entrance, letter, NIGHT)
    post(now=NIGHT)
    assert len(server.came) == 2
    post(now=NIGHT + timedelta(hours=12))
    assert len(server.came) == 4


def test_staff_and_companies_are_written_to_by_one_postman_over_one_line(server, entrance):
    a_letter_to_staff(the_course(), "anne")
    a_letter(entrance)
    waiting = Mail.objects.filter(state=MailState.WAITING).count()
    assert post(now=LATER) is Round.DONE
    assert (len(server.came), len(server.sessions)) == (waiting + 1, 1)


def test_a_mail_in_the_hands_of_a_dead_worker_is_sent_with_the_same_name_and_only_once(server, entrance):
    mail = a_letter(entrance)
    CompanyMail.objects.update(state=MailState.HANDED, claimed_at=datetime.now(UTC))
    post(now=LATER)
    assert server.came == []
    CompanyMail.objects.update(claimed_at=datetime.now(UTC) - SILENT_FOR - timedelta(seconds=1))
    post(now=LATER)
    post(now=LATER)
    assert [one["Message-ID"] for one in server.mails] == [mail.message_id]


def test_a_refused_address_fails_and_is_sent_again_to_the_right_one(server, entrance):
    mail = a_letter(entrance)
    server.refuses["pia@maskin.example"] = "550 5.1.1 No such user"
    post(now=LATER)
    assert state_of(mail) == MailState.FAILED
    assert "No such user" in mail.error
    name = mail.message_id
    lead = the_lead_of(entrance.jobcentre)
    send_again(by=lead, mail=mail, to_email="pia.lund@maskin.example", now=LATER)
    post(now=LATER)
    assert state_of(mail) == MailState.SENT
    assert [to for to, _ in server.came] == ["pia.lund@maskin.example"]
    assert mail.message_id != name
    with pytest.raises(NotAllowed):
        send_again(by=lead, mail=mail, to_email=mail.to_email, now=LATER)


def test_an_address_that_no_mail_can_be_sent_to_fails_and_keeps_nobody_waiting(server, entrance):
    mail = a_letter(entrance, to_email="pía@maskin.example")
    other = a_letter(entrance)
    post(now=LATER)
    assert (state_of(mail), state_of(other)) == (MailState.FAILED, MailState.SENT)


def test_a_mail_that_came_back_is_marked_once(server, entrance):
    mail = a_letter(entrance, enquiry=an_enquiry(entrance))
    post(now=LATER)
    report = read(a_report(mail.message_id).replace(b"Tue, 08 Sep 2026", b"Tue, 08 Sep 2099"))
    assert note_bounces([report, report], LATER) == {Noted.MARKED: 1, Noted.KNOWN: 1}
    assert (state_of(mail), "No such user" in mail.error) == (MailState.BOUNCED, True)


def test_names_that_would_break_a_header_do_not(server, entrance):
    a_letter(entrance, to_name='Pia\r\nBcc: x@y.example, "Lund"', subject="Hej\nBcc: x@y.example")
    post(now=LATER)
    (sent,) = server.mails
    assert sent["Bcc"] is None
    assert sent["To"].addresses[0].addr_spec == "pia@maskin.example"


# -- the pages --------------------------------------------------------------------------------------------------------


def test_the_page_shows_what_companies_did_not_get_and_sends_it_again(client, entrance):
    mail = a_letter(entrance, company=a_company(entrance.municipality), enquiry=an_enquiry(entrance))
    CompanyMail.objects.update(state=MailState.FAILED, error="554 Nej")
    client.force_login(the_lead_of(entrance.jobcentre))
    shown = client.get("/companies/mails/").content.decode()
    assert "554 Nej" in shown
    assert "1 mail kom ikke frem" in shown
    page = client.get(f"/companies/mails/{mail.pk}/").content.decode()
    assert "Ja tak." in page
    assert client.post(f"/companies/mails/{mail.pk}/", {"to_email": "pia@"}).status_code == 422
    assert client.post(f"/companies/mails/{mail.pk}/", {"to_email": "ny@maskin.example"}).status_code == 302
    mail.refresh_from_db()
    assert (mail.state, mail.to_email) == (MailState.WAITING, "ny@maskin.example")


def test_the_list_is_narrowed_by_name_and_state(client, entrance):
    a_letter(entrance)
    client.force_login(the_lead_of(entrance.jobcentre))
    for query, count in [("q=pia", 1), ("q=nobody", 0), ("state=waiting", 1), ("state=sent", 0), ("state=x", 1)]:
        assert len(client.get(f"/companies/mails/?{query}").context["rows"]) == count, query


def test_mail_that_was_left_out_is_seen_and_taken_in(client, entrance):
    take_in_mail(a_mail(precedence="bulk"), NOW)
    client.force_login(the_lead_of(entrance.jobcentre))
    assert "Et nyhedsbrev" in client.get("/companies/mails/left-out/").content.decode()
    row = ReceivedMail.objects.get()
    assert client.post(f"/companies/mails/left-out/{row.pk}/taking-in/").status_code == 302
    assert Enquiry.objects.count() == 1
    assert "Al mail er taget ind" in client.get("/companies/mails/left-out/").content.decode()
    assert client.post(f"/companies/mails/left-out/{row.pk}/taking-in/").status_code == 404


def test_who_may_see_the_mail(client, entrance):
    mail = a_letter(entrance)
    pages = ["/companies/mails/", f"/companies/mails/{mail.pk}/", "/companies/mails/left-out/"]
    client.force_login(a_colleague_in(a_team(entrance.jobcentre)))
    assert {client.get(one).status_code for one in pages} == {403}
    client.force_login(the_lead_of(an_entrance().jobcentre))
    assert client.get(f"/companies/mails/{mail.pk}/").status_code == 404
    assert list(client.get("/companies/mails/").context["rows"]) == []


def test_the_lists_ask_the_database_as_often_for_three_rows_as_for_one(client, entrance):
    client.force_login(the_lead_of(entrance.jobcentre))
    company = a_company(entrance.municipality)
    counts = []
    for more in (1, 2):
        for n in range(more):
            a_letter(entrance, company=company, enquiry=an_enquiry(entrance))
            take_in_mail(a_mail(precedence="bulk", message_id=None, subject=f"{more} {n}"), NOW)
        for page in ("/companies/mails/", "/companies/mails/left-out/"):
            client.get(page)
            with CaptureQueriesContext(connection) as asked:
                client.get(page)
            counts.append(len(asked))
    assert counts[:2] == counts[2:]
