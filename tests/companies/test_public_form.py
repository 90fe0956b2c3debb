"""A company writes through the public form: without signing in, without cookies, and nothing is lost."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.factories.companies import a_company, an_entrance
from tests.factories.company_mail import PDF
from tests.pages import CheckedClient

from samklang.companies.form_seal import LONGEST, new_seal
from samklang.companies.models import Attachment, CompanyMail, Enquiry, FormSent
from samklang.delivery.material_files import MOST_BYTES

pytestmark = pytest.mark.django_db


@pytest.fixture
def entrance():
    return an_entrance(slug="egtved")


def a_seal(entrance, seconds: float = 60) -> str:
    return new_seal(entrance.pk, timezone.now() - timedelta(seconds=seconds))


def typed(entrance, **changes):
    given = {
        "company": "Egtved Maskinfabrik ApS", "cvr": "", "name": "Pia Lund", "email": "pia@maskin.example", "phone": "",
        "postcode": "6040", "need": "recruit", "language": "da", "text": "Vi mangler to smede fra 1. oktober.",
        "contact_again": "", "seal": a_seal(entrance),
    }  # fmt: skip
    return {**given, **changes}


def post(client, given, **more):
    return client.post("/entrance/egtved/", given, **more)


def test_a_company_writes_and_is_told_at_once_who_has_it_and_until_when(client, entrance):
    company = a_company(entrance.municipality, cvr="10150817")
    shown = client.get("/entrance/egtved/")
    seal = re.search(r'name="seal" value="([^"]+)"', shown.content.decode())[1]
    assert seal
    answer = post(client, typed(entrance, cvr="10 15 08 17"))
    enquiry = Enquiry.objects.get()
    assert answer.status_code == 302
    receipt = client.get(answer.url).content.decode()
    assert enquiry.reference in receipt
    assert "Den er hos" in receipt
    assert (enquiry.company, enquiry.channel) == (company, "web")
    assert enquiry.subject == "Vi mangler to smede fra 1. oktober."
    assert (enquiry.from_postcode, enquiry.from_cvr, enquiry.look_because) == ("6040", "10150817", "")
    assert CompanyMail.objects.get().letter == "receipt"


def test_it_works_where_no_cookie_is_kept_and_other_sites_checks_are_on(entrance):
    bare = CheckedClient(enforce_csrf_checks=True)
    assert bare.post("/entrance/egtved/", typed(entrance)).status_code == 302
    assert Enquiry.objects.count() == 1


def test_the_page_speaks_the_language_that_a_link_asks_for(client, entrance):
    assert "Skriv til" in client.get("/entrance/egtved/").content.decode()
    english = client.get("/entrance/egtved/?language=en")
    assert "Write to" in english.content.decode()
    assert english.headers["Content-Language"] == "en"
    assert client.get("/entrance/egtved/?language=xx").status_code == 200
    failed = client.post("/entrance/egtved/?language=en", typed(entrance, text=""))
    assert "Write a line or two" in failed.content.decode()


def test_sending_the_same_form_twice_makes_one_enquiry(client, entrance):
    given = typed(entrance)
    first, second = post(client, given), post(client, given)
    assert (first.status_code, second.status_code) == (302, 302)
    assert Enquiry.objects.count() == CompanyMail.objects.count() == 1


@pytest.mark.parametrize("seconds", [0, LONGEST.total_seconds() + 60])
def test_a_form_sent_at_once_or_after_half_a_day_is_shown_again_as_it_was_typed(client, entrance, seconds):
    answer = post(client, typed(entrance, seal=a_seal(entrance, seconds)))
    text = answer.content.decode()
    assert (answer.status_code, Enquiry.objects.count()) == (422, 0)
    assert "Vi mangler to smede fra 1. oktober." in text
    if seconds:
        seal = re.search(r'name="seal" value="([^"]+)"', text)[1]
        assert post(client, typed(entrance, seal=seal)).status_code == 302


def test_a_forged_seal_and_that_of_another_entrance_are_shown_again_and_lose_nothing(client, entrance):
    other = an_entrance(slug="andet")
    for seal in ("", "x", a_seal(entrance)[:-3] + "abc", a_seal(other)):
        answer = post(client, typed(entrance, seal=seal))
        assert answer.status_code == 422
        assert "Vi mangler to smede" in answer.content.decode()
    assert Enquiry.objects.count() == FormSent.objects.count() == 0


def test_what_a_machine_fills_in_is_kept_and_marked_and_gets_no_receipt(client, entrance):
    assert post(client, typed(entrance, contact_again="http://x")).status_code == 302
    assert (Enquiry.objects.get().look_because, CompanyMail.objects.count()) == ("trap", 0)


def test_the_field_that_machines_fill_in_is_skipped_by_screen_readers_and_the_keyboard(client, entrance):
    text = client.get("/entrance/egtved/").content.decode()
    assert re.search(r'<div class="sr-only" aria-hidden="true">\s*<label for="id_contact_again">', text)
    assert re.search(r'<input id="id_contact_again"[^>]* tabindex="-1" autocomplete="off">', text)


def test_many_links_are_marked_for_a_look(client, entrance):
    post(client, typed(entrance, text=" ".join(f"www.spam{n}.example" for n in range(5))))
    assert Enquiry.objects.get().look_because == "links"


def test_a_flood_of_500_loses_no_honest_enquiry_and_sends_hardly_any_mail(client, entrance):
    flooding = CheckedClient(REMOTE_ADDR="203.0.113.9")
    for n in range(500):
        given = typed(entrance, text=f"Køb billigt {n}", email=f"offer{n}@x.example")
        assert flooding.post("/entrance/egtved/", given).status_code == 302
        if n == 250:
            honest = post(client, typed(entrance))
    assert honest.status_code == 302
    found = Enquiry.objects.get(from_email="pia@maskin.example")
    assert found.reference in client.get(honest.url).content.decode()
    assert Enquiry.objects.count() == 501
    assert Enquiry.objects.filter(look_because="flood").count() >= 495
    assert CompanyMail.objects.count() <= 6
    assert Enquiry.objects.filter(look_because="").count() <= 6


def test_in_a_rush_files_are_named_and_not_kept(client, entrance):
    for _ in range(6):
        file = SimpleUploadedFile("stilling.pdf", PDF)
        answer = post(client, typed(entrance, attached=[file]))
    assert [one.state for one in Attachment.objects.order_by("pk")] == ["kept"] * 5 + ["refused"]
    assert "stilling.pdf" in client.get(answer.url).content.decode()


def test_three_files_are_kept(client, entrance):
    files = [SimpleUploadedFile(f"{n}.pdf", PDF) for n in range(3)]
    post(client, typed(entrance, attached=files))
    assert [(one.file_name, one.kind) for one in Attachment.objects.order_by("pk")] == [
        ("0.pdf", "pdf"), ("1.pdf", "pdf"), ("2.pdf", "pdf"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([("film.pdf", PDF + b"0" * MOST_BYTES)], "film.pdf"),
        ([("a.exe", b"MZ")], "a.exe"),
        ([("tom.pdf", b"")], "tom.pdf"),
        ([(f"{n}.pdf", PDF) for n in range(4)], "tre filer"),
    ],
)
def test_files_that_cannot_be_taken_are_refused_in_words_and_what_was_typed_is_kept(client, entrance, files, words):
    given = typed(entrance, attached=[SimpleUploadedFile(name, content) for name, content in files])
    answer = post(client, given)
    text = answer.content.decode()
    assert (answer.status_code, Enquiry.objects.count()) == (422, 0)
    assert words in text
    assert "Vi mangler to smede fra 1. oktober." in text


def test_thirty_megabytes_are_refused_in_words_too(client, entrance):
    big = SimpleUploadedFile("film.pdf", PDF + b"0" * (3 * MOST_BYTES))
    answer = post(client, typed(entrance, attached=[big]))
    assert answer.status_code == 422
    assert "Vi mangler to smede fra 1. oktober." in answer.content.decode()


def test_a_civil_registration_number_is_made_unreadable_before_anything_is_kept(client, entrance):
    answer = post(client, typed(entrance, text="Hun hedder Ida, 010190-1234."))
    text = answer.content.decode()
    assert (answer.status_code, Enquiry.objects.count()) == (422, 0)
    assert "Hun hedder Ida, xxxxxx-xxxx." in text
    assert "010190" not in text


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"company": ""}, "company"), ({"name": ""}, "name"), ({"text": " "}, "text"), ({"need": ""}, "need"),
        ({"email": ""}, "email"), ({"email": "pia@"}, "email"), ({"cvr": "10150818"}, "cvr"), ({"phone": "x"}, "phone"),
        ({"text": "x" * 5001}, "text"), ({"language": "xx"}, "language"),
    ],
)  # fmt: skip
def test_a_mistake_is_said_at_the_field_and_everything_else_is_kept(client, entrance, changes, field):
    answer = post(client, typed(entrance, **changes))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert Enquiry.objects.count() == 0


def test_a_telephone_number_alone_is_enough_and_nothing_is_mailed(client, entrance):
    answer = post(client, typed(entrance, email="", phone="20000001"))
    assert CompanyMail.objects.count() == 0
    assert Enquiry.objects.get().reference in client.get(answer.url).content.decode()


def test_a_closed_form_says_how_else_one_reaches_them_and_takes_what_was_begun_before(client, entrance):
    given = typed(entrance)
    entrance.is_open = False
    entrance.save()
    text = client.get("/entrance/egtved/").content.decode()
    assert entrance.phone in text
    assert entrance.mail_address in text
    assert "<textarea" not in text
    assert post(client, given).status_code == 302


def test_a_receipt_is_found_by_its_whole_address_alone(client, entrance):
    url = post(client, typed(entrance)).url
    assert client.get(url).status_code == 200
    assert client.get(url.replace("/?", "x/?")).status_code == 404
    assert client.get(f"/entrance/egtved/receipt/{Enquiry.objects.get().pk}/").status_code == 404
    an_entrance(slug="andet")
    assert client.get(url.replace("egtved", "andet")).status_code == 404


def test_an_entrance_that_is_not_there_is_not_found(client, entrance):
    assert client.get("/entrance/nowhere/").status_code == 404


def test_other_pages_still_refuse_large_bodies_at_once(client, entrance):
    big = BytesIO(b"0" * 22_000_000)
    big.name = "x.pdf"
    assert client.post("/certificates/check/", {"file": big}).status_code == 413


def test_what_was_sent_is_forgotten_after_a_day(client, entrance):
    post(client, typed(entrance))
    FormSent.objects.update(at=timezone.now() - timedelta(days=2))
    post(client, typed(entrance))
    assert FormSent.objects.count() == 1
