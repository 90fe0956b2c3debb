"""Courses under way in the world of these tests: one of ours, in which the colleague has a seat; and theirs."""

from __future__ import annotations

from tests.architecture.who_may.cast import MARK, World
from tests.architecture.who_may.world_attendance import attendance
from tests.architecture.who_may.world_certificates import certificates
from tests.architecture.who_may.world_learning import learning
from tests.architecture.who_may.world_mail import mail
from tests.architecture.who_may.world_seats import seats
from tests.factories.delivery import session_of, the_coming_monday, the_course
from tests.factories.people import a_jobcentre, a_municipality

from samklang.access.models import Place
from samklang.delivery.enums import SeatState
from samklang.delivery.models import Participation, Seat


def delivery(world: World, jobcentre: Place, team: Place) -> None:
    """The small course, published, with the colleague put into its first cohort."""
    course = the_course(jobcentre, team=team, monday=the_coming_monday(), title=f"Kurset i gang {MARK}")
    session = session_of(course, 1)
    colleague = world.people["colleague"]
    Seat.objects.create(
        course=course, person=colleague, cohort=1, state=SeatState.HELD, since=course.began_at
    )  # fmt: skip
    Participation.objects.create(session=session, person=colleague)
    learning(world, course, session)
    attendance(world, course)
    seats(world, course)
    mail(world, course, jobcentre)
    theirs = the_course(a_jobcentre(a_municipality("Kommunen Skern")), monday=the_coming_monday())
    certificates(world, course, theirs, colleague)
    world.filled |= {"courses/<int:pk>/": {"pk": course.pk}, "courses/sessions/<int:pk>/": {"pk": session.pk}}
    world.ids |= {"course": course.pk, "session": session.pk}
    world.theirs |= {"course": theirs.pk, "session": session_of(theirs, 1).pk}
