"""The first rule that fits decides; then whose turn it is; whoever owns the company comes before rules."""

from dataclasses import replace
from datetime import date

import pytest
from tests.factories.companies import NOW, a_company, owned_by
from tests.factories.company_enquiries import a_door, a_temp_for, an_enquiry, away

from samklang.companies.enums import EnquiryState, Need, Sector, Tongue
from samklang.companies.models import RoutingRule
from samklang.companies.queries.routing import assignments_of, why_of
from samklang.companies.routing import Asked, Colleague, NotPostcodes, Reason, Rule, choose, spans_of, stand_in

ANNE, BO, CAMILLA, DORTE = 1, 2, 3, 4
TEAM, FALLBACK = 10, 20
EVERYBODY = [
    Colleague(ANNE, TEAM, open=2), Colleague(BO, TEAM, open=1), Colleague(CAMILLA, FALLBACK), Colleague(DORTE, 30),
]  # fmt: skip


def chosen(asked=Asked(), owner=None, rules=(), away=(), more=()):  # noqa: B008 - it does not change
    people = [replace(one, away=one.person in away) for one in [*EVERYBODY, *more]]
    found = choose(asked, owner=owner, rules=rules, colleagues=people, fallback_team=FALLBACK)
    return found.person, found.why


@pytest.mark.parametrize(
    ("rule", "asked", "fits"),
    [
        (Rule(1), Asked(), True),
        (Rule(1, sector="trade"), Asked(sector="trade"), True),
        (Rule(1, sector="trade"), Asked(sector="health"), False),
        (Rule(1, sector="trade"), Asked(), False),
        (Rule(1, postcodes="6600, 6621-6630"), Asked(postcode="6600"), True),
        (Rule(1, postcodes="6600, 6621-6630"), Asked(postcode="6621"), True),
        (Rule(1, postcodes="6600, 6621-6630"), Asked(postcode="6630"), True),
        (Rule(1, postcodes="6600, 6621-6630"), Asked(postcode="6631"), False),
        (Rule(1, postcodes="6600"), Asked(postcode="D-24937"), False),
        (Rule(1, postcodes="6600"), Asked(), False),
        (Rule(1, need="flexi", language="de"), Asked(need="flexi", language="de"), True),
        (Rule(1, need="flexi", language="de"), Asked(need="flexi", language="da"), False),
    ],
)
def test_a_rule_fits_when_all_that_it_asks_for_is_so(rule, asked, fits):
    assert rule.fits(asked) is fits


@pytest.mark.parametrize("text", ["66oo", "6600-", "6630-6621", "600", "6600 6621", "6600-6621-6630"])
def test_what_are_no_postcodes_is_named(text):
    with pytest.raises(NotPostcodes) as found:
        spans_of(f"6000, {text}")
    assert found.value.part == text


def test_postcodes_are_read_as_people_write_them():
    assert spans_of(" 6600; 6621 – 6630,") == (("6600", "6600"), ("6621", "6630"))


def test_the_first_rule_that_fits_decides():
    rules = [Rule(1, need="flexi", person=DORTE), Rule(2, team=TEAM), Rule(3, person=CAMILLA)]
    assert chosen(Asked(need="flexi"), rules=rules) == (DORTE, Reason.RULE_PERSON)
    assert chosen(Asked(need="other"), rules=rules) == (BO, Reason.RULE_TEAM)


def test_in_a_team_the_one_with_the_fewest_open_gets_it_and_of_two_the_first():
    assert chosen(rules=[Rule(1, team=TEAM)]) == (BO, Reason.RULE_TEAM)
    assert chosen(rules=[Rule(1, team=TEAM)], more=[Colleague(0, TEAM, open=1)])[0] == 0


def test_the_companys_owner_comes_before_rules():
    assert chosen(owner=ANNE, rules=[Rule(1, team=FALLBACK)]) == (ANNE, Reason.COMPANY_OWNER)


def test_what_no_rule_gives_to_anybody_goes_to_the_fallback_team():
    assert chosen(rules=[Rule(1, need="flexi", person=DORTE)]) == (CAMILLA, Reason.FALLBACK)
    assert chosen(rules=[Rule(1, team=TEAM)], away=[ANNE, BO]) == (CAMILLA, Reason.FALLBACK)
    assert chosen(rules=[Rule(1, team=TEAM)], away=[ANNE, BO, CAMILLA]) == (None, Reason.NOBODY)


