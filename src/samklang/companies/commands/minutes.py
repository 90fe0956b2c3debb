"""Minutes: what was said and agreed, what happens next, and a copy to the company where it wants one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import Refusal, require
from samklang.companies.commands.mail import write_to_company
from samklang.companies.commands.meetings import locked
from samklang.companies.commands.steps import add_step
from samklang.companies.commands.timeline import tell
from samklang.companies.enums import EntryKind, MeetingState
from samklang.companies.models import CompanyContact, CompanyMail, Entrance, Entry, Meeting
from samklang.companies.queries.minutes import facts_of
from samklang.companies.rules import minutes as rules
from samklang.core.words import say
from samklang.ledger.commands import record


@dataclass(frozen=True)
class Step:
    """What is to happen next: what, who does it, by when."""

    what: str
    owner: Person
    due: date


@dataclass(frozen=True)
class Minutes:
    """What was written down. agreements: one line each. step: None where there is none, for the reason given."""

    text: str
    agreements: Sequence[str] = ()
    step: Step | None = None
    no_step_because: str = ""


@transaction.atomic
def write_minutes(*, by: Person | None, meeting: Meeting, minutes: Minutes, now: datetime) -> Meeting:
    """The meeting has been held: the timeline tells of it, of each agreement and of the next step. Raises NotAllowed.

    Written again, what is there is corrected: the ledger says who did it when, and which parts.
    """
    meeting = locked(meeting)
    require(rules.write_minutes(by, meeting, now))
    has_step = minutes.step is not None or meeting.steps.exists()
    require(rules.hold_together(minutes.text, has_step, minutes.no_step_because))
    first = meeting.state == MeetingState.PLANNED
    changed = ["minutes"] if meeting.minutes != minutes.text.strip() else []
    meeting.minutes, meeting.no_step_because = minutes.text.strip(), minutes.no_step_because.strip()[:300]
    if first:
        meeting.state, meeting.written_at = MeetingState.HELD, now
    meeting.save(update_fields=["minutes", "no_step_because", "state", "written_at"])
    _tell_meeting(meeting, by)
    if _settle_agreements(meeting, minutes.agreements, by, now):
        changed.append("agreements")
    if minutes.step is not None:
        step = minutes.step
        add_step(by, meeting.company, step.what, step.owner, step.due, now, meeting=meeting)
        changed.append("step")
    deed = "minutes-written" if first else "minutes-corrected"
    record(deed, by=by, subject=meeting, place=meeting.company.municipality, details={"fields": changed})
    return meeting


def _tell_meeting(meeting: Meeting, by: Person | None) -> None:
    """One line for the meeting, however often its minutes are corrected; it happened when it was held."""
    line = Entry.objects.filter(meeting=meeting, kind=EntryKind.MEETING).first()
    if line is not None:
        line.text = meeting.minutes
        line.save(update_fields=["text"])
        return
    tell(
        meeting.company, EntryKind.MEETING, "meeting-held", by=meeting.holder or by, at=meeting.begins,
        told={"title": meeting.title}, text=meeting.minutes, channel=meeting.channel, meeting=meeting,
        contact=meeting.contacts.order_by("pk").first(), site=meeting.site, team=meeting.team,
    )  # fmt: skip


def _settle_agreements(meeting: Meeting, lines: Sequence[str], by: Person | None, now: datetime) -> bool:
    """An entry for each line; those that are no longer there are taken out. Whether anything changed."""
    wanted = list(dict.fromkeys(text for line in lines if (text := " ".join(line.split())[:300])))
    there = {one.what: one for one in Entry.objects.filter(meeting=meeting, kind=EntryKind.AGREEMENT)}
    gone = [one.pk for what, one in there.items() if what not in wanted]
    Entry.objects.filter(pk__in=gone).delete()
    new = [what for what in wanted if what not in there]
    for what in new:
        tell(meeting.company, EntryKind.AGREEMENT, what, by=by, at=now, meeting=meeting, team=meeting.team)
    return bool(gone or new)


@transaction.atomic
def send_minutes(
    *, by: Person, meeting: Meeting, entrance: Entrance, to: Sequence[CompanyContact], text: str, now: datetime
) -> list[CompanyMail]:
    """Write to some of the company's people what was agreed. Raises NotAllowed."""
    meeting = locked(meeting)
    require(rules.send_minutes(by, meeting))
    mails = [
        mail
        for one in to
        if (
            mail := write_to_company(
                entrance, "minutes", to_name=one.name, to_email=one.email, language=one.language,
                facts=facts_of(meeting, now), company=meeting.company, by=by, now=now, text=text,
            )
        ) is not None
    ]  # fmt: skip
    if not mails:
        require(Refusal(say("Choose somebody at the company who has an e-mail address.")))
    meeting.sent_at = now
    meeting.save(update_fields=["sent_at"])
    record("minutes-sent", by=by, subject=meeting, place=meeting.company.municipality, details={"mails": len(mails)})
    return mails
