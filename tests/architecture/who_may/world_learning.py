"""What is asked of the colleague in the course under way, and what belongs to the course's learning."""

from __future__ import annotations

from datetime import timedelta

from tests.architecture.who_may.cast import World

from samklang.access.clock import today
from samklang.delivery.enums import AssignmentKind, SessionKind
from samklang.delivery.models import (
    Assignment,
    Course,
    EvaluationAsked,
    KnowledgeCheck,
    Material,
    MaterialVersion,
    Session,
)
from samklang.delivery.questions import shipped_bank


def learning(world: World, course: Course, session: Session) -> None:
    """A task, tries, an evaluation and a check of the colleague's; material and a follow-up of the course."""
    course.framework = "conversation"
    course.save(update_fields=["framework"])
    _of_the_colleague(world, course, session)
    _of_the_course(world, course, session)


def _of_the_colleague(world: World, course: Course, session: Session) -> None:
    colleague = world.people["colleague"]
    text = [{"da": "Prøv det.", "en": "Try it."}]
    task, _ = [
        Assignment.objects.create(
            course=course, session=session, person=colleague, kind=kind, competence="involving", texts=text,
            due=today(), made_at=course.began_at,
        )
        for kind in (AssignmentKind.PEER, AssignmentKind.ATTEMPT)
    ]  # fmt: skip
    asked = EvaluationAsked.objects.create(
        course=course, session=session, person=colleague, moment="at-once", until=today() + timedelta(days=5)
    )
    question = shipped_bank("conversation")[0].as_document()
    check = KnowledgeCheck.objects.create(
        course=course, person=colleague, competences=["involving"], questions=[question], seed=1, pass_mark=70, asked=1,
        begun_at=course.began_at,
    )  # fmt: skip
    world.filled |= {
        **{f"courses/own/tasks/<int:pk>/{part}": {"pk": task.pk} for part in ("", "done/", "undone/", "peer/")},
        **{f"courses/own/checks/<int:pk>/{part}": {"pk": check.pk} for part in ("", "finishing/")},
        "courses/own/sessions/<int:pk>/tries/": {"pk": session.pk},
        "courses/own/evaluations/<int:pk>/": {"pk": asked.pk},
        "courses/own/checks/<int:pk>/<int:number>/": {"pk": check.pk, "number": 1},
    }


_PAGES = (
    "check/", "knowledge/", "evaluations/", "effort/", "effort.csv", "material/", "material/new/", "follow-ups/",
    "settings/", "questions/", "questions.json", "questions/new/", "questions/import/",
)  # fmt: skip


def _of_the_course(world: World, course: Course, session: Session) -> None:
    material = Material.objects.create(course=course, title="Kort")
    version = MaterialVersion.objects.create(
        material=material, number=1, kind="pdf", file_name="kort.pdf", content=b"%PDF-", size=5,
        added_at=course.began_at,
    )  # fmt: skip
    touch = Session.objects.create(
        course=course, cohort=1, slot="touch-4", kind=SessionKind.TOUCH, title="Opfølgning", capacity=3,
        begins=session.begins + timedelta(weeks=22), ends=session.ends + timedelta(weeks=22),
    )  # fmt: skip
    one = {"pk": course.pk, "key": "conv-involving-01"}
    world.filled |= {
        **{f"courses/<int:pk>/{part}": {"pk": course.pk} for part in _PAGES},
        **{
            f"courses/material/<int:pk>/{part}/": {"pk": material.pk} for part in ("version", "withdrawal", "restoring")
        },
        "courses/<int:pk>/evaluations/<slug:moment>.csv": {"pk": course.pk, "moment": "at-once"},
        "courses/material/files/<int:pk>/": {"pk": version.pk},
        "courses/<int:pk>/follow-ups/<int:cohort>/": {"pk": course.pk, "cohort": 1},
        "courses/<int:pk>/follow-ups/<int:cohort>/<int:order>/": {"pk": course.pk, "cohort": 1, "order": 1},
        "courses/<int:pk>/questions/<slug:key>/": one,
        "courses/<int:pk>/questions/<slug:key>/use/": one,
        "courses/follow-ups/<int:pk>/cancellation/": {"pk": touch.pk},
    }
