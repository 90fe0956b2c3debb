"""Licences are given by rule to all who meet it, hold for a time, and open one door to people and machines."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from tests.factories.calibration import NOW, a_case, a_closed_round, a_round, raters_of, said_by_all
from tests.factories.method import an_edition
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, an_outsider, the_head_of, the_lead_of

from samklang.access.clock import today
from samklang.access.commands import withdraw_notice
from samklang.access.enums import Purpose
from samklang.access.models import Notice
from samklang.access.refusals import NotAllowed
from samklang.calibration import commands
from samklang.calibration.enums import LicenceEnd
from samklang.calibration.models import Licence, LicenceTerms, Rater
from samklang.calibration.queries.licences import licences_ending, licensed, terms_on
from samklang.calibration.queries.results import findings_of
from samklang.calibration.terms import last_day_of
from samklang.core.agreement.licence import DEFAULT_TERMS
from samklang.ledger.enums import Kind
from samklang.ledger.models import Entry

pytestmark = pytest.mark.django_db

CASES = 20
TERMS = {"min_cases": 10, "min_agreement": 0.3, "max_bias": 1.0, "months": 6}


def a_round_with_a_key(jobcentre=None, *, exact=(0, 1), cases=None, edition=None, **given):
    """Raters at these places give the key's level; the others always the same one. Levels of the key in turn."""
    jobcentre = jobcentre or a_jobcentre()
    edition = edition or an_edition(jobcentre, indicators=2)
    cases = cases or [a_case(edition.framework, keys={"i1": 1 + c % 5, "i2": 1 + c % 5}) for c in range(CASES)]

    def level(at):
        return at.key.level if at.rater in exact else 3

    return a_closed_round(jobcentre, level, edition=edition, cases=cases, raters=5, **given)


def granted(round_, *, by=None, reason="Runden er gennemgået", on=None):
    return commands.grant_licences(by=by, round_=round_, reason=reason, today=on or today())


def holders():
    return {(one.person_id, one.indicator_key) for one in Licence.objects.filter(ended_day=None)}


def test_everybody_who_meets_it_gets_one_on_each_indicator_and_nobody_else():
    round_ = a_round_with_a_key()
    made = granted(round_)
    good = [one.person for one in raters_of(round_)[:2]]
    assert holders() == {(one.pk, key) for one in good for key in ("i1", "i2")}
    assert {(one.first_day, one.last_day) for one in made} == {(today(), last_day_of(today(), DEFAULT_TERMS.months))}
    assert {one.figures["terms"]["min_cases"] for one in made} == {DEFAULT_TERMS.min_cases}
    entries = Entry.objects.filter(deed="licences-given")
    assert {(one.about_id, one.reason) for one in entries} == {(one.pk, "Runden er gennemgået") for one in good}


def test_given_twice_from_one_round_nothing_more_is_given():
    round_ = a_round_with_a_key()
    first = granted(round_)
    assert granted(round_) == []
    assert Licence.objects.count() == len(first)


def test_a_later_round_renews_what_is_held_and_an_earlier_one_does_not():
    round_ = a_round_with_a_key()
    jobcentre, edition = round_.jobcentre, round_.edition
    cases = [one.case for one in round_.cases.order_by("position")]
    people = [one.person for one in raters_of(round_)]
    granted(round_)
    later = a_closed_round(jobcentre, lambda at: at.key.level, edition=edition, cases=cases, raters=people, later=True)
    made = granted(later)
    assert len(made) == 10
    ended = Licence.objects.exclude(ended_day=None)
    assert {(one.ended_because, one.ended_day, one.round_id) for one in ended} == {
        (LicenceEnd.RENEWED, today(), round_.pk)
    }
    assert granted(round_) == []


@pytest.mark.parametrize("reason", ["", "   "])
def test_licences_are_given_with_a_reason(reason):
    round_ = a_round_with_a_key()
    with pytest.raises(NotAllowed, match="why"):
        granted(round_, reason=reason)
    assert not Licence.objects.exists()


def test_no_licence_is_given_while_the_round_is_open_or_its_result_is_reckoned():
    open_round = said_by_all(a_round(raters=5, cases=12), lambda _: 3)
    with pytest.raises(NotAllowed, match="not closed"):
        granted(open_round)
    round_ = a_round_with_a_key()
    round_.result.delete()
    with pytest.raises(NotAllowed, match="still being reckoned"):
        granted(round_)


