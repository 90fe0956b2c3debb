"""Files of companies: looked through, loaded, taken back."""

from datetime import date, timedelta

import pytest
from tests.factories.companies import NOW, a_company, a_contact, an_entrance, owned_by
from tests.factories.company_files import (
    a_cvr,
    a_document,
    a_period,
    a_unit,
    an_address,
    in_lines,
    many_cvr,
)
from tests.factories.company_loads import a_done_load, a_load, a_sheet, difference_now, kinds_of
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, an_outsider, the_head_of, the_leader_of

from samklang.access.refusals import NotAllowed
from samklang.cli.commands.companies import loaded
from samklang.cli.exits import Refused
from samklang.companies.commands.load_undoing import undo_load
from samklang.companies.commands.loads import (
    Misread,
    RegisterChanged,
    apply_load,
    begin_load,
    choose,
    discard_load,
    look_into,
)
from samklang.companies.enums import EntryKind, LoadKind, LoadState, Sector
from samklang.companies.models import Company, Entry, Load, Site
from samklang.ledger.models import Entry as LedgerEntry

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
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


def test_a_file_of_the_register_is_told_from_a_spreadsheet_by_what_it_holds(lead):
    assert a_load(lead, in_lines([a_document()]), "hvad.xlsx").kind == LoadKind.REGISTER
    assert a_load(lead, a_sheet([a_cvr(), "Smede"]), "hvad.json").kind == LoadKind.SHEET


def test_reading_a_file_changes_no_company_and_keeps_no_file(lead):
    load = a_load(lead, in_lines([a_document()]))
    assert (Company.objects.count(), Site.objects.count(), load.state) == (0, 0, LoadState.READ)
    assert load.counts == {"new": 1, "changed": 0, "ceased": 0, "alike": 0, "same": 0, "left": 0, "problems": 0}
    assert b"Hemmelig" not in bytes(load.content)
    assert LedgerEntry.objects.filter(deed="company-file-read", actor_id=lead.pk).count() == 1


def test_a_company_of_the_register_becomes_one_here_with_its_places(lead):
    load = a_done_load(lead, in_lines([a_document(), a_unit(a_cvr())]))
    company = Company.objects.get()
    assert (company.cvr, company.name, company.sector) == (a_cvr(), "Egtved Smede ApS", Sector.INDUSTRY)
    assert (company.employees, company.employees_most, company.register_at) == (10, 19, NOW)
    assert company.sites.get().name == "Egtved Smede, værkstedet"
    assert "1003456789" in company.found_by
    assert "vaerkstedet" in company.found_by
    assert (load.state, load.content) == (LoadState.DONE, None)


def test_the_same_company_from_two_imports_is_one_company(lead):
    a_done_load(lead, in_lines([a_document()]))
    load = a_load(lead, a_sheet([float(a_cvr()), "EGTVED SMEDE APS", 6040]), "liste.xlsx")
    assert kinds_of(load) == [(2, "same")]
    with pytest.raises(NotAllowed, match="changes nothing"):
        apply_load(by=lead, load=load, digest=None, now=NOW)
    assert Company.objects.count() == 1


def test_the_register_again_says_what_has_changed_and_from_what(lead):
    a_done_load(lead, in_lines([a_document()]))
    moved = {"nyesteBeliggenhedsadresse": an_address(vejnavn="Vestergade")}
    load = a_load(lead, in_lines([a_document(name="Egtved Smede A/S", about=moved)]))
    [line] = difference_now(load).lines
    assert [(one.field, one.was, one.to) for one in line.changes] == [
        ("name", "Egtved Smede ApS", "Egtved Smede A/S"), ("street", "Østergade 12B, 1. tv", "Vestergade 12B, 1. tv"),
    ]  # fmt: skip
    apply_load(by=lead, load=load, digest=difference_now(load).digest, now=LATER)
    company = Company.objects.get()
    assert (company.name, company.street, company.register_at) == ("Egtved Smede A/S", "Vestergade 12B, 1. tv", LATER)
    told = Entry.objects.get(kind=EntryKind.REGISTER)
    assert told.told == {"before": "Egtved Smede ApS", "name": "Egtved Smede A/S"}


def test_what_a_consultant_has_written_is_never_written_over(here, lead):
    company = a_company(
        lead.municipality, cvr=a_cvr(), about="God at ringe til", phone="20 00 00 01", email="hans@egtved.example"
    )
    owned_by(company, lead)
    a_contact(company)
    a_done_load(lead, in_lines([a_document()]))
    company.refresh_from_db()
    assert (company.about, company.owner, company.contacts.count()) == ("God at ringe til", lead, 1)
    assert (company.phone, company.email, company.name) == ("20 00 00 01", "hans@egtved.example", "Egtved Smede ApS")


def test_a_spreadsheet_only_fills_in_what_the_register_has_left_empty(lead):
    a_done_load(lead, in_lines([a_document(telefonNummer=[])]))
    a_done_load(lead, a_sheet([a_cvr(), "Smeden", 9999, "20 00 00 02", "Pia Lund", "ny@smede.example"]), "liste.xlsx")
    company = Company.objects.get()
    assert (company.name, company.postcode, company.email) == ("Egtved Smede ApS", "6040", "post@smede.example")
    assert (company.phone, company.contacts.get().name) == ("20 00 00 02", "Pia Lund")
    assert "pialund" in company.found_by or "pia lund" in company.found_by


