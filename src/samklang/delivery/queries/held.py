"""What has been held of a course and who was there, as the planner hears of it when a plan is changed."""

from samklang.core.calendar import COPENHAGEN
from samklang.delivery.enums import SessionKind, SessionState
from samklang.delivery.models import Course, Participation, Session
from samklang.delivery.queries.attended import there
from samklang.people.models import Employee
from samklang.planning.models import Programme
from samklang.planning.queries.held import Held


def sessions_held(programme: Programme) -> dict[Held, set[str]]:
    """The sessions of the plan whose attendance has been taken, with the employee numbers of those who were there.

    Whoever missed one and was at its make-up has been at it. Nobody is told to the planner of a session of which
    attendance has not been taken for everybody.
    """
    course = Course.objects.filter(programme=programme).first()
    if course is None:
        return {}
    taken = Session.objects.filter(
        course=course, kind=SessionKind.MODULE, state=SessionState.PLANNED, taken_at__isnull=False
    )  # fmt: skip
    numbers = dict(Employee.objects.filter(jobcentre=programme.jobcentre_id).values_list("person", "number"))
    made_up = set(
        there(course).filter(session__kind=SessionKind.MAKEUP).values_list("person", "session__module")
    )  # fmt: skip
    found: dict[Held, set[str]] = {}
    for session in taken.order_by("begins", "pk"):
        rows = Participation.objects.filter(session=session)
        were_there = set(there(course).filter(session=session).values_list("person", flat=True))
        were_there |= {one.person_id for one in rows if (one.person_id, session.module) in made_up}
        day = session.begins.astimezone(COPENHAGEN).date()
        found[Held(session.cohort, session.slot, day)] = {
            numbers[one] for one in were_there if one in numbers
        }  # fmt: skip
    return found
