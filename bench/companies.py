"""How long it takes to find one company among 20,000, and to read a timeline, in the server.

    python bench/companies.py [--companies 20000] [--entries 200000] [--runs 40]

On SQLite in a folder of its own; where SAMKLANG_TEST_DATABASE_URL names a PostgreSQL database, on that server, in a
database of its own that is dropped again. Baselines in the same run, on the same rows: the plain way to search, the
words in any of the fields of the company, its contacts and its sites; and the plain way to page, by OFFSET.
"""

import argparse
import os
import random
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import reduce
from operator import and_, or_
from statistics import median
from time import perf_counter, process_time
from typing import NamedTuple
from urllib.parse import urlsplit

import django
from django.core.management import call_command

FOLDER = tempfile.TemporaryDirectory()
SERVER = os.environ.get("SAMKLANG_TEST_DATABASE_URL", "")
OWN_DATABASE = "samklang_bench"


def on_the_server(command: str) -> None:
    """Something done to the whole database, from beside it."""
    with psycopg.connect(SERVER, autocommit=True) as beside:
        beside.execute(command)


if SERVER:
    import psycopg

    on_the_server(f"DROP DATABASE IF EXISTS {OWN_DATABASE}")
    on_the_server(f"CREATE DATABASE {OWN_DATABASE}")
OWN = urlsplit(SERVER)._replace(path=f"/{OWN_DATABASE}").geturl() if SERVER else ""
os.environ.update(
    SAMKLANG_DATA=FOLDER.name, DATABASE_URL=OWN, SAMKLANG_SECOND_FACTOR="optional",
    DJANGO_SETTINGS_MODULE="samklang.config.settings",
)  # fmt: skip
django.setup()

# ruff: noqa: E402 - the settings must be there before any model is
import logging

from django.db import connection, connections
from django.db.models import Q
from django.test import Client

from samklang.access.commands import add_person, add_place, give_role
from samklang.access.enums import PlaceKind, Role
from samklang.access.models import Person, Place
from samklang.companies.commands.companies import found_by_of
from samklang.companies.enums import Channel, EntryKind, Sector
from samklang.companies.models import Company, CompanyContact, Entry, Site
from samklang.companies.queries.companies import companies_for
from samklang.companies.queries.company_list import AskedCompanies, company_list
from samklang.companies.queries.search import MOST_FOUND, companies_matching
from samklang.companies.queries.timeline import AT_A_TIME, AskedTimeline, entries_of, timeline

NOW = datetime(2026, 9, 7, 8, tzinfo=UTC)
SEED = 6
OK = 200
FIRST = ("Egtved", "Vejen", "Brørup", "Holsted", "Skjern", "Tarm", "Videbæk", "Ringkøbing", "Rødding", "Askov", "Ålbæk")
TRADE = ("Maskinfabrik", "Tømrer", "El", "VVS", "Bageri", "Autoværksted", "Køkken", "Rengøring", "Gartneri", "Mejeri")
FORM = ("ApS", "A/S", "I/S", "")
NAMES = ("Pia", "Åse", "Bo", "Jens", "Mette", "Søren", "Kirsten", "Ole")
FAMILY = ("Lund", "Østergaard", "Kjær", "Holm", "Bæk", "Dam")
SEARCHED = ("tømrer", "aalbaek", "12345", "pia lund", "76 00 12 34", "køkken skjern", "f1234.example", "ukendt", "e")
"""Ordinary ones, one letter, a number with spaces, and what nobody is called."""
LONGEST_TIMELINE = 20_000
"""Entries of the company with the longest one."""


def a_municipality() -> tuple[Place, Person]:
    """One with a person who may see its companies."""
    municipality = add_place(by=None, kind=PlaceKind.MUNICIPALITY, name="Kommunen")
    jobcentre = add_place(by=None, kind=PlaceKind.JOBCENTRE, name="Jobcentret", parent=municipality)
    person = add_person(by=None, municipality=municipality, name="Birgit Leth", email="birgit@example.org")
    give_role(by=None, person=person, role=Role.HEAD, place=jobcentre, first_day=NOW.date())
    return municipality, Person.objects.get(pk=person.pk)


