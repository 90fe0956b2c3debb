"""A course that teaches the conversation, with learning in use; and a notice of knowledge checks."""

from datetime import date, timedelta
from typing import Any

from tests.factories.access import a_notice
from tests.factories.delivery import session_of, the_course

from samklang.access.enums import Purpose
from samklang.access.models import Notice, Place
from samklang.delivery.commands.assignments import assign_due
from samklang.delivery.commands.evaluations import ask_for_evaluations
from samklang.delivery.models import Course, EvaluationAnswer, EvaluationAsked, Session


def the_learning_course(jobcentre: Place | None = None, **given: Any) -> Course:
    """The small course, which trains how to involve the citizen on its first day and the labour market on its last."""
    course = the_course(jobcentre, **given)
    course.framework = "conversation"
    trained = (["involving", "digital"], ["labour-market"])
    for module, keys in zip(course.modules, trained, strict=True):
        module["competences"] = keys
    course.save(update_fields=["framework", "modules"])
    return course


def the_notice_of_knowledge(jobcentre: Place) -> Notice:
    """Staff of the jobcentre have been told long ago that what they know is measured."""
    return a_notice(jobcentre, announced=date(2020, 1, 2), purpose=Purpose.KNOWLEDGE)


def day_of(session: Session) -> date:
    """The session's day."""
    return session.begins.date()


def asked_before(course: Course, cohort: int = 1, days: int = 7) -> Session:
    """The night so many days before the cohort's first session has been. Returns the session."""
    session = session_of(course, cohort)
    now = session.begins - timedelta(days=days, hours=4)
    assign_due(now=now, today=now.date())
    return session


def asked_after(course: Course, cohort: int = 1) -> Session:
    """The night after the cohort's first session has been. Returns the session."""
    session = session_of(course, cohort)
    now = session.begins + timedelta(hours=20)
    assign_due(now=now, today=now.date())
    return session


def asked_to_evaluate(course: Course, cohort: int = 1) -> EvaluationAsked | None:
    """The night after the cohort's last session has been. Returns what the first person was asked."""
    session = course.sessions.filter(cohort=cohort, kind="module").order_by("-begins").first()
    now = session.begins + timedelta(hours=20)
    ask_for_evaluations(now=now, today=now.date())
    return EvaluationAsked.objects.filter(session=session).order_by("pk").first()


def some_answers(session: Session, scores: list[int], moment: str = "at-once") -> None:
    """Answers to the statement "useful", with a word on what to keep."""
    for score in scores:
        EvaluationAnswer.objects.create(
            course=session.course, session=session, moment=moment, scores={"useful": score},
            words={"keep": f"Det med {score}"},
        )  # fmt: skip
