"""Mails are read whatever they are made of, and only their words are taken."""

from email.message import EmailMessage

import pytest
from tests.factories.company_mail import PDF, a_mail, a_mail_with
from tests.factories.patience import patience

from samklang.companies.mail_words import parted, words_of_html
from samklang.companies.received import read
from samklang.delivery.material_files import MOST_BYTES


def raw(*headers: str, body: bytes = b"Hej") -> bytes:
    given = ["From: Pia Lund <pia@maskin.example>", "Subject: Hej", "Message-ID: <1@maskin.example>", *headers]
    return "\r\n".join(given).encode("latin-1") + b"\r\n\r\n" + body


def test_a_plain_mail_is_read_as_it_was_written():
    found = read(a_mail("Vi mangler to smede.\n\nVenlig hilsen\nPia Lund\nDirektør", subject="Smede"))
    assert (found.from_name, found.from_email, found.subject) == ("Pia Lund", "pia@maskin.example", "Smede")
    assert found.text == "Vi mangler to smede.\n\nVenlig hilsen\nPia Lund\nDirektør"
    assert (found.automatic, found.files, found.words.quoted) == ("", (), "")


@pytest.mark.parametrize(
    ("charset", "body"),
    [
        ("windows-1252", "Blåbærgrød – “nu”".encode("cp1252")),
        ("iso-8859-1", "Blåbærgrød – “nu”".encode("cp1252")),  # what Windows says when it means its own
        ("utf-8", "Blåbærgrød – “nu”".encode("cp1252")),
        ("utf-8", "Blåbærgrød – “nu”".encode()),
        ("x-unknown", "Blåbærgrød – “nu”".encode()),
        ("us-ascii", "Blåbærgrød – “nu”".encode()),
        ("", "Blåbærgrød – “nu”".encode("cp1252")),
        ("utf-16", "Blåbærgrød – “nu”".encode("utf-16")),
    ],
)
def test_letters_are_read_although_the_mail_names_the_wrong_set(charset, body):
    kind = f"Content-Type: text/plain; charset={charset}" if charset else "Content-Type: text/plain"
    assert read(raw(kind, "Content-Transfer-Encoding: 8bit", body=body)).text == "Blåbærgrød – “nu”"


@pytest.mark.parametrize(
    ("subject", "shown"),
    [
        ("=?utf-8?B?VmkgbWFuZ2xlcg==?=\r\n =?utf-8?Q?_=C3=A5bninger?=", "Vi mangler åbninger"),
        ("=?iso-8859-1?Q?Bl=E5b=E6r?=", "Blåbær"),
        ("=?no-such-set?Q?Bl=E5b=E6r?=", "Blåbær"),
        ("=?utf-8?B?!!!notbase64?=", "=?utf-8?B?!!!notbase64?="),
        ("Blåbær", "Blåbær"),
        ("Hej\r\n\tmed jer", "Hej med jer"),
    ],
)
def test_headers_are_read_although_they_are_folded_encoded_or_broken(subject, shown):
    assert read(raw().replace(b"Subject: Hej", f"Subject: {subject}".encode("latin-1"))).subject == shown


@pytest.mark.parametrize(
    ("sender", "name", "address"),
    [
        ('"Lund, Pia" <Pia@Maskin.example>', "Lund, Pia", "pia@maskin.example"),
        ("=?utf-8?Q?Lund=2C_S=C3=B8ren?= <s@maskin.example>", "Lund, Søren", "s@maskin.example"),
        ("pia@maskin.example", "", "pia@maskin.example"),
        ("Pia <pia@maskin.example>, evil@x.example", "Pia", "pia@maskin.example"),
        ("<>", "<>", ""),
        ("((((((", "((((((", ""),
    ],
)
def test_who_a_mail_is_from(sender, name, address):
    content = raw().replace(b"From: Pia Lund <pia@maskin.example>", f"From: {sender}".encode())
    found = read(content)
    assert (found.from_name, found.from_email) == (name, address)


def test_markup_becomes_words_without_script_style_pictures_or_what_is_hidden():
    html = """<html><head><title>x</title><style>p{color:red}</style></head><body onload="steal()">
    <div style="display:none">Preheader <b>gemt</b></div><script>alert(1)</script><p>Kære <b>alle</b></p>
    <ul><li>To&nbsp;smede</li><li>En &lt;lærling&gt;</li></ul><img src="https://track.example/1.gif" alt="">
    <svg><script>x</script></svg><a href="javascript:steal()">Hilsen</a><br>Pia</body></html>"""
    assert words_of_html(html) == "Kære alle\n\n– To smede\n\n– En <lærling>\n\nHilsen\nPia"


