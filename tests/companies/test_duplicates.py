"""Companies that are probably one: found while one types, and in a list."""

from hashlib import sha256

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.companies import NOW, a_company
from tests.factories.company_files import many_cvr
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, an_outsider, the_leader_of

from samklang.companies.alikeness import features, likeness, own_domain, plain_name, plain_phone
from samklang.companies.commands.companies import renew_found_by
from samklang.companies.commands.merges import tell_apart
from samklang.companies.models import Company, DifferentCompanies, Site
from samklang.companies.queries.duplicates import alike, index_of, likely_pairs


@pytest.fixture
def lead(db):
    return the_leader_of(a_team(a_jobcentre()))


def _known(lead, name="Egtved Maskinfabrik ApS", **changes):
    company = a_company(lead.municipality, name, **changes)
    renew_found_by([company])
    return company


def _found(lead, **given):
    return [(one.company.name, [str(reason) for reason in one.reasons]) for one in alike(lead.municipality, **given)]


# What is compared


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("B. Smed & Søn A/S", "b smed soen"), ("Smed og Søn ApS", "smed soen"), ("SMED ApS", "smed"),
        ("Ølgod Is", "oelgod"), ("Is & Kaffe", "is kaffe"), ("Vejen VVS I/S", "vejen vvs"), ("Nord IVS", "nord"),
        ("Café Ærø v/Hans Hansen", "cafe aeroe hans hansen"), ("Andel A.M.B.A.", "andel"), ("A/S Nord", "nord"),
        ("Nord (A/S)", "nord"), ("Asfalt A/S", "asfalt"), ("ApS", "aps"), ("", ""), ("1-2-3 Byg", "1 2 3 byg"),
    ],
)  # fmt: skip
def test_plain_names(name, plain):
    assert plain_name(name) == plain


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("post@smede.example", "smede.example"), ("https://www.Smede.example/om-os", "smede.example"),
        ("www.smede.example", "smede.example"), ("smede@gmail.com", ""), ("hans@live.dk", ""), ("", ""), ("smede", ""),
        ("http://smede.example:8080/", "smede.example"),
    ],
)  # fmt: skip
def test_a_domain_tells_only_where_it_is_the_company_s_own(address, domain):
    assert own_domain(address) == domain


@pytest.mark.parametrize(
    ("phone", "digits"),
    [
        ("+45 75 55 00 00", "75550000"),
        ("004575550000", "75550000"),
        ("7555", ""),
        ("00 00 00 00", ""),
        ("+49 461 123456", "49461123456"),
    ],
)
def test_telephone_numbers_are_compared_by_their_digits(phone, digits):
    assert plain_phone(phone) == digits


def test_two_numbers_are_two_companies_however_alike_they_are():
    same = {"name": "Smede ApS", "postcode": "6040", "phone": "75550000"}
    assert likeness(features(cvr="1", **same), features(cvr="2", **same)) is None
    assert likeness(features(cvr="1", **same), features(cvr="1")).score == 100


def test_the_same_name_in_another_town_is_less_likely_than_in_the_same():
    here, there = features(name="Smede", postcode="6040"), features(name="Smede", postcode="8000")
    assert likeness(here, here).score > likeness(here, there).score


# While one types


@pytest.mark.parametrize(
    ("given", "reasons"),
    [
        ({"cvr": "30000004"}, ["same CVR number"]),
        ({"name": "Egtved Maskinfabrik"}, ["same name"]),
        ({"name": "EGTVED MASKINFABRIK A/S", "postcode": "6040"}, ["same name", "same postcode"]),
        ({"name": "Egtved Maskinfabrikk"}, ["almost the same name"]),
        ({"name": "Egtvd Maskinfabrik"}, ["almost the same name"]),
        ({"name": "Maskinfabrik Egtved"}, ["almost the same name"]),
        ({"phone": "+45 7555 0000"}, ["same telephone"]),
        ({"name": "Egtved Maskin", "email": "pia@maskin.example"}, ["same domain"]),
        ({"p_number": "1003456789"}, ["same P-number"]),
    ],
)
def test_a_company_is_found_by_what_is_typed(lead, given, reasons):
    company = _known(lead, cvr="30000004", phone="75 55 00 00", email="post@maskin.example")
    Site.objects.create(company=company, p_number="1003456789")
    _known(lead, "Bageriet ved Åen")
    assert _found(lead, **given) == [("Egtved Maskinfabrik ApS", reasons)]


