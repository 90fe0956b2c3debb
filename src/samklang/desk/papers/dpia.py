"""The draft of the impact assessment (GDPR, article 35)."""

from samklang.core.words import say
from samklang.desk.papers.about import About, decisions_table, purposes_table, recipients_table, switches_table
from samklang.desk.papers.everyday import data_parts, never_part, retention_table
from samklang.desk.papers.law import grounds_table, law_part, rights_part
from samklang.desk.papers.risks import not_assessed, risks_table
from samklang.web.papers.paper import Bullets, Paper, Part, Text

TITLE = say("Impact assessment: draft")
DOES = say("Risks for staff and others, with what is done about them, as GDPR article 35 asks for.")


def dpia(about: About) -> Paper:
    """What is done with data, why, with which risks, and what is done about them."""
    return Paper(
        "impact-assessment",
        TITLE,
        say("About Samklang at {place}. GDPR, article 35(7), says what an assessment must hold.",
            place=about.municipality.name),
        about.made(),
        [
            _what_it_is(about),
            Part(say("What is switched on"), [switches_table(about), *purposes_table(about)]),
            never_part(),
            Part(say("Is it needed, and is there no milder way?"), [Bullets(_NEEDED)]),
            Part(say("Legal grounds"), [grounds_table()]),
            Part(say("Personal data, area by area"), [Text(_FROM_THE_CODE)]),
            *data_parts(),
            Part(say("Recipients"), [recipients_table(about)]),
            Part(say("How long data are kept"), [retention_table(about)]),
            rights_part(about),
            Part(say("Risks"), [risks_table(about), *map(Text, not_assessed(about))]),
            _decision(),
            law_part(),
        ],
    )  # fmt: skip


_FROM_THE_CODE = say(
    "Read from the program's own declarations of each field when this paper was made, so it holds what this version "
    "holds."
)
_NEEDED = (
    say("Courses cannot be planned around leave and cover without knowing who works when."),
    say("Skills are shown for groups; by name only to the two who talk about them."),
    say("Agreement between raters is reckoned from constructed cases, not from conversations with citizens."),
    say("Whether it works is reckoned from sums; nobody in them is shown."),
    say("To be written by the municipality: which of the purposes that are on could be reached with less."),
)


def _what_it_is(about: About) -> Part:
    return Part(
        say("What it is about"),
        [
            Text(
                say("{controller} uses Samklang to plan and run the training of those who work in the employment "
                    "service, "
                    "to agree on a method, to practise it, to answer companies, and to see whether it works.",
                    controller=about.controller)
            ),
            Bullets(
                [
                    say("About whom: staff, temps, trainers, observers, contacts at companies. Citizens by link "
                        "without a "
                        "name."),
                    say("Why an assessment: staff are observed and judged in a relation where they depend on the "
                        "employer "
                        "(GDPR, article 35). Whether one is required is for the municipality to decide."),
                    say("Municipalities may share an assessment where the processing is alike; the maker of the "
                        "program "
                        "helps with what it knows."),
                ]
            ),
        ],
    )  # fmt: skip


def _decision() -> Part:
    asked = (
        say("Advice of the data protection officer (article 35(2)), and date"),
        say("What staff and the works council have said (article 35(9)), and date"),
        say("Which measures are taken besides those of Samklang, by whom and when"),
        say("Is the risk that is left acceptable? If it is high: ask the agency beforehand (article 36)"),
        say("Decided by, and date"),
        say("When it is looked over again, at the latest when something is switched on"),
    )
    return Part(say("What the municipality decides"), [decisions_table(say("Decisions and signatures"), asked)])