def test_once_the_notice_is_withdrawn_nobody_is_looked_at_or_licensed(client):
    round_ = a_round_with_a_key()
    notice = Notice.objects.get(jobcentre=round_.jobcentre, purpose=Purpose.CALIBRATION)
    withdraw_notice(by=the_head_of(round_.jobcentre), notice=notice, today=today())
    client.force_login(the_lead_of(round_.jobcentre))
    assert client.get(reverse("calibration:round-licences", args=[round_.pk])).status_code == 403
    with pytest.raises(NotAllowed, match="notice"):
        granted(round_)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        (lambda round_: the_lead_of(round_.jobcentre), 200),
        (lambda round_: the_head_of(round_.jobcentre), 404),
        (lambda round_: raters_of(round_)[0].person, 404),
        (lambda round_: a_colleague_in(a_team(round_.jobcentre)), 404),
        (lambda _: an_outsider(), 404),
    ],
)
def test_only_the_leader_sees_named_raters(client, who, status):
    round_ = a_round_with_a_key()
    client.force_login(who(round_))
    url = reverse("calibration:round-licences", args=[round_.pk])
    assert client.get(url).status_code == status
    if status != 200:
        assert client.post(url, {"reason": "x"}).status_code == status
        assert not Licence.objects.exists()


def test_each_opening_of_the_page_of_named_raters_is_in_the_ledger_for_each_of_them(client):
    round_ = a_round_with_a_key()
    leader = the_lead_of(round_.jobcentre)
    client.force_login(leader)
    for times in (1, 2):
        client.get(reverse("calibration:round-licences", args=[round_.pk]))
        entries = Entry.objects.filter(deed="raters-read", kind=Kind.READ, actor_id=leader.pk)
        read = sorted([one.person_id for one in raters_of(round_)] * times)
        assert sorted(one.about_id for one in entries) == read


def test_named_raters_stand_in_the_alphabets_order_without_a_figure(client):
    round_ = a_round_with_a_key(exact=(3,))
    people = [one.person for one in raters_of(round_)]
    for person, name in zip(people, ["Åse", "Bo", "Ærø", "Carl", "Øjvind"], strict=True):
        person.name = name
        person.save(update_fields=["name"])
    client.force_login(the_lead_of(round_.jobcentre))
    page = client.get(reverse("calibration:round-licences", args=[round_.pk])).content.decode()
    table = page[page.index("<tbody>") : page.index("</tbody>")]
    found = [table.index(f'<th scope="row">{name}') for name in ("Bo", "Carl", "Ærø", "Øjvind", "Åse")]
    assert found == sorted(found)
    assert "0," not in table
    assert "Opfyldt" in table


def test_licences_are_given_from_the_page_and_each_reads_their_own(client):
    round_ = a_round_with_a_key()
    leader, (good, poor) = the_lead_of(round_.jobcentre), [raters_of(round_)[place].person for place in (0, 4)]
    client.force_login(leader)
    url = reverse("calibration:round-licences", args=[round_.pk])
    assert client.post(url, {"reason": ""}).status_code == 422
    page = client.post(url, {"reason": "Gennemgået"}, follow=True).content.decode()
    assert "4 licenser er givet" in page
    assert (good.name in page, poor.name in page) == (True, False)
    own = reverse("calibration:own-licences")
    client.force_login(good)
    assert round_.title in client.get(own).content.decode()
    client.force_login(poor)
    assert "Du har ingen licens" in client.get(own).content.decode()


@pytest.mark.parametrize("who", [the_head_of, lambda place: a_colleague_in(a_team(place))])
def test_nobody_else_sees_who_holds_what_takes_a_licence_back_or_decides_terms(client, who):
    round_ = a_round_with_a_key()
    (licence, *_) = granted(round_)
    client.force_login(who(round_.jobcentre))
    terms = reverse("calibration:new-licence-terms", args=[round_.jobcentre_id])
    for url in (reverse("calibration:licences"), reverse("calibration:licence-terms"), terms):
        assert client.get(url).status_code == 403
    revocation = reverse("calibration:licence-revocation", args=[licence.pk])
    assert client.post(revocation, {"because": "revoked", "reason": "x"}).status_code == 404
    licence.refresh_from_db()
    assert licence.ended_day is None


