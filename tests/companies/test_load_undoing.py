"""A file of companies is taken back: what came goes, what was changed is put back."""

from datetime import timedelta

import pytest
from tests.factories.companies import NOW, a_company, an_entrance
from tests.factories.company_files import (
    a_cvr,
    a_document,
    a_unit,
    in_lines,
    many_cvr,
)
from tests.factories.company_loads import a_done_load
from tests.factories.people import a_jobcentre, a_team, the_leader_of

from samklang.access.refusals import NotAllowed
from samklang.companies.commands.load_undoing import undo_load
from samklang.companies.enums import EntryKind, LoadState, Sector
from samklang.companies.models import Company, CompanyContact, Entry, Merge, Site
from samklang.ledger.commands import record

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def here():
    """A team whose municipality has an entrance."""
    jobcentre = a_jobcentre()
    an_entrance(jobcentre)
    return a_team(jobcentre)


@pytest.fixture
def lead(here):
    return the_leader_of(here)


def _without_times(model):
    return [
        {name: value for name, value in row.items() if name != "id"} for row in model.objects.order_by("pk").values()
    ]


def test_undoing_takes_away_what_came_and_puts_back_what_was_changed(lead):
    first, second = many_cvr(2)
    a_company(lead.municipality, "Gammelt navn", cvr=first, phone="", sector=Sector.UNKNOWN)
    before = [_without_times(Company), _without_times(Site), _without_times(CompanyContact)]
    load = a_done_load(lead, in_lines([a_document(first), a_unit(first), a_document(second, "Ny ApS", penheder=[])]))
    assert Company.objects.count() == 2
    load = undo_load(by=lead, load=load, now=LATER)
    after = [_without_times(Company), _without_times(Site), _without_times(CompanyContact)]
    found_by = {row.pop("found_by") for rows in (*before, *after) for row in rows}
    assert after == before
    assert len(found_by) == 2
    assert (load.state, load.undone_at, Entry.objects.count()) == (LoadState.UNDONE, LATER, 0)
    assert (load.counts["kept"], load.counts["kept-fields"]) == (0, 0)


def test_undoing_keeps_companies_that_have_a_timeline_meanwhile_and_fields_changed_since(lead):
    first, second, third = many_cvr(3)
    known = a_company(lead.municipality, "Gammelt navn", cvr=first)
    load = a_done_load(lead, in_lines([a_document(first), a_document(second, "To"), a_document(third, "Tre")]))
    talked = Company.objects.get(cvr=second)
    Entry.objects.create(company=talked, kind=EntryKind.CONTACT, at=NOW, what="Ringet")
    Company.objects.filter(pk=known.pk).update(street="Rettet med hånden 1")
    load = undo_load(by=lead, load=load, now=LATER)
    known.refresh_from_db()
    assert list(Company.objects.order_by("pk").values_list("cvr", flat=True)) == [first, second]
    assert (known.name, known.street) == ("Gammelt navn", "Rettet med hånden 1")
    assert (load.counts["kept"], load.counts["kept-fields"]) == (1, 1)
    assert talked.sites.count() == 1


def test_undoing_keeps_a_company_that_somebody_has_put_right(lead):
    load = a_done_load(lead, in_lines([a_document()]))
    record("company-changed", by=lead, subject=Company.objects.get())
    assert undo_load(by=lead, load=load, now=LATER).counts["kept"] == 1
    assert Company.objects.count() == 1


def test_undoing_keeps_a_company_that_another_was_merged_into(lead):
    load = a_done_load(lead, in_lines([a_document()]))
    other = a_company(lead.municipality, "Anden")
    Merge.objects.create(kept=Company.objects.get(cvr=a_cvr()), gone=other, at=NOW)
    assert undo_load(by=lead, load=load, now=LATER).counts["kept"] == 1


def test_only_the_file_that_was_loaded_last_can_be_undone_and_then_the_one_before(lead):
    first = a_done_load(lead, in_lines([a_document()]))
    second = a_done_load(lead, in_lines([a_document(many_cvr(2)[1], "To")]), now=LATER)
    with pytest.raises(NotAllowed, match="Only the file that was loaded last"):
        undo_load(by=lead, load=first, now=LATER)
    undo_load(by=lead, load=second, now=LATER)
    undo_load(by=lead, load=first, now=LATER)
    assert Company.objects.count() == 0
    with pytest.raises(NotAllowed, match="not loaded"):
        undo_load(by=lead, load=first, now=LATER)


def test_when_the_register_told_goes_back_too(lead):
    a_done_load(lead, in_lines([a_document()]))
    load = a_done_load(lead, in_lines([a_document()]), now=LATER)
    assert Company.objects.get().register_at == LATER
    undo_load(by=lead, load=load, now=LATER)
    assert Company.objects.get().register_at == NOW
