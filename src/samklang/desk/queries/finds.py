"""What the search box finds, area by area."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from samklang.access.models import Person
from samklang.companies.queries.search import companies_matching
from samklang.core.words import Sentence, say
from samklang.handbook.book import book
from samklang.handbook.search import search as search_handbook
from samklang.method.queries.search import concepts_matching
from samklang.people.models import Engagement
from samklang.people.queries.search import people_matching, teams_matching
from samklang.planning.queries.programmes import programmes_matching
from samklang.web.language import current_language

MOST = 20
"""The most that is shown of each kind; who finds more is asked to write more."""


@dataclass(frozen=True)
class Find:
    """One thing found, and what tells it from others of the same name."""

    label: str
    url: str
    about: str = ""


@dataclass(frozen=True)
class Group:
    """Everything found of one kind."""

    heading: Sentence
    finds: Sequence[Find]
    more: bool


def finds_for(person: Person, text: str, today: date) -> list[Group]:
    """What the person may see and that holds every word of the text; nothing where there is no word."""
    if not text:
        return []
    return [
        _group(say("Staff"), _people(person, text, today)),
        _group(say("Teams"), _teams(person, text)),
        _group(say("Companies"), _companies(person, text)),
        _group(say("Concepts"), _concepts(person, text)),
        _group(say("Course plans"), _programmes(person, text)),
        _group(say("Handbook"), _handbook(text)),
    ]


def _group(heading: Sentence, finds: Iterator[Find]) -> Group:
    found = list(finds)
    return Group(heading, found[:MOST], len(found) > MOST)


def _people(person: Person, text: str, today: date) -> Iterator[Find]:
    employees = list(people_matching(person, text)[: MOST + 1])
    rows = Engagement.objects.filter(employee__in=employees).on(today).select_related("team")
    now = {row.employee_id: row for row in rows}
    for employee in employees:
        row = now.get(employee.pk)
        about = ", ".join(filter(None, (row.role, row.team.name))) if row else ""
        yield Find(employee.name, employee.get_absolute_url(), about)


def _teams(person: Person, text: str) -> Iterator[Find]:
    for team in teams_matching(person, text)[: MOST + 1]:
        yield Find(team.name, reverse("people:team", args=[team.pk]), team.parent.name if team.parent else "")


def _companies(person: Person, text: str) -> Iterator[Find]:
    for company in companies_matching(person, text)[: MOST + 1]:
        yield Find(company.name, company.get_absolute_url(), ", ".join(filter(None, (company.town, company.cvr))))


def _programmes(person: Person, text: str) -> Iterator[Find]:
    for programme in programmes_matching(person, text):
        yield Find(programme.title, programme.get_absolute_url(), programme.jobcentre.name)


def _handbook(text: str) -> Iterator[Find]:
    there, language = book(), current_language()
    for hit in search_handbook(there, text, language)[: MOST + 1] if there else ():
        url = reverse("handbook:page", args=[hit.page.part, hit.page.slug])
        yield Find(hit.page.title, f"{url}#{hit.anchor}" if hit.anchor else url, hit.heading)


def _concepts(person: Person, text: str) -> Iterator[Find]:
    language = current_language()
    for concept in concepts_matching(person, text)[: MOST + 1]:
        asked = urlencode({"q": concept.worded("term", language)})
        about = concept.edition.worded("name", language)
        yield Find(concept.worded("term", language), f"{reverse('method:concepts')}?{asked}", about)
