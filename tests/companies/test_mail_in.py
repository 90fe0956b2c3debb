"""A mailbox is read over a real conversation, and each mail becomes what it is, once."""

from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.db import OperationalError
from tests.factories.companies import NOW, a_company, a_contact, an_entrance
from tests.factories.company_mail import PDF, a_mail, a_mail_with, a_report
from tests.factories.imap_server import PASSWORD, USER, an_imap_server
from tests.factories.people import a_jobcentre, the_lead_of

from samklang.companies.commands import mail_in
from samklang.companies.commands.mail_in import TakenIn, take_in_after_all, take_in_mail
from samklang.companies.enums import Channel, EnquiryState
from samklang.companies.models import Attachment, CompanyMail, Enquiry, ReceivedMail
from samklang.config.doorman import MOST_TRIES, Doorman
from samklang.config.mailbox import Address, Unreadable, opened
from samklang.delivery.enums import MailState
from samklang.delivery.material_files import MOST_BYTES

pytestmark = pytest.mark.django_db
TO = "virksomhed@egtved.example"


@pytest.fixture
def entrance():
    return an_entrance(mail_address=TO)


def take(content: bytes, minutes: int = 0) -> TakenIn:
    return take_in_mail(content, NOW + timedelta(minutes=minutes))


def address(port: int, **changes) -> Address:
    return Address("127.0.0.1", port, USER, PASSWORD, "INBOX", False)._replace(**changes)


# -- what a mail becomes ----------------------------------------------------------------------------------------------


def test_a_mail_becomes_an_enquiry_with_a_receipt_beneath_it(entrance):
    assert take(a_mail()) is TakenIn.NEW
    enquiry = Enquiry.objects.get()
    assert (enquiry.channel, enquiry.subject, enquiry.from_email) == (
        Channel.MAIL, "Vi mangler to smede", "pia@maskin.example",
    )  # fmt: skip
    assert enquiry.text == "Vi mangler to smede fra 1. oktober.\n\nVenlig hilsen\nPia Lund"
    receipt = enquiry.mails.get()
    assert (receipt.letter, receipt.to_email, receipt.in_reply_to) == (
        "receipt", "pia@maskin.example", "<en@maskin.example>",
    )  # fmt: skip
    assert receipt.subject == f"[{enquiry.reference}] Vi har fået jeres henvendelse"
    assert enquiry.look_because == ""


def test_the_same_mail_is_taken_in_once(entrance):
    assert [take(a_mail()), take(a_mail(), 1)] == [TakenIn.NEW, TakenIn.KNOWN]
    nameless = a_mail(message_id=None)
    assert [take(nameless), take(nameless, 1)] == [TakenIn.NEW, TakenIn.KNOWN]
    assert Enquiry.objects.count() == ReceivedMail.objects.count() == 2


def test_the_sender_is_known_by_address_or_by_the_companys_domain_but_not_by_everybodys(entrance):
    company = a_company(entrance.municipality)
    contact = a_contact(company)
    other = a_company(entrance.municipality, "Tømreren", email="kontor@tomrer.example")
    a_contact(a_company(entrance.municipality, "Frisøren"), "Bo", email="bo@gmail.com")
    a_contact(a_company(entrance.municipality, "To huse"), "Bo", email="bo@faelles.example")
    a_contact(a_company(entrance.municipality, "To andre huse"), "Ib", email="ib@faelles.example")
    for sender, expected in [
        ("pia@maskin.example", (company, contact)), ("PIA@maskin.example", (company, contact)),
        ("ny@maskin.example", (company, None)), ("ny@tomrer.example", (other, None)), ("ny@gmail.com", (None, None)),
        ("ny@faelles.example", (None, None)),
    ]:  # fmt: skip
        take(a_mail(**{"from": sender}, message_id=None, subject=f"Fra {sender}"))
        found = Enquiry.objects.order_by("-pk").first()
        assert (found.company, found.contact) == expected, sender


