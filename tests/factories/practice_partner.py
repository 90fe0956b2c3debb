"""A jobcentre that practises with a language model: endpoint set, switched on, staff told."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from tests.factories.access import a_notice
from tests.factories.ai_server import EAR, MODEL, Model, an_ai_server
from tests.factories.people import a_colleague_in, a_team, the_lead_of
from tests.factories.practice_cases import NOW, a_small_case

from samklang.access.clock import today
from samklang.access.enums import Purpose
from samklang.access.models import Person, Place
from samklang.calibration.commands import add_machine
from samklang.calibration.models import Licence, Machine
from samklang.method.models import Framework
from samklang.practice.commands.partner import begin_talk, switch_partner
from samklang.practice.models import BranchingCase, Talk
from samklang.practice.partner.endpoint import configured
from samklang.practice.partner.prompts import prompt_hash


class Partner:
    """Jobcentre, framework, case, a counsellor, and the model they talk with."""

    def __init__(self, framework: Framework, model: Model) -> None:
        self.framework, self.model = framework, model
        self.settings: Any = None
        self.jobcentre: Place = framework.jobcentre
        self.team: Place = a_team(self.jobcentre)
        self.person: Person = a_colleague_in(self.team)
        self.lead: Person = the_lead_of(self.jobcentre)
        self.case: BranchingCase = a_small_case(framework)

    def talk(self, person: Person | None = None, **changes: Any) -> Talk:
        """A talk that has begun."""
        found = begin_talk(
            by=person or self.person, case=self.case, language="da", endpoint=configured(), today=today(), now=NOW
        )
        Talk.objects.filter(pk=found.pk).update(**changes)
        found.refresh_from_db()
        return found

    def ended(self, *lines: str, **changes: Any) -> Talk:
        """A talk in which the learner has said the lines, and which has ended."""
        turns = [{"by": "other", "text": "Godmorgen."}]
        for line in lines or ("Hvad vil du selv?",):
            turns += [{"by": "learner", "text": line}, {"by": "other", "text": "Det ved jeg ikke."}]
        return self.talk(turns=turns, state="over", **changes)

    def machine(self) -> Machine:
        """The model with today's instructions, as one that rates."""
        return add_machine(
            by=None, jobcentre=self.jobcentre, name=MODEL, model=MODEL, prompt_hash=prompt_hash(MODEL), now=NOW
        )

    def license(self, *keys: str, **changes: Any) -> None:
        """The model has passed on the indicators."""
        given = {"first_day": date(2020, 1, 1), "last_day": date(2099, 1, 1), "figures": {"n": 12}, **changes}
        for key in keys:
            Licence.objects.create(machine=self.machine(), framework=self.framework, indicator_key=key, **given)


@contextmanager
def a_partner(settings: Any, framework: Framework, *, hears: bool = False, on: bool = True) -> Iterator[Partner]:
    """With a server that answers while it lasts."""
    with an_ai_server() as (url, model):
        settings.AI_URL, settings.AI_MODEL, settings.AI_KEY = url, MODEL, "secret-key"
        settings.AI_TRANSCRIBES, settings.AI_TIMEOUT = EAR if hears else "", 5
        jobcentre = framework.jobcentre
        if on:
            the_notice_of_the_model(jobcentre)
            switch_partner(by=None, jobcentre=jobcentre, on=True, reason="Vi prøver det.", now=NOW)
        made = Partner(framework, model)
        made.settings = settings
        yield made


def the_notice_of_the_model(jobcentre: Place) -> None:
    """Staff were told long ago."""
    a_notice(jobcentre, announced=date(2020, 1, 2), purpose=Purpose.LANGUAGE_MODEL)