@pytest.mark.parametrize(
    "given", [{}, {"name": "Vejen Maskinhandel"}, {"name": "E"}, {"email": "post@gmail.com"}, {"phone": "75"},
              {"cvr": "12"},
              {"name": "Bo's Auto"}, {"name": "%"}, {"name": "_____"}]
)  # fmt: skip
def test_what_tells_nothing_finds_nothing(lead, given):
    _known(lead, email="hans@gmail.com", phone="75 55 00 00")
    assert _found(lead, **given) == []


def test_danish_letters_are_found_however_they_are_typed(lead):
    _known(lead, "Ærøskøbing Tømrer- og Snedkerforretning ApS")
    for typed in (
        "Ærøskøbing Tømrer og Snedkerforretning",
        "aeroeskoebing toemrer snedkerforretning",
        "ÆRØSKØBING TØMRER & SNEDKERFORRETNING",
    ):
        assert [name for name, _ in _found(lead, name=typed)] == ["Ærøskøbing Tømrer- og Snedkerforretning ApS"]


def test_companies_of_others_merged_ones_and_the_company_itself_are_not_found(lead):
    kept = _known(lead, "Bageriet")
    _known(lead, merged_into=kept)
    mine = _known(lead)
    renew_found_by([a_company(a_jobcentre().parent)])
    assert alike(lead.municipality, name="Egtved Maskinfabrik", leave_out=mine.pk) == []
    assert [one.company for one in alike(lead.municipality, name="Egtved Maskinfabrik")] == [mine]


def test_among_thousands_of_companies_it_takes_the_same_few_queries(lead):
    words = [
        "Murer",
        "Tømrer",
        "VVS",
        "Maskin",
        "Transport",
        "Auto",
        "Byg",
        "Bageri",
        "Café",
        "Gartneri",
        "El",
        "Smede",
    ]
    towns = ["Egtved", "Vejen", "Brørup", "Holsted", "Rødding", "Ølgod", "Skjern", "Tarm", "Videbæk", "Spjald"]
    rows = [
        Company(
            municipality=lead.municipality, created_at=NOW, cvr=cvr, postcode=str(6000 + number % 900),
            name=f"{towns[number % 10]} {words[number % 12]} {number // 120} ApS", phone=f"{20_000_000 + number}",
            found_by=f"{towns[number % 10]} {words[number % 12]} {number // 120} aps {20_000_000 + number} {cvr} "
            "sydjysk erhverv havnegade kontakt".lower(),
        )
        for number, cvr in enumerate(many_cvr(2_000))
    ]  # fmt: skip
    Company.objects.bulk_create(rows, batch_size=1_000)
    _known(lead, "Særlige Skruer og Møtrikker A/S", phone="75 55 00 00")
    assert _found(lead, name="Særlige Skruer & Møtriker")[0][0] == "Særlige Skruer og Møtrikker A/S"
    with CaptureQueriesContext(connection) as asked:
        alike(lead.municipality, name="Særlige Skruer & Møtriker", phone="75550000")
    assert len(asked) <= 3


# The list


def test_pairs_are_found_likeliest_first(lead):
    first, second = _known(lead, cvr="30000004", postcode="6040"), _known(lead, "Egtved Maskinfabrik", postcode="6040")
    third = _known(lead, "Bageriet", phone="75 55 00 00", postcode="7000")
    fourth = _known(lead, "Åens Brød", phone="+45 75550000", postcode="7000")
    _known(lead, "Alene")
    assert [(one, other) for one, other, _ in likely_pairs(lead)] == [(first.pk, second.pk), (third.pk, fourth.pk)]