def test_broken_markup_is_read_as_far_as_it_goes():
    for html in ("<div><p>Hej<b>", "<![if gte mso 9]>Hej", "<" * 5000 + "Hej", "<div>" * 20_000 + "Hej", "<!--Hej"):
        assert isinstance(words_of_html(html), str)
    assert words_of_html("</div></p>Hej<div").startswith("Hej")


def test_the_plain_part_is_taken_where_there_are_both():
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "pia@maskin.example", "x"
    mail.set_content("Kun ord")
    mail.add_alternative("<p>Pynt</p>", subtype="html")
    assert read(mail.as_bytes()).text == "Kun ord"


@pytest.mark.parametrize(
    "history",
    [
        "Den man. 7. sep. 2026 kl. 10.00 skrev Virksomhedsservice <v@egtved.example>:\n> Hej Pia\n> Hvornår?",
        "On Mon, 7 Sep 2026 at 10:00, Virksomhedsservice\n<v@egtved.example> wrote:\n> Hej Pia",
        "-----Original Message-----\nFrom: x\nHej Pia",
        "-----Oprindelig meddelelse-----\nFra: x\nHej Pia",
        "Fra: Virksomhedsservice <v@egtved.example>\nSendt: 7. september 2026 10:00\nTil: Pia\nEmne: Smede\n\nHej Pia",
        "________________________________\nFra: x\nHej Pia",
        "> Hej Pia\n> Hvornår kan I?",
        "Am 07.09.2026 um 10:00 schrieb V <v@egtved.example>:\n> Hej Pia",
    ],
)
def test_what_is_quoted_is_parted_from_what_is_new_and_kept(history):
    new, quoted = parted(f"Tirsdag passer fint.\n\nVh Pia\n\n{history}", "Sv: Smede")
    assert new == "Tirsdag passer fint.\n\nVh Pia"
    assert "Hej Pia" in quoted


def test_nothing_is_parted_where_that_would_lose_the_answer():
    within = "Den 7. september 2026 skrev V:\n> Hvornår?\nTirsdag\n> Hvor?\nHos os"
    assert parted(f"Se nedenfor\n{within}").new.endswith("Hos os")
    assert parted("> Kun citat\n> her").new == "> Kun citat\n> her"
    forwarded = "Se denne\n\nFra: A <a@b.example>\nSendt: i dag\n\nHele sagen"
    assert parted(forwarded, "VS: Smede").new.endswith("Hele sagen")
    assert parted("Fra: mandag er vi her igen").new == "Fra: mandag er vi her igen"


def test_markup_of_well_known_programs_tells_where_the_quote_begins():
    gmail = "<div>Ja tak</div><div class='gmail_quote'>Den 7. skrev V:<blockquote>Hej</blockquote></div>"
    outlook = "<p>Ja tak</p><div id='divRplyFwdMsg'><b>Fra:</b> V</div><p>Hej</p>"
    for html in (gmail, outlook):
        new, quoted = parted(words_of_html(html))
        assert (new, "Hej" in quoted) == ("Ja tak", True)


def test_files_are_kept_by_what_they_hold_and_the_others_are_named_with_the_reason():
    found = read(
        a_mail_with(
            ("stilling.pdf", PDF), ("faktura.pdf.exe", b"MZ\x90\x00"), ("alt.zip", b"PK\x03\x04x"), ("tom.pdf", b""),
            ("../../etc/passwd", b"root"), ("kæmpe.pdf", PDF + b"0" * MOST_BYTES),
        )
    )  # fmt: skip
    assert [(one.name, one.kind, one.refused) for one in found.files] == [
        ("stilling.pdf", "pdf", ""), ("faktura.pdf.exe", "", "kind"), ("alt.zip", "", "kind"), ("tom.pdf", "", "empty"),
        ("passwd", "", "kind"), ("kæmpe.pdf", "", "large"),
    ]  # fmt: skip
    assert [one.content is None for one in found.files] == [False, True, True, True, True, True]
    assert found.text == "Se vedhæftet."


