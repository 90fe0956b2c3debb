"""How near colleagues are to companies, from what they have done: in points, and in a sentence."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max
from django.utils import timezone

from samklang.access.models import Person
from samklang.companies.enums import TALKS, Sector
from samklang.companies.models import Company, Entry
from samklang.core.words import Sentence, say, say_n
from samklang.people.models import Engagement

REMEMBERED = timedelta(days=730)
"""Contacts longer ago than this bring nobody nearer."""
TALKED, SAME_POSTCODE, SAME_TEAM, SAME_AREA, SAME_SECTOR, SAME_SITE = 8, 4, 3, 2, 2, 1
"""Points, once each. A person who knows the company comes first, then who is in the same town, then the same team."""


@dataclass(frozen=True)
class Talks:
    """How often somebody was in touch with a company, and when last."""

    count: int
    last_day: date


@dataclass(frozen=True)
class Nearness:
    """What is known of some people and some companies, to reckon with. team, site: those of the giver."""

    talks: Mapping[tuple[int, int], Talks]
    postcodes: Counter[tuple[int, str]]
    areas: Counter[tuple[int, str]]
    sectors: Counter[tuple[int, str]]
    teams: Mapping[int, int]
    sites: Mapping[int, str]
    team: int | None
    site: str

    def reasons(self, company: Company, person: int) -> list[tuple[int, Sentence]]:
        """Everything that brings the person near the company, the strongest first, with its points."""
        found: list[tuple[int, Sentence]] = []
        if talks := self.talks.get((company.pk, person)):
            found.append((TALKED, say_n(
                "has spoken with them once, on {day}", "has spoken with them {count} times, the last time on {day}",
                talks.count, day=talks.last_day,
            )))  # fmt: skip
        postcode, area = company.postcode, area_of(company.postcode)
        if postcode and (count := self.postcodes[person, postcode]):
            said = say_n("has one other company in {where}", "has {count} other companies in {where}", count,
                         where=f"{postcode} {company.town}".strip())  # fmt: skip
            found.append((SAME_POSTCODE, said))
        elif area and (count := self.areas[person, area]):
            found.append((SAME_AREA, say("has companies nearby, in {area}00 to {area}99", area=area)))
        if self.team is not None and self.teams.get(person) == self.team:
            found.append((SAME_TEAM, say("is in the same team")))
        if company.sector != Sector.UNKNOWN and (count := self.sectors[person, company.sector]):
            found.append((SAME_SECTOR, say_n("has one other company in the same industry",
                                             "has {count} other companies in the same industry", count)))  # fmt: skip
        if self.site and self.sites.get(person) == self.site:
            found.append((SAME_SITE, say("works in the same place, {site}", site=self.site)))
        return sorted(found, key=lambda one: -one[0])

    def points(self, company: Company, person: int) -> int:
        """How near."""
        return sum(points for points, _ in self.reasons(company, person))

    def why(self, company: Company, person: int) -> Sentence:
        """The two strongest reasons, as the end of a sentence that begins with the person's name."""
        reasons = [reason for _, reason in self.reasons(company, person)[:2]]
        if not reasons:
            return say("has room for it")
        return reasons[0] if len(reasons) == 1 else say("{one}, and {other}", one=reasons[0], other=reasons[1])


def area_of(postcode: str) -> str:
    """The first two digits of a Danish postcode; empty for others."""
    return postcode[:2] if len(postcode) == 4 and postcode.isdecimal() else ""


def nearness_of(people: Collection[int], companies: Sequence[Company], giver: Person, day: date) -> Nearness:
    """How near the people are to the companies that the giver hands over. Five queries, however many they are."""
    since = timezone.now() - REMEMBERED
    spoken = Entry.objects.filter(
        company__in=[one.pk for one in companies], by__in=people, kind__in=TALKS, at__gte=since
    ).order_by()
    talks = {
        (company, person): Talks(count, timezone.localdate(last))
        for company, person, count, last in spoken.values_list("company", "by").annotate(Count("pk"), Max("at"))
    }
    owned = Company.objects.filter(owner__in=people, merged_into=None)
    rows = list(owned.order_by().values_list("owner", "postcode", "sector"))
    engaged = Engagement.objects.on(day).filter(employee__person__in=[*people, giver.pk])
    places = {person: (team, site) for person, team, site in engaged.values_list("employee__person", "team", "site")}
    team, site = places.get(giver.pk) or _last_place(giver)
    return Nearness(
        talks, Counter((who, code) for who, code, _ in rows), Counter((who, area_of(code)) for who, code, _ in rows),
        Counter((who, sector) for who, _, sector in rows), {who: one[0] for who, one in places.items()},
        {who: one[1] for who, one in places.items()}, team, site,
    )  # fmt: skip


def _last_place(giver: Person) -> tuple[int | None, str]:
    found = Engagement.objects.filter(employee__person=giver).order_by("-first_day").values_list("team", "site").first()
    return found or (None, "")
