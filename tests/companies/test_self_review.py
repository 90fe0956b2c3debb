"""Looking back on one's own meeting: off until the notice is in force, seen by nobody else, deleted when one wants."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.factories.access import a_notice, the_administrator_of
from tests.factories.company_meetings import a_door, a_held_meeting, a_meeting
from tests.factories.method import the_frameworks_of
from tests.factories.people import an_outsider, the_head_of, the_lead_of, the_leader_of

from samklang.access.enums import Purpose
from samklang.access.refusals import NotAllowed
from samklang.companies.commands.self_reviews import write_self_review
from samklang.companies.models import SelfReview
from samklang.companies.queries.self_reviews import edition_of, own_trend, reviewed_by
from samklang.ledger.models import Entry as Deed

pytestmark = pytest.mark.django_db


@pytest.fixture
def door():
    """Where the method is taken in, and looking back was announced long ago."""
    found = a_door()
    the_frameworks_of(found.jobcentre)
    day = timezone.localdate() - timedelta(days=60)
    a_notice(found.jobcentre, announced=day, purpose=Purpose.SELF_REVIEW)
    return found


def url(meeting, name="self-review") -> str:
    return reverse(f"companies:{name}", args=[meeting.pk])


def looked_back(door, meeting, level=3, **changes):
    today = timezone.localdate()
    indicators = reviewed_by(edition_of(door.holder, today))
    levels = {one.key: level for one in indicators}
    given = {"levels": levels, "next_time": "Tie stille", "today": today, "now": timezone.now(), "by": door.holder}
    return write_self_review(meeting=meeting, **{**given, **changes})


def test_between_twelve_and_twenty_indicators_are_asked_each_with_five_levels_and_cannot_say(client, door):
    client.force_login(door.holder)
    meeting = a_held_meeting(door)
    asked = list(client.get(url(meeting)).context["form"].asked())
    assert 12 <= len(asked) <= 20
    assert {len(one.levels) for one in asked} == {5}
    assert all(one.is_none for one in asked)


def test_what_one_cannot_say_is_left_out_and_the_rest_is_kept(client, door):
    client.force_login(door.holder)
    meeting = a_held_meeting(door)
    sent = {"i-listens": "4", "i-summing-up": "none", "next_time": "Spørge først"}
    answer = client.post(url(meeting), sent)
    assert (answer.status_code, answer.url) == (302, reverse("companies:own-self-reviews"))
    review = SelfReview.objects.get()
    assert (review.levels, review.next_time, review.person) == ({"listens": 4}, "Spørge først", door.holder)
    assert (review.framework, review.edition) == ("company-meeting", 1)
    again = {one.name: one for one in client.get(url(meeting)).context["form"].asked()}
    assert [chosen for _level, _text, chosen in again["i-listens"].levels] == [False, False, False, True, False]
    client.post(url(meeting), {"i-listens": "2", "next_time": ""})
    assert SelfReview.objects.get().levels == {"listens": 2}


def test_nothing_said_and_levels_that_are_none_are_refused(client, door):
    client.force_login(door.holder)
    meeting = a_held_meeting(door)
    assert client.post(url(meeting), {"next_time": "x"}).status_code == 422
    assert client.post(url(meeting), {"i-listens": "6"}).status_code == 422
    with pytest.raises(NotAllowed, match="from 1 to 5"):
        looked_back(door, meeting, levels={"listens": 9})
    with pytest.raises(NotAllowed, match="from 1 to 5"):
        looked_back(door, meeting, levels={"no-such": 3})
    assert not SelfReview.objects.exists()


def test_without_a_notice_in_force_the_page_says_what_is_missing_and_takes_nothing(client):
    door = a_door()
    the_frameworks_of(door.jobcentre)
    client.force_login(door.holder)
    meeting = a_held_meeting(door)
    shown = client.get(url(meeting))
    assert (shown.status_code, bool(shown.context["refusal"])) == (200, True)
    assert client.post(url(meeting), {"i-listens": "4"}).status_code == 403
    assert not SelfReview.objects.exists()


def test_before_the_minutes_one_does_not_look_back(client, door):
    client.force_login(door.holder)
    assert client.get(url(a_meeting(door))).status_code == 403


@pytest.mark.parametrize("who", ["colleague", "leader", "lead", "head", "administrator", "outsider"])
def test_nobody_else_gets_the_page_whoever_they_are(client, door, who):
    meeting = a_held_meeting(door)
    looked_back(door, meeting)
    people = {
        "colleague": lambda: door.colleague, "leader": lambda: the_leader_of(door.team),
        "lead": lambda: the_lead_of(door.jobcentre), "head": lambda: the_head_of(door.jobcentre),
        "administrator": lambda: the_administrator_of(door.jobcentre), "outsider": an_outsider,
    }  # fmt: skip
    person = people[who]()
    client.force_login(person)
    assert client.get(url(meeting)).status_code == 404
    assert client.post(url(meeting), {"i-listens": "1"}).status_code == 404
    assert client.post(url(meeting, "self-review-removal")).status_code == 404
    if who != "administrator":
        own = client.get(reverse("companies:own-self-reviews"))
        assert own.status_code == 403 if own.status_code != 200 else not own.context["reviews"]
    assert SelfReview.objects.get().levels["listens"] == 3


def test_the_ledger_says_that_it_was_done_and_neither_what_nor_of_which_meeting(door):
    meeting = a_held_meeting(door)
    looked_back(door, meeting)
    deed = Deed.objects.get(deed="meeting-looked-back-on")
    assert (deed.subject_type, deed.subject_id, deed.details, deed.about_id) == ("", "", {}, door.holder.pk)


def test_of_fewer_than_three_meetings_no_trend_is_shown(client, door):
    client.force_login(door.holder)
    for number, level in enumerate((2, 3)):
        looked_back(door, a_held_meeting(door, 9 - number), level)
    shown = client.get(reverse("companies:own-self-reviews"))
    assert (len(shown.context["reviews"]), shown.context["rows"]) == (2, [])
    looked_back(door, a_held_meeting(door, 1), 4)
    rows = client.get(reverse("companies:own-self-reviews")).context["rows"]
    assert [row.means for row in rows] == [[2.0, 3.0, 4.0]] * 5
    trend = own_trend(door.colleague, timezone.localdate(), "da")
    assert (list(trend.reviews), list(trend.rows)) == ([], [])


def test_it_is_deleted_when_one_wants_also_after_the_notice_has_ended(client, door):
    client.force_login(door.holder)
    meeting = a_held_meeting(door)
    looked_back(door, meeting)
    assert client.post(url(meeting, "self-review-removal")).status_code == 302
    assert not SelfReview.objects.exists()
    assert Deed.objects.filter(deed="looking-back-removed").count() == 1


def test_the_page_costs_the_same_for_five_as_for_three(client, door):
    client.force_login(door.holder)
    costs = []
    for number in (3, 5):
        while SelfReview.objects.count() < number:
            looked_back(door, a_held_meeting(door, 1 + SelfReview.objects.count()))
        client.get(reverse("companies:own-self-reviews"))
        with CaptureQueriesContext(connection) as queries:
            assert len(client.get(reverse("companies:own-self-reviews")).context["reviews"]) == number
        costs.append(len(queries))
    assert costs[0] == costs[1]
