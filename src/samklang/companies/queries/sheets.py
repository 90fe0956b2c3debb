"""What is known of a company before a meeting, and the first draft of a preparation that is made of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone

from samklang.access.enums import Right
from samklang.access.models import Person
from samklang.access.queries.notices import jobcentres_around
from samklang.companies import sheet
from samklang.companies.enums import (
    TALKS,
    WAITING,
    EntryKind,
    MeetingState,
    Need,
    OpeningKind,
    OpeningState,
    Sector,
    StepState,
)
from samklang.companies.models import Company, Enquiry, Entry, Meeting, NextStep, Opening
from samklang.companies.sheet import FieldKind
from samklang.companies.told import words_of
from samklang.companies.written import mark_of
from samklang.core.words import Sentence, Value, say, written
from samklang.method.queries.search import Entry as ConceptEntry
from samklang.method.queries.search import concept_editions, entries_of

FRAMEWORK = "company-meeting"
OTHER = "other"
"""Under what is noted that stands beside no point of the agenda."""
_A_YEAR = timedelta(days=365)
_TALKS_SHOWN, _AGREEMENTS_SHOWN, _LIST = 5, 6, 8
_NEED_OF: Mapping[str, Need] = {
    OpeningKind.JOB: Need.RECRUIT, OpeningKind.HOURS: Need.HOURS, OpeningKind.PLACEMENT: Need.PLACEMENT,
    OpeningKind.FLEXI: Need.FLEXI, OpeningKind.SUBSIDY: Need.SUBSIDY,
}  # fmt: skip
_OFFERED: Mapping[Need, str] = {
    Need.PLACEMENT: "placement", Need.SUBSIDY: "placement", Need.FLEXI: "flexi", Need.TRAIN: "placement",
}  # fmt: skip
"""What one brings besides ordinary hours. Nobody brings a subsidy first, whatever was asked for."""


class Known(NamedTuple):
    """What the timeline tells before a meeting; the newest first, but for what is promised: that by its day."""

    company: Company
    talks: Sequence[Entry]
    agreements: Sequence[Entry]
    steps: Sequence[NextStep]
    enquiries: Sequence[Enquiry]
    openings: Sequence[Opening]

    @property
    def needs(self) -> tuple[Need, ...]:
        """What they have asked for or have room for."""
        found = [Need(one.need) for one in self.enquiries if one.need and one.need != Need.OTHER]
        found += [_NEED_OF[one.kind] for one in self.openings if one.kind in _NEED_OF]
        return tuple(dict.fromkeys(found))

    @property
    def is_new(self) -> bool:
        """Whether nobody has written anything about them yet."""
        return not (self.talks or self.agreements or self.steps or self.enquiries or self.openings)


def known_before(meeting: Meeting, now: datetime) -> Known:
    """What is known of the company, by any team, besides the meeting itself."""
    company = meeting.company
    entries = Entry.objects.filter(company=company, at__lte=now).select_related("by", "contact")
    entries = entries.exclude(meeting=meeting).order_by("-at", "-pk")
    waiting = Q(state__in=WAITING) | Q(received_at__gte=now - _A_YEAR)
    enquiries = Enquiry.objects.filter(waiting, company=company).order_by("-received_at", "-pk")
    steps = NextStep.objects.filter(company=company, state=StepState.OPEN).select_related("owner")
    going = [OpeningState.OPEN, OpeningState.FILLED, OpeningState.RUNNING]
    openings = Opening.objects.filter(company=company, state__in=going).order_by("-created_at", "-pk")
    return Known(
        company, list(entries.filter(kind__in=TALKS)[:_TALKS_SHOWN]),
        list(entries.filter(kind=EntryKind.AGREEMENT)[:_AGREEMENTS_SHOWN]),
        list(steps.order_by("due", "pk")[:_LIST]), list(enquiries[:_LIST]), list(openings[:_LIST]),
    )  # fmt: skip


def as_text(value: object) -> str:
    """A field of a sheet as one text: what is a list has one thing on each line."""
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value or "")


def stored_texts(meeting: Meeting) -> dict[str, str]:
    """What is stored of the sheet, by the key of the field."""
    return {key: as_text(value) for key, value in meeting.sheet.items() if key in sheet.fields()}


def shown_texts(meeting: Meeting, known: Known, language: str) -> dict[str, str]:
    """What the sheet shows: what is stored, and the draft where nobody has written yet."""
    if meeting.state != MeetingState.PLANNED:
        return stored_texts(meeting)
    return {**draft_of(meeting, known, language), **stored_texts(meeting)}


def agenda_of(meeting: Meeting, language: str) -> list[str]:
    """The points of the agenda: those of the sheet, or else those that every draft begins with."""
    stored = stored_texts(meeting).get("agenda")
    if stored is None:
        return [one.worded(language) for one in sheet.draft("agenda")]
    return [line.strip() for line in stored.splitlines() if line.strip()]


def points_of(meeting: Meeting, language: str) -> dict[str, str]:
    """The points of the agenda by what their notes are kept under."""
    return {f"p{number}": point for number, point in enumerate(agenda_of(meeting, language), start=1)}


# -- the draft --------------------------------------------------------------------------------------------------------


def draft_of(meeting: Meeting, known: Known, language: str) -> dict[str, str]:
    """A first draft from what is known, by the key of the field; empty where nothing is known."""
    company = known.company
    sector = Sector(company.sector)
    made: dict[str, Sequence[Value]] = {
        "business": _business(company), "situation": _situation(known),
        "deciders": [f"{one.name}, {one.title}" if one.title else one.name for one in meeting.contacts.all()],
        "offers": _offers(known.needs),
    }  # fmt: skip
    found = {key: "\n".join(written(line, language) for line in lines) for key, lines in made.items()}
    for field in ("purpose", "wanted", "second_best", "hypotheses", "opening"):
        first = sheet.suggestions(field, known.needs, sector)[:1]
        found[field] = first[0].text.worded(language) if first and not _needs_a_last_time(field, known) else ""
    for key in sheet.fields():
        begins = [one.worded(language) for one in sheet.draft(key)]
        if begins:
            found[key] = "\n".join(begins)
    return found


def _needs_a_last_time(field: str, known: Known) -> bool:
    """The opening begins with what was said last time, so somebody must have spoken with them."""
    return field == "opening" and not known.talks


def _business(company: Company) -> list[Value]:
    lines: list[Value] = []
    if company.industry:
        lines.append(company.industry)
    elif company.sector != Sector.UNKNOWN:
        lines.append(str(Sector(company.sector).label))
    if company.employees is not None and company.employees_most:
        lines.append(say("{low} to {high} people work there.", low=company.employees, high=company.employees_most))
    elif company.employees is not None:
        lines.append(say("About {count} people work there.", count=company.employees))
    if company.about:
        lines.append(company.about.strip())
    return lines


def _situation(known: Known) -> list[Value]:
    lines: list[Value] = []
    if known.talks:
        last = known.talks[0]
        day = timezone.localdate(last.at)
        what = words_of(last.what, last.told)
        lines.append(say("Last contact, {day}: {what}", day=day, what=what) if last.by is None else
                     say("Last contact, {day}, {name}: {what}", day=day, name=last.by.name, what=what))  # fmt: skip
    lines += [say("We agreed: {what}", what=_said(one)) for one in known.agreements[:3]]
    lines += [say("We have promised: {what}, by {day}", what=one.what, day=one.due) for one in known.steps[:3]]
    lines += [say("They asked: {subject}", subject=one.subject) for one in known.enquiries[:2] if one.subject]
    lines += [say("They have room for: {title}", title=one.title) for one in known.openings[:3]]
    return lines


def _said(entry: Entry) -> Sentence | str:
    return words_of(entry.what, entry.told)


def _offers(needs: Sequence[Need]) -> list[Value]:
    """Ordinary hours always; besides them what fits, and a subsidy never by itself."""
    also = [_OFFERED[need] for need in needs if need in _OFFERED]
    return ["job", "hours", *dict.fromkeys(also)]


# -- what the sheet can take in ---------------------------------------------------------------------------------------


def suggested(field: str, known: Known, already: str, language: str) -> list[tuple[str, str]]:
    """What can be taken into a field and is not in it: the key of each, and its words."""
    if sheet.fields()[field].kind == FieldKind.OFFERS:
        return []
    found = sheet.suggestions(field, known.needs, Sector(known.company.sector))
    worded = [(key_of(one), one.text.worded(language)) for one in found]
    return [(key, text) for key, text in worded if text not in already]


def key_of(suggestion: sheet.Suggestion) -> str:
    """What a suggestion is called in a form: the same while its Danish text is."""
    return mark_of(suggestion.text.da)


def concepts_by_key(person: Person, now: datetime) -> dict[str, ConceptEntry]:
    """The concepts of the company meeting as the person's jobcentre has them today, by key."""
    jobcentre = jobcentres_around(person, Right.SEE_METHOD).first()
    if jobcentre is None:
        return {}
    editions = concept_editions(person, jobcentre, timezone.localdate(now))
    found = entries_of(editions, "", "da")
    return {one.concept.key: one for one in found if one.framework.key == FRAMEWORK}
