"""What stands about attendance on other pages: a session's own, and one's own courses."""

from datetime import datetime, timedelta
from typing import Any

from samklang.access.models import Person
from samklang.delivery.models import Session
from samklang.delivery.queries.attendance import counts, open_notes, own_marks, with_corrections
from samklang.delivery.queries.check_in import own_today
from samklang.delivery.queries.courses import own_teaching
from samklang.delivery.rules import attendance as rules
from samklang.delivery.rules import check_in as check_in_rules
from samklang.delivery.rules import course as course_rules

MOST_MARKS = 40
"""Of one's own: two courses' worth, newest first."""


def attendance_of(person: Person, session: Session, now: datetime) -> dict[str, Any]:
    """For who leads the session: the marks with what was corrected, and what can be done now. For others nothing."""
    if course_rules.lead_session(person, session) is not None:
        return {"people": (), "notes": (), "can_take": False, "can_show_code": False}
    runs = course_rules.run_course(person, session.course) is None
    held = rules.is_held(session) is None
    return {
        "people": with_corrections(session),
        "counts": counts(session),
        "notes": open_notes(session) if runs else (),
        "can_take": rules.take_attendance(person, session, now) is None,
        "can_show_code": held and check_in_rules.in_time(session, now) is None,
        "has_sheet": held,
        "over": rules.is_over(session, now),
    }


def own_attendance(person: Person, now: datetime) -> dict[str, Any]:
    """What one teaches today, whether one can check in, and one's own marks."""
    here = [one.session for one in own_today(person, now) if check_in_rules.in_time(one.session, now) is None]
    soon = own_teaching(person).filter(begins__lte=now + timedelta(hours=24), ends__gte=now - timedelta(hours=12))
    return {
        "teaching_now": [one for one in soon if rules.take_attendance(person, one, now) is None],
        "check_in_to": here,
        "marks": own_marks(person).prefetch_related("corrections", "notes")[:MOST_MARKS],
    }
