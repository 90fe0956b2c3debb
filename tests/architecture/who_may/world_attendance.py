"""A session that is under way, at which the colleague is, with a note to whoever runs the course."""

from __future__ import annotations

from datetime import timedelta

from tests.architecture.who_may.cast import MARK, World
from tests.factories.delivery import session_of

from samklang.access.clock import now
from samklang.delivery.enums import Mark
from samklang.delivery.models import AttendanceNote, Course, Participation


def attendance(world: World, course: Course) -> None:
    """The first session of the second cohort is being held; the colleague was late."""
    session = session_of(course, 2)
    session.begins = now() - timedelta(hours=1)
    session.ends = session.begins + timedelta(minutes=210)
    session.save(update_fields=["begins", "ends"])
    row = Participation.objects.create(
        session=session, person=world.people["colleague"], mark=Mark.LATE, marked_at=session.begins
    )
    note = AttendanceNote.objects.create(
        session=session, participation=row, person=row.person, text=f"Jeg kom til tiden, {MARK}.",
        written_at=session.begins,
    )  # fmt: skip
    for part in ("attendance/", "code/", "sheet/", "keying/", "marks-file/"):
        world.filled[f"courses/sessions/<int:pk>/{part}"] = {"pk": session.pk}
    world.filled |= {
        "courses/sessions/<int:pk>/attendance/rest/<str:moment>/undo/": {
            "pk": session.pk,
            "moment": "1785747600000000",
        },
        "courses/participations/<int:pk>/": {"pk": row.pk},
        "courses/attendance-notes/<int:pk>/": {"pk": note.pk},
    }
    world.ids |= {"participation": row.pk, "attendance-note": note.pk}