def test_a_leader_of_another_jobcentre_sees_and_takes_back_nothing(client):
    round_ = a_round_with_a_key()
    (licence, *_) = granted(round_)
    client.force_login(an_outsider())
    assert raters_of(round_)[0].person.name not in client.get(reverse("calibration:licences")).content.decode()
    assert client.get(reverse("calibration:licence-revocation", args=[licence.pk])).status_code == 404
    assert client.get(reverse("calibration:new-licence-terms", args=[round_.jobcentre_id])).status_code == 404


def test_a_licence_is_taken_back_with_a_reason_the_person_reads(client):
    round_ = a_round_with_a_key()
    person = raters_of(round_)[0].person
    granted(round_)
    licence = Licence.objects.get(person=person, indicator_key="i1")
    client.force_login(the_lead_of(round_.jobcentre))
    url = reverse("calibration:licence-revocation", args=[licence.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"because": "drift", "reason": ""}).status_code == 422
    assert client.post(url, {"because": "drift", "reason": "Anden runde lå over"}).status_code == 302
    assert client.get(url).status_code == 403
    client.force_login(person)
    assert "Anden runde lå over" in client.get(reverse("calibration:own-licences")).content.decode()
    assert not licensed(person, round_.edition.framework, "i1", today())
    assert licensed(person, round_.edition.framework, "i2", today())


def test_a_licence_opens_the_door_from_its_first_to_its_last_day():
    round_ = a_round_with_a_key()
    first_day = date(2026, 1, 31)
    granted(round_, on=first_day)
    person, framework = raters_of(round_)[0].person, round_.edition.framework
    last_day = date(2027, 1, 30)
    days = (first_day - timedelta(days=1), first_day, last_day, last_day + timedelta(days=1))
    assert [licensed(person, framework, "i1", day) for day in days] == [False, True, True, False]
    assert not licensed(person, framework, "i9", first_day)
    assert not licensed(raters_of(round_)[4].person, framework, "i1", first_day)


@pytest.mark.parametrize(
    ("first_day", "months", "last_day"),
    [
        (date(2026, 1, 1), 12, date(2026, 12, 31)),
        (date(2026, 1, 31), 1, date(2026, 2, 27)),
        (date(2027, 8, 31), 6, date(2028, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 27)),
    ],
)
def test_a_licence_lasts_so_many_months_whatever_their_length(first_day, months, last_day):
    assert last_day_of(first_day, months) == last_day


def test_a_person_learns_which_licences_run_out_soon():
    round_ = a_round_with_a_key()
    granted(round_)
    person, last_day = raters_of(round_)[0].person, last_day_of(today(), DEFAULT_TERMS.months)
    assert not licences_ending(person, today())
    assert len(licences_ending(person, last_day - timedelta(days=42))) == 2
    assert not licences_ending(person, last_day + timedelta(days=1))
    assert not licences_ending(raters_of(round_)[4].person, last_day)


def test_a_round_that_licences_rest_on_is_not_opened_again():
    round_ = a_round_with_a_key()
    granted(round_)
    with pytest.raises(NotAllowed, match="licences rest on this round"):
        commands.reopen_round(by=None, round_=round_, reason="x", last_day=today(), today=today())
    assert findings_of(round_) is not None


def test_what_a_licence_asks_is_decided_from_a_day_on_and_changes_nothing_before(client):
    round_ = a_round_with_a_key()
    jobcentre, tomorrow = round_.jobcentre, today() + timedelta(days=1)
    client.force_login(the_lead_of(jobcentre))
    url = reverse("calibration:new-licence-terms", args=[jobcentre.pk])
    typed = {"first_day": tomorrow.isoformat(), "min_cases": "25", "min_agreement": "0,55", "max_bias": "0,4",
             "months": "9", "reason": "Vi vil være sikrere"}  # fmt: skip
    assert client.get(url).status_code == 200
    assert client.post(url, typed | {"first_day": "2020-01-01"}).status_code == 422
    assert client.post(url, typed).status_code == 302
    assert client.post(url, typed).status_code == 422
    assert terms_on(jobcentre, today()) == DEFAULT_TERMS
    new = terms_on(jobcentre, tomorrow)
    assert (new.min_cases, new.min_weighted, new.max_bias, new.months) == (25, 0.55, 0.4, 9)
    assert granted(round_, on=tomorrow) == []
    assert "Vi vil være sikrere" in client.get(reverse("calibration:licence-terms")).content.decode()