def test_a_colleague_in_the_spreadsheet_becomes_owner_where_there_is_none(here, lead):
    first, second, third = many_cvr(3)
    colleague = a_colleague_in(here)
    theirs = owned_by(a_company(lead.municipality, cvr=second), lead)
    rows = [
        [first, "En", 6040, "", "", "", colleague.name], [second, theirs.name, 6040, "", "", "", colleague.email],
        [third, "Tre", 6040, "", "", "", "Ingen Kender"],
    ]  # fmt: skip
    load = a_done_load(lead, a_sheet(*rows), "liste.xlsx")
    owners = dict(Company.objects.order_by("pk").values_list("cvr", "owner"))
    assert owners == {first: colleague.pk, second: lead.pk, third: None}
    assert Company.objects.get(cvr=first).owned_since == TODAY
    assert load.counts["problems"] == 1
    assert LedgerEntry.objects.filter(deed="company-owner-changed", about_id=colleague.pk).count() == 1


def test_a_company_that_ceased_is_told_on_its_timeline_and_an_unknown_one_is_left_out(lead):
    first, second = many_cvr(2)
    a_done_load(lead, in_lines([a_document(first)]))
    over = [{"periode": a_period(ends="2026-08-31")}]
    load = a_load(lead, in_lines([a_document(first, livsforloeb=over), a_document(second, "Anden", livsforloeb=over)]))
    assert kinds_of(load) == [(1, "ceased"), (2, "left")]
    apply_load(by=lead, load=load, digest=None, now=NOW)
    assert Company.objects.get().ceased_on == date(2026, 8, 31)
    assert Entry.objects.get().told == {"day": "2026-08-31"}


def test_companies_of_other_municipalities_are_left_out_unless_they_have_a_place_here(lead):
    lead.municipality.name = "Egtved Kommune"
    lead.municipality.save()
    elsewhere = {"nyesteBeliggenhedsadresse": an_address(kommune={"kommuneKode": 101, "kommuneNavn": "KØBENHAVN"})}
    first, second, third = many_cvr(3)
    documents = [a_document(first), a_document(second, "Butik A/S", about=elsewhere, penheder=[]),
                 a_document(third, "Kontor A/S", about=elsewhere, penheder=[]), a_unit(second)]  # fmt: skip
    load = a_done_load(lead, in_lines(documents))
    assert sorted(Company.objects.values_list("cvr", flat=True)) == [first, second]
    assert load.counts["left"] == 1


def test_a_place_whose_company_is_here_already_comes_to_it(lead):
    a_company(lead.municipality, cvr=a_cvr())
    load = a_load(lead, in_lines([a_unit(a_cvr()), a_unit(many_cvr(2)[1], 1_000_000_002)]))
    assert kinds_of(load) == [(1, "changed"), (2, "left")]
    apply_load(by=lead, load=load, digest=None, now=NOW)
    assert Site.objects.get().p_number == "1003456789"


def test_without_a_number_one_that_looks_the_same_is_asked_about_and_left_out_until_then(lead):
    known = a_company(lead.municipality, "Egtved Maskinfabrik ApS", cvr=a_cvr(), phone="75 55 00 00")
    load = a_load(
        lead,
        a_sheet(["", "Egtved Maskinfabrik", 6040, "", "Pia Lund"], ["", "Noget andet", 6040, "75550000"]),
        "l.xlsx",
    )
    found = difference_now(load)
    assert [(line.kind, [number for number, _ in line.alike]) for line in found.lines] == [("alike", [known.pk])] * 2
    with pytest.raises(NotAllowed, match="changes nothing"):
        apply_load(by=lead, load=load, digest=None, now=NOW)
    choose(by=lead, load=load, choices={2: str(known.pk), 3: "new"})
    assert kinds_of(load) == [(2, "changed"), (3, "new")]
    apply_load(by=lead, load=load, digest=None, now=NOW)
    assert Company.objects.count() == 2
    assert known.contacts.get().name == "Pia Lund"


def test_two_lines_that_are_said_to_be_one_company_are_read_once(lead):
    known = a_company(lead.municipality, "Egtved Maskinfabrik ApS", phone="75 55 00 00")
    load = a_load(lead, a_sheet(["", "Egtved Maskinfabrik", 6040], ["", "Andet navn", 6040, "75550000"]), "l.xlsx")
    choose(by=lead, load=load, choices={2: str(known.pk), 3: str(known.pk)})
    assert kinds_of(load) == [(2, "changed"), (3, "left")]


def test_a_choice_of_a_company_that_it_does_not_look_like_counts_for_nothing(lead):
    a_company(lead.municipality, "Egtved Maskinfabrik ApS")
    other = a_company(lead.municipality, "Helt andet")
    load = a_load(lead, a_sheet(["", "Egtved Maskinfabrik", 6040]), "l.xlsx")
    choose(by=lead, load=load, choices={2: str(other.pk)})
    assert kinds_of(load) == [(2, "alike")]


