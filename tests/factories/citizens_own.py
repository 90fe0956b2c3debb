"""Somebody who talks with citizens, where looking back, the belief log and recording have been announced."""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.utils import timezone
from tests.factories.access import a_notice
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, the_lead_of

from samklang.access.enums import Purpose
from samklang.access.models import Person, Place
from samklang.citizens.commands import beliefs, recordings, reviews
from samklang.citizens.enums import Outcome
from samklang.citizens.models import Belief, ConversationReview, Recording
from samklang.citizens.rules.beliefs import due_on

REFERENCE = "27.35.00-G01-771-26"
WEBM = b"\x1a\x45\xdf\xa3" + b"lyden af en samtale " * 20


class OwnDoor(NamedTuple):
    """A jobcentre with a team, somebody in it, and who runs practice there."""

    jobcentre: Place
    team: Place
    person: Person
    lead: Person


def a_door(*purposes: Purpose) -> OwnDoor:
    """Announced long ago; all three unless some are named."""
    jobcentre = a_jobcentre()
    team = a_team(jobcentre)
    announced = timezone.localdate() - timedelta(days=60)
    for purpose in purposes or (Purpose.SELF_REVIEW, Purpose.BELIEF, Purpose.RECORDING):
        a_notice(jobcentre, announced=announced, purpose=purpose)
    return OwnDoor(jobcentre, team, a_colleague_in(team), the_lead_of(jobcentre))


def a_review(person: Person, **changes: Any) -> ConversationReview:
    """Of today, through the command."""
    today = timezone.localdate()
    given = {"day": today, "answers": {"said-back": 4}, "next_time": "Vente et sekund til", **changes}
    return reviews.write_review(by=person, seen=reviews.Seen(**given), today=today, now=timezone.now())


def an_old_review(person: Person, team: Place, day: date, **answers: int) -> ConversationReview:
    """A row of an earlier day."""
    at = datetime(day.year, day.month, day.day, 12, tzinfo=timezone.get_current_timezone())
    return ConversationReview.objects.create(
        person=person, jobcentre=team.parent, team=team, day=day, answers={"said-back": 3} | answers, at=at
    )


def a_belief(person: Person, reference: str = REFERENCE, **changes: Any) -> Belief:
    """Of today, through the command."""
    given = {"months": 6, "percent": 70, **changes}
    today = given.pop("today", timezone.localdate())
    believed = beliefs.Believed(reference, **given)
    return beliefs.write_belief(by=person, believed=believed, today=today, now=timezone.now())


def an_old_belief(
    person: Person, team: Place, day: date, percent: int = 70, *, happened: bool | None = None, **changes: Any
) -> Belief:
    """A row of an earlier day, known on the day it was due where `happened` says so."""
    due = due_on(day, 6)
    noon = datetime(due.year, due.month, due.day, 12, tzinfo=timezone.get_current_timezone())
    outcome = Outcome.OPEN if happened is None else Outcome.YES if happened else Outcome.NO
    given = {
        "case_key": f"{Belief.objects.count():064}", "months": 6, "due_on": due, "outcome": outcome,
        "outcome_at": None if happened is None else noon, "written_at": noon - timedelta(days=182),
    }  # fmt: skip
    return Belief.objects.create(
        person=person, jobcentre=team.parent, team=team, day=day, percent=percent, **{**given, **changes}
    )


def switched_on(door: OwnDoor, **changes: Any) -> None:
    """Recording, by the lead."""
    given = {"on": True, "purpose": "Så jeg kan høre, hvordan jeg spørger", "most_days": 14, **changes}
    recordings.set_switch(by=door.lead, jobcentre=door.jobcentre, now=timezone.now(), **given)


def an_asked_recording(door: OwnDoor) -> tuple[Recording, str]:
    """Asked for today, with the secret of the citizen's link."""
    today = timezone.localdate()
    asked = recordings.Asked(REFERENCE, today, today + timedelta(days=7))
    found = recordings.ask_to_record(by=door.person, asked=asked, today=today, now=timezone.now())
    return found, recordings.new_link(by=door.person, recording=found, today=today)


def an_agreed_recording(door: OwnDoor) -> tuple[Recording, str]:
    """Both have said yes."""
    found, secret = an_asked_recording(door)
    recordings.answer_to_recording(secret=secret, agrees=True, today=timezone.localdate(), now=timezone.now())
    return Recording.objects.get(pk=found.pk), secret


def a_kept_recording(door: OwnDoor, sound: bytes = WEBM) -> tuple[Recording, str]:
    """Both have said yes, and it was recorded."""
    found, secret = an_agreed_recording(door)
    recordings.keep_sound(by=door.person, recording=found, sound=sound, today=timezone.localdate(), now=timezone.now())
    return Recording.objects.get(pk=found.pk), secret
