"""Two companies that turned out to be one, and two again."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import ForeignObject
from django.urls import reverse
from tests.factories.companies import NOW, a_company, a_contact, owned_by
from tests.factories.company_everything import everything_on
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, an_outsider, the_head_of, the_leader_of

from samklang.access.refusals import NotAllowed
from samklang.companies.commands.companies import renew_found_by
from samklang.companies.commands.merges import ask_again, merge_companies, tell_apart, undo_merge
from samklang.companies.enums import EntryKind
from samklang.companies.models import (
    Claim,
    Company,
    DifferentCompanies,
    Entry,
    HandOverItem,
    Meeting,
    Merge,
    Opening,
    Site,
)
from samklang.companies.queries.hanging import FOLLOWS, POINTS_AT_SITE, STAYS
from samklang.companies.queries.merges import company_as_it_is_now, kept_instead_of

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def team():
    return a_team(a_jobcentre())


@pytest.fixture
def lead(team):
    return the_leader_of(team)


@pytest.fixture
def two(lead):
    """The one that is kept and the one that goes."""
    kept = a_company(lead.municipality, "Egtved Maskinfabrik ApS", phone="", about="Kender os godt")
    gone = a_company(
        lead.municipality, "Egtved Maskiner", cvr="30000004", phone="75 55 00 00", about="Ring efter klokken 10"
    )
    return kept, gone


def _merge(by, kept, gone, now=NOW, **choices):
    return merge_companies(by=by, kept=kept, gone=gone, choices=choices, now=now)


def _undo(by, merge, now=LATER):
    return undo_merge(by=by, merge=Merge.objects.get(pk=merge.pk), now=now)


def _where_things_are():
    """For every row of every table that follows a company, whose it is; and what points at sites."""
    found = {
        (one.label, pk): company
        for one in FOLLOWS
        for pk, company in one.model.objects.order_by("pk").values_list("pk", one.field)
        if not (one.model is Entry and one.model.objects.get(pk=pk).kind == EntryKind.REGISTER)
    }
    sites = {
        (model._meta.label_lower, pk): site
        for model, name in POINTS_AT_SITE
        for pk, site in model.objects.order_by("pk").values_list("pk", name)
        if not (model is Entry and Entry.objects.get(pk=pk).kind == EntryKind.REGISTER)
    }
    return found, sites


def _facts(company):
    return {k: v for k, v in Company.objects.filter(pk=company.pk).values().get().items() if k != "found_by"}


def test_every_table_that_points_at_a_company_is_known_to_the_merge():
    known = {(one.model, one.field) for one in FOLLOWS} | set(STAYS)
    there = {
        (model, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if isinstance(field, ForeignObject) and field.related_model is Company
    } | {
        (model, field.name) for model in apps.get_models() for field in model._meta.many_to_many
        if field.related_model is Company
    }  # fmt: skip
    assert there == known, "say in queries/hanging.py what a merge does with the new table"


def test_every_table_that_points_at_a_site_is_known_to_the_merge():
    there = {
        (model, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if isinstance(field, ForeignObject) and field.related_model is Site
    }
    assert there == set(POINTS_AT_SITE), "say in queries/hanging.py that it points at a site"


def test_the_examples_hold_a_row_of_every_table_that_follows(lead, two):
    everything_on(two[1], lead)
    assert [one.label for one in FOLLOWS if not one.model.objects.exists()] == []


def test_everything_moves_and_everything_goes_back(lead, two):
    kept, gone = two
    everything_on(kept, lead)
    everything_on(gone, lead, 2)
    Claim.objects.filter(company=kept).delete()
    HandOverItem.objects.filter(company=kept).delete()
    before, facts = _where_things_are(), (_facts(kept), _facts(gone))
    merge = _merge(lead, kept, gone)
    after, _ = _where_things_are()
    assert set(after.values()) == {kept.pk}
    assert _facts(gone)["merged_into_id"] == kept.pk
    _undo(lead, merge)
    assert _where_things_are() == before
    assert (_facts(kept), _facts(gone)) == facts


def test_what_is_found_by_follows(lead, two):
    kept, gone = two
    a_contact(gone, "Yrsa Quist")
    renew_found_by(Company.objects.all())
    merge = _merge(lead, kept, gone, cvr="second")
    found_by = Company.objects.get(pk=kept.pk).found_by
    assert "quist" in found_by
    assert "30000004" in found_by
    _undo(lead, merge)
    assert "quist" not in Company.objects.get(pk=kept.pk).found_by
    assert "quist" in Company.objects.get(pk=gone.pk).found_by


def test_what_is_not_chosen_is_filled_in_from_the_other_and_both_texts_stay(lead, two):
    kept, gone = two
    owned_by(gone, lead)
    _merge(lead, kept, gone)
    kept.refresh_from_db()
    assert (kept.name, kept.cvr, kept.phone, kept.owner) == ("Egtved Maskinfabrik ApS", "30000004", "75 55 00 00", lead)
    assert kept.about == "Kender os godt\n\nRing efter klokken 10"


def test_each_thing_is_as_it_was_chosen(lead, two):
    kept, gone = two
    _merge(lead, kept, gone, name="second", cvr="first", phone="first", about="second")
    kept.refresh_from_db()
    assert (kept.name, kept.cvr, kept.phone, kept.about) == ("Egtved Maskiner", "", "", "Ring efter klokken 10")


def test_undoing_leaves_what_was_changed_or_added_since(lead, two):
    kept, gone = two
    merge = _merge(lead, kept, gone, name="second")
    Company.objects.filter(pk=kept.pk).update(name="Egtved Maskinfabrik A/S")
    Entry.objects.create(company=kept, kind=EntryKind.CONTACT, at=LATER, what="Ringet")
    a_contact(kept, "Ny Kontakt")
    _undo(lead, merge)
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.name, kept.cvr, gone.name, gone.cvr) == ("Egtved Maskinfabrik A/S", "", "Egtved Maskiner", "30000004")
    assert kept.entries.filter(what="Ringet").exists()
    assert kept.contacts.get().name == "Ny Kontakt"


def test_undoing_goes_past_rows_that_are_deleted_or_somewhere_else_by_now(lead, two):
    kept, gone = two
    everything_on(gone, lead)
    third = a_company(lead.municipality, "Tredje")
    merge = _merge(lead, kept, gone)
    Opening.objects.all().delete()
    Meeting.objects.update(company=third)
    _undo(lead, merge)
    assert (gone.openings.count(), third.meetings.count(), gone.steps.count()) == (0, 1, 1)


def test_places_with_one_p_number_become_one_and_two_again(lead, two):
    kept, gone = two
    mine = Site.objects.create(company=kept, p_number="1003456789", name="Vores")
    theirs = Site.objects.create(company=gone, p_number="1003456789", name="Deres")
    bare, other_bare = Site.objects.create(company=kept), Site.objects.create(company=gone)
    contact = a_contact(gone, site=theirs)
    merge = _merge(lead, kept, gone)
    contact.refresh_from_db()
    assert (contact.company, contact.site) == (kept, mine)
    assert set(kept.sites.all()) == {mine, bare, other_bare}
    _undo(lead, merge)
    contact.refresh_from_db()
    assert (contact.company, contact.site) == (gone, theirs)
    assert set(gone.sites.all()) == {theirs, other_bare}


def test_a_claim_and_a_hand_over_that_both_have_stay_where_they_are(lead, two):
    kept, gone = two
    everything_on(kept, lead)
    everything_on(gone, lead, 2)
    merge = _merge(lead, kept, gone)
    assert (kept.claims.count(), gone.claims.count()) == (1, 1)
    assert (kept.hand_over_items.count(), gone.hand_over_items.count()) == (1, 1)
    _undo(lead, merge)
    assert (kept.claims.count(), gone.claims.count()) == (1, 1)


def test_a_merge_of_merged_ones_leads_on_and_is_undone_from_the_last(lead, two):
    kept, gone = two
    third = a_company(lead.municipality, "Tredje")
    a_contact(gone, "Fra den første")
    first = _merge(lead, kept, gone)
    second = _merge(lead, third, kept)
    gone.refresh_from_db()
    assert company_as_it_is_now(gone) == third
    assert kept_instead_of(lead, gone.pk) == third
    assert third.contacts.get().name == "Fra den første"
    with pytest.raises(NotAllowed, match="was merged again later"):
        _undo(lead, first)
    _undo(lead, second)
    _undo(lead, first)
    assert gone.contacts.get().name == "Fra den første"
    assert (kept_instead_of(lead, gone.pk), Company.objects.exclude(merged_into=None).count()) == (None, 0)


def test_merged_then_undone_then_merged_again_either_way(lead, two):
    kept, gone = two
    a_contact(gone)
    before = (_facts(kept), _facts(gone))
    for first, second in ((kept, gone), (gone, kept), (kept, gone)):
        merge = _merge(lead, first, second)
        _undo(lead, merge)
        assert (_facts(kept), _facts(gone)) == before
        assert gone.contacts.count() == 1
        with pytest.raises(NotAllowed, match="undone already"):
            _undo(lead, merge)


def test_what_was_merged_is_not_merged_once_more(lead, two):
    kept, gone = two
    third = a_company(lead.municipality, "Tredje")
    _merge(lead, kept, gone)
    for pair in ((kept, gone), (gone, kept), (third, gone), (gone, third)):
        with pytest.raises(NotAllowed, match="merged already"):
            _merge(lead, *pair)
    with pytest.raises(NotAllowed, match="with itself"):
        _merge(lead, kept, kept)


def test_two_who_merge_at_once_with_old_pages_do_it_once(lead, two):
    """Each has read both companies before the other wrote."""
    kept, gone = two
    old_kept, old_gone = Company.objects.get(pk=kept.pk), Company.objects.get(pk=gone.pk)
    _merge(lead, kept, gone)
    with pytest.raises(NotAllowed, match="merged already"):
        _merge(lead, old_gone, old_kept)
    assert Merge.objects.count() == 1


def test_a_number_that_somebody_else_has_by_now_keeps_the_merge_from_being_undone(lead, two):
    kept, gone = two
    merge = _merge(lead, kept, gone, cvr="first")
    a_company(lead.municipality, "Ny med nummeret", cvr=gone.cvr)
    with pytest.raises(NotAllowed, match="Ny med nummeret” has CVR 30000004 by now"):
        _undo(lead, merge)
    gone.refresh_from_db()
    assert gone.merged_into == kept


def test_an_owner_who_is_erased_by_now_does_not_come_back(team, lead, two):
    kept, gone = two
    before, after = a_colleague_in(team), a_colleague_in(team)
    owned_by(kept, before)
    owned_by(gone, after)
    merge = _merge(lead, kept, gone, owner="second")
    before.erased_at = NOW
    before.save()
    _undo(lead, merge)
    kept.refresh_from_db()
    assert (kept.owner, kept.owned_since) == (None, None)


def test_who_may_merge(team, two, lead):
    kept, gone = two
    colleague = a_colleague_in(team)
    for person in (colleague, an_outsider(), the_head_of(a_jobcentre())):
        with pytest.raises(NotAllowed):
            _merge(person, kept, gone)
    owned_by(kept, colleague)
    with pytest.raises(NotAllowed, match="owner of both"):
        _merge(colleague, kept, gone)
    owned_by(gone, colleague)
    merge = _merge(colleague, kept, gone)
    _undo(colleague, merge)
    assert Merge.objects.get().by == colleague


def test_companies_of_two_municipalities_are_never_merged(lead, two):
    other = a_company(a_jobcentre().parent, "Anden")
    for pair in ((two[0], other), (other, two[0])):
        with pytest.raises(NotAllowed):
            _merge(lead, *pair)


def test_a_pair_that_is_two_is_said_once_whichever_way(lead, two):
    tell_apart(by=lead, first=two[1], second=two[0], now=NOW)
    pair = tell_apart(by=lead, first=two[0], second=two[1], now=NOW)
    assert (DifferentCompanies.objects.get(), pair.first_id < pair.second_id) == (pair, True)
    ask_again(by=lead, pair=pair)
    assert DifferentCompanies.objects.count() == 0


# Pages


def _page(kept, gone):
    return reverse("companies:merge", args=[kept.pk, gone.pk])


def test_the_two_stand_side_by_side_and_are_merged_and_undone(client, lead, two):
    kept, gone = two
    a_contact(gone)
    client.force_login(lead)
    text = client.get(_page(kept, gone)).content.decode()
    assert "Egtved Maskiner" in text
    assert "30000004" in text
    form = {"name": "first", "cvr": "second", "phone": "second", "about": "both"}
    assert client.post(_page(kept, gone), {"name": "first"}).status_code == 422
    assert client.post(_page(kept, gone), form).headers["Location"] == kept.get_absolute_url()
    merge = Merge.objects.get()
    assert client.get(_page(kept, gone)).status_code == 404
    assert "Egtved Maskiner" in client.get(reverse("companies:duplicates")).content.decode()
    undone = client.post(reverse("companies:merge-undoing", args=[merge.pk]))
    assert undone.headers["Location"] == gone.get_absolute_url()
    assert gone.contacts.count() == 1


def test_the_page_of_one_that_was_merged_leads_to_the_one_it_is_now(client, lead, two):
    kept, gone = two
    third = a_company(lead.municipality, "Tredje")
    _merge(lead, kept, gone)
    _merge(lead, third, kept)
    client.force_login(lead)
    answered = client.get(gone.get_absolute_url())
    assert (answered.status_code, answered.headers.get("Location")) == (302, third.get_absolute_url())
    client.force_login(the_head_of(a_jobcentre()))
    assert client.get(gone.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("colleague", 403), ("outsider", 403), ("other", 404)])
def test_who_may_open_the_page_of_a_merge(client, team, two, who, status):
    person = {"colleague": lambda: a_colleague_in(team), "outsider": an_outsider,
              "other": lambda: the_head_of(a_jobcentre())}[who]()  # fmt: skip
    client.force_login(person)
    assert client.get(_page(*two)).status_code in {status, 404}
    assert client.post(_page(*two), {}).status_code in {status, 404}
    assert Merge.objects.count() == 0


def test_the_other_company_is_looked_for(client, lead, two):
    kept, gone = two
    renew_found_by(Company.objects.all())
    client.force_login(lead)
    url = reverse("companies:new-merge", args=[kept.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"company": "", "company_text": ""}).status_code == 422
    assert client.post(url, {"company": str(kept.pk), "company_text": ""}).status_code == 422
    answered = client.post(url, {"company": str(gone.pk), "company_text": ""})
    assert answered.headers["Location"] == _page(kept, gone)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite lets one write at a time anyway")
@pytest.mark.django_db(transaction=True)
def test_two_who_merge_either_way_at_the_same_moment_wait_for_each_other():
    lead = the_leader_of(a_team(a_jobcentre()))
    kept, gone = a_company(lead.municipality, "A"), a_company(lead.municipality, "B")
    start, said = Barrier(2), []

    def press(first, second):
        start.wait()
        try:
            _merge(lead, first, second)
            said.append("merged")
        except NotAllowed:
            said.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=press, args=pair) for pair in ((kept, gone), (gone, kept))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["merged", "refused"]
    assert Merge.objects.count() == 1
