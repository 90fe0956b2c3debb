"""Looking back on a conversation: off until the notice is in force, seen by nobody else, deleted when one wants."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories.access import the_administrator_of
from tests.factories.citizens_own import a_door, a_review, an_old_review
from tests.factories.people import a_colleague_in, an_outsider, the_head_of, the_leader_of

from samklang.access.enums import Purpose
from samklang.access.refusals import NotAllowed
from samklang.citizens import content
from samklang.citizens.commands import reviews as commands
from samklang.citizens.models import ConversationReview
from samklang.ledger.models import Entry

pytestmark = pytest.mark.django_db
ALL, NEW = "citizens:reviews", "citizens:review-new"


def sent(**changes):
    return {"day": timezone.localdate().isoformat(), "q-said-back": "4", "q-knows-where": "none", **changes}


def test_six_questions_are_asked_each_with_its_two_ends_in_words(client):
    client.force_login(a_door().person)
    asked = list(client.get(reverse(NEW)).context["form"].asked())
    assert len(asked) == 6
    assert all(one.low and one.high and one.is_none and len(one.levels) == 5 for one in asked)


def test_what_one_cannot_say_is_left_out_and_the_rest_is_kept_with_the_team(client):
    door = a_door()
    client.force_login(door.person)
    answer = client.post(reverse(NEW), sent(next_time="Spørge, før jeg siger noget"))
    assert (answer.status_code, answer.url) == (302, reverse(ALL))
    found = ConversationReview.objects.get()
    assert (found.answers, found.person, found.team) == ({"said-back": 4}, door.person, door.team)
    deed = Entry.objects.latest("number")
    assert (deed.deed, deed.subject_id, deed.details) == ("conversation-looked-back-on", "", {})


@pytest.mark.parametrize(
    "text",
    [
        "Ringe til Karen Mortensen først",
        "Skriv til karen@example.org",
        "Tlf. 22 33 44 55",
        "cpr 010190-1234",
        "🙂" * 301,
    ],
)
def test_nobody_can_be_named_in_what_one_will_try(client, text):
    client.force_login(a_door().person)
    answer = client.post(reverse(NEW), sent(next_time=text))
    assert answer.status_code == 422
    assert not ConversationReview.objects.exists()
    for trace in ("Mortensen", "karen@example.org", "22 33 44 55", "010190-1234"):
        assert trace not in answer.content.decode()


def test_days_ahead_and_long_ago_and_answers_that_are_none_are_refused(client):
    door = a_door()
    client.force_login(door.person)
    today = timezone.localdate()
    for wrong in (
        sent(day=(today + timedelta(days=1)).isoformat()), sent(day=(today - timedelta(days=15)).isoformat()),
        sent(day="igår"), sent(**{"q-said-back": "6"}), sent(**{"q-said-back": ""}), {"day": ["", "x"]},
    ):  # fmt: skip
        assert client.post(reverse(NEW), wrong).status_code == 422
    with pytest.raises(NotAllowed, match="from 1 to 5"):
        a_review(door.person, answers={"no-such": 3})
    assert not ConversationReview.objects.exists()
    assert client.post(reverse(NEW), sent(day=(today - timedelta(days=14)).isoformat())).status_code == 302


def test_it_can_be_changed_on_the_day_it_was_written_and_not_later(client):
    door = a_door()
    client.force_login(door.person)
    found = a_review(door.person)
    url = reverse("citizens:review", args=[found.pk])
    assert client.get(url).context["form"].initial["next_time"] == "Vente et sekund til"
    assert client.post(url, sent(**{"q-said-back": "2"})).status_code == 302
    found.refresh_from_db()
    assert found.answers == {"said-back": 2}
    ConversationReview.objects.update(at=timezone.now() - timedelta(days=1))
    assert client.post(url, sent()).status_code == 403


def test_deleting_deletes_also_when_looking_back_has_been_switched_off(client):
    door = a_door(Purpose.BELIEF)
    found = an_old_review(door.person, door.team, timezone.localdate())
    client.force_login(door.person)
    assert client.post(reverse("citizens:review-removal", args=[found.pk])).status_code == 302
    assert not ConversationReview.objects.exists()


def test_without_a_notice_in_force_the_page_says_what_is_missing_and_takes_nothing(client):
    client.force_login(a_door(Purpose.BELIEF).person)
    shown = client.get(reverse(ALL))
    assert (shown.status_code, bool(shown.context["refusal"])) == (200, True)
    assert client.get(reverse(NEW)).status_code == client.post(reverse(NEW), sent()).status_code == 403
    assert not ConversationReview.objects.exists()


def test_whoever_is_employed_nowhere_here_is_told_so(client):
    client.force_login(a_door().lead)
    assert "employed" in str(client.get(reverse(ALL)).context["refusal"].reason)


def test_nobody_but_the_one_who_wrote_it_gets_it_whoever_they_are(client):
    door = a_door()
    found = a_review(door.person, next_time="Vente et sekund til")
    others = [
        a_colleague_in(door.team), the_leader_of(door.team), the_head_of(door.jobcentre), door.lead, an_outsider(),
    ]  # fmt: skip
    for other in others:
        client.force_login(other)
        assert client.get(reverse("citizens:review", args=[found.pk])).status_code in {403, 404}
        assert client.post(reverse("citizens:review-removal", args=[found.pk])).status_code == 404
        for url in (reverse(ALL), reverse("citizens:reviews-file", args=["csv"])):
            assert "Vente et sekund" not in client.get(url).content.decode()
    client.force_login(the_administrator_of(door.jobcentre))
    assert client.get(reverse(ALL)).status_code == 403
    commands.remove_review(by=others[0], review=found)
    assert ConversationReview.objects.count() == 1


def test_from_three_on_one_sees_how_it_goes_and_can_fetch_all(client):
    door = a_door()
    client.force_login(door.person)
    today = timezone.localdate()
    for back in (3, 2):
        an_old_review(door.person, door.team, today - timedelta(days=back))
    assert not client.get(reverse(ALL)).context["trend"].rows
    an_old_review(door.person, door.team, today, **{"knows-where": 5})
    rows = {one.ask: one.answers for one in client.get(reverse(ALL)).context["trend"].rows}
    asks = {one.key: one.ask.da for one in content.questions()}
    assert rows[asks["said-back"]] == [3, 3, 3]
    assert rows[asks["knows-where"]] == [None, None, 5]
    text = client.get(reverse("citizens:reviews-file", args=["csv"])).content.decode()
    assert len(text.strip().splitlines()) == 4
    assert client.get(reverse("citizens:reviews-file", args=["exe"])).status_code == 404