def test_a_number_from_the_file_comes_to_the_company_it_is_said_to_be(lead):
    known = a_company(lead.municipality, "Egtved Smede", postcode="6040")
    load = a_load(lead, in_lines([a_document()]))
    choose(by=lead, load=load, choices={1: str(known.pk)})
    apply_load(by=lead, load=load, digest=None, now=NOW)
    known.refresh_from_db()
    assert (Company.objects.count(), known.cvr) == (1, a_cvr())


def test_a_number_that_was_merged_away_does_not_come_back(lead):
    kept = a_company(lead.municipality, "Beholdt")
    a_company(lead.municipality, "Væk", cvr=a_cvr(), merged_into=kept)
    load = a_load(lead, in_lines([a_document()]))
    [line] = difference_now(load).lines
    assert (line.kind, str(line.why)) == ("left", f"CVR {a_cvr()} was merged into “Beholdt”, which it is read as.")


def test_nothing_is_loaded_where_companies_have_changed_since_one_looked(lead):
    load = a_load(lead, in_lines([a_document()]))
    digest = difference_now(load).digest
    a_company(lead.municipality, cvr=a_cvr())
    with pytest.raises(RegisterChanged):
        apply_load(by=lead, load=load, digest=digest, now=NOW)
    load.refresh_from_db()
    assert (load.state, Company.objects.get().name) == (LoadState.READ, "Egtved Maskinfabrik ApS")


def test_companies_of_another_municipality_are_neither_seen_nor_touched(lead):
    other = a_jobcentre()
    theirs = a_company(other.parent, "Egtved Smede ApS", cvr=a_cvr(), phone="75550000")
    before = Company.objects.filter(pk=theirs.pk).values().get()
    a_done_load(lead, in_lines([a_document()]))
    assert Company.objects.filter(pk=theirs.pk).values().get() == before
    assert Company.objects.filter(municipality=lead.municipality).count() == 1


@pytest.mark.parametrize("deed", ["begin", "choose", "apply", "undo", "discard"])
def test_only_whoever_runs_the_entrance_loads(here, lead, deed):
    load = a_load(lead, in_lines([a_document()]))
    if deed == "undo":
        apply_load(by=lead, load=load, digest=None, now=NOW)
    count = Company.objects.count()
    deeds = {
        "begin": lambda by: begin_load(
            by=by, municipality=lead.municipality, name="a", content=in_lines([a_document()]), now=NOW
        ),
        "choose": lambda by: choose(by=by, load=load, choices={1: "new"}),
        "apply": lambda by: apply_load(by=by, load=load, digest=None, now=NOW),
        "undo": lambda by: undo_load(by=by, load=load, now=NOW),
        "discard": lambda by: discard_load(by=by, load=load),
    }
    for person in (a_colleague_in(here), an_outsider(), the_head_of(a_jobcentre())):
        with pytest.raises(NotAllowed):
            deeds[deed](person)
    assert (Company.objects.count(), Load.objects.count()) == (count, 1)


def test_a_file_that_cannot_be_read_is_not_kept(lead):
    with pytest.raises(Misread):
        a_load(lead, b"hej med jer")
    assert Load.objects.count() == 0


def test_looking_into_a_file_keeps_nothing(lead):
    found = look_into(municipality=lead.municipality, name="a.json", content=in_lines([a_document()]), now=NOW)
    assert (found.counts["new"], Load.objects.count(), Company.objects.count()) == (1, 0, 0)


def test_a_file_is_loaded_once(lead):
    load = a_done_load(lead, in_lines([a_document()]))
    for deed in (
        lambda: apply_load(by=lead, load=load, digest=None, now=NOW),
        lambda: discard_load(by=lead, load=load),
    ):
        with pytest.raises(NotAllowed, match="has been loaded already"):
            deed()


# The command line


def test_a_nightly_job_looks_into_a_file_loads_it_and_loads_it_again(lead):
    lead.municipality.name = "Egtved"
    lead.municipality.save()
    content = in_lines([a_document()])
    given = {"municipality": "EGTVED", "by": None}
    assert loaded("cvr.json", content, dry_run=True, **given)["new"] == 1
    assert (Load.objects.count(), Company.objects.count()) == (0, 0)
    assert loaded("cvr.json", content, dry_run=False, **given)["new"] == 1
    assert loaded("cvr.json", content, dry_run=False, **given)["same"] == 1
    assert Company.objects.count() == 1


@pytest.mark.parametrize(("municipality", "by", "content"), [("Ingen", None, b"{}"), ("Egtved", "x@y.dk", b"{}"),
                                                             ("Egtved", None, b"hej")])  # fmt: skip
def test_a_nightly_job_says_what_to_mend(lead, municipality, by, content):
    lead.municipality.name = "Egtved"
    lead.municipality.save()
    with pytest.raises(Refused):
        loaded("cvr.json", content, municipality=municipality, by=by, dry_run=False)
    assert Load.objects.count() == 0