def some_companies(municipality: Place, count: int, chance: random.Random) -> list[Company]:
    """So many, each with a contact, every third with a site."""
    companies, contacts, sites = [], [], []
    for number in range(count):
        name = f"{chance.choice(FIRST)} {chance.choice(TRADE)} {number} {chance.choice(FORM)}".strip()
        company = Company(
            municipality=municipality, name=name, cvr=f"{10_000_000 + number * 7}", sector=chance.choice(Sector.values),
            town=chance.choice(FIRST), postcode=str(chance.randint(6000, 7999)), phone=f"76{number:06}",
            email=f"info@f{number}.example", employees=chance.randint(0, 300), created_at=NOW,
        )  # fmt: skip
        contact = CompanyContact(
            company=company,
            name=f"{chance.choice(NAMES)} {chance.choice(FAMILY)}",
            phone=f"20{number:06}",
            created_at=NOW,
        )
        own = [Site(company=company, p_number=f"{1_000_000_000 + number}", town=chance.choice(FIRST))] * (
            number % 3 == 0
        )
        company.found_by = found_by_of(company, own, [contact])
        companies.append(company)
        contacts.append(contact)
        sites += own
    Company.objects.bulk_create(companies, batch_size=500)
    CompanyContact.objects.bulk_create(contacts, batch_size=500)
    Site.objects.bulk_create(sites, batch_size=500)
    return companies


