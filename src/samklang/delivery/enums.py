"""Kinds and states of what happens when a programme is run."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SessionKind(models.TextChoices):
    """Why a session is held."""

    MODULE = "module", _("Session of the plan")
    MAKEUP = "makeup", _("Make-up session")
    TOUCH = "touch", _("Follow-up")


class SessionState(models.TextChoices):
    """Whether a session is held."""

    PLANNED = "planned", _("Planned")
    CANCELLED = "cancelled", _("Cancelled")


class SeatState(models.TextChoices):
    """How far a seat has come."""

    HELD = "held", _("Has the seat")
    GIVEN_UP = "given-up", _("Given up")
    MOVED_OUT = "moved-out", _("No longer in the plan")


class OfferState(models.TextChoices):
    """How far an offer of a seat has come."""

    OPEN = "open", _("Waits for an answer")
    ACCEPTED = "accepted", _("Answered yes")
    DECLINED = "declined", _("Declined")
    LAPSED = "lapsed", _("Lapsed")
    GONE = "gone", _("The seat is no longer there")


class Wanted(models.TextChoices):
    """What a member of staff asks about their seat."""

    JOIN = "join", _("A seat")
    MOVE = "move", _("Another cohort")
    SWAP = "swap", _("To swap with a colleague")
    GIVE_UP = "give-up", _("To give up the seat")


class RequestState(models.TextChoices):
    """How far what was asked has come."""

    AT_COLLEAGUE = "colleague", _("Waits for the colleague")
    AT_MANAGER = "manager", _("Waits for the manager")
    UNTIL_REPLACED = "replaced", _("Until somebody takes the seat")
    DONE = "done", _("Done")
    REFUSED = "refused", _("Refused")
    TAKEN_BACK = "taken-back", _("Taken back")


WAITS = (RequestState.AT_COLLEAGUE, RequestState.AT_MANAGER, RequestState.UNTIL_REPLACED)
"""A person has one of these in a course at most."""


class Mark(models.TextChoices):
    """Whether somebody was there."""

    EXPECTED = "expected", _("Not taken yet")
    PRESENT = "present", _("Present")
    LATE = "late", _("Late")
    PARTIAL = "partial", _("Part of the time")
    ABSENT = "absent", _("Absent")


ATTENDED = (Mark.PRESENT, Mark.LATE)
"""What counts as having been at a session."""


class MarkedHow(models.TextChoices):
    """How it is known whether somebody was there."""

    TRAINER = "trainer", _("Taken by the trainer")
    CODE = "code", _("Checked in with the code")
    PAPER = "paper", _("Keyed in from paper")
    FILE = "file", _("Read from a file")


class Method(models.TextChoices):
    """What a mail asks a calendar to do, by the names of the standard (RFC 5546)."""

    NONE = "", _("Nothing")
    REQUEST = "REQUEST", _("Put it in or move it")
    CANCEL = "CANCEL", _("Take it out")


class MailState(models.TextChoices):
    """How far a mail has come."""

    WAITING = "waiting", _("Waits")
    GATHERED = "gathered", _("Waits for the day's digest")
    SENDING = "sending", _("Being sent")
    HANDED = "handed", _("Being handed over")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Could not be sent")
    BOUNCED = "bounced", _("Came back")
    DIGESTED = "digested", _("Sent in the day's digest")
    STOPPED = "stopped", _("Stopped by somebody")
    DROPPED = "dropped", _("Not sent: something newer took its place")


TO_BE_SENT = (MailState.WAITING, MailState.GATHERED)
"""A mail in one of these has not left the house."""


class AssignmentKind(models.TextChoices):
    """What is asked of somebody before or after a session."""

    BEFORE = "before", _("Before the session")
    QUESTION = "question", _("Something to think about")
    ATTEMPT = "attempt", _("Try this")
    REFLECTION = "reflection", _("A minute's thought")
    PEER = "peer", _("With your peer")


class EvaluationMoment(models.TextChoices):
    """When somebody says what they got out of it."""

    AT_ONCE = "at-once", _("Right after the session")
    LATER = "later", _("Some months later")


class MaterialKind(models.TextChoices):
    """What a piece of material is, by what it holds and not by its name."""

    LINK = "link", _("Link")
    PDF = "pdf", _("PDF")
    DOCX = "docx", _("Word document")
    PPTX = "pptx", _("Presentation")
    XLSX = "xlsx", _("Spreadsheet")
    PNG = "png", _("Picture (PNG)")
    JPEG = "jpg", _("Picture (JPEG)")


class StatementVerb(models.TextChoices):
    """What a statement to a store of learning (xAPI) says that somebody did."""

    ATTENDED = "attended", _("Attended")
    PASSED = "passed", _("Passed")
    COMPLETED = "completed", _("Completed")


class StatementState(models.TextChoices):
    """How far a statement has come."""

    WAITING = "waiting", _("Waits")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Could not be sent")


class Validity(models.TextChoices):
    """What anybody is told of a certificate."""

    VALID = "valid", _("Valid")
    EXPIRED = "expired", _("Expired")
    REVOKED = "revoked", _("Withdrawn")
    UNKNOWN = "unknown", _("Not known here")
    FORGED = "forged", _("Not signed here, or changed since")
    UNREADABLE = "unreadable", _("Not a badge")