def test_an_answer_to_our_mail_joins_its_enquiry_whoever_answers(entrance):
    take(a_mail())
    ours = CompanyMail.objects.get()
    reply = a_mail(
        "Tirsdag.", **{"from": "chef@andet.example"}, message_id="<2@x>", subject="Sv", in_reply_to=ours.message_id
    )
    assert take(reply, 60) is TakenIn.REPLY
    assert ReceivedMail.objects.get(message_id="<2@x>").enquiry == ours.enquiry
    by_references = a_mail("Og.", message_id="<3@x>", subject="Sv", references=f"<q@z> {ours.message_id} <r@z>")
    assert take(by_references, 61) is TakenIn.REPLY
    assert CompanyMail.objects.filter(letter="receipt").count() == 1
    assert Enquiry.objects.count() == 1


def test_the_reference_in_the_subject_is_enough_for_the_same_house_alone(entrance):
    take(a_mail())
    enquiry = Enquiry.objects.get()
    subject = f"Sv: [{enquiry.reference.lower()}] Smede"
    for sender, became in [
        ("pia@maskin.example", TakenIn.REPLY), ("bo@maskin.example", TakenIn.REPLY), ("evil@gmail.com", TakenIn.NEW),
    ]:  # fmt: skip
        assert take(a_mail(message_id=None, subject=subject, **{"from": sender}), 5) is became, sender


def test_a_reply_to_what_is_closed_opens_it_again(entrance):
    take(a_mail())
    enquiry = Enquiry.objects.get()
    Enquiry.objects.filter(pk=enquiry.pk).update(
        state=EnquiryState.CLOSED, closed_at=NOW, answered_at=NOW
    )  # fmt: skip
    reply = a_mail("Vent!", message_id="<2@x>", in_reply_to="<en@maskin.example>")
    assert take(reply, 60) is TakenIn.REPLY
    enquiry.refresh_from_db()
    assert enquiry.state in (EnquiryState.NEW, EnquiryState.OWNED)


def test_the_quoted_part_is_not_in_the_enquiry_and_stays_with_the_mail(entrance):
    take(a_mail("Vi vil gerne.\n\nDen 7. september 2026 skrev Bo <bo@x.example>:\n> Gammelt"))
    enquiry = Enquiry.objects.get()
    assert enquiry.text == "Vi vil gerne."
    assert "> Gammelt" in enquiry.received.get().words.quoted


def test_a_file_of_30_megabytes_is_refused_by_name_and_the_rest_is_taken_in(entrance):
    big = b"%PDF-" + b"0" * (3 * MOST_BYTES)
    take(a_mail_with(("stilling.pdf", PDF), ("film.pdf", big), ("macro.docm", b"PK\x03\x04")))
    kept = [(one.file_name, one.state, one.refused_because) for one in Attachment.objects.order_by("pk")]
    assert kept == [("stilling.pdf", "kept", ""), ("film.pdf", "refused", "large"), ("macro.docm", "refused", "kind")]
    assert bytes(Attachment.objects.get(file_name="stilling.pdf").content) == PDF
    assert Enquiry.objects.get().text == "Se vedhæftet."


def test_a_civil_registration_number_is_kept_nowhere(entrance):
    take(a_mail("Hun hedder Ida, 010190-1234.", subject="Ida 0101901234"))
    enquiry, mail = Enquiry.objects.get(), ReceivedMail.objects.get()
    assert "1234" not in enquiry.text + enquiry.subject + mail.text + mail.subject
    assert enquiry.masked


def test_many_links_are_marked_for_a_look_and_get_no_receipt(entrance):
    take(a_mail(" ".join(f"https://spam{n}.example" for n in range(9))))
    assert (Enquiry.objects.get().look_because, CompanyMail.objects.count()) == ("links", 0)


# -- what is left out -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        ({"auto_submitted": "auto-replied"}, "auto"), ({"precedence": "bulk"}, "list"), ({"list_id": "<x.y>"}, "list"),
        ({"x_auto_response_suppress": "OOF"}, "auto"), ({"from": "MAILER-DAEMON@mx.example"}, "daemon"),
        ({"from": TO}, "ours"),
    ],
)  # fmt: skip
def test_what_no_person_wrote_is_kept_with_the_reason_and_never_answered(entrance, headers, why):
    assert take(a_mail(**headers)) is TakenIn.LEFT_OUT
    assert ReceivedMail.objects.get().left_out == why
    assert (Enquiry.objects.count(), CompanyMail.objects.count()) == (0, 0)


