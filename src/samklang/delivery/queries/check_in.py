"""Which session a code in the room belongs to."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac

from samklang.access.models import Person
from samklang.core.calendar import COPENHAGEN
from samklang.delivery import code as codes
from samklang.delivery.enums import SessionState
from samklang.delivery.models import Participation, Session
from samklang.delivery.rules.attendance import OPENS_BEFORE


def secret_of(session: Session) -> bytes:
    """What the session's codes are reckoned from; known only here, and the same wherever the site runs."""
    return salted_hmac("samklang.delivery.check-in", str(session.pk), algorithm="sha256").digest()


def own_today(person: Person, moment: datetime) -> list[Participation]:
    """Where the person is expected today, or now where that is past midnight; the soonest first."""
    day = moment.astimezone(COPENHAGEN).date()
    begins = datetime.combine(day, time(0), COPENHAGEN)
    is_today = Q(session__begins__gte=begins, session__begins__lt=begins + timedelta(days=1))
    is_now = Q(session__begins__lte=moment + OPENS_BEFORE, session__ends__gte=moment)
    found = Participation.objects.filter(
        is_today | is_now, person=person, session__state=SessionState.PLANNED,
        session__course__programme__deleted_at=None,
    )  # fmt: skip
    return list(found.select_related("session__course__programme__jobcentre").order_by("session__begins", "pk"))


def shown_of(rows: Iterable[Participation], code: str, moment: datetime) -> Participation | None:
    """The one of the sessions whose code it is."""
    return next((one for one in rows if codes.is_shown(secret_of(one.session), code, moment)), None)


def was_shown_of(rows: Iterable[Participation], code: str, moment: datetime) -> bool:
    """Whether one of the sessions had the code a while ago."""
    return any(codes.was_shown(secret_of(one.session), code, moment) for one in rows)


def open_sessions(moment: datetime) -> QuerySet[Session]:
    """Every session one can check in to at the moment."""
    found = Session.objects.filter(
        state=SessionState.PLANNED, begins__lte=moment + OPENS_BEFORE, ends__gte=moment,
        course__programme__deleted_at=None,
    )  # fmt: skip
    return found.order_by("begins", "pk")


def is_shown_anywhere(code: str, moment: datetime) -> bool:
    """Whether any session has the code now."""
    return any(codes.is_shown(secret_of(one), code, moment) for one in open_sessions(moment))
