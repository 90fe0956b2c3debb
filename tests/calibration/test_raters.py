"""While a round is open raters come, leave and are reminded, and nobody learns who is late."""

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.factories.calibration import NOW, a_draft_round, a_round, rated, raters_of
from tests.factories.people import LONG_AGO, a_colleague_in, a_jobcentre, a_team, an_employee, the_lead_of

from samklang.access.clock import today
from samklang.access.models import Notice
from samklang.access.refusals import NotAllowed
from samklang.calibration import commands
from samklang.calibration.queries.raters import people_to_add, people_to_ask
from samklang.calibration.queries.rounds import round_counts
from samklang.config import nights
from samklang.ledger.models import Entry
from samklang.people.commands import add_external
from samklang.people.enums import ExternalKind

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def added(round_, *people, **given):
    values = {"by": None, "round_": round_, "people": people, "seed": 7, "today": today(), "now": NOW, **given}
    return commands.add_raters(**values)


def test_a_rater_added_in_mid_round_is_asked(mailoutbox, django_capture_on_commit_callbacks):
    round_ = a_round(raters=9)
    late = a_colleague_in(a_team(round_.jobcentre))
    with django_capture_on_commit_callbacks(execute=True):
        assert added(round_, late) == 1
    assert [mail.to for mail in mailoutbox] == [[late.email]]
    assert sorted(one.number for one in raters_of(round_)) == list(range(1, 11))


def test_the_number_does_not_tell_who_came_late():
    given = set()
    for _ in range(8):
        round_ = a_round(raters=3)
        late = a_colleague_in(a_team(round_.jobcentre))
        added(round_, late)
        given |= {one.number for one in raters_of(round_) if one.person_id == late.pk}
    assert given - {4}


def test_whoever_was_taken_out_comes_back_with_what_they_had_said():
    round_ = rated(a_round())
    rater = raters_of(round_)[0]
    commands.take_out_rater(by=None, round_=round_, person=rater.person, now=NOW)
    counts = round_counts(round_)
    assert (counts.raters, counts.left, counts.all_finished) == (2, 1, 3)
    with pytest.raises(NotAllowed, match="is not part of the round any more"):
        commands.take_out_rater(by=None, round_=round_, person=rater.person, now=NOW)
    assert added(round_, rater.person) == 1
    assert (round_counts(round_).raters, rater.ratings.count()) == (3, 4)


def test_a_leader_takes_somebody_out_and_undoes_it(client):
    round_ = a_round()
    client.force_login(the_lead_of(round_.jobcentre))
    person = raters_of(round_)[0].person
    for name, left in (("rater-leaving", 1), ("rater-returning", 0)):
        client.post(reverse(f"calibration:{name}", args=[round_.pk, person.pk]))
        assert round_counts(round_).left == left
    assert list(Entry.objects.order_by("number").values_list("deed", flat=True))[-2:] == [
        "rater-left",
        "rater-returned",
    ]
    assert client.post(reverse("calibration:rater-leaving", args=[round_.pk, 9**9])).status_code == 404


def test_raters_of_a_draft_or_a_closed_round_stand():
    late = a_colleague_in(a_team())
    for round_ in (a_draft_round(), commands.close_round(by=None, round_=rated(a_round()), now=NOW)):
        before = raters_of(round_)
        for deed in (
            lambda: added(round_, late),  # noqa: B023 - called at once
            lambda: commands.take_out_rater(by=None, round_=round_, person=before[0].person, now=NOW),  # noqa: B023 - as above
            lambda: commands.remind_raters(by=None, round_=round_, now=NOW),  # noqa: B023 - as above
            lambda: commands.move_last_day(by=None, round_=round_, last_day=today(), today=today()),  # noqa: B023 - as above
        ):
            with pytest.raises(NotAllowed, match=r"round is closed|not been opened"):
                deed()
        assert raters_of(round_) == before


