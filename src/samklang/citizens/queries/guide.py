"""The guide to the next conversation, by the jobcentre's own method where it has one."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from samklang.access.models import Person, Place
from samklang.citizens import content
from samklang.method.models import Edition, Framework
from samklang.method.queries.assessments import own_employee
from samklang.method.queries.editions import holding_edition, indicators_of


class PhaseShown(NamedTuple):
    """One phase as it stands on the page. indicators: what the method calls what it trains; some may be gone."""

    key: str
    name: str
    aim: str
    do: Sequence[str]
    say: Sequence[str]
    check: str
    indicators: Sequence[str]


def jobcentre_of(person: Person) -> Place | None:
    """Where the person works; None for whoever works at none here."""
    employee = own_employee(person)
    return employee.jobcentre if employee else None


def own_edition(person: Person, day: date) -> Edition | None:
    """The edition of the conversation that holds where the person works; None where there is none."""
    framework = Framework.objects.filter(jobcentre=jobcentre_of(person), key=content.FRAMEWORK).first()
    return holding_edition(framework, day) if framework else None


def guide_for(person: Person, day: date, language: str) -> list[PhaseShown]:
    """The phases in order, named as the person's own method names them."""
    edition = own_edition(person, day)
    phases: Mapping[str, str] = {}
    indicators: Mapping[str, str] = {}
    if edition is not None:
        phases = {one.key: one.worded("name", language) for one in edition.phases.all()}
        indicators = {one.key: one.worded("name", language) for one in indicators_of(edition)}
    return [
        PhaseShown(
            one.key, phases.get(one.key) or content.phase_names()[one.key].worded(language), one.aim.worded(language),
            [text.worded(language) for text in one.do], [text.worded(language) for text in one.say],
            one.check.worded(language), [indicators[key] for key in one.indicators if key in indicators],
        )
        for one in content.guide()
    ]  # fmt: skip