def test_an_automatic_answer_to_our_answer_lies_in_the_thread_and_changes_nothing(entrance):
    take(a_mail())
    ours = CompanyMail.objects.get()
    away = a_mail("Ferie", message_id="<2@x>", in_reply_to=ours.message_id, auto_submitted="auto-replied")
    assert take(away, 1) is TakenIn.LEFT_OUT
    assert ReceivedMail.objects.get(message_id="<2@x>").enquiry == ours.enquiry
    assert CompanyMail.objects.count() == 1


def test_two_machines_that_answer_each_other_are_stopped(entrance):
    became = [take(a_mail(f"Tak {n}", message_id=None, subject=f"Automatisk kvittering {n}"), n) for n in range(40)]
    assert became[:5] == [TakenIn.NEW] * 5
    assert set(became[5:]) == {TakenIn.LEFT_OUT}
    assert ReceivedMail.objects.filter(left_out="loop").count() == 35
    assert CompanyMail.objects.count() <= 5


def test_a_machine_that_never_says_the_same_twice_gets_few_receipts_and_is_not_lost(entrance):
    words = ["ansø", "bager", "cykel", "dans", "elle", "fisk", "gås", "hest", "is", "jord", "ko", "lam"]
    for at, word in enumerate(words):
        assert take(a_mail(f"Tak {word}", message_id=None, subject=word), at) is TakenIn.NEW
    assert CompanyMail.objects.filter(letter="receipt").count() == 5


def test_a_mail_that_came_back_goes_to_the_reader_of_bounces(entrance):
    take(a_mail())
    ours = CompanyMail.objects.get()
    CompanyMail.objects.update(state=MailState.SENT, sent_at=NOW)
    assert take(a_report(ours.message_id), 5) is TakenIn.BOUNCE
    ours.refresh_from_db()
    assert ours.state == MailState.BOUNCED
    assert ReceivedMail.objects.count() == 1
    assert take(a_report("<ours-not@x.example>"), 6) is TakenIn.LEFT_OUT


def test_a_mail_left_out_can_be_taken_in_after_all(entrance):
    take(a_mail(precedence="bulk"))
    lead = the_lead_of(entrance.jobcentre)
    enquiry = take_in_after_all(by=lead, mail=ReceivedMail.objects.get(), now=NOW)
    assert (enquiry.subject, ReceivedMail.objects.get().left_out) == ("Vi mangler to smede", "")


# -- whose it is ------------------------------------------------------------------------------------------------------


def test_the_entrance_is_found_by_the_address_the_mail_was_sent_to(entrance):
    other = an_entrance(a_jobcentre(), mail_address="vejen@kommune.example")
    take(a_mail(to="Alle <alle@x.example>", cc="Vejen@Kommune.example"))
    assert Enquiry.objects.get().entrance == other
    assert take(a_mail(to="nobody@x.example", message_id=None)) is TakenIn.NO_ENTRANCE
    take(a_mail(to="nobody@x.example", message_id="<9@x>", x_original_to=TO))
    assert ReceivedMail.objects.get(message_id="<9@x>").entrance == entrance


# -- the mailbox ------------------------------------------------------------------------------------------------------


def test_the_mailbox_is_read_and_each_mail_marked_when_it_is_stored(entrance):
    with an_imap_server(a_mail(), a_mail(message_id="<2@x>", subject="To")) as (port, box):
        took = Doorman(address(port)).look()
        assert (took[TakenIn.NEW], box.unread, len(box.folders["INBOX"])) == (2, [], 2)
        assert not Doorman(address(port)).look()
    assert Enquiry.objects.count() == 2


def test_what_is_taken_in_is_moved_where_that_is_wanted(entrance):
    for can in ("IMAP4rev1 MOVE UIDPLUS", "IMAP4rev1 UIDPLUS", "IMAP4rev1"):
        with an_imap_server(a_mail(message_id=None, subject=can)) as (port, box):
            box.capabilities = can
            Doorman(address(port, moved_to="Done")).look()
            assert [one.content for one in box.folders["Done"]]
            left = box.folders["INBOX"]
            assert not left or left[0].flags >= {"\\Seen", "\\Deleted"}


