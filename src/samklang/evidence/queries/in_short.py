"""Evidence on one page: is the method shared, has practice moved, and what can be said of jobs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from samklang.access.enums import Right
from samklang.access.models import Person, Place
from samklang.access.queries.notices import jobcentres_around
from samklang.delivery.models import Course
from samklang.evidence.enums import StudyState
from samklang.evidence.models import SpreadTable, Study, StudyAnswer
from samklang.evidence.queries.ladder import Step, courses_seen, ladder_of
from samklang.evidence.queries.public_figures import Shown, shown_of, tables_for
from samklang.evidence.queries.spread import headline_of
from samklang.evidence.queries.studies import answers_of, studies_for

MOST_PUBLIC = 3
"""So many public figures stand on the page; the rest on their own."""


@dataclass(frozen=True)
class InShort:
    """What the page shows of one jobcentre."""

    jobcentre: Place
    spread: SpreadTable | None
    ladders: Sequence[tuple[Course, Sequence[Step]]]
    answers: Sequence[StudyAnswer]
    """The newest answer of each study that has one."""
    waiting: Sequence[Study]
    """Studies whose plan is frozen and that have no answer yet."""
    public: Sequence[Shown]


def jobcentres_seen(person: Person) -> QuerySet[Place]:
    """The jobcentres whose evidence the person sees, by name."""
    return jobcentres_around(person, Right.SEE_EVIDENCE)


def in_short(person: Person, jobcentre: Place, today: date) -> InShort:
    """Everything for the page. Ask first whether the person sees the jobcentre's evidence."""
    studies = studies_for(person).filter(jobcentre=jobcentre)
    frozen = list(studies.filter(state__in=[StudyState.FROZEN, StudyState.ANSWERED]))
    newest = [(one, answers_of(one).first()) for one in frozen]
    public = [one for one in shown_of(list(tables_for(person))) if one.load is not None]
    return InShort(
        jobcentre,
        headline_of(jobcentre),
        [(one, ladder_of(one, today)) for one in courses_seen(person).filter(programme__jobcentre=jobcentre)],
        [answer for _study, answer in newest if answer is not None],
        [study for study, answer in newest if answer is None],
        public[:MOST_PUBLIC],
    )
