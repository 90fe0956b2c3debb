"""The guided tour: for each role some real pages, and what each gives."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from samklang.access.enums import Role
from samklang.core.words import Sentence, say


@dataclass(frozen=True)
class Stop:
    """One page of a tour. route: its name; gives: what one has of it."""

    route: str
    title: Sentence
    gives: Sentence


_START = Stop(
    "start",
    say("The start page"),
    say("What needs you today stands here, with a link to each. When nothing waits for you, it says so."),
)
_METHOD = Stop(
    "method:frameworks",
    say("The shared method"),
    say("What you mean by good work stands here in your own words. Everybody reads the same edition."),
)
_PRACTICE = Stop(
    "practice:practice",
    say("Practice"),
    say("Cases, cards and small exercises to try alone. Nobody else sees what you do here."),
)
_OWN_COURSES = Stop(
    "delivery:own-courses",
    say("Your courses"),
    say("Your dates, what to read before, and what to try afterwards. Put the dates into your own calendar from here."),
)
_HELD = Stop(
    "what-we-hold",
    say("What we hold on you"),
    say("Everything kept about you, and who has read it. If something is wrong, ask here to have it corrected."),
)
_EVIDENCE = Stop(
    "evidence:evidence",
    say("Does it work?"),
    say("One page with what can be said, and what nobody knows. Nothing on it is about one person."),
)
_TEAMS = Stop(
    "people:teams",
    say("Teams and cover"),
    say("Who is at work, and how many can be spared, week by week. Look here before you promise somebody time off."),
)
_PROGRAMMES = Stop(
    "planning:programmes",
    say("Course plans"),
    say("Rules and wishes go in, and a plan comes out: who has a seat when, what it costs, and why."),
)
_LEDGER = Stop(
    "ledger",
    say("The ledger"),
    say("Who did what, and who read whom. It can be read and searched, and nobody can change it."),
)
_COURSES = Stop(
    "delivery:courses",
    say("Courses"),
    say("Each course under way: seats, the waiting list, attendance and mail, all judged by the plan's own rules."),
)

TOURS: Mapping[Role, tuple[Stop, ...]] = {
    Role.HEAD: (
        _START,
        _EVIDENCE,
        _TEAMS,
        _PROGRAMMES,
        Stop(
            "notices",
            say("Notices of measuring"),
            say(
                "Nothing is measured before staff have been told. You write the notice here, and it holds from its day."
            ),
        ),
        Stop(
            "committee:issues",
            say("The committee page"),
            say("One page to take to the political committee, made from what is here already."),
        ),
        _LEDGER,
    ),
    Role.PROGRAMME_LEAD: (
        _START,
        Stop(
            "people:employees",
            say("Staff"),
            say(
                "The register that all plans are made from, as it is on any day you choose. "
                "Import it from a spreadsheet."
            ),
        ),
        _PROGRAMMES,
        _COURSES,
        Stop(
            "calibration:rounds",
            say("Calibration"),
            say(
                "Colleagues rate the same cases, each alone. Afterwards you see whether the words mean the same to all."
            ),
        ),
        _METHOD,
        _EVIDENCE,
    ),
    Role.TEAM_LEADER: (
        _START,
        _TEAMS,
        Stop(
            "people:leave-calendar",
            say("Who is away when"),
            say("The leave of your team in one calendar, so that two weeks do not end up empty."),
        ),
        _COURSES,
        Stop(
            "companies:companies",
            say("Companies"),
            say("Each company has one timeline and one colleague who answers for it. Look here before you call."),
        ),
        _EVIDENCE,
    ),
    Role.TRAINER: (
        _START,
        _OWN_COURSES,
        _METHOD,
        _PRACTICE,
        _HELD,
    ),
    Role.ADMINISTRATOR: (
        Stop(
            "roles",
            say("Roles"),
            say("Who is what, where and until when. You give a role here, and end it; it is written in the ledger."),
        ),
        Stop(
            "tokens",
            say("Tokens"),
            say("Other systems get in with a token: for one purpose, at one place, and until a day."),
        ),
        Stop(
            "elevation",
            say("Opened records"),
            say("You do not see people's records. When you must, you open them here with a reason, for a short time."),
        ),
        Stop(
            "retention",
            say("How long data are kept"),
            say("What is deleted when, by itself, in the night."),
        ),
        _LEDGER,
    ),
    Role.STAFF: (
        _START,
        _OWN_COURSES,
        _PRACTICE,
        Stop(
            "citizens:guide",
            say("Conversations"),
            say("The guide for your next conversation on one page, and the rules that apply to it."),
        ),
        Stop(
            "companies:companies",
            say("Companies"),
            say("Each company has one timeline and one colleague who answers for it. Look here before you call."),
        ),
        _HELD,
    ),
}
"""In the order in which they are offered to somebody with several roles; everything here can be opened in that role."""


def tours_for(roles: Collection[Role]) -> list[Role]:
    """The tours of these roles, the first being the one to offer."""
    return [role for role in TOURS if role in roles]
