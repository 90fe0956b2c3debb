"""Kinds and states at the company door."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """How a company and the employment service were in touch."""

    WEB = "web", _("Web form")
    MAIL = "mail", _("E-mail")
    PHONE = "phone", _("Telephone")
    MEETING = "meeting", _("Meeting")
    VISIT = "visit", _("Visit to the company")


class Need(models.TextChoices):
    """What a company wants to talk about."""

    RECRUIT = "recruit", _("Find new staff")
    HOURS = "hours", _("Fill some hours a week")
    PLACEMENT = "placement", _("Take somebody for a short placement")
    SUBSIDY = "subsidy", _("Wage subsidy")
    FLEXI = "flexi", _("Flexi-job")
    KEEP = "keep", _("Keep a member of staff who is ill")
    TRAIN = "train", _("Train staff or take an apprentice")
    DISMISS = "dismiss", _("Dismissals")
    OTHER = "other", _("Something else")


class Sector(models.TextChoices):
    """Groups of industries, by the first two digits of the industry code (DB07 and DB25 alike)."""

    FARMING = "farming", _("Farming, forestry and fishing")
    INDUSTRY = "industry", _("Industry and supply")
    BUILDING = "building", _("Building and construction")
    TRADE = "trade", _("Shops and wholesale")
    TRANSPORT = "transport", _("Transport and storage")
    HOSPITALITY = "hospitality", _("Hotels and restaurants")
    INFORMATION = "information", _("Information and communication")
    FINANCE = "finance", _("Finance and property")
    KNOWLEDGE = "knowledge", _("Consulting, research and technical services")
    OPERATIONS = "operations", _("Cleaning, temps and other operations")
    PUBLIC = "public", _("Public administration")
    EDUCATION = "education", _("Education")
    HEALTH = "health", _("Health and social care")
    CULTURE = "culture", _("Culture and leisure")
    OTHER = "other", _("Other services")
    UNKNOWN = "unknown", _("Not known")


class Tongue(models.TextChoices):
    """The language a company wants to be met in."""

    DANISH = "da", _("Danish")
    ENGLISH = "en", _("English")
    GERMAN = "de", _("German")
    POLISH = "pl", _("Polish")
    UKRAINIAN = "uk", _("Ukrainian")


class EnquiryState(models.TextChoices):
    """How far an enquiry has come."""

    NEW = "new", _("Nobody has it yet")
    OWNED = "owned", _("Waits for an answer")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", _("Closed")
    JUNK = "junk", _("Not an enquiry")


WAITING = (EnquiryState.NEW, EnquiryState.OWNED)
"""An enquiry whose promise still runs."""


class EntryKind(models.TextChoices):
    """What a line of a company's timeline tells."""

    ENQUIRY = "enquiry", _("Enquiry")
    CONTACT = "contact", _("Contact")
    MEETING = "meeting", _("Meeting")
    AGREEMENT = "agreement", _("Agreement made")
    STEP = "step", _("Next step")
    OPENING = "opening", _("Opening")
    NOTE = "note", _("Note")
    OWNER = "owner", _("Owner")
    REGISTER = "register", _("Register")


TALKS = (EntryKind.ENQUIRY, EntryKind.CONTACT, EntryKind.MEETING)
"""What the guard counts as somebody having been in touch."""


class MeetingState(models.TextChoices):
    """How far a meeting has come."""

    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


class StepState(models.TextChoices):
    """How far a next step has come."""

    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


class OpeningKind(models.TextChoices):
    """What a company has room for, in the order in which it is offered: ordinary hours first, subsidy last."""

    JOB = "job", _("Ordinary job")
    HOURS = "hours", _("Ordinary hours, a few a week")
    PLACEMENT = "placement", _("Placement")
    FLEXI = "flexi", _("Flexi-job")
    SUBSIDY = "subsidy", _("Job with wage subsidy")


class OpeningState(models.TextChoices):
    """How far an opening has come."""

    OPEN = "open", _("Open")
    FILLED = "filled", _("Filled, not begun")
    RUNNING = "running", _("Running")
    ENDED = "ended", _("Ended")
    WITHDRAWN = "withdrawn", _("Withdrawn")


GOES_TO: dict[OpeningState, tuple[OpeningState, ...]] = {
    OpeningState.OPEN: (OpeningState.FILLED, OpeningState.RUNNING, OpeningState.WITHDRAWN),
    OpeningState.FILLED: (OpeningState.OPEN, OpeningState.RUNNING, OpeningState.WITHDRAWN),
    OpeningState.RUNNING: (OpeningState.ENDED,),
    OpeningState.ENDED: (),
    OpeningState.WITHDRAWN: (OpeningState.OPEN,),
}
"""What may become of an opening in each state."""


class Result(models.TextChoices):
    """What came of an opening that has ended."""

    PAID = "paid", _("Ordinary paid hours")
    LONGER = "longer", _("A longer agreement of the same kind")
    NOTHING = "nothing", _("No paid hours")
    UNKNOWN = "unknown", _("Not known")


class HandOverReason(models.TextChoices):
    """Why companies get another owner."""

    LEAVE = "leave", _("Leave")
    LEAVING = "leaving", _("Leaves the jobcentre")
    MOVED = "moved", _("Other division of companies")


class HandOverState(models.TextChoices):
    """How far a hand-over has come."""

    DRAFT = "draft", _("Being prepared")
    SENT = "sent", _("Waits for receipt")
    DONE = "done", _("Received")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ItemState(models.TextChoices):
    """Whether the receiver has taken a company over."""

    WAITING = "waiting", _("Waits for receipt")
    RECEIVED = "received", _("Received")
    DECLINED = "declined", _("Sent back")


class Understood(models.TextChoices):
    """Whether a company felt that its need was understood."""

    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")


class GuardReason(models.TextChoices):
    """Why a colleague who is about to contact a company should look first."""

    TALKED = "talked", _("Somebody spoke with them lately")
    MEETING = "meeting", _("A meeting is planned")
    STEP = "step", _("A next step is agreed")
    ENQUIRY = "enquiry", _("They wait for an answer")
    CLAIM = "claim", _("A colleague is about to contact them")
    PROTECTED = "protected", _("Protected from advertising")
    CLOSED = "closed", _("The company has ceased")


class LoadState(models.TextChoices):
    """How far a file of companies has come."""

    READ = "read", _("Waits for approval")
    LOADING = "loading", _("Being loaded")
    DONE = "done", _("Loaded")
    UNDONE = "undone", _("Undone")


class LoadKind(models.TextChoices):
    """What a file of companies is."""

    REGISTER = "register", _("From the public register (CVR)")
    SHEET = "sheet", _("A spreadsheet")


class AttachmentState(models.TextChoices):
    """Whether an attached file was kept."""

    KEPT = "kept", _("Kept on file")
    REFUSED = "refused", _("Not kept")


class ObserverState(models.TextChoices):
    """What a colleague answered who was asked to come along."""

    ASKED = "asked", _("Asked")
    YES = "yes", _("Comes along")
    NO = "no", _("Cannot come")
