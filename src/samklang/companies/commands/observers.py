"""A colleague is asked to come along to a meeting, and answers."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.companies.commands.meetings import locked
from samklang.companies.enums import ObserverState
from samklang.companies.models import Meeting, ObserverAsked
from samklang.companies.queries.companies import consultants
from samklang.companies.queries.self_reviews import jobcentre_of
from samklang.companies.rules import observers as rules
from samklang.core.calendar import COPENHAGEN
from samklang.core.words import LANGUAGES, render, say
from samklang.delivery.commands.mail import Letter, write
from samklang.ledger.commands import record


@transaction.atomic
def ask_observer(*, by: Person, meeting: Meeting, person: Person, focus: str, now: datetime) -> ObserverAsked:
    """Ask, and write to the colleague. Raises NotAllowed."""
    meeting = locked(meeting)
    require(rules.ask_observer(by, meeting, now))
    day = timezone.localdate(meeting.begins)
    already = ObserverAsked.objects.filter(meeting=meeting, person=person).exists()
    is_colleague = consultants(by.municipality, day).filter(pk=person.pk).exists()
    require(rules.may_be_asked(by, person, is_colleague=is_colleague, already=already))
    made = ObserverAsked.objects.create(meeting=meeting, person=person, focus=focus.strip()[:300], asked_at=now)
    facts = {**_facts(meeting, person), "colleague": by.name, "focus": made.focus}
    write(None, [Letter("observer-asked", person, facts)], now)
    record("observer-asked", by=by, subject=made, about=person, place=meeting.company.municipality)
    return made


@transaction.atomic
def answer_observer(
    *, by: Person, asked: ObserverAsked, state: ObserverState, answer: str, now: datetime
) -> ObserverAsked:
    """Yes or no, and a word with it; it can be changed until the meeting. Raises NotAllowed."""
    rows = ObserverAsked.objects.select_for_update(of=("self",)).select_related("meeting__company__municipality")
    asked = rows.get(pk=asked.pk)
    require(rules.answer_observer(by, asked, now))
    asked.state, asked.answer, asked.answered_at = state, answer.strip()[:300], now
    asked.save(update_fields=["state", "answer", "answered_at"])
    holder = asked.meeting.holder
    if holder is not None:
        said = say("Yes, gladly.") if state == ObserverState.YES else say("No, I cannot.")
        facts = {
            **_facts(asked.meeting, holder), "colleague": by.name, "answer": asked.answer,
            "said": {language: render(said, language) for language in LANGUAGES},
            "path": asked.meeting.get_absolute_url(),
        }  # fmt: skip
        write(None, [Letter("observer-answered", holder, facts)], now)
    record("observer-answered", by=by, subject=asked, about=by, place=asked.meeting.company.municipality)
    return asked


@transaction.atomic
def remove_observer(*, by: Person, asked: ObserverAsked) -> None:
    """Nobody is asked after all. Raises NotAllowed."""
    require(rules.take_back_observer(by, asked))
    person, place = asked.person, asked.meeting.company.municipality
    asked.delete()
    record("observer-taken-back", by=by, about=person, place=place)


def _facts(meeting: Meeting, reader: Person) -> dict[str, object]:
    """What stands in the letters. A jobcentre that has written them anew is asked for its own words."""
    begins, ends = (moment.astimezone(COPENHAGEN) for moment in (meeting.begins, meeting.ends))
    jobcentre = jobcentre_of(reader)
    return {
        "company": meeting.company.name, "begins": begins.isoformat(), "ends": ends.isoformat(),
        "site": meeting.where, "path": reverse("companies:observed"), "jobcentre": jobcentre.pk if jobcentre else None,
    }  # fmt: skip
