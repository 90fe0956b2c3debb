"""The record of processing activities (GDPR, article 30)."""

from django.conf import settings

from samklang.core.words import Sentence, say
from samklang.desk.papers.about import EMPTY, About, purposes_table, recipients_table, switches_table
from samklang.desk.papers.everyday import AREAS, data_parts, retention_table
from samklang.desk.papers.kinds import by_area
from samklang.desk.papers.law import grounds_table, law_part
from samklang.web.papers.paper import Bullets, Paper, Part, Table, Words

TITLE = say("Record of processing activities: draft")
DOES = say("What is done with personal data, for whom and how long, as GDPR article 30 asks for.")


def record(about: About) -> Paper:
    """Controller, purposes, people, data, recipients, times and security."""
    return Paper(
        "record-of-processing",
        TITLE,
        say("Samklang's part of the record of {controller}. GDPR, article 30(1), says what it must hold.",
            controller=about.controller),
        about.made(),
        [
            Part(say("Who answers for it (a)"), [_who(about)]),
            Part(say("Purposes (b)"), [_purposes(), *purposes_table(about)]),
            Part(say("Legal grounds"), [grounds_table()]),
            Part(say("People and data (c)"), []),
            *data_parts(),
            Part(say("Recipients (d)"), [recipients_table(about), Bullets(_INSIDE)]),
            Part(say("Countries outside the EU and EEA (e)"), [Bullets(_COUNTRIES)]),
            Part(say("When data are deleted (f)"), [retention_table(about)]),
            Part(say("Security (g)"), [switches_table(about), Bullets(_SECURITY)]),
            law_part(),
        ],
    )  # fmt: skip


_INSIDE = (
    say("Inside the municipality: those with a role, at their places. See the page on roles."),
    say("The works council: notices, and which administrators have opened records and why."),
    say("Funders and the political committee: figures of groups."),
)
_COUNTRIES = (
    say("Samklang itself sends nothing out of the country. It goes where the settings above say."),
    say("In which country each of them is, and the ground for that (chapter V): to be filled in."),
)
_SECURITY = (
    say("Access by role, place and time; a ledger that the database refuses to change."),
    say("More stands in the fact sheet on information security."),
)


def _who(about: About) -> Table:
    asked: tuple[tuple[Sentence, Words], ...] = (
        (say("Controller"), about.controller),
        (say("Contact"), str(settings.PRIVACY_CONTACT) or EMPTY),
        (say("Data protection officer"), str(settings.DATA_PROTECTION_OFFICER) or EMPTY),
        (say("Joint controllers, if any"), EMPTY),
        (say("Who runs the computer: a processor?"), EMPTY),
        (say("Number and case in the municipality's own record"), EMPTY),
    )
    return Table(say("Who answers for the processing"), (say("What"), say("The municipality's answer")), asked)


def _purposes() -> Table:
    there = by_area()
    rows = [AREAS[area] for area in AREAS if area in there]
    return Table(say("Areas of Samklang and what they are for"), (say("Area"), say("Purpose")), rows)
