"""What a paper is made from: for whom, where and when; and the parts that several papers have."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.conf import settings

from samklang import __version__
from samklang.access.enums import NoticeState, Purpose, Right
from samklang.access.models import Notice, Person, Place
from samklang.access.queries.notices import jobcentres_around, notices_for, refusals_to_measure
from samklang.access.words import said
from samklang.core.words import Moment, Sentence, say
from samklang.desk.papers.installation import Switch, switches
from samklang.web.papers.paper import Table, Text, Words

_ORDER = (NoticeState.IN_FORCE, NoticeState.ANNOUNCED, NoticeState.DRAFT)
EMPTY = say("To be filled in.")
"""What stands where the municipality has to write something."""


@dataclass(frozen=True)
class About:
    """Who asks for a paper, on which day, at which moment it is made."""

    person: Person
    today: date
    made_at: datetime

    @property
    def municipality(self) -> Place:
        """Where the person is."""
        return self.person.municipality

    @property
    def controller(self) -> Words:
        """Who answers for the data."""
        return str(settings.CONTROLLER) or self.municipality.name

    @cached_property
    def jobcentres(self) -> list[Place]:
        """Those of which the person may read notices."""
        return list(jobcentres_around(self.person, Right.SEE_NOTICES))

    @cached_property
    def switches(self) -> list[Switch]:
        """What is on and off."""
        return switches(self.municipality, self.today)

    def is_on(self, key: str) -> bool:
        """Whether something is on."""
        return any(one.is_on for one in self.switches if one.key == key)

    @cached_property
    def notices(self) -> list[Notice]:
        """Notices the person may read that are in force, announced or drafted: by jobcentre, purpose and state."""
        found = [one for one in notices_for(self.person) if one.state_on(self.today) in _ORDER]
        purposes = list(Purpose)
        return sorted(
            found,
            key=lambda one: (one.jobcentre.name, purposes.index(Purpose(one.purpose)),
                             _ORDER.index(one.state_on(self.today)), one.pk),
        )  # fmt: skip

    def made(self) -> list[Words]:
        """What stands under every title."""
        return [
            say("Draft: the municipality decides."),
            say("Made {time} by Samklang {version}.", time=Moment(self.made_at), version=__version__),
            say("About {place}, as the installation was set up at that moment.", place=self.municipality.name),
        ]


def purposes_table(about: About) -> list[Table | Text]:
    """What staff may be measured for, jobcentre by jobcentre, and how far each notice has come."""
    if not about.jobcentres:
        return [Text(say("There are no jobcentres here that you may read the notices of."))]
    rows: list[tuple[Words, Words, Words]] = []
    for place in about.jobcentres:
        for purpose, refused in refusals_to_measure(place, about.today):
            state: Sentence = refused.reason if refused else say("On: a notice of it is in force.")
            rows.append((said(purpose), place.name, state))
    headings = (say("What is measured"), say("Jobcentre"), say("State"))
    return [Table(say("Purposes of measuring staff, and how far the notices have come"), headings, rows)]


def switches_table(about: About) -> Table:
    """What is on and off, and where data go."""
    rows = [(one.what, one.state, one.goes_to or say("nowhere")) for one in about.switches]
    headings = (say("What"), say("How it is set"), say("Data go to"))
    return Table(say("What was switched on when this was made"), headings, rows)


def recipients_table(about: About) -> Table:
    """Who gets data by way of the settings; whether it is a processor is for the municipality to say."""
    rows: list[tuple[Words, Words, Words]] = [
        (one.goes_to or one.what, one.carries or "", say("Processor agreement: to be filled in."))
        for one in about.switches
        if one.is_on and one.carries is not None and (one.goes_to or one.key == "readers")
    ]
    rows = rows or [(say("Nobody"), say("The settings name no other computer."), "–")]
    headings = (say("To whom"), say("What"), say("Is it a processor, and under which agreement?"))
    return Table(say("Recipients and possible processors, as the settings name them"), headings, rows)


def decisions_table(caption: Sentence, what: Sequence[Sentence]) -> Table:
    """What the municipality has to write, with room for it."""
    return Table(caption, (say("What"), say("The municipality's answer")), [(one, EMPTY) for one in what])


def sources(*named: tuple[Sentence, str]) -> Iterator[Words]:
    """Sources with their addresses."""
    for title, address in named:
        yield say("{title}: {address}", title=title, address=address) if address else title
