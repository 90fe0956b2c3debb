"""The sheet to sign in the room: names, boxes for marks and a line to sign on, as a PDF a screen reader can follow."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from samklang.core.words import Moment, render, say, written
from samklang.delivery.models import Session
from samklang.web.papers.pdf import typeset

EMPTY_LINES = 3
"""For those who come without being on the list."""


def sheet_document(session: Session, names: Sequence[str], language: str) -> dict[str, Any]:
    """What the sheet says, in the language."""
    room = ", ".join(one for one in (session.room, session.site) if one)
    facts = [
        (say("Session"), session.title),
        (say("Course"), session.course.programme.title),
        (say("When"), written(Moment(session.begins, session.ends), language)),
        (say("Where"), room),
        (say("Trainer"), session.trainer_name),
        (say("Cohort"), str(session.cohort) if session.cohort else ""),
    ]
    return {
        "language": language,
        "title": render(say("Attendance sheet"), language),
        "facts": [[render(label, language), text] for label, text in facts if text],
        "headings": [
            render(one, language)
            for one in (say("Name"), say("Present"), say("Late"), say("Absent"), say("Minutes, if only a part"),
                        say("Signature"))
        ],
        "names": [*names, *[""] * EMPTY_LINES],
        "trainer": render(say("The trainer's signature and date"), language),
        "lead": render(
            say("Sign on your own line. The trainer marks who is late or absent, and keys the sheet in afterwards."),
            language,
        ),
    }  # fmt: skip


def sheet_pdf(session: Session, names: Sequence[str], language: str, made_at: datetime) -> bytes:
    """The sheet as PDF/UA."""
    return typeset("samklang.delivery", "attendance_sheet", sheet_document(session, names, language), made_at)
