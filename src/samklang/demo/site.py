"""Both constructed jobcentres on the site, made through commands alone; same seed and stage, same data."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from samklang.access.commands.person import give_one_password
from samklang.access.enums import Role
from samklang.core.words import Sentence, say
from samklang.demo import cast
from samklang.demo.calibration import COMPANIES, CONVERSATIONS, rate_together, take_in_the_method
from samklang.demo.committee import tell_the_committee
from samklang.demo.companies import open_the_door
from samklang.demo.courses import run_course
from samklang.demo.evidence import show_evidence
from samklang.demo.funding import fund
from samklang.demo.jobcentres import ringkobing_skjern, vejen
from samklang.demo.observations import observe
from samklang.demo.plans import plan_and_publish
from samklang.demo.practice import practise
from samklang.demo.register import Register, bring_news, fill
from samklang.demo.stages import NEWS_KNOWN, Stage
from samklang.ledger.origin import coming_from

PASSWORD = "demo i samklang"  # noqa: S105 - everybody in the demo has it, and it is shown
Tell = Callable[[Sentence], None]


@dataclass(frozen=True)
class SignIn:
    """Somebody to sign in as."""

    role: Role
    name: str
    email: str
    place: str


@transaction.atomic
def build(stage: Stage, seed: int, tell: Tell) -> tuple[SignIn, ...]:
    """Both jobcentres as they are on the stage's day, in an empty database. Returns whom to sign in as.

    tell: is told each step on the way.
    """
    with coming_from("demo"):
        tell(say("Hiring the staff of Vejen and Ringkøbing-Skjern"))
        problems = (vejen(seed), ringkobing_skjern(seed))
        towns = (fill(problems[0], cast.VEJEN, seed), fill(problems[1], cast.RINGKOBING_SKJERN, seed))
        for town in towns:
            give_one_password(municipality=town.municipality, password=PASSWORD)
        tell(say("Planning both programmes; each plan is checked and published"))
        for problem, town in zip(problems, towns, strict=True):
            plan_and_publish(problem, town, seed, stage.today)
        tell(say("Taking in the shared method, and rating the same cases together"))
        for town, focus in zip(towns, (CONVERSATIONS, COMPANIES), strict=True):
            take_in_the_method(town, stage)
            rate_together(town, focus, stage, seed)
        tell(say("Running the courses until the day"))
        for town in towns:
            run_course(town, stage, seed)
        tell(say("Opening the entrance for companies"))
        for town in towns:
            open_the_door(town, stage, seed)
        tell(say("Practising, and talking with citizens"))
        for town, focus in zip(towns, (CONVERSATIONS, COMPANIES), strict=True):
            practise(town, focus.framework, stage, seed)
        tell(say("Looking at whether it works"))
        for town in towns:
            observe(town, stage, seed)
            show_evidence(town, stage, seed)
        if stage.today >= NEWS_KNOWN:
            tell(say("Six colleagues of Vejen have news"))
            bring_news(problems[0], towns[0], seed)
        for town in towns:
            fund(town, stage)
            tell_the_committee(town, stage)
    return tuple(_sign_ins(towns))


def _sign_ins(towns: tuple[Register, ...]) -> list[SignIn]:
    return [
        SignIn(role, person.name, person.email or "", town.municipality.name.removesuffix(" Kommune"))
        for role in Role
        for town in towns
        if (person := town.cast.get(role))
    ]
