"""Searching the ledger: who did and read what, where, when and why."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, time, timedelta
from itertools import islice
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from samklang.access import rules
from samklang.access.enums import Right
from samklang.access.models import Person, Place
from samklang.access.queries import danish, places_for
from samklang.access.refusals import require
from samklang.core.words import render, say
from samklang.desk.forms.ledger import LedgerFilter
from samklang.desk.ledger_lines import lines
from samklang.desk.views.shown import shown
from samklang.ledger.commands import record, record_reading
from samklang.ledger.deeds import DEEDS
from samklang.ledger.enums import Kind
from samklang.ledger.models import Entry
from samklang.ledger.queries import Stretch, merged, search, stretch
from samklang.web.answers import number_in
from samklang.web.downloads import csv_lines
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_ROWS = 50
_MOST_EXPORTED = 20_000
_MOST_FOUND = 20
Found = tuple[LedgerFilter, Any, list[Person], Person | None]


@login_required
@require_safe
def ledger(request: StaffRequest) -> HttpResponse:
    """Search by person, deed, place, dates and kind. Looking up a named person is itself recorded."""
    require(rules.read_ledger(request.user))
    form, entries, people, person = _asked(request)
    shown_entries = Stretch(())
    if entries is not None:
        shown_entries = stretch(entries, request.GET.get("page", ""), most=_ROWS)
    context = {
        "filter_form": form,
        "lines": lines(shown_entries.entries),
        "stretch": shown_entries,
        "people": people,
        "person": person,
    }
    return shown(request, "desk/ledger.html", context)


@login_required
@require_safe
def ledger_export(request: StaffRequest) -> HttpResponse | StreamingHttpResponse:
    """The same as CSV, at most the newest twenty thousand."""
    require(rules.read_ledger(request.user))
    _, entries, _, _ = _asked(request)
    if entries is None:
        return HttpResponse(status=400)
    record("ledger-exported", by=request.user, place=_top(request.user), kind=Kind.READ)
    rows = _rows(islice(merged(part.iterator(chunk_size=1000) for part in entries), _MOST_EXPORTED))
    response = StreamingHttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="samklang-ledger.csv"'
    return response


def _rows(entries: Iterable[Entry]) -> Iterator[list[str]]:
    language = current_language()
    heads = (say("Number"), say("When"), say("Who"), say("What was done"), say("About"), say("Place"), say("Why"))
    yield [*(render(head, language) for head in heads), render(say("From where"), language)]
    for many in _in_hundreds(entries):
        for line in lines(many):
            told = (line.who, line.deed, line.about, line.place)
            when = timezone.localtime(line.entry.at).strftime("%Y-%m-%d %H:%M:%S")
            texts = [one if isinstance(one, str) else render(one, language) for one in told]
            yield [str(line.entry.number), when, *texts, line.entry.reason, line.entry.origin]


def _in_hundreds(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    many: list[Entry] = []
    for entry in entries:
        many.append(entry)
        if len(many) == 500:
            yield many
            many = []
    yield many


def _asked(request: StaffRequest) -> Found:
    """The form, what it finds (None where a person must be chosen first), the people who fit, and the one meant."""
    language = current_language()
    deeds = sorted(((deed, render(words, language)) for deed, words in DEEDS.items()), key=lambda one: one[1])
    readable = places_for(request.user, Right.READ_LEDGER).select_related("parent")
    form = LedgerFilter(request.GET or None, places=readable, deeds=deeds)
    asked: Mapping[str, Any] = form.cleaned_data if form.is_valid() else {}
    people, person = _person_meant(request, asked.get("q", ""))
    if (people and person is None) or (asked.get("q") and person is None):
        return form, None, people, None
    place = asked.get("place")
    places = list(readable.filter(path__startswith=place.path).values_list("pk", flat=True)) if place else None
    entries = search(
        places if places is not None else request.user.standing.places(Right.READ_LEDGER),
        person=person.pk if person else None,
        deed=asked.get("deed", ""),
        kind=asked.get("kind", ""),
        since=_midnight(asked.get("first_day")),
        until=_midnight(asked["last_day"] + timedelta(days=1)) if asked.get("last_day") else None,
    )
    if person is not None and person.pk != request.user.pk:
        record_reading(
            "ledger-searched", by=request.user, subject=person, about=person, place=place or _top(request.user)
        )
    return form, entries, [], person


def _person_meant(request: StaffRequest, q: str) -> tuple[list[Person], Person | None]:
    """Those within the reader's municipalities whom the words fit, and the one who was chosen, or is alone."""
    municipalities = {path.strip("/").split("/")[0] for path in _paths(request.user)}
    known = Person.objects.filter(municipality__in=municipalities)
    for word in q.split():
        known = known.filter(name__icontains=word)
    number = number_in(request.GET.get("person", ""))
    if number is not None and (q.strip() or "q" not in request.GET):
        chosen = known.filter(pk=number).first()
        if chosen is not None:
            return [], chosen
    if not q.strip():
        return [], None
    found = list(known.order_by(danish("name"), "pk")[:_MOST_FOUND])
    alike = [one for one in found if one.name.casefold() == " ".join(q.split()).casefold()]
    for sure in (found, alike):
        if len(sure) == 1:
            return [], sure[0]
    return found, None


def _paths(person: Person) -> list[str]:
    return list(places_for(person, Right.READ_LEDGER).values_list("path", flat=True))


def _top(person: Person) -> Place | None:
    """The highest place whose ledger the person reads."""
    return places_for(person, Right.READ_LEDGER).first()


def _midnight(day: Any) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time())) if day else None
