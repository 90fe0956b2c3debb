"""The draft by which the works council is told of control measures, with the notices that are in force or drafted."""

from collections.abc import Iterator

from django.conf import settings

from samklang.access.enums import NoticeState, Purpose
from samklang.access.models import Notice
from samklang.access.words import said
from samklang.core.words import say
from samklang.desk.papers.about import EMPTY, About, decisions_table, purposes_table, sources
from samklang.desk.papers.everyday import never_part
from samklang.desk.papers.law import CONTROL, INFORMING
from samklang.desk.papers.rights import WORKS_COUNCIL
from samklang.web.papers.paper import Bullets, Paper, Part, Table, Text, Words

TITLE = say("Telling the works council of control measures: draft")
DOES = say("Why, with which data, how handled and from when, for each purpose that is on or drafted.")


def works_council(about: About) -> Paper:
    """Each purpose with its reasons, data, handling and days; what is never done; what has been said."""
    told = list(_notices(about)) or [
        Part(
            say("No purpose is on or drafted"),
            [Text(say("Nothing is measured, and no notice you may read is drafted."))],
        )
    ]
    return Paper(
        WORKS_COUNCIL,
        TITLE,
        say("From the head of {place} to the works council.", place=about.municipality.name),
        about.made(),
        [
            Part(say("What this is"), [Bullets([*_what()])]),
            *told,
            never_part(),
            Part(say("What staff can do"), [Bullets(_STAFF)]),
            Part(say("All purposes"), [*purposes_table(about)]),
            _remarks(),
            Part(say("Sources"), [Bullets([*sources(CONTROL, INFORMING)])]),
        ],
    )


def _what() -> Iterator[Words]:
    yield say("By the agreement on control measures, staff are told beforehand of the operational reason, of which "
              "data are "
              "collected, and of how they are handled.")  # fmt: skip
    yield say("Samklang waits {days} days from the announcement. Whether your agreements ask for another time is to be "
              "looked up.", days=settings.NOTICE_DAYS)  # fmt: skip
    yield say("What has been announced cannot be rewritten, only withdrawn, and then it is off from that day.")


_STAFF = (
    say("Read every notice in Samklang, and what is held on themselves, why, how long, and who has read it."),
    say("Ask for a correction, and object to the municipality."),
    say("See with the works council which administrators have opened records, and why."),
    say("Complain to the Danish Data Protection Agency: datatilsynet.dk."),
)


def _notices(about: About) -> Iterator[Part]:
    for notice in about.notices:
        heading = say("{purpose}, {place}", purpose=said(Purpose(notice.purpose)), place=notice.jobcentre.name)
        headings = (say("What"), say("What staff are told"))
        caption = say("The notice of {purpose}", purpose=said(Purpose(notice.purpose)))
        yield Part(heading, [Table(caption, headings, list(_rows(notice, about)))])


def _rows(notice: Notice, about: About) -> Iterator[tuple[Words, Words]]:
    state = notice.state_on(about.today)
    yield say("State"), said(state)
    yield say("The operational reason"), notice.why or EMPTY
    yield say("Which data are collected"), notice.data or EMPTY
    yield say("How the data are handled"), notice.handling or EMPTY
    for label, day in (
        (say("Discussed in the works council on"), notice.works_council_day),
        (say("Announced to staff on"), notice.announced_day),
        (say("Begins on"), notice.first_day),
    ):
        yield label, say("{day}", day=day) if day else EMPTY
    if state == NoticeState.DRAFT:
        yield (
            say("Begins at the earliest"),
            say("{day}, if it is announced today", day=notice.earliest_day(about.today, settings.NOTICE_DAYS)),
        )


def _remarks() -> Part:
    asked = (
        say("Which works council, and date of the meeting"),
        say("Remarks of the staff side"),
        say("What was changed because of them"),
        say("When it is evaluated"),
        say("For the management"),
        say("For the staff"),
    )
    return Part(say("What was said in the works council"), [decisions_table(say("Remarks and signatures"), asked)])