def test_pictures_in_the_text_are_no_files():
    mail = EmailMessage()
    mail["From"] = "pia@maskin.example"
    mail.set_content("Hej")
    mail.add_alternative('<p>Hej <img src="cid:logo"></p>', subtype="html")
    mail.get_payload()[1].add_related(b"\x89PNG\r\n\x1a\n", "image", "png", cid="<logo>", filename="logo.png")
    mail.add_attachment(b"\x89PNG\r\n\x1a\nx", "image", "png", filename="plan.png")
    assert [one.name for one in read(mail.as_bytes()).files] == ["plan.png"]


def test_a_mail_within_a_mail_is_named_and_not_opened():
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "x@y.example", "Indre"
    inner.set_content("Hemmeligt")
    mail = EmailMessage()
    mail["From"] = "pia@maskin.example"
    mail.set_content("Se her")
    mail.add_attachment(inner)
    found = read(mail.as_bytes())
    assert (found.text, [(one.name, one.refused) for one in found.files]) == ("Se her", [("Indre.eml", "mail")])


def test_a_mail_of_a_thousand_parts_and_one_nested_a_thousand_deep_are_read_in_one_pass():
    with patience():
        many = a_mail_with(*[(f"{n}.pdf", PDF) for n in range(1000)])
        found = read(many)
        assert found.text == "Se vedhæftet."
        assert sum(one.refused == "" for one in found.files) == 20
        assert found.files[-1].refused == "parts"
        deep = raw(body=b"x")
        for _ in range(1000):
            deep = b"From: a@b.example\r\nSubject: dyb\r\nContent-Type: message/rfc822\r\n\r\n" + deep
        assert read(deep).subject == "dyb"
        boxes = b"".join(
            b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(2000)
        )
        assert read(b"From: a@b.example\r\nSubject: dyb\r\n" + boxes + b"\r\nhej").subject == "dyb"


@pytest.mark.parametrize(
    ("header", "why"),
    [
        ("Auto-Submitted: auto-replied", "auto"),
        ("Auto-Submitted: auto-generated; owner-email=x", "auto"),
        ("Auto-Submitted: no", ""),
        ("Precedence: bulk", "list"),
        ("Precedence: auto_reply", "auto"),
        ("List-Id: Nyt <nyt.maskin.example>", "list"),
        ("X-Auto-Response-Suppress: All", "auto"),
        ("Return-Path: <>", "daemon"),
        ("Return-Path: <pia@maskin.example>", ""),
        ("X-Spam: no", ""),
    ],
)
def test_machines_are_told_from_people(header, why):
    assert read(raw(header)).automatic == why


def test_a_mail_server_and_a_mail_from_nobody_are_no_people():
    for sender in (b"MAILER-DAEMON@mx.example", b"Postmaster <postmaster@x.example>", b""):
        assert read(raw().replace(b"Pia Lund <pia@maskin.example>", sender)).automatic == "daemon"


def test_a_mail_without_a_name_of_its_own_gets_one_of_what_it_holds():
    content = raw().replace(b"Message-ID: <1@maskin.example>\r\n", b"")
    assert read(content).message_id == read(content).message_id
    assert read(content).message_id.startswith("sha256:")
    assert read(content).message_id != read(content + b"!").message_id


def test_what_a_mail_answers_is_found_nearest_first():
    found = read(raw("In-Reply-To: <c@x>", "References: <a@x>\r\n <b@x> junk <c@x>"))
    assert found.answers == ("<c@x>", "<b@x>", "<a@x>")
    assert read(raw().replace(b"Subject: Hej", b"Subject: Sv: [V-7kq4xm] Hej")).references == ("V-7KQ4XM",)


def test_whom_a_mail_reached_is_told_by_the_mail_server_first():
    found = read(raw("To: Alle <alle@x.example>, B <b@x.example>", "Delivered-To: v@egtved.example", "Cc: C@x.example"))
    assert found.recipients == ("v@egtved.example", "alle@x.example", "b@x.example", "c@x.example")


@pytest.mark.parametrize(
    "content", [b"", b"\x00\xff\xfe" * 100, b"\r\n\r\n", b"From: \xff\xff\r\n\r\n\xff", b":" * 5000]
)
def test_rubbish_is_read_too(content):
    found = read(content)
    assert found.message_id
    assert "\x00" not in found.text + found.subject + found.from_name
