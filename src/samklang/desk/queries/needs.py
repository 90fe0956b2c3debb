"""What needs somebody today: one line for each errand, the most pressing first, with the page on which to do it."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models.fields.json import KT
from django.urls import reverse
from django.utils import timezone

from samklang.access.enums import Right, Role
from samklang.access.models import Person, RoleGrant
from samklang.access.queries.correction import corrections_to_answer
from samklang.committee.enums import IssueState
from samklang.committee.models import Issue
from samklang.core.words import say, say_n
from samklang.desk import accessibility
from samklang.desk.queries.backups import LASTS, last_backup
from samklang.desk.queries.company_needs import COMPANY_SOURCES
from samklang.desk.queries.course_needs import COURSE_SOURCES
from samklang.desk.queries.funding_needs import FUNDING_SOURCES
from samklang.desk.queries.method_needs import METHOD_SOURCES
from samklang.desk.queries.need import Need
from samklang.desk.queries.practice_needs import PRACTICE_SOURCES
from samklang.people.enums import LeaveKind, StaffStatus
from samklang.people.models import Engagement, Leave
from samklang.planning.enums import UNDER_WAY
from samklang.planning.models import Programme, Publication, Variant, Version
from samklang.planning.queries.programmes import programmes_for
from samklang.planning.queries.runs import runs_for

SOON, MONTH = timedelta(days=14), timedelta(days=30)
BEGINS_SOON = timedelta(weeks=10)
"""A programme that begins within this time and has no published plan is pressing."""


def needs_of(person: Person, today: date) -> list[Need]:
    """The person's errands, pressing ones first, otherwise in the order of the areas."""
    found = [need for source in _SOURCES for need in source(person, today)]
    return sorted(found, key=lambda need: not need.pressing)


# -- setting up ----------------------------------------------------------------------------------------------------


def _not_set_up(person: Person, today: date) -> Iterator[Need]:
    """For whoever sets Samklang up, until there is a programme at one of their jobcentres."""
    del today
    places = person.standing.places(Right.IMPORT_STAFF) | person.standing.places(Right.GIVE_ROLES)
    if places and not Programme.objects.filter(jobcentre__in=places).exists():
        yield Need(say("Samklang is not set up yet: go on."), reverse("setup:setup"))


# -- plans ---------------------------------------------------------------------------------------------------------


def _planner_at_work(person: Person, today: date) -> Iterator[Need]:
    del today
    for run in runs_for(person, Right.MAKE_PLANS).filter(state__in=UNDER_WAY, asked_by=person):
        yield Need(say("The planner is at work on {title}.", title=run.programme.title), run.get_absolute_url())


def _programmes_without_a_plan(person: Person, today: date) -> Iterator[Need]:
    held = Publication.objects.filter(ended_at=None).values("programme")
    for programme in programmes_for(person, Right.PUBLISH_PLANS).exclude(pk__in=held):
        url = reverse("planning:programme", args=[programme.pk])
        plans = Variant.objects.filter(programme=programme, approved=True, deleted_at=None).count()
        first_day = _first_day(programme)
        if plans:
            says = say_n(
                "{title} has an approved plan that is not published.",
                "{title} has {count} approved plans, and none is published.",
                plans,
                title=programme.title,
            )
        else:
            says = say("{title} begins on {day} and has no plan yet.", title=programme.title, day=first_day)
        yield Need(says, url, pressing=today <= first_day <= today + BEGINS_SOON)


def _first_day(programme: Programme) -> date:
    """Read from the document without fetching all of it: it holds everybody's weeks."""
    newest = Version.objects.filter(programme=programme).order_by("-number")
    return date.fromisoformat(newest.values_list(KT("document__first_day"), flat=True)[0])


# -- the committee -------------------------------------------------------------------------------------------------


def _committee_drafts(person: Person, today: date) -> Iterator[Need]:
    """Drafts of the committee page, which a schedule may have made at night."""
    del today
    places = person.standing.places(Right.RUN_REPORTS)
    drafts = Issue.objects.filter(jobcentre__in=places, state=IssueState.DRAFT, put_away_at=None)
    for one in drafts.select_related("jobcentre").order_by("made_at", "pk"):
        says = say("A draft of the committee page waits: {place} until {day}.", place=one.jobcentre.name,
                   day=one.last_day)  # fmt: skip
        yield Need(says, one.get_absolute_url())


# -- staff ---------------------------------------------------------------------------------------------------------


