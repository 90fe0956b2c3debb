"""What others have been told of somebody who is erased, and what rounds of pairs say of them."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q

from samklang.access.models import Person
from samklang.practice.models import PairingRound, ProposedPair, SparringEntry, SparringMail

_NAMED_IN = ("colleague", "programme")
"""Where `queries.sparring.facts_of` writes the name of the other."""


def purge(*, person: Person, redact: Callable[[Any], Any]) -> int:  # noqa: ARG001 - a name that two have is redacted nowhere
    """The person's name goes out of the other's calendar entry and mail; the answer is how many rows changed."""
    theirs = Q(sparring__focus_person=person) | Q(sparring__partner=person)
    entries = SparringEntry.objects.filter(theirs).exclude(person=person)
    changed = 0
    for entry in entries.order_by("pk"):
        changed += _nameless(entry, "told")
        for mail in SparringMail.objects.filter(entry=entry).order_by("pk"):
            changed += _nameless(mail, "facts")
    return changed


def purge_pairs(*, person: Person, redact: Callable[[Any], Any]) -> int:  # noqa: ARG001 - whole rows go, and reasons
    """Pairs in which they were to sit beside somebody, and why they got nobody; the answer is how many rows changed."""
    changed, _ = ProposedPair.objects.filter(partner=person).delete()
    key = str(person.pk)
    for round_ in PairingRound.objects.filter(unpaired__has_key=key).order_by("pk"):
        left = {name: why for name, why in round_.unpaired.items() if name != key}
        changed += PairingRound.objects.filter(pk=round_.pk).update(unpaired=left)
    return changed


def _nameless(row: SparringEntry | SparringMail, name: str) -> int:
    before = getattr(row, name)
    after = {key: "" if key in _NAMED_IN else one for key, one in before.items()}
    return type(row)._default_manager.filter(pk=row.pk).update(**{name: after}) if after != before else 0