def test_a_telephone_that_dozens_share_tells_nothing(lead):
    for number in range(41):
        _known(lead, sha256(str(number).encode()).hexdigest()[:12], phone="75 55 00 00")
    assert likely_pairs(lead) == []


def test_a_pair_that_is_two_stays_away_until_it_is_asked_about_again(client, lead):
    first, second = _known(lead), _known(lead, "Egtved Maskinfabrik")
    client.force_login(lead)
    page = reverse("companies:duplicates")
    assert "They are two" in client.get(page, headers={"Accept-Language": "en"}).content.decode() or client.get(page)
    client.post(reverse("companies:different-companies"), {"first": second.pk, "second": first.pk})
    pair = DifferentCompanies.objects.get()
    assert (pair.first, pair.second, pair.by, likely_pairs(lead)) == (first, second, lead, [])
    client.post(reverse("companies:different-undoing", args=[pair.pk]))
    assert len(likely_pairs(lead)) == 1


def test_an_index_holds_the_places_of_each_company(lead):
    company = _known(lead)
    Site.objects.create(company=company, p_number="1003456789")
    found = index_of(lead.municipality).like(features(name="Helt andet", p_numbers=["1003456789"]))
    assert [(number, how.why) for number, how in found] == [(company.pk, ("p-number",))]


# Pages


def test_the_fragment_comes_alone_to_htmx_and_within_a_page_to_others(client, lead):
    _known(lead)
    client.force_login(lead)
    url = reverse("companies:alike")
    fragment = client.get(url, {"name": "Egtved Maskinfabrik"}, headers={"HX-Request": "true"}).content.decode()
    assert fragment.strip().startswith('<div id="alike">')
    assert "Egtved Maskinfabrik ApS" in fragment
    page = client.get(url, {"name": "Egtved Maskinfabrik"})
    assert "Egtved Maskinfabrik ApS" in page.content.decode()
    assert client.get(url).status_code == 200


@pytest.mark.parametrize("nonsense", ["'; DROP TABLE", "x" * 5000, "9" * 40, "<b>", "%_\\"])
def test_nonsense_is_answered_calmly(client, lead, nonsense):
    client.force_login(lead)
    for name in ("name", "cvr", "phone", "email", "website", "postcode", "p_number", "of"):
        assert client.get(reverse("companies:alike"), {name: nonsense}).status_code == 200


def test_whoever_sees_companies_sees_pairs_but_only_whoever_may_merge_is_offered_it(client, lead):
    _known(lead)
    _known(lead, "Egtved Maskinfabrik")
    client.force_login(a_colleague_in(a_team(lead.municipality.children.first())))
    shown = client.get(reverse("companies:duplicates")).content.decode()
    assert "Egtved Maskinfabrik" in shown
    assert "/merges/" not in shown
    first, second = Company.objects.order_by("pk")
    client.post(reverse("companies:different-companies"), {"first": first.pk, "second": second.pk})
    assert DifferentCompanies.objects.count() == 0
    client.force_login(an_outsider())
    assert "Egtved" not in client.get(reverse("companies:duplicates")).content.decode()
    client.post(reverse("companies:different-companies"), {"first": first.pk, "second": second.pk})
    assert DifferentCompanies.objects.count() == 0


def test_pairs_cost_the_same_for_one_and_for_three(client, lead, django_assert_max_num_queries):
    counts = []
    client.force_login(lead)
    client.get(reverse("companies:duplicates"))
    for number in range(3):
        _known(lead, f"{'ABC'[number] * 7} Smede ApS", postcode=f"600{number}")
        _known(lead, f"{'ABC'[number] * 7} Smede", postcode=f"600{number}")
        with django_assert_max_num_queries(60) as queries:
            client.get(reverse("companies:duplicates"))
        counts.append(len(queries))
    assert counts[0] == counts[2]


def test_said_pairs_are_two_in_the_merge_rule(lead):
    first, second = _known(lead), _known(lead, "Egtved Maskinfabrik")
    tell_apart(by=lead, first=first, second=second, now=NOW)
    assert likely_pairs(lead) == []