def test_two_decisions_do_not_begin_on_one_day():
    jobcentre = a_jobcentre()
    decided = {"by": None, "jobcentre": jobcentre, "first_day": today(), "values": TERMS, "reason": "Først",
               "today": today(), "now": NOW}  # fmt: skip
    commands.set_terms(**decided)
    with pytest.raises(NotAllowed, match="already"):
        commands.set_terms(**decided)
    assert LicenceTerms.objects.count() == 1


def a_machine_in(round_, name="Sprogmodel"):
    machine = commands.add_machine(
        by=None, jobcentre=round_.jobcentre, name=name, model="local-7b", prompt_hash="a" * 64, now=NOW
    )
    commands.let_machine_rate(by=None, round_=round_, machine=machine, seed=2, now=NOW)
    return machine


def test_a_machine_goes_through_the_same_door_as_people():
    jobcentre = a_jobcentre()
    edition = an_edition(jobcentre, indicators=2)
    cases = [a_case(edition.framework, keys={"i1": 1 + c % 5, "i2": 1 + c % 5}) for c in range(CASES)]
    round_ = a_round(jobcentre, edition=edition, cases=cases, raters=5)
    machine = a_machine_in(round_)
    said_by_all(round_, lambda _: 3)
    levels = {(position, "i1"): 1 + (position - 1) % 5 for position in range(1, CASES + 1)}
    levels |= {(position, "i2"): 3 for position in range(1, CASES + 1)}
    assert commands.rate_by_machine(by=None, round_=round_, machine=machine, levels=levels, now=NOW) == 2 * CASES
    round_ = commands.close_round(by=None, round_=round_, now=NOW)
    granted(round_)
    framework = edition.framework
    assert licensed(machine, framework, "i1", today())
    assert not licensed(machine, framework, "i2", today())
    assert (findings_of(round_).people, findings_of(round_).machines) == (5, 1)


def test_with_other_instructions_it_is_another_machine():
    jobcentre = a_jobcentre()
    given = {"by": None, "jobcentre": jobcentre, "name": "Model", "model": "local-7b", "now": NOW}
    first = commands.add_machine(**given, prompt_hash="a" * 64)
    assert commands.add_machine(**given, prompt_hash="a" * 64) == first
    assert commands.add_machine(**given, prompt_hash="b" * 64) != first


@pytest.mark.parametrize(
    ("levels", "why"),
    [({(1, "i1"): 6}, "1 to 5"), ({(99, "i1"): 3}, "not part of"), ({(1, "nothing"): 3}, "not part of")],
)
def test_what_a_machine_says_outside_the_scale_or_the_round_is_refused(levels, why):
    round_ = a_round(raters=3)
    machine = a_machine_in(round_)
    with pytest.raises(NotAllowed, match=why):
        commands.rate_by_machine(by=None, round_=round_, machine=machine, levels=levels, now=NOW)
    assert not Rater.objects.get(machine=machine).ratings.exists()


def test_a_machine_rates_only_while_the_round_is_open_and_where_it_belongs():
    closed = a_closed_round()
    with pytest.raises(NotAllowed, match="while the round is open"):
        a_machine_in(closed)
    round_ = a_round(raters=3)
    elsewhere = commands.add_machine(
        by=None, jobcentre=a_jobcentre(), name="Model", model="m", prompt_hash="c" * 64, now=NOW
    )
    with pytest.raises(NotAllowed, match="another jobcentre"):
        commands.let_machine_rate(by=None, round_=round_, machine=elsewhere, seed=1, now=NOW)
    with pytest.raises(NotAllowed, match="not asked"):
        commands.rate_by_machine(by=None, round_=round_, machine=elsewhere, levels={(1, "i1"): 3}, now=NOW)
