"""Rounds of pairs: a jobcentre with a method, two teams, some who hold licences, and whoever runs practice there."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from tests.factories.method import the_frameworks_of
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, the_lead_of
from tests.factories.practice_sparring import a_licence, a_working_day

from samklang.access.models import Person
from samklang.method.queries.editions import holding_edition, indicators_of
from samklang.people.models import Employee, Engagement
from samklang.practice.commands.pairing import Frame, begin_pairing
from samklang.practice.commands.pairs import search_pairs
from samklang.practice.models import PairingRound, ProposedPair


class Paired:
    """A jobcentre with people in one team, of whom the first hold licences. The days: two weeks, from a week ahead."""

    def __init__(self, people: int = 6, licensed: int = 3) -> None:
        self.jobcentre = a_jobcentre()
        self.framework = the_frameworks_of(self.jobcentre)["conversation"]
        self.team = a_team(self.jobcentre)
        self.lead: Person = the_lead_of(self.jobcentre)
        self.people: list[Person] = [a_colleague_in(self.team) for _ in range(people)]
        edition = holding_edition(self.framework, timezone.localdate())
        assert edition is not None
        self.keys = [one.key for one in indicators_of(edition)]
        for one in self.people[:licensed]:
            a_licence(one, self.framework, self.keys[0])
        self.first_day: date = a_working_day()
        self.last_day: date = self.first_day + timedelta(days=11)
        self.now: datetime = timezone.now()

    def begun(self, **changes: Any) -> PairingRound:
        """A round with everybody in it."""
        frame = Frame("Runde i vinteren", self.first_day, self.last_day)
        given = {
            "by": self.lead, "framework": self.framework, "frame": frame, "most_beside": 2,
            "today": timezone.localdate(), "now": self.now,
        }  # fmt: skip
        return begin_pairing(**{**given, **changes})

    def proposed(self, **changes: Any) -> PairingRound:
        """A round with its pairs."""
        found = self.begun(**changes)
        search_pairs(by=self.lead, round_=found, keep_all=False, now=self.now)
        return PairingRound.objects.get(pk=found.pk)

    def pairs(self, round_: PairingRound) -> dict[Person, ProposedPair]:
        """The pairs by who is in focus."""
        rows = ProposedPair.objects.filter(round=round_).select_related("focus_person", "partner")
        return {one.focus_person: one for one in rows}

    def leads(self, leader: Person, led: Person) -> None:
        """One is the other's manager."""
        manager = Employee.objects.get(person=leader)
        Engagement.objects.filter(employee__person=led).update(manager=manager)
