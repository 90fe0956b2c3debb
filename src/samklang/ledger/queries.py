"""Reading the ledger, and whether it is whole."""

import heapq
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from django.db.models import Q, QuerySet

from samklang.core.words import Sentence, say
from samklang.ledger.models import START, Entry

_MOST_DIGITS = 16
_CLOCK_SET_BACK = 1000
"""So many entries may have been written while the machine's clock went back; they are looked through as well."""


@dataclass(frozen=True)
class Verification:
    """Whether every entry follows from the one before it. `head` is the last hash: note it down elsewhere."""

    count: int
    head: str
    faults: tuple[Sentence, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing was changed, taken out or put in."""
        return not self.faults


def head() -> tuple[int, str]:
    """The number and hash of the last entry: what to note down elsewhere. 0 where there is none yet."""
    last = Entry.objects.order_by("-number").values_list("number", "hash").first()
    return last or (0, START)


def verify(expected: tuple[int, str] | None = None) -> Verification:
    """Go through the whole chain.

    expected: the number and hash of an entry noted earlier, which must still be there; this finds an end cut off.
    """
    faults = tuple(_faults(expected))
    last = Entry.objects.order_by("-number").first()
    return Verification(last.number if last else 0, last.hash if last else START, faults)


def _faults(expected: tuple[int, str] | None) -> Iterator[Sentence]:
    number, previous = 0, START
    for entry in Entry.objects.order_by("number").iterator(chunk_size=2000):
        if entry.number != number + 1:
            yield say("Entries {first} to {last} are missing.", first=number + 1, last=entry.number - 1)
        if entry.hash != entry.proper_hash():
            yield say("Entry {number} was changed after it was written.", number=entry.number)
        elif entry.previous_hash != previous and entry.number == number + 1:
            yield say("Entry {number} does not follow from the one before it.", number=entry.number)
        number, previous = entry.number, entry.hash
    if expected and not Entry.objects.filter(number=expected[0], hash=expected[1]).exists():
        yield say("The entry noted earlier, number {number}, is no longer there as it was.", number=expected[0])


def search(
    places: Collection[int],
    *,
    person: int | None = None,
    deed: str = "",
    kind: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
) -> tuple[QuerySet[Entry], ...]:
    """Entries about the places, newest first; person: who did it, or whom it was about. until: not included.

    What is asked of a person comes in two parts, each found by an index; `stretch` and `merged` put them together.
    """
    found = Entry.objects.filter(place_id__in=places)
    if deed:
        found = found.filter(deed=deed)
    if kind:
        found = found.filter(kind=kind)
    if since:
        found = found.filter(at__gte=since, number__gte=(_first_since(since) or 0) - _CLOCK_SET_BACK)
    if until:
        later = _first_since(until)
        found = found.filter(at__lt=until, **({"number__lt": later + _CLOCK_SET_BACK} if later else {}))
    found = found.order_by("-number")
    return (found,) if person is None else (found.filter(about_id=person), found.filter(actor_id=person))


def merged(parts: Iterable[Iterable[Entry]], *, newest_first: bool = True) -> Iterator[Entry]:
    """The entries of all parts in order, each once."""
    last = None
    for entry in heapq.merge(*parts, key=attrgetter("number"), reverse=newest_first):
        if entry.number != last:
            yield entry
        last = entry.number


def _first_since(moment: datetime) -> int | None:
    """The number of the first entry written at the moment or later: the database looks up numbers, not times."""
    return Entry.objects.filter(at__gte=moment).order_by("at").values_list("number", flat=True).first()


def about(person: int) -> tuple[QuerySet[Entry], ...]:
    """What others have done to, and read in, the person's record, newest first."""
    others = Q(actor_id__isnull=True) | ~Q(actor_id=person)
    return (Entry.objects.filter(others, about_id=person).order_by("-number"),)


@dataclass(frozen=True)
class Stretch:
    """Some entries of a long list, found by their numbers: no list is counted, and none is skipped through.

    older, newer: what `stretch` is asked for to go on; empty at the ends.
    """

    entries: tuple[Entry, ...]
    older: str = ""
    newer: str = ""


def stretch(parts: Sequence[QuerySet[Entry]], at: str = "", *, most: int) -> Stretch:
    """At most so many entries. at: "b7" just before number 7, "a7" just after it; anything else the newest."""
    side, number = at[:1], at[1:]
    known = number.isdecimal() and len(number) < _MOST_DIGITS
    if side == "a" and known:
        upwards = [part.filter(number__gt=int(number)).order_by("number")[: most + 1] for part in parts]
        found = list(merged(upwards, newest_first=False))[: most + 1]
        rows = tuple(reversed(found[:most]))
        return Stretch(rows, f"b{rows[-1].number}" if rows else "", f"a{rows[0].number}" if len(found) > most else "")
    before = side == "b" and known
    downwards = [(part.filter(number__lt=int(number)) if before else part)[: most + 1] for part in parts]
    found = list(merged(downwards))[: most + 1]
    rows = tuple(found[:most])
    older = f"b{rows[-1].number}" if len(found) > most else ""
    return Stretch(rows, older, f"a{rows[0].number}" if before and rows else "")