def some_entries(companies: list[Company], by: Person, count: int, chance: random.Random) -> Company:
    """So many, a tenth of them on the timeline of one company, which is given back."""
    kinds = (EntryKind.CONTACT, EntryKind.CONTACT, EntryKind.NOTE, EntryKind.ENQUIRY, EntryKind.MEETING)
    longest = companies[len(companies) // 2]
    many = min(LONGEST_TIMELINE, count // 10)
    rows = (
        Entry(
            company=longest if number < many else chance.choice(companies), kind=(kind := chance.choice(kinds)), by=by,
            at=NOW - timedelta(minutes=chance.randint(0, 2_000_000)), channel=Channel.PHONE,
            what=f"Talte om {chance.choice(TRADE).lower()} og {chance.choice(FIRST)}",
            text="Vi aftalte at ses igen." * (kind == EntryKind.NOTE),
        )
        for number in range(count)
    )  # fmt: skip
    Entry.objects.bulk_create(rows, batch_size=500)
    return longest


def plain_search(person: Person, text: str) -> list[Company]:
    """Each word in any of the fields that a company may be known by."""
    fields = ("name", "cvr", "town", "postcode", "phone", "email", "sites__p_number", "sites__town", "contacts__name",
              "contacts__phone", "contacts__email")  # fmt: skip
    words = [reduce(or_, (Q(**{f"{field}__icontains": word}) for field in fields)) for word in text.split()]
    return list(companies_for(person).filter(reduce(and_, words)).distinct()[:MOST_FOUND])


class Times(NamedTuple):
    """Milliseconds: the median, what 95 % are within, and the median of this process's own work.

    On a machine that does other things too, only the last says what the work itself costs; what a database in another
    process does is not in it.
    """

    middle: float
    late: float
    own: float


def times(work: Callable[[int], object], runs: int) -> Times:
    """How long it takes. The first run is left out: it warms up."""
    clock, own = [], []
    for run in range(runs + 1):
        began, worked = perf_counter(), process_time()
        work(run)
        clock.append((perf_counter() - began) * 1000)
        own.append((process_time() - worked) * 1000)
    clock = sorted(clock[1:])
    return Times(median(clock), clock[min(int(len(clock) * 0.95), len(clock) - 1)], median(own[1:]))


def told(what: str, ours: Times, plain: Times | None = None) -> None:
    """One line of the answer."""
    beside = (
        f"; plain way {plain.middle:.1f} ({plain.late:.1f}), ratio {plain.middle / ours.middle:.1f}" if plain else ""
    )
    print(f"  {what}: {ours.middle:.1f} ms, {ours.late:.1f} at 95 %, {ours.own:.1f} own work{beside}", flush=True)


def fetched(client: Client, address: str, *, part: bool = False) -> None:
    """The page, as a person gets it; part: what is fetched anew while they type."""
    answer = client.get(address, headers={"host": "localhost", **({"HX-Request": "true"} if part else {})})
    if answer.status_code != OK:
        raise SystemExit(f"{address} answered {answer.status_code}")


def page_of(client: Client, address: Callable[[int], str], *, part: bool) -> Callable[[int], None]:
    """What fetches the page of a run."""

    def fetch(run: int) -> None:
        fetched(client, address(run), part=part)

    return fetch


def oldest_key(company: Company) -> tuple[str, int]:
    """The key of the last piece of a timeline but some, and how many entries lie before it."""
    count = company.entries.count()
    skipped = max(count - 2 * AT_A_TIME, 0)
    entry = entries_of(company, AskedTimeline())[skipped]
    return f"{entry.at.astimezone(UTC):%Y%m%dT%H%M%S%f}-{entry.pk}", skipped


def measured(person: Person, longest: Company, runs: int) -> None:
    """Everything that is claimed, by query and by page."""
    client = Client()
    client.force_login(person)
    texts = [SEARCHED[run % len(SEARCHED)] for run in range(runs * 2)]
    print("by query:")
    told("search as one types", times(lambda run: list(companies_matching(person, texts[run])[:MOST_FOUND]), runs),
         times(lambda run: plain_search(person, texts[run]), min(runs, 2 * len(SEARCHED))))  # fmt: skip
    told("first page of the list", times(lambda _: list(company_list(person, AskedCompanies(), NOW)[:50]), runs))
    told("first piece of a long timeline", times(lambda _: timeline(longest, AskedTimeline()), runs))
    key, skipped = oldest_key(longest)
    plain = entries_of(longest, AskedTimeline())
    told("last piece of a long timeline", times(lambda _: timeline(longest, AskedTimeline(), key), runs),
         times(lambda _: list(plain[skipped : skipped + AT_A_TIME + 1]), runs))  # fmt: skip
    told(
        "a word looked for in a long timeline", times(lambda _: timeline(longest, AskedTimeline("mejeri skjern")), runs)
    )
    print("by request, in the server:")
    for what, address, part in (
        (
            "a company picker, as one types",
            lambda run: f"/companies/search/?for=company&company_text={texts[run]}",
            True,
        ),
        ("the list, as one types", lambda run: f"/companies/?q={texts[run]}", True),
        ("the list, the whole page", lambda _: "/companies/", False),
        ("the list by last contact, the whole page", lambda _: "/companies/?sort=contact", False),
        ("the page of a company with a long timeline", lambda _: f"/companies/{longest.pk}/", False),
        ("its timeline", lambda _: f"/companies/{longest.pk}/", True),
        ("its timeline, the oldest piece", lambda _: f"/companies/{longest.pk}/?before={key}", True),
        ("its timeline, one kind", lambda _: f"/companies/{longest.pk}/?kind=meeting", True),
        ("its timeline, searched", lambda _: f"/companies/{longest.pk}/?q=mejeri+skjern", True),
    ):
        told(what, times(page_of(client, address, part=part), runs))


def main() -> None:
    """Make the companies, and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--companies", type=int, default=20_000)
    parser.add_argument("--entries", type=int, default=200_000)
    parser.add_argument("--runs", type=int, default=40)
    given = parser.parse_args()
    logging.disable(logging.INFO)
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    chance = random.Random(SEED)
    began = perf_counter()
    municipality, person = a_municipality()
    companies = some_companies(municipality, given.companies, chance)
    longest = some_entries(companies, person, given.entries, chance)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    made = f"{given.companies} companies, {given.entries} entries, {longest.entries.count()} on the longest timeline"
    print(f"{connection.vendor}: {made}, made in {perf_counter() - began:.0f} s; {given.runs} runs", flush=True)
    measured(person, longest, given.runs)
    connections.close_all()
    if SERVER:
        on_the_server(f"DROP DATABASE {OWN_DATABASE} WITH (FORCE)")


if __name__ == "__main__":
    main()
