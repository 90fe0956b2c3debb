"""What somebody outside, or inside with bad will, tries at the company door: it holds, and tells nothing."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories.companies import NOW, a_company, a_contact, an_entrance
from tests.factories.company_mail import a_mail
from tests.factories.company_meetings import a_door, a_meeting
from tests.factories.company_pulse import TODAY, a_closed_enquiry, an_asking_entrance
from tests.factories.patience import patience
from tests.factories.people import a_jobcentre, a_team, the_head_of, the_leader_of

from samklang.access.refusals import NotAllowed
from samklang.companies.commands.contacts import erase_contact
from samklang.companies.commands.entrance import write_rule
from samklang.companies.commands.mail import send_again
from samklang.companies.commands.mail_in import TakenIn, take_in_mail
from samklang.companies.commands.observers import answer_observer, ask_observer
from samklang.companies.commands.pulse import ask_companies, forget_links
from samklang.companies.enums import ObserverState
from samklang.companies.form_seal import new_seal
from samklang.companies.mail_words import parted, words_of_html
from samklang.companies.models import CompanyMail, Enquiry, ObserverAsked, ReceivedMail, RoutingRule
from samklang.companies.queries.meetings import at_the_same_time
from samklang.companies.queries.observers import asked_of
from samklang.companies.received import read
from samklang.delivery import bounce_reports
from samklang.delivery.enums import MailState

pytestmark = pytest.mark.django_db
TO = "virksomhed@egtved.example"


# -- mail that is made to keep the house busy, or to fall through it ---------------------------------------------------


def _head(*fields: bytes, body: bytes = b"hej") -> bytes:
    return b"\r\n".join([*fields, b"", body])


@pytest.mark.parametrize(
    "content",
    [
        _head(b"From: " + b"(" * 5000),
        _head(b"From: a@b.dk", b"To: " + b"(" * 5000),
        _head(b"From: a@b.dk", b"Subject: " + b"=?u?q?x" * 100_000),
        _head(b"From: a@b.dk", b"References: " + (b"<" + b"@" * 500) * 50_000),
        _head(b"From: a@b.dk", b"Content-Type: text/plain; charset=punycode", body=b"a" * 300_000 + b"-" + b"b" * 9999),
        b"From: a@b.dk\r\n" + b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (at, at) for at in range(2000)
        ),
    ],
    ids=["nested sender", "nested recipient", "encoded words", "references", "character set", "nested parts"],
)  # fmt: skip
def test_no_mail_keeps_the_reader_busy_or_stops_it(content):
    with patience():
        read(content)
        assert bounce_reports.read(content) is None


@pytest.mark.parametrize(
    "html",
    ["<a>" * 500 + "</b>" * 240_000, "<!--" * 250_000, "<a " * 330_000, "</a " * 200_000, '<a b="' * 150_000,
     "<![CDATA[" * 100_000, "<?" * 400_000, "<script>" * 100_000, "<script " * 100_000],
)  # fmt: skip
def test_no_markup_is_gone_through_twice(html):
    with patience():
        assert "<" not in words_of_html(html)


def test_markup_that_is_never_closed_hides_only_what_a_browser_hides():
    assert words_of_html("<p>Før</p><script>if (a<b) { x('</div>') }</script><p>Efter & <b>mere</p><!-- slut") == (
        "Før\n\nEfter & mere"
    )
    assert words_of_html('<div title="a>b">Hej</div><p/>5 < 7<![if !mso]> Med<![endif]>') == "Hej\n\n5 < 7 Med"


@pytest.mark.parametrize("text", ["a\n" * 50_000, ">a\n" * 33_000 + "b", "xxx<" + "a@" * 49_000])
def test_no_text_keeps_the_reader_of_quotes_busy(text):
    with patience():
        parted(text)


def test_what_no_database_can_hold_is_taken_out_of_a_mail():
    mail = read(
        _head(
            b"From: =?utf-8?q?Pia=00?= <a\x00b@x.dk>", b"Subject: =?utf-7?q?+2AA-?= =?utf-8?b?4oCu?= hej",
            b"Message-ID: <a\x00b@c>", b"Content-Type: text/plain; charset=utf-7", body=b"hej +2AA- der",
        )
    )  # fmt: skip
    everything = "".join((mail.message_id, mail.from_name, mail.from_email, mail.subject, mail.text))
    assert "\0" not in everything
    assert "\u202e" not in everything
    everything.encode()


def test_nobody_keeps_a_mail_out_by_taking_its_name_first():
    an_entrance(mail_address=TO)
    assert take_in_mail(a_mail(**{"from": "bo@andre.example"}), NOW) is TakenIn.NEW
    real = a_mail(text="Det er os, der har brug for jer.")
    assert [take_in_mail(real, NOW), take_in_mail(real, NOW)] == [TakenIn.NEW, TakenIn.KNOWN]
    assert {one.from_email for one in Enquiry.objects.all()} == {"bo@andre.example", "pia@maskin.example"}


# -- the public form --------------------------------------------------------------------------------------------------


def _typed(entrance, **changes):
    given = {
        "company": "Egtved Maskinfabrik ApS", "name": "Pia Lund", "email": "pia@maskin.example", "need": "recruit",
        "language": "da", "text": "Vi mangler to smede.",
        "seal": new_seal(entrance.pk, timezone.now() - timedelta(minutes=1)),
    }  # fmt: skip
    return {**given, **changes}


def test_who_goes_back_and_writes_about_something_else_has_written_twice(client):
    entrance = an_entrance(slug="egtved")
    given = _typed(entrance)
    client.post("/entrance/egtved/", given)
    client.post("/entrance/egtved/", {**given, "text": "Og en kok."})
    client.post("/entrance/egtved/", {**given, "text": "Og en kok."})
    assert {one.text for one in Enquiry.objects.all()} == {"Vi mangler to smede.", "Og en kok."}
    assert Enquiry.objects.count() == 2


def test_nobody_has_a_strangers_mailbox_filled_with_receipts(client):
    entrance = an_entrance(slug="egtved")
    for place in range(8):
        client.post("/entrance/egtved/", _typed(entrance), REMOTE_ADDR=f"192.0.2.{place}")
    assert Enquiry.objects.count() == 8
    assert CompanyMail.objects.filter(to_email="pia@maskin.example").count() == 5


# -- the pulse --------------------------------------------------------------------------------------------------------


@pytest.fixture
def asked():
    entrance = an_asking_entrance()
    a_closed_enquiry(entrance)
    ask_companies(now=NOW, today=TODAY)
    return CompanyMail.objects.get(letter="pulse")


def test_no_leader_reads_the_link_of_a_question_or_sends_it_to_themselves(client, asked):
    head = the_head_of(asked.entrance.jobcentre)
    client.force_login(head)
    assert "/entrance/pulse/" in asked.text
    assert "/entrance/pulse/" not in client.get(reverse("companies:mail", args=[asked.pk])).content.decode()
    CompanyMail.objects.update(state=MailState.BOUNCED)
    asked.refresh_from_db()
    with pytest.raises(NotAllowed):
        send_again(by=head, mail=asked, to_email="mig@egtved.example", now=NOW)
    assert "/entrance/pulse/" not in client.get(reverse("companies:mail", args=[asked.pk])).content.decode()


def test_the_link_of_a_question_that_did_not_arrive_is_forgotten_too(asked):
    CompanyMail.objects.update(state=MailState.FAILED)
    assert forget_links(now=NOW) == 1
    asked.refresh_from_db()
    assert "/entrance/pulse/" not in asked.text


# -- forgetting -------------------------------------------------------------------------------------------------------


def test_a_contact_is_taken_out_of_what_stands_with_no_company_too():
    entrance = an_asking_entrance(mail_address=TO)
    company = a_company(entrance.municipality, email="info@maskin.example")
    contact = a_contact(company)
    a_closed_enquiry(entrance, company=company, contact=contact)
    ask_companies(now=NOW, today=TODAY)
    take_in_mail(a_mail(auto_submitted="auto-replied"), NOW)
    stray = Enquiry.objects.create(
        entrance=entrance, reference="V-AAAAAA", channel="mail", subject="Fra Pia Lund", from_name="Pia Lund",
        from_email="pia@maskin.example", received_at=NOW, promise_hours=7, due_at=NOW,
    )  # fmt: skip
    other = a_closed_enquiry(an_entrance(a_jobcentre(), slug="andre"), company=None)
    erase_contact(by=None, contact=contact)
    stray.refresh_from_db()
    other.refresh_from_db()
    left, pulse = ReceivedMail.objects.get(enquiry=None), CompanyMail.objects.get(letter="pulse")
    kept = [stray.subject, stray.from_name, stray.from_email, left.from_name, left.from_email, left.text]
    kept += [pulse.to_name, pulse.to_email, pulse.text]
    assert not [one for one in kept if "Pia Lund" in one or "pia@maskin" in one]
    assert other.from_name == "Pia Lund"


# -- among colleagues -------------------------------------------------------------------------------------------------


def test_nobody_learns_at_whose_meeting_a_colleague_is_an_observer():
    door = a_door()
    meeting = a_meeting(door, title="Hemmeligt møde")
    found = ask_observer(by=door.holder, meeting=meeting, person=door.colleague, focus="", now=timezone.now())
    answer_observer(by=door.colleague, asked=found, state=ObserverState.YES, answer="", now=timezone.now())
    leader = the_leader_of(door.team)
    span = (meeting.begins, meeting.ends)
    said = [str(one.values["what"]) for one in at_the_same_time(door.colleague, span, None, leader)]
    assert len(said) == 1
    assert "Hemmeligt" not in said[0]
    own = [str(one.values["what"]) for one in at_the_same_time(door.colleague, span, None, door.colleague)]
    assert own == ["Hemmeligt møde"]


def test_who_sees_no_companies_any_more_does_not_see_what_they_were_asked_along_to():
    door = a_door()
    ask_observer(by=door.holder, meeting=a_meeting(door), person=door.colleague, focus="", now=timezone.now())
    assert asked_of(door.colleague, timezone.now()).count() == 1
    elsewhere = the_head_of(a_jobcentre())
    ObserverAsked.objects.update(person=elsewhere)
    assert not asked_of(elsewhere, timezone.now()).exists()


def test_a_rule_that_was_deleted_is_put_back_at_its_own_entrance_alone(client):
    ours, theirs = an_entrance(), an_entrance(a_jobcentre(), slug="andre")
    values = {
        "sector": "",
        "postcodes": "",
        "need": "",
        "language": "",
        "team": a_team(theirs.jobcentre),
        "person": None,
    }
    rule = write_rule(by=None, entrance=theirs, values=values)
    client.force_login(the_head_of(theirs.jobcentre))
    client.post(reverse("companies:routing-rule-deletion", args=[rule.pk]))
    undo = next(iter(client.get(reverse("companies:entrance")).context["messages"])).extra_tags
    client.force_login(the_head_of(ours.jobcentre))
    assert client.post(undo).status_code == 404
    assert not RoutingRule.objects.exists()
    client.force_login(the_head_of(theirs.jobcentre))
    assert client.post(undo).status_code == 302
    assert RoutingRule.objects.get().entrance == theirs