def test_whoever_is_away_has_a_stand_in_their_temp_first_then_the_team_then_the_fallback_team():
    temp = Colleague(9, 30, open=7, stands_in_for=ANNE)
    assert chosen(owner=ANNE, away=[ANNE], more=[temp]) == (9, Reason.TEMP)
    assert chosen(owner=ANNE, away=[ANNE, 9], more=[temp]) == (BO, Reason.COLLEAGUE)
    assert chosen(owner=ANNE, away=[ANNE, BO]) == (CAMILLA, Reason.FALLBACK_STANDS_IN)
    assert chosen(owner=ANNE, away=[ANNE, BO, CAMILLA]) == (None, Reason.NOBODY_STANDS_IN)


def test_a_stand_in_remembers_who_is_away():
    found = stand_in(Colleague(ANNE, TEAM, away=True), EVERYBODY, FALLBACK)
    assert (found.person, found.instead_of, found.team) == (BO, ANNE, TEAM)


def why(enquiry) -> str:
    return str(why_of(assignments_of(enquiry)[0], enquiry.team))


@pytest.mark.django_db
def test_enquiries_go_round_in_the_team_and_the_page_says_why():
    door = a_door()
    first, second, third = (an_enquiry(door) for _ in range(3))
    assert [one.owner for one in (first, second, third)] == [door.anne, door.bo, door.anne]
    assert (first.state, first.team) == (EnquiryState.OWNED, door.team)
    assert why(first) == "A rule gives enquiries like this to Virksomhed, and it was the turn of Anne Holm."


@pytest.mark.django_db
def test_rules_look_at_sector_town_need_and_language():
    door = a_door()
    rule = RoutingRule.objects.create(
        entrance=door.entrance, position=0, person=door.camilla, sector=Sector.INDUSTRY, postcodes="6000-6099",
        need=Need.FLEXI, language=Tongue.GERMAN,
    )  # fmt: skip
    given = {"sector": Sector.INDUSTRY, "need": Need.FLEXI, "language": Tongue.GERMAN}
    assert an_enquiry(door, **given).owner == door.camilla
    for changed in ({"sector": Sector.TRADE}, {"need": Need.OTHER}, {"language": Tongue.DANISH}):
        assert an_enquiry(door, **{**given, **changed}).owner != door.camilla
    RoutingRule.objects.filter(pk=rule.pk).update(postcodes="7000")
    assert an_enquiry(door, **given).owner != door.camilla


@pytest.mark.django_db
def test_the_owner_of_the_company_gets_it_and_a_stand_in_while_they_are_away():
    door = a_door()
    company = owned_by(a_company(door.entrance.municipality), door.camilla)
    assert an_enquiry(door, company=company).owner == door.camilla
    away(door.camilla, NOW.date(), date(2026, 10, 12))
    found = an_enquiry(door, company=company)
    assert found.state == EnquiryState.NEW
    assert why(found) == (
        "Camilla Ravn is away until 12 October 2026, and nobody who could stand in is at work, so nobody has it yet."
    )
    temp = a_temp_for(door.team, door.camilla)
    found = an_enquiry(door, company=company)
    assert found.owner == temp
    assert why(found) == "Camilla Ravn is away until 12 October 2026; Ida Vikar is employed to stand in."


@pytest.mark.django_db
def test_somebody_who_does_not_work_that_half_day_is_not_away():
    door = a_door()
    door.anne.employee.engagements.update(half_days="0011111111")
    assert an_enquiry(door).owner == door.anne


@pytest.mark.django_db
def test_an_owner_who_has_left_is_stood_in_for_by_their_team():
    door = a_door()
    company = owned_by(a_company(door.entrance.municipality), door.anne)
    door.anne.employee.engagements.update(last_day=date(2026, 8, 31))
    found = an_enquiry(door, company=company)
    assert found.owner == door.bo
    assert why(found) == "Anne Holm does not work here any more; Bo Kjær stands in."
