"""The ledger's entries in words: names looked up when they are shown, so that who was erased stays nameless."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from samklang.access.models import Person, Place
from samklang.access.record_words import FIELDS
from samklang.core.words import Sentence, say
from samklang.ledger.deeds import DEEDS
from samklang.ledger.models import Entry

Text = Sentence | str


@dataclass(frozen=True)
class Line:
    """One entry as it is read."""

    entry: Entry
    who: Text
    deed: Text
    about: Text
    place: str
    fields: tuple[Text, ...]
    """What was changed."""


def lines(entries: Collection[Entry]) -> list[Line]:
    """The entries in words, with two questions to the database however many there are."""
    numbers = {one for entry in entries for one in (entry.actor_id, entry.about_id) if one is not None}
    people = Person.objects.only("name", "erased_at").in_bulk(numbers)
    places = Place.objects.only("name").in_bulk({entry.place_id for entry in entries if entry.place_id is not None})
    return [
        Line(
            entry=entry,
            who=_name(entry.actor_id, people) if entry.actor_id is not None else say("Samklang itself"),
            deed=DEEDS.get(entry.deed, entry.deed),
            about=_name(entry.about_id, people) if entry.about_id is not None else "",
            place=places[entry.place_id].name if entry.place_id in places else "",
            fields=tuple(_fields(entry.details.get("fields", ()))),
        )
        for entry in entries
    ]


def _name(number: int, people: dict[int, Person]) -> Text:
    person = people.get(number)
    if person is None:
        return say("Person {number}", number=str(number))
    return say("{name} (erased)", name=person.name) if person.erased_at else person.name


def _fields(names: Iterable[str]) -> Iterable[Text]:
    return (FIELDS.get(name, name) for name in names)
