"""Numbers of citizens and texts that no database holds: what gets past none of the fields at the company door."""

import gzip
import json

import pytest
from tests.factories.companies import NOW
from tests.factories.patience import patience
from tests.factories.people import a_jobcentre, the_head_of

from samklang.companies.commands.loads import begin_load, look_into
from samklang.companies.forms.companies import CompanyForm
from samklang.companies.forms.contacts import ContactForm, SiteForm
from samklang.companies.json_documents import documents
from samklang.companies.models import Company, Load, Site
from samklang.companies.received import kept_or_refused
from samklang.core.workbook.personal import holds_civil_registration_number, masked

pytestmark = pytest.mark.django_db
NUMBER = "010190-1234"


@pytest.mark.parametrize(
    "between", ["", "-", " ", "–", " - ", "\u2011", "\u2010", "\u2212", "\u00a0", "\u00a0–\u00a0"],
)  # fmt: skip
def test_a_number_is_seen_whatever_stands_before_its_last_four(between):
    text = f"Borger 010190{between}1234 er klar"
    assert holds_civil_registration_number(text)
    assert masked(text) == "Borger xxxxxx-xxxx er klar"


@pytest.mark.parametrize(
    "text", ["Ring 76 00 00 00", "CVR 10150817", "P-nummer 1012345678901", "311226    2000", "991290-1234"]
)
def test_other_numbers_stay(text):
    assert masked(text) == text


@pytest.mark.parametrize("field", ["name", "street", "town", "phone"])
def test_a_company_is_not_known_by_a_citizens_number(field):
    form = CompanyForm({"name": "Egtved Maskinfabrik", field: NUMBER.replace("-", "") if field == "phone" else NUMBER})
    assert list(form.errors) == [field]


def test_neither_is_a_contact_or_a_site():
    sites = Site.objects.none()
    assert list(ContactForm({"name": "Pia Lund", "phone": "010190 1234"}, sites=sites).errors) == ["phone"]
    assert not ContactForm({"name": "Pia Lund", "phone": "+49 0101901234"}, sites=sites).errors
    assert list(SiteForm({"name": "Lageret", "street": f"Hos {NUMBER}"}).errors) == ["street"]


def test_the_name_of_a_file_of_companies_holds_none_either():
    jobcentre = a_jobcentre()
    sent = begin_load(
        by=the_head_of(jobcentre), municipality=jobcentre.parent, name=f"liste {NUMBER}.csv",
        content=b"Navn;CVR\nEgtved Maskinfabrik;10150817\n", now=NOW,
    )  # fmt: skip
    assert sent.file_name == "liste xxxxxx-xxxx.csv"


def test_the_name_of_a_file_cannot_be_turned_round():
    assert kept_or_refused("faktura\u202efdp.exe\0", b"%PDF-1.7").name == "fakturafdp.exe"


def _register(name: str) -> bytes:
    said = {"cvrNummer": 10150817, "virksomhedMetadata": {"nyesteNavn": {"navn": name}}}
    return json.dumps([{"Vrvirksomhed": said}]).encode()


@pytest.mark.parametrize("name", ["Egtved \ud800 ApS", "Egtved \0 ApS"])
def test_letters_that_no_database_holds_are_left_out_with_the_reason(name):
    jobcentre = a_jobcentre()
    sent = {"municipality": jobcentre.parent, "name": "register.json", "now": NOW}
    begin_load(by=the_head_of(jobcentre), content=_register(name), **sent)
    assert Load.objects.exists()
    found = look_into(content=_register(name), **sent)
    assert [one.key for one in found.problems] == ["letters"]
    assert not Company.objects.exists()


def test_a_packed_file_of_nothing_but_spaces_keeps_nobody_waiting():
    with patience():
        assert not list(documents(gzip.compress(b"[" + b" " * 100_000_000 + b"]", 1)))
