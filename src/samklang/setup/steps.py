"""The steps of the first hour as one person sees them: what is done, what comes next, and where each is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from samklang.access.enums import Right, Role
from samklang.access.models import Person
from samklang.core.words import Sentence, Value, say, say_n
from samklang.setup import queries

DONE, NEXT, LATER, OTHERS = "done", "next", "later", "others"
SOMEBODY = say("The programme lead does this. Give somebody that role in the step “Who may do what”.")


@dataclass(frozen=True)
class Way:
    """A way to do a step: a page to go to, or a button. post: whether it is a button."""

    label: Sentence
    url: str
    post: bool = False


@dataclass(frozen=True)
class Step:
    """One step. says: what is there already; why: the reason for it; minutes: about how long it takes."""

    key: str
    title: Sentence
    why: Sentence
    minutes: int
    done: bool
    may: bool
    says: Value
    ways: tuple[Way, ...]
    state: str = LATER


def steps_of(person: Person, today: date) -> list[Step]:
    """The steps in their order, each with its state; the first that the person can do and that is not done is next."""
    found: list[Step] = []
    for step in _steps(person, today):
        has_next = any(one.state == NEXT for one in found)
        state = DONE if step.done else OTHERS if not step.may else LATER if has_next else NEXT
        found.append(replace(step, state=state))
    return found


def _steps(person: Person, today: date) -> Iterator[Step]:
    places = queries.places_of(person)
    yield Step(
        "places", say("Municipality and jobcentre"), say("Their names stand on every page and in every letter."), 2,
        done=len(places) > 0, may=True, says=tuple(place.name for place in places),
        ways=(Way(say("Check the names"), reverse("setup:places")),),
    )  # fmt: skip
    yield _roles(person, today)
    yield from _register(person, today)
    yield from _planning(person)


def _roles(person: Person, today: date) -> Step:
    held = queries.holders(queries.jobcentres_of(person), today)
    lead, head = (tuple(held[role]) for role in (Role.PROGRAMME_LEAD, Role.HEAD))
    nobody = say("nobody yet")
    return Step(
        "roles", say("Who may do what"),
        say(
            "The administrator gives access, the programme lead keeps staff and plans, the head sees how it goes. "
            "Nobody gives a role to themselves, so that at least two know who can see what."
        ),
        5, done=bool(lead and head), may=person.standing.may(Right.GIVE_ROLES),
        says=say("Programme lead: {lead}. Head: {head}.", lead=lead or nobody, head=head or nobody),
        ways=(
            Way(say("Invite somebody"), reverse("newcomer")),
            Way(say("Give a role to somebody known"), reverse("new-role")),
            Way(say("See all roles"), reverse("roles")),
        ),
    )  # fmt: skip


def _register(person: Person, today: date) -> Iterator[Step]:
    jobcentres = queries.jobcentres_of(person)
    teams = queries.open_teams(jobcentres, today)
    unsaid = sum(least is None for _, least in teams)
    counted = say_n("One team.", "{count} teams.", len(teams)) if teams else say("No teams yet.")
    missing = say_n("Of one nobody has said how many must be at work.",
                    "Of {count} nobody has said how many must be at work.", unsaid)  # fmt: skip
    yield Step(
        "teams", say("Teams and how many must be at work"),
        say("No course is put where a team would be left with fewer, so that the counter stays open."), 5,
        done=bool(teams) and not unsaid, may=person.standing.may(Right.EDIT_STAFF),
        says=say("{teams} {missing}", teams=counted, missing=missing) if unsaid else counted,
        ways=(Way(say("Add teams"), reverse("setup:teams")), *_team_pages(unsaid)),
    )  # fmt: skip
    count = queries.staff_count(jobcentres, today)
    yield Step(
        "staff", say("Staff from a spreadsheet"),
        say("From the personnel system as it is. You see what it changes before anything does, and can undo it."), 10,
        done=count > 0, may=person.standing.may(Right.IMPORT_STAFF),
        says=say_n("One member of staff.", "{count} members of staff.", count) if count else say("No staff yet."),
        ways=(
            Way(say("Send the file"), reverse("people:new-staff-import")),
            Way(say("Fetch an empty list to fill in"), f"{reverse('people:employees-export')}?format=xlsx"),
            Way(say("Fetch a sample to follow"), reverse("setup:sample-file")),
        ),
    )  # fmt: skip


def _team_pages(unsaid: int) -> tuple[Way, ...]:
    return (Way(say("Say how many for a team that is there"), reverse("people:teams")),) if unsaid else ()


def _planning(person: Person) -> Iterator[Step]:
    may, jobcentres = person.standing.may(Right.MAKE_PLANS), queries.jobcentres_of(person)
    found = queries.programmes_at(jobcentres)
    ready = queries.newest_ready(found)
    yield Step(
        "programme", say("Programme"),
        say("What is taught, when, where and by whom. Begin with a ready one and change what you like."), 5,
        done=ready is not None, may=may,
        says=tuple(one.title for one in found) if found else say("No programme yet."),
        ways=(
            Way(say("Choose a ready programme"), reverse("setup:programme")),
            Way(say("Use your own workbook"), reverse("planning:new-programme")),
            *(Way(say("See {title}", title=one.title), one.get_absolute_url()) for one in found[:2]),
        ),
    )  # fmt: skip
    published = queries.is_published(jobcentres)
    yield Step(
        "plan", say("First plan"),
        say("The planner searches while you watch. You look it through and publish it; nobody hears of it before."),
        10, done=published, may=may and ready is not None,
        says=_plan_says(published=published, ready=ready is not None),
        ways=(Way(say("Make the first plan"), reverse("setup:plan"), post=True), *_plan_page(ready)),
    )  # fmt: skip


def _plan_page(ready: object) -> tuple[Way, ...]:
    url = getattr(ready, "get_absolute_url", None)
    return (Way(say("See the plans that are made"), url()),) if url else ()


def _plan_says(*, published: bool, ready: bool) -> Sentence:
    if published:
        return say("A plan is published.")
    return say("No plan is published yet.") if ready else say("It needs a programme whose rules hold together.")


def after() -> list[tuple[Sentence, Sentence, str]]:
    """What can come next: its name, why, and where."""
    return [
        (say("Agree the method"), say("the words, indicators and levels that all use"), reverse("method:frameworks")),
        (say("Rate cases alone, then together"), say("do we mean the same?"), reverse("calibration:rounds")),
        (say("Tell what you measure"), say("before anything about staff is measured"), reverse("notices")),
        (say("Open the one entrance for companies"), say("with a promise in working hours"),
         reverse("companies:companies")),
        (say("Take attendance and send reminders"), say("when the courses begin"), reverse("delivery:courses")),
    ]  # fmt: skip