def test_a_line_that_breaks_before_the_mark_takes_nothing_in_twice(entrance):
    with an_imap_server(a_mail(), a_mail(message_id="<2@x>", subject="To")) as (port, box):
        box.breaks_at = ["STORE", "FETCH", "SEARCH"]
        doorman = Doorman(address(port))
        for _ in range(3):
            with pytest.raises(Unreadable):
                doorman.look()
        took = doorman.look()
        assert took[TakenIn.NEW] + took[TakenIn.KNOWN] == 2
        assert box.unread == []
    assert Enquiry.objects.count() == 2
    assert CompanyMail.objects.count() == 2


def test_a_mail_stays_unread_while_the_database_is_away(entrance, monkeypatch):
    def away(*_: object, **__: object) -> None:
        raise OperationalError

    with an_imap_server(a_mail()) as (port, box):
        doorman = Doorman(address(port))
        with monkeypatch.context() as broken:
            broken.setattr(ReceivedMail.objects, "create", away)
            for _ in range(MOST_TRIES + 2):
                with pytest.raises(OperationalError):
                    doorman.look()
        assert len(box.unread) == 1
        assert doorman.look()[TakenIn.NEW] == 1


def test_a_mail_that_cannot_be_taken_in_keeps_nobody_waiting_and_is_left_to_people(entrance, monkeypatch, caplog):
    real = mail_in.read

    def fails(content: bytes, *, cut: bool = False):
        if b"gift" in content:
            raise RuntimeError("pia@maskin.example")
        return real(content, cut=cut)

    monkeypatch.setattr(mail_in, "read", fails)
    with an_imap_server(a_mail("gift"), a_mail(message_id="<2@x>")) as (port, box):
        doorman = Doorman(address(port))
        assert doorman.look()[TakenIn.NEW] == 1
        for _ in range(MOST_TRIES):
            doorman.look()
        assert box.folders["INBOX"][0].flags == {"\\Seen", "\\Flagged"}


def test_a_mail_for_nobody_is_flagged_in_the_mailbox():
    with an_imap_server(a_mail()) as (port, box):
        assert Doorman(address(port)).look()[TakenIn.NO_ENTRANCE] == 1
        assert box.folders["INBOX"][0].flags == {"\\Seen", "\\Flagged"}


def test_of_a_mail_that_is_far_too_large_the_beginning_is_read(entrance, monkeypatch):
    monkeypatch.setattr("samklang.config.mailbox.MOST_BYTES", 50_000)
    monkeypatch.setattr("samklang.config.mailbox._BEGINNING", 5_000)
    with an_imap_server(a_mail_with(("film.pdf", PDF + b"0" * 100_000))) as (port, _):
        assert Doorman(address(port)).look()[TakenIn.NEW] == 1
    assert Enquiry.objects.get().text == "Se vedhæftet."
    assert Attachment.objects.get().refused_because == "large"


def test_a_wrong_password_and_a_server_that_is_not_there_are_troubles_without_secrets(caplog):
    with an_imap_server() as (port, box):
        with pytest.raises(Unreadable) as fault, opened(address(port, password="forkert")):
            pass
        box.refuses = {"SELECT"}
        with pytest.raises(Unreadable), opened(address(port)):
            pass
    with pytest.raises(Unreadable), opened(address(1)):
        pass
    assert "forkert" not in str(fault.value)
    assert PASSWORD not in repr(address(1))


@pytest.mark.parametrize(
    "text", ["", "imap://u:p@mail.example/INBOX", "imaps://mail.example", "pop3://u:p@x", "imaps://u:p@x:99999999"]
)
def test_an_address_of_a_mailbox_that_cannot_be_used_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - urllib has its own words for some of them
        Address.read(text)


def test_an_address_of_a_mailbox_is_read_with_everything_it_says():
    found = Address.read("imaps://v%40egtved.example:a%2Fb@mail.example/Fælles%20post?moved-to=Klaret")
    assert found == ("mail.example", 993, "v@egtved.example", "a/b", "Fælles post", True, "Klaret")


def test_a_message_of_ours_has_no_other_way_in(entrance):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@b.example", TO, ""
    mail.set_content("\n\nFørste linje\nAnden")
    take(mail.as_bytes())
    assert Enquiry.objects.get().subject == "Første linje"