def _leave(person: Person, today: date) -> Iterator[Need]:
    """Leave that is not a holiday: who goes, and who comes back. Ill people are not counted as going."""
    places = person.standing.places(Right.EDIT_STAFF)
    if not places:
        return
    theirs = Engagement.objects.filter(team__in=places).on(today).values("employee")
    known = Leave.objects.filter(employee__in=theirs).exclude(kind__in=(LeaveKind.HOLIDAY, LeaveKind.SICK))
    calendar = reverse("people:leave-calendar")
    going = known.filter(first_day__gt=today, first_day__lte=today + SOON).values("employee").distinct().count()
    if going:
        yield Need(
            say_n(
                "One colleague goes on leave within 14 days.",
                "{count} colleagues go on leave within 14 days.",
                going,
            ),
            calendar,
        )
    back = known.filter(last_day__gte=today, last_day__lt=today + SOON, first_day__lt=today - MONTH)
    back_count = back.values("employee").distinct().count()
    if back_count:
        yield Need(
            say_n(
                "One colleague is back from a long leave within 14 days.",
                "{count} colleagues are back from long leaves within 14 days.",
                back_count,
            ),
            calendar,
        )


def _comings_and_goings(person: Person, today: date) -> Iterator[Need]:
    places = person.standing.places(Right.EDIT_STAFF)
    if not places:
        return
    rows = Engagement.objects.filter(team__in=places)
    later = rows.filter(first_day__gt=today).values("employee")
    ending = rows.filter(last_day__gte=today, last_day__lte=today + MONTH).exclude(employee__in=later)
    temps = ending.filter(is_temp=True).count()
    if temps:
        yield Need(
            say_n("One temp stops within 30 days.", "{count} temps stop within 30 days.", temps),
            _staff(StaffStatus.TEMP),
            pressing=True,
        )
    leavers = ending.filter(is_temp=False).count()
    if leavers:
        yield Need(
            say_n("One colleague leaves within 30 days.", "{count} colleagues leave within 30 days.", leavers),
            reverse("people:competence-at-risk"),
            pressing=True,
        )
    coming = later.filter(first_day__lte=today + MONTH).exclude(employee__in=rows.on(today).values("employee"))
    arrivals = coming.distinct().count()
    if arrivals:
        yield Need(
            say_n("One colleague starts within 30 days.", "{count} colleagues start within 30 days.", arrivals),
            _staff(StaffStatus.COMING),
        )


def _cannot_sign_in(person: Person, today: date) -> Iterator[Need]:
    places = person.standing.places(Right.IMPORT_STAFF)
    without = Engagement.objects.filter(team__in=places, employee__person__email=None).on(today)
    count = without.values("employee").distinct().count()
    if count:
        yield Need(
            say_n(
                "One member of staff has no e-mail address and cannot sign in.",
                "{count} members of staff have no e-mail address and cannot sign in.",
                count,
            ),
            _staff(StaffStatus.WITHOUT_EMAIL),
        )


def _staff(status: StaffStatus) -> str:
    return f"{reverse('people:employees')}?{urlencode({'status': status.value})}"


# -- the wall ------------------------------------------------------------------------------------------------------


def _corrections(person: Person, today: date) -> Iterator[Need]:
    del today
    count = corrections_to_answer(person).count()
    if count:
        yield Need(
            say_n(
                "One request for a correction waits for an answer.",
                "{count} requests for corrections wait for an answer.",
                count,
            ),
            reverse("corrections"),
            pressing=True,
        )


def _roles_that_end(person: Person, today: date) -> Iterator[Need]:
    places = person.standing.places(Right.GIVE_ROLES)
    ending = RoleGrant.objects.filter(place__in=places, last_day__gte=today, last_day__lte=today + MONTH).count()
    if ending:
        yield Need(
            say_n("One role ends within 30 days.", "{count} roles end within 30 days.", ending), reverse("roles")
        )


def _backup(person: Person, today: date) -> Iterator[Need]:
    """For administrators, where none was made last night."""
    del today
    if Role.ADMINISTRATOR not in person.standing.roles:
        return
    last = last_backup()
    if last is None:
        yield Need(say("No backup has been made."), reverse("status"))
    elif timezone.now() - last[0] > LASTS:
        yield Need(say("The last backup is of {day}.", day=last[0].date()), reverse("status"), pressing=True)


def _accessibility_statement(person: Person, today: date) -> Iterator[Need]:
    if Role.ADMINISTRATOR in person.standing.roles and accessibility.is_overdue(today):
        yield Need(accessibility.review_in_words(), reverse("accessibility-statement"))


_SOURCES: tuple[Callable[[Person, date], Iterator[Need]], ...] = (
    _not_set_up,
    _programmes_without_a_plan,
    _planner_at_work,
    *COMPANY_SOURCES,
    *COURSE_SOURCES,
    *FUNDING_SOURCES,
    _committee_drafts,
    *METHOD_SOURCES,
    *PRACTICE_SOURCES,
    _comings_and_goings,
    _leave,
    _cannot_sign_in,
    _corrections,
    _roles_that_end,
    _accessibility_statement,
    _backup,
)
