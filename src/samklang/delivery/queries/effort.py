"""How many minutes are planned before, during and after a course for one person in it."""

from collections import defaultdict
from typing import NamedTuple

from samklang.delivery import learning_content
from samklang.delivery.enums import SessionKind, SessionState
from samklang.delivery.models import Course
from samklang.delivery.queries.learning import competences_of

TASK, TRIES, PEER = 15, 30, 15
"""Minutes of a task before, of three tries with a minute's thought on each, and of the talk with one's peer."""


class Effort(NamedTuple):
    """Minutes for one person, on average over the cohorts."""

    before: int
    during: int
    after: int

    @property
    def all(self) -> int:
        """All of them."""
        return self.before + self.during + self.after

    def shares(self) -> tuple[float, float, float]:
        """The share of each; nothing of everything where nothing is planned."""
        whole = self.all or 1
        return self.before / whole, self.during / whole, self.after / whole


def effort_of(course: Course) -> Effort:
    """What is planned as tasks, sessions, tries, talks with peers and follow-ups."""
    minutes: dict[int, float] = defaultdict(float)
    for one in course.sessions.filter(state=SessionState.PLANNED, kind=SessionKind.MODULE):
        minutes[one.cohort] += (one.ends - one.begins).total_seconds() / 60
    trained = sum(1 for one in course.modules if competences_of(course, one["id"]))
    during = sum(minutes.values()) / len(minutes) if minutes else 0
    touches = sum(one.minutes for one in learning_content.touches(course.framework))
    return Effort(trained * TASK, round(during), trained * (TRIES + PEER) + touches)
