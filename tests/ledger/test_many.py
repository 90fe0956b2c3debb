"""Many entries at once are one chain, as if each had been written by itself."""

import pytest
from django.db import connection
from tests.factories.people import a_municipality

from samklang.access.models import Place
from samklang.ledger.commands import record
from samklang.ledger.many import Deed, record_many
from samklang.ledger.models import START, Entry

pytestmark = pytest.mark.django_db


def test_many_entries_link_in_their_order_and_go_on_from_the_last():
    place = a_municipality()
    before = Entry.objects.order_by("-number").first()
    assert record_many((Deed("place-renamed", Place, place.pk, place=place.pk) for _ in range(3)), by=None) == 3
    record("place-renamed", by=None, subject=place)
    found = list(Entry.objects.filter(number__gt=before.number).order_by("number"))
    assert [one.number - before.number for one in found] == [1, 2, 3, 4]
    assert [one.previous_hash for one in found] == [before.hash, *(one.hash for one in found[:-1])]
    assert all(one.hash == one.proper_hash() for one in found)


def test_the_first_of_all_may_be_many():
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM ledger_entry")
        assert cursor.fetchone() == (0,)
    record_many([Deed("place-renamed", Place, 1), Deed("place-renamed", Place, 2)], by=None)
    assert [one.previous_hash == START for one in Entry.objects.order_by("number")] == [True, False]
