"""Openings: ordinary hours first, a path to paid hours where it is none, and no candidate named."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.companies import NOW, a_company
from tests.factories.company_openings import A_JOB, A_PLACEMENT, an_opening
from tests.factories.company_steps import TODAY, Door
from tests.factories.people import an_outsider, somebody_who_is

from samklang.access.case_reference import fault_of
from samklang.access.enums import Role
from samklang.access.refusals import NotAllowed
from samklang.companies.commands import openings as commands
from samklang.companies.enums import GOES_TO, Channel, EntryKind, Need, OpeningKind, OpeningState, Result
from samklang.companies.models import Enquiry, Entry, Opening
from samklang.companies.queries import openings as queries
from samklang.companies.queries.openings import PathToHours
from samklang.companies.rules.openings import faults
from samklang.companies.told import words_of
from samklang.companies.vitas import VITAS, is_vitas_link
from samklang.core.words import written
from samklang.ledger.models import Entry as LedgerEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def door(settings) -> Door:
    settings.DEMO_TODAY = TODAY
    return Door()


def lines(opening: Opening) -> list[str]:
    entries = Entry.objects.filter(opening=opening, kind=EntryKind.OPENING).order_by("pk")
    return [written(words_of(one.what, one.told), "en") for one in entries]


def deeds() -> list[str]:
    found = LedgerEntry.objects.filter(deed__startswith="opening-").order_by("number")
    return list(found.values_list("deed", flat=True))


def moved(door, opening, *states) -> Opening:
    for state in states:
        opening = commands.move_opening(by=door.anna, opening=opening, state=state, now=NOW)
    return opening


def ended(door, opening, result=Result.NOTHING, hours=None, day=TODAY) -> Opening:
    opening = moved(door, opening, OpeningState.RUNNING)
    return commands.end_opening(by=door.anna, opening=opening, result=result, paid_hours=hours, last_day=day, now=NOW)


def test_an_opening_stands_on_the_timeline_and_in_the_ledger_with_team_and_owner(door):
    opening = an_opening(door.anna, door.company)
    assert (opening.state, opening.owner, opening.team) == ("open", door.anna, door.team)
    assert (lines(opening), deeds()) == (["New opening, ordinary job: Lagermedarbejder, aften"], ["opening-added"])


@pytest.mark.parametrize("kind", list(OpeningKind))
def test_every_kind_has_its_line(door, kind):
    opening = an_opening(door.anna, door.company, replace(A_PLACEMENT, kind=kind))
    assert lines(opening)[0].startswith("New opening, ")


@pytest.mark.parametrize("kind", list(OpeningKind))
def test_placement_and_wage_subsidy_say_how_they_lead_to_paid_hours_and_the_others_need_not(door, kind):
    without = replace(A_JOB, kind=kind)
    if kind in {OpeningKind.PLACEMENT, OpeningKind.SUBSIDY}:
        with pytest.raises(NotAllowed, match="how it is to lead to ordinary paid hours"):
            an_opening(door.anna, door.company, without)
        assert Opening.objects.count() == 0
        an_opening(door.anna, door.company, without, path_to_hours="Kan ikke: butikken lukker")
    else:
        an_opening(door.anna, door.company, without)
    assert Opening.objects.count() == 1


def test_the_kinds_stand_in_the_order_of_the_ladder():
    assert OpeningKind.values == ["job", "hours", "placement", "flexi", "subsidy"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"), ({"first_day": TODAY, "last_day": TODAY - timedelta(days=1)}, "last_day"),
        ({"case_reference": "Jens Hansen"}, "case_reference"), ({"vitas": "https://vitas.example/"}, "vitas"),
        ({"first_day": TODAY, "last_day": TODAY}, None), ({"case_reference": "15.20.05-G01-12-26"}, None),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field(changes, field):
    assert [name for name, _ in faults(replace(A_JOB, **changes))] == ([field] if field else [])


@pytest.mark.parametrize(
    "reference",
    [
        "",
        "15.20.05-G01-12-26",
        "2026-004417",
        "SAG-2026-17",
        "sag2026-17",
        "KMD12345",
        "B17/2026",
        "A1" * 20,
        "VITAS-88",
    ],
)
def test_case_numbers_are_taken(reference):
    assert fault_of(reference) is None


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("010190-1234", "civil registration"), ("0101901234", "civil registration"),
        ("01.01.90-1234", "civil registration"), ("610190 1234", "civil registration"),
        ("sag 010190-1234", "civil registration"), ("Jens Hansen", "name"), ("hansen2026", "name"),
        ("Ida2026", "name"),
        ("JENSEN-2026", "name"), ("SAG", "name"), ("A1" * 21, "at most"), ("2026 17", "at most"),
        ("2026--17", "at most"),
        ("<b>12</b>", "at most"), ("Søren12", "name"),
    ],
)  # fmt: skip
def test_names_and_civil_registration_numbers_are_no_case_numbers(reference, said):
    assert said in str(fault_of(reference))


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        (VITAS, True), ("https://vitas.bm.dk/ansoegning/17", True), ("https://app.vitas.bm.dk/17", True),
        ("https://star.dk/vitas", True), ("https://VITAS.bm.dk:443/", True), ("http://vitas.bm.dk/", False),
        ("https://vitas.bm.dk.evil.example/", False), ("https://evilvitas.bm.dk/", False), ("https://bm.dk/", False),
        ("https://vitas.bm.dk@evil.example/", False), ("javascript:alert(1)//vitas.bm.dk", False),
        ("https://vitas.bm.dk:8443/", False), ("https://[", False), ("https://evil.example/?vitas.bm.dk", False),
    ],
)  # fmt: skip
def test_only_vitas_and_its_agency_are_linked_to(address, is_one):
    assert is_vitas_link(address) == is_one


@pytest.mark.parametrize("was", list(OpeningState))
@pytest.mark.parametrize("becomes", list(OpeningState))
def test_an_opening_becomes_only_what_may_follow(door, was, becomes):
    opening = an_opening(door.anna, door.company)
    Opening.objects.filter(pk=opening.pk).update(state=was, result=Result.NOTHING)
    if becomes in GOES_TO[was]:
        assert moved(door, opening, becomes).state == becomes
        return
    with pytest.raises(NotAllowed, match="ended already" if was == OpeningState.ENDED else "can only become"):
        moved(door, opening, becomes)
    opening.refresh_from_db()
    assert (opening.state, deeds()) == (was, ["opening-added"])


def test_what_begins_has_a_first_day(door):
    assert moved(door, an_opening(door.anna, door.company), OpeningState.RUNNING).first_day == TODAY
    planned = an_opening(door.anna, door.company, first_day=date(2026, 9, 1))
    assert moved(door, planned, OpeningState.RUNNING).first_day == date(2026, 9, 1)


def test_it_does_not_end_without_a_result(door):
    opening = moved(door, an_opening(door.anna, door.company), OpeningState.RUNNING)
    with pytest.raises(NotAllowed, match="Say what came of it"):
        moved(door, opening, OpeningState.ENDED)


@pytest.mark.parametrize(
    ("result", "hours", "day", "said"),
    [
        (Result.PAID, None, TODAY, "how many ordinary hours"), (Result.PAID, Decimal(0), TODAY, "how many ordinary"),
        (Result.NOTHING, Decimal(8), TODAY, "Ordinary hours belong"),
        (Result.NOTHING, None, TODAY - timedelta(days=1), "comes before the first"), ("", None, TODAY, "Say what came"),
    ],
)  # fmt: skip
def test_the_end_tells_the_paid_hours_exactly_where_there_are_some(door, result, hours, day, said):
    opening = an_opening(door.anna, door.company, A_PLACEMENT)
    with pytest.raises(NotAllowed, match=said):
        ended(door, opening, result, hours, day)
    opening.refresh_from_db()
    assert (opening.state, opening.result) == (OpeningState.RUNNING, "")


def test_an_ended_opening_keeps_its_result_and_is_not_changed_any_more(door):
    opening = an_opening(door.anna, door.company, A_PLACEMENT, follow_up_on=TODAY)
    opening = ended(door, opening, Result.PAID, Decimal("8.5"))
    assert (opening.state, opening.paid_hours, opening.last_day, opening.follow_up_on) == (
        "ended", Decimal("8.5"), TODAY, None,
    )  # fmt: skip
    assert lines(opening)[-1] == "Ended with ordinary paid hours: Praktik på lageret"
    with pytest.raises(NotAllowed, match="what came of it is counted"):
        commands.change_opening(by=door.anna, opening=opening, facts=A_PLACEMENT, now=NOW)
    with pytest.raises(NotAllowed, match="nothing to follow up"):
        commands.follow_up_opening(by=door.anna, opening=opening, what="Hej", again_on=None, now=NOW)


def test_a_change_is_told_only_where_something_changed(door):
    opening = an_opening(door.anna, door.company)
    same = replace(A_JOB, owner=door.anna)
    commands.change_opening(by=door.anna, opening=opening, facts=same, now=NOW)
    assert deeds() == ["opening-added"]
    commands.change_opening(by=door.anna, opening=opening, facts=replace(same, owner=door.bo), now=NOW)
    opening.refresh_from_db()
    assert (opening.team, deeds()[-1], lines(opening)[-1]) == (
        door.other_team, "opening-changed", "Opening changed: Lagermedarbejder, aften",
    )  # fmt: skip


def test_a_follow_up_tells_what_was_heard_and_comes_again_when_asked_to(door):
    opening, later = an_opening(door.anna, door.company, follow_up_on=TODAY), TODAY + timedelta(days=14)
    for what, again, said in [(" ", later, "what you heard"), ("Fint", TODAY, "a day after today")]:
        with pytest.raises(NotAllowed, match=said):
            commands.follow_up_opening(by=door.anna, opening=opening, what=what, again_on=again, now=NOW)
    opening = commands.follow_up_opening(by=door.anna, opening=opening, what="Det går godt", again_on=later, now=NOW)
    assert (opening.follow_up_on, lines(opening)[-1]) == (later, "Followed up, Lagermedarbejder, aften: Det går godt")
    opening = commands.follow_up_opening(by=door.anna, opening=opening, what="Færdig", again_on=None, now=NOW)
    assert opening.follow_up_on is None


def test_nobody_of_another_municipality_writes_openings(door):
    opening, outsider = an_opening(door.anna, door.company), an_outsider()
    for deed in (
        lambda: an_opening(outsider, door.company),
        lambda: commands.change_opening(by=outsider, opening=opening, facts=A_PLACEMENT, now=NOW),
        lambda: commands.move_opening(by=outsider, opening=opening, state=OpeningState.RUNNING, now=NOW),
        lambda: commands.follow_up_opening(by=outsider, opening=opening, what="Hej", again_on=None, now=NOW),
    ):
        with pytest.raises(NotAllowed, match="Only staff of the municipality"):
            deed()
    assert (Opening.objects.get().kind, deeds()) == ("job", ["opening-added"])


def test_ordinary_hours_were_talked_about_where_there_was_a_job_or_the_company_asked(door):
    talked = queries.ordinary_hours_talked_about
    an_opening(door.anna, door.company, A_PLACEMENT)
    assert not talked(door.company)
    Enquiry.objects.create(
        entrance=door.entrance, reference="V-1", channel=Channel.PHONE, company=door.company, need=Need.HOURS,
        subject="Timer", received_at=NOW, promise_hours=7, due_at=NOW,
    )  # fmt: skip
    assert talked(door.company)
    other = a_company(door.municipality, "Anden ApS")
    an_opening(door.anna, other)
    assert talked(other)


def test_the_path_to_paid_hours_counts_placements_and_subsidies_that_ended_in_the_time(door):
    subsidy = replace(A_PLACEMENT, kind=OpeningKind.SUBSIDY)
    ended(door, an_opening(door.anna, door.company, A_PLACEMENT), Result.PAID, Decimal(8))
    ended(door, an_opening(door.bo, door.company, subsidy), Result.NOTHING)
    ended(door, an_opening(door.anna, door.company, A_PLACEMENT), Result.UNKNOWN)
    ended(door, an_opening(door.anna, door.company), Result.PAID, Decimal(37))
    ended(door, an_opening(door.anna, door.company, A_PLACEMENT), Result.PAID, Decimal(8), TODAY + timedelta(days=1))
    moved(door, an_opening(door.anna, door.company, A_PLACEMENT), OpeningState.RUNNING)
    number = door.municipality.pk
    assert queries.path_to_paid_hours(number, TODAY, TODAY) == PathToHours(3, 1, 1)
    assert queries.path_to_paid_hours(number, TODAY, TODAY, door.other_team.pk) == PathToHours(1, 0, 0)
    assert queries.path_to_paid_hours(an_outsider().municipality_id, TODAY, TODAY) == PathToHours(0, 0, 0)


LIST = "/companies/openings/"


def test_the_list_is_searched_narrowed_and_sorted(client, door):
    other = a_company(door.municipality, "Ålborg Rør A/S")
    an_opening(door.anna, door.company, deadline=TODAY - timedelta(days=1), case_reference="2026-17")
    an_opening(door.bo, other, A_PLACEMENT, follow_up_on=TODAY)
    ended(door, an_opening(door.anna, other, A_JOB, title="Færdig"))
    client.force_login(door.anna)
    job, placement, gone = "Lagermedarbejder, aften", "Praktik på lageret", "Færdig"
    for query, found in [
        ("", [job, placement]), ("?q=aalborg", [placement]), ("?q=2026-17", [job]), ("?kind=placement", [placement]),
        ("?state=ended", [gone]), ("?state=all&sort=state", [placement, job, gone]), ("?time=follow", [placement]),
        ("?time=late", [job]), ("?mine=1", [job]), ("?sort=-kind", [placement, job]),
        ("?sort=x&kind=x&page=9", [job, placement]),
    ]:  # fmt: skip
        shown = client.get(LIST + query)
        assert (shown.status_code, [row["opening"].title for row in shown.context["rows"]]) == (200, found), query


def test_the_list_costs_the_same_for_three_openings_as_for_one(client, door):
    an_opening(door.anna, door.company)
    client.force_login(door.anna)
    client.get(LIST)
    costs = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            client.get(LIST)
        costs.append(len(asked))
        for one in range(2):
            an_opening(door.anna, a_company(door.municipality, f"Firma {one}"))
    assert costs[0] == costs[1]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_the_list_is_fetched_as_a_file_and_that_stands_in_the_ledger(client, door, ending):
    an_opening(door.anna, door.company, title="=1+1", weekly_hours=Decimal("7.5"))
    client.force_login(door.anna)
    answer = client.get(f"{LIST}list.{ending}?kind=job")
    assert answer.status_code == 200
    if ending == "csv":
        assert ";'=1+1;" in answer.content.decode()
        assert ";7,5;" in answer.content.decode()
    assert LedgerEntry.objects.filter(deed="openings-exported").count() == 1
    assert client.get(f"{LIST}list.pdf").status_code == 404


def posted(door, **changes) -> dict[str, object]:
    return {
        "kind": "placement", "title": "Praktik på lageret", "places": 2, "weekly_hours": "12,5", "owner": door.anna.pk,
        "path_to_hours": "Otte timer fra uge 42", "case_reference": "2026-17", "vitas": "https://vitas.bm.dk/17",
        **changes,
    }  # fmt: skip


def test_an_opening_is_written_with_a_hint_where_ordinary_hours_were_not_talked_about(client, door):
    client.force_login(door.anna)
    new = f"/companies/{door.company.pk}/openings/new/"
    assert "Ordinære timer" in client.get(new).content.decode()
    answer = client.post(new, posted(door), follow=True)
    opening = Opening.objects.get()
    assert (opening.places, opening.weekly_hours, opening.vitas) == (2, Decimal("12.5"), "https://vitas.bm.dk/17")
    assert "Ordinære timer" in answer.content.decode()
    an_opening(door.anna, door.company)
    assert "Ordinære timer er ikke" not in client.get(f"{LIST}{opening.pk}/").content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"path_to_hours": ""}, "path_to_hours"), ({"case_reference": "Jens Hansen"}, "case_reference"),
        ({"vitas": "https://evil.example/"}, "vitas"), ({"kind": ""}, "kind"), ({"title": "Til 010190-1234"}, "title"),
        ({"first_day": "2026-09-09", "last_day": "2026-09-08"}, "last_day"), ({"owner": "0"}, "owner"),
        ({"places": "0"}, "places"), ({"weekly_hours": "49"}, "weekly_hours"), ({"site": "999"}, "site"),
    ],
)  # fmt: skip
def test_a_form_with_mistakes_says_where_and_keeps_what_was_typed(client, door, changes, field):
    client.force_login(door.anna)
    answer = client.post(f"/companies/{door.company.pk}/openings/new/", posted(door, **changes))
    assert (answer.status_code, list(answer.context["form"].errors), Opening.objects.count()) == (422, [field], 0)
    assert "12,5" in answer.content.decode() or field == "weekly_hours"


def test_an_opening_is_changed_moved_followed_up_and_ended_on_its_pages(client, door):
    opening = an_opening(door.anna, door.company, A_PLACEMENT)
    client.force_login(door.anna)
    here = f"{LIST}{opening.pk}/"
    assert client.get(f"{here}change/").status_code == 200
    client.post(f"{here}change/", posted(door, title="Praktik på kontoret"))
    client.post(f"{here}state/", {"state": "running"})
    client.post(f"{here}follow-up/", {"what": "Det går godt", "again_on": "2026-09-21"})
    opening.refresh_from_db()
    assert (opening.title, opening.state, opening.follow_up_on) == (
        "Praktik på kontoret", "running", date(2026, 9, 21),
    )  # fmt: skip
    assert client.post(f"{here}end/", {"result": "paid", "last_day": "2026-09-30"}).status_code == 422
    client.post(f"{here}end/", {"result": "paid", "paid_hours": "8", "last_day": "2026-09-30"})
    opening.refresh_from_db()
    assert (opening.state, opening.result, opening.paid_hours) == ("ended", "paid", Decimal(8))
    assert client.get(here).status_code == 200


def test_a_state_that_does_not_follow_is_refused_in_words_and_the_end_asks_first(client, door):
    opening = an_opening(door.anna, door.company)
    client.force_login(door.anna)
    here = f"{LIST}{opening.pk}/"
    for state, said in [("ended", "kan det kun blive"), ("nonsense", "hvad der er sket")]:
        assert said in client.post(f"{here}state/", {"state": state}, follow=True).content.decode()
    client.post(f"{here}state/", {"state": "running"})
    assert client.post(f"{here}state/", {"state": "ended"}).url == f"{here}end/"


def test_another_municipality_finds_no_opening(client, door):
    opening = an_opening(door.anna, door.company)
    client.force_login(an_outsider())
    assert opening.title not in client.get(LIST).content.decode()
    for page in ("", "change/", "end/", "follow-up/"):
        assert client.get(f"{LIST}{opening.pk}/{page}").status_code == 404, page
    assert client.post(f"{LIST}{opening.pk}/state/", {"state": "running"}).status_code == 404
    assert client.get(f"/companies/{door.company.pk}/openings/new/").status_code == 404


def test_whoever_does_not_see_companies_is_told_so(client, door):
    client.force_login(somebody_who_is(Role.TRAINER, door.jobcentre))
    assert client.get(LIST).status_code == 403
    assert client.get(f"{LIST}list.csv").status_code == 403
