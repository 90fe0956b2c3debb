"""A stand-in is looked for when an enquiry comes, when leave begins and when the company writes; it ends on return."""

from datetime import date, timedelta

import pytest
from tests.factories.companies import NOW
from tests.factories.company_enquiries import a_door, a_temp_for, an_enquiry, away

from samklang.companies.commands.assignment import give
from samklang.companies.commands.enquiries import answer_enquiry
from samklang.companies.commands.routing import cover_for_absent, return_to_owners, route_reply
from samklang.companies.enums import Channel, EnquiryState
from samklang.companies.models import Assignment
from samklang.companies.queries.routing import assignments_of, why_of

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
BACK = NOW + timedelta(days=14)


def told(enquiry) -> list[str]:
    return [str(why_of(one, enquiry.team)) for one in assignments_of(enquiry)]


def fresh(enquiry):
    enquiry.refresh_from_db()
    return enquiry


def test_when_leave_begins_what_is_open_goes_to_a_stand_in_once():
    door = a_door()
    enquiry = an_enquiry(door)
    away(door.anne, LATER.date(), date(2026, 9, 18))
    assert (cover_for_absent(NOW), cover_for_absent(LATER), cover_for_absent(LATER)) == (0, 1, 0)
    assert fresh(enquiry).owner == door.bo
    assert told(enquiry)[0] == "Anne Holm is away until 18 September 2026; Bo Kjær stands in."


def test_on_return_it_goes_back_once_and_says_so():
    door = a_door()
    enquiry = an_enquiry(door)
    away(door.anne, LATER.date(), date(2026, 9, 18))
    cover_for_absent(LATER)
    assert (return_to_owners(LATER), return_to_owners(BACK), return_to_owners(BACK)) == (0, 1, 0)
    assert fresh(enquiry).owner == door.anne
    assert told(enquiry)[0] == "Anne Holm is back, so the stand-in is over."
    assert cover_for_absent(BACK) == 0


def test_what_the_stand_in_has_answered_stays_with_them():
    door = a_door()
    enquiry = an_enquiry(door)
    away(door.anne, LATER.date(), date(2026, 9, 18))
    cover_for_absent(LATER)
    answer_enquiry(door.bo, enquiry, "Vi ringer i morgen.", LATER, Channel.PHONE)
    assert return_to_owners(BACK) == 0
    route_reply(enquiry, BACK)
    assert return_to_owners(BACK) == 0
    assert fresh(enquiry).owner == door.bo


def test_what_was_given_on_by_hand_does_not_go_back():
    door = a_door()
    enquiry = an_enquiry(door)
    away(door.anne, LATER.date(), date(2026, 9, 18))
    cover_for_absent(LATER)
    give(door.bo, enquiry, door.camilla, LATER)
    assert return_to_owners(BACK) == 0
    assert fresh(enquiry).owner == door.camilla


def test_a_stand_in_who_goes_away_too_is_replaced_and_the_first_owner_still_gets_it_back():
    door = a_door()
    enquiry = an_enquiry(door)
    away(door.anne, LATER.date(), date(2026, 9, 18))
    cover_for_absent(LATER)
    away(door.bo, LATER.date(), None)
    assert cover_for_absent(LATER) == 1
    assert fresh(enquiry).owner == door.camilla
    return_to_owners(BACK)
    assert fresh(enquiry).owner == door.anne


def test_what_nobody_could_take_is_given_out_when_somebody_comes_to_work():
    door = a_door()
    leaves = [away(one, NOW.date(), NOW.date()) for one in (door.anne, door.bo, door.camilla)]
    enquiry = an_enquiry(door)
    assert (enquiry.state, enquiry.owner, cover_for_absent(NOW)) == (EnquiryState.NEW, None, 0)
    assert told(enquiry) == ["No rule leads to anybody who is at work, so nobody has it yet."]
    leaves[2].delete()
    assert (cover_for_absent(NOW), cover_for_absent(NOW)) == (1, 0)
    assert (fresh(enquiry).owner, enquiry.state) == (door.camilla, EnquiryState.OWNED)


def test_a_reply_to_somebody_who_is_away_reaches_the_stand_in():
    door = a_door()
    temp = a_temp_for(door.team, door.anne)
    enquiry = an_enquiry(door)
    answer_enquiry(door.anne, enquiry, "Hvornår passer det?", NOW, Channel.MAIL)
    away(door.anne, LATER.date(), None)
    assert cover_for_absent(LATER) == 0
    found = route_reply(enquiry, LATER)
    assert (found.owner, found.state, found.again_at) == (temp, EnquiryState.OWNED, LATER)
    assert told(found)[0] == "Anne Holm is away until further notice; Ida Vikar is employed to stand in."
    assert Assignment.objects.filter(enquiry=enquiry).first().instead_of == door.anne


def test_a_reply_to_somebody_who_is_at_work_stays_with_them_and_moves_nothing():
    door = a_door()
    enquiry = an_enquiry(door)
    found = route_reply(enquiry, LATER)
    assert (found.owner, found.due_at, found.again_at) == (door.anne, enquiry.due_at, None)
    assert Assignment.objects.filter(enquiry=enquiry).count() == 1