def test_those_who_are_late_are_reminded_at_most_once_a_day(mailoutbox, django_capture_on_commit_callbacks):
    round_ = a_round(raters=4)
    raters = raters_of(round_)
    rated(round_, raters=raters[:1])
    commands.take_out_rater(by=None, round_=round_, person=raters[1].person, now=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        assert commands.remind_raters(by=None, round_=round_, now=NOW) == 2
    assert sorted(mail.to[0] for mail in mailoutbox) == sorted(one.person.email for one in raters[2:])
    with pytest.raises(NotAllowed, match="reminded today"):
        commands.remind_raters(by=None, round_=round_, now=NOW + timedelta(hours=2))
    assert commands.remind_raters(by=None, round_=round_, now=NOW + DAY) == 2
    entry = Entry.objects.latest("number")
    assert (entry.deed, entry.details, entry.about_id) == ("raters-reminded", {"told": 2}, None)


def test_nobody_is_reminded_when_everybody_is_done():
    with pytest.raises(NotAllowed, match="Everybody is done"):
        commands.remind_raters(by=None, round_=rated(a_round()), now=NOW)


def test_the_house_reminds_two_days_before_the_last_day_and_once(mailoutbox, django_capture_on_commit_callbacks):
    round_ = a_round(raters=3)
    rated(round_, raters=raters_of(round_)[:1])
    ends = round_.last_day

    def night(days_before, now):
        with django_capture_on_commit_callbacks(execute=True):
            return commands.remind_due(now=now, today=ends - days_before * DAY)

    now = NOW + 12 * DAY
    assert night(3, now - DAY) == 0
    assert commands.remind_due(now=now, today=ends - 2 * DAY, dry_run=True) == 2
    assert (night(2, now), len(mailoutbox)) == (2, 2)
    assert night(1, now + DAY) == 0
    assert night(-1, now + 5 * DAY) == 0


def test_the_house_reminds_nobody_once_the_notice_is_withdrawn_or_the_round_closed():
    round_ = a_round()
    Notice.objects.update(withdrawn_day=today())
    assert commands.remind_due(now=NOW + 12 * DAY, today=round_.last_day) == 0
    other = commands.close_round(by=None, round_=rated(a_round()), now=NOW)
    assert commands.remind_due(now=NOW + 12 * DAY, today=other.last_day) == 0


def test_the_reminder_is_one_of_the_chores_of_the_night():
    round_ = a_round()
    round_.last_day = today()
    round_.save()
    counts = {str(what): count for what, count in nights.preview(NOW + 12 * DAY)}
    assert counts["Raters reminded of a round that ends"] == 3


def test_the_last_day_is_moved_to_a_day_to_come(client):
    round_ = a_round()
    client.force_login(the_lead_of(round_.jobcentre))
    url = reverse("calibration:round-last-day", args=[round_.pk])
    assert client.post(url, {"last_day": today() - DAY}).status_code == 422
    assert client.post(url, {"last_day": today() + 30 * DAY}).status_code == 302
    round_.refresh_from_db()
    assert round_.last_day == today() + 30 * DAY


def test_whoever_works_in_the_teams_today_or_comes_from_outside_can_be_asked():
    jobcentre = a_jobcentre()
    team, other = a_team(jobcentre, "Ungeindsatsen"), a_team(jobcentre, "Afklaring")
    here, gone = an_employee(team, name="Anna"), an_employee(team, name="Bo", last_day=today() - DAY)
    there = an_employee(other, name="Åse")
    observer = add_external(
        by=None, jobcentre=jobcentre, name="Olga Obs", email="olga@example.org", organisation="",
        kind=ExternalKind.OBSERVER, first_day=LONG_AGO, last_day=None,
    )  # fmt: skip
    an_employee(name="En helt anden")
    groups = people_to_ask(jobcentre, today())
    assert [(one.team, list(one.people)) for one in groups] == [
        (other, [there.person]), (team, [here.person]), (None, [observer.person]),
    ]  # fmt: skip
    assert gone.person not in [person for group in groups for person in group.people]


def test_those_in_the_round_are_not_offered_again(client):
    round_ = a_round()
    team = a_team(round_.jobcentre)
    late = a_colleague_in(team)
    assert [list(one.people) for one in people_to_add(round_, today())] == [[late]]
    client.force_login(the_lead_of(round_.jobcentre))
    url = reverse("calibration:new-raters", args=[round_.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"people": [raters_of(round_)[0].person_id]}).status_code == 422
    assert client.post(url, {"people": [late.pk]}).status_code == 302
    assert round_counts(round_).raters == 4
