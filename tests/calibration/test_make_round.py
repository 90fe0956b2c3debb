"""A round is made, changed, put away and opened by its leader, and only when it may."""

from datetime import timedelta

import pytest
from tests.factories.access import anew
from tests.factories.calibration import NOW, a_case, a_draft_round, a_round, contents_of, raters_of
from tests.factories.method import a_draft_of, an_edition
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, an_outsider, the_head_of, the_lead_of

from samklang.access.clock import today
from samklang.access.enums import Purpose
from samklang.access.models import Notice
from samklang.access.refusals import NotAllowed
from samklang.calibration import commands
from samklang.calibration.enums import RoundState
from samklang.calibration.models import Rater, Round, RoundIndicator
from samklang.ledger.models import Entry
from samklang.method.commands import publish_edition
from samklang.method.queries.editions import holding_edition

pytestmark = pytest.mark.django_db


def opened(round_, **given):
    return commands.open_round(**{"by": None, "round_": round_, "seed": 1, "today": today(), "now": NOW, **given})


def deeds():
    return list(Entry.objects.order_by("number").values_list("deed", flat=True))


def test_a_leader_makes_a_round_and_opens_it(mailoutbox, django_capture_on_commit_callbacks):
    jobcentre = a_jobcentre()
    leader = the_lead_of(jobcentre)
    draft = a_draft_round(jobcentre, by=leader, raters=4)
    with django_capture_on_commit_callbacks(execute=True):
        round_ = opened(draft, by=anew(leader))
    assert (round_.state, round_.leader, round_.opened_at) == (RoundState.OPEN, leader, NOW)
    assert [one.number for one in raters_of(round_)] == [1, 2, 3, 4]
    assert all(one.invited_at == NOW for one in raters_of(round_))
    assert sorted(mail.to[0] for mail in mailoutbox) == sorted(one.person.email for one in raters_of(round_))
    assert f"/calibration/rounds/{round_.pk}/rating/" in mailoutbox[0].body
    entry = Entry.objects.latest("number")
    assert (entry.deed, entry.actor_id, entry.details["raters"]) == ("round-opened", leader.pk, 4)


@pytest.mark.parametrize("who", [the_head_of, lambda place: a_colleague_in(a_team(place)), lambda _: an_outsider()])
def test_nobody_but_the_leader_makes_changes_opens_or_deletes_a_round(who):
    jobcentre = a_jobcentre()
    draft, by = a_draft_round(jobcentre), who(jobcentre)
    before = (Round.objects.count(), Entry.objects.count())
    contents = contents_of(draft.edition, [], cases=[])
    for deed in (
        lambda: commands.make_round(by=by, edition=draft.edition, contents=contents, now=NOW),
        lambda: commands.change_round(by=by, round_=draft, edition=draft.edition, contents=contents),
        lambda: commands.delete_round(by=by, round_=draft, now=NOW),
        lambda: commands.restore_round(by=by, round_=draft),
        lambda: opened(draft, by=by),
    ):
        with pytest.raises(NotAllowed, match="You do not lead calibration"):
            deed()
    draft.refresh_from_db()
    assert (draft.opened_at, draft.deleted_at) == (None, None)
    assert (Round.objects.count(), Entry.objects.count()) == before


def test_a_round_does_not_open_without_a_notice_in_force():
    draft = a_draft_round()
    Notice.objects.update(withdrawn_day=today())
    with pytest.raises(NotAllowed, match=r"must have been told first.*withdrawn.*head of service writes the notice"):
        opened(draft)
    draft.refresh_from_db()
    assert draft.opened_at is None


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"raters": 2}, "at least 3 raters, and the round has 2"),
        ({"cases": 0}, "no case to rate"),
        ({"last_day": today() - timedelta(days=1)}, "is past. Choose a later one"),
    ],
)
def test_a_round_does_not_open_unless_it_holds_enough(given, reason):
    draft = a_draft_round(**given)
    with pytest.raises(NotAllowed, match=reason):
        opened(draft)
    draft.refresh_from_db()
    assert draft.opened_at is None


def test_a_round_without_an_indicator_does_not_open():
    draft = a_draft_round()
    RoundIndicator.objects.filter(round=draft).delete()
    with pytest.raises(NotAllowed, match="no indicator to rate by"):
        opened(draft)


def test_the_numbers_of_raters_are_drawn_by_the_seed():
    people = [a_colleague_in(a_team()) for _ in range(8)]

    def drawn(seed):
        round_ = a_round(people[0].employee.jobcentre, raters=people, edition=edition, seed=seed)
        found = {one.person_id: one.number for one in raters_of(round_)}
        Rater.objects.filter(round=round_).delete()
        return [found[person.pk] for person in people]

    edition = an_edition(people[0].employee.jobcentre)
    one, other = drawn(1), drawn(2)
    assert sorted(one) == sorted(other) == list(range(1, 9))
    assert one != other != list(range(1, 9))


def test_a_draft_is_changed_as_a_whole():
    draft = a_draft_round()
    case, person = a_case(draft.edition.framework), a_colleague_in(a_team(draft.jobcentre))
    contents = contents_of(draft.edition, [person], cases=[case], title="En anden")
    changed = commands.change_round(by=None, round_=draft, edition=draft.edition, contents=contents)
    assert (changed.title, [one.case for one in changed.cases.all()]) == ("En anden", [case])
    assert [one.person for one in changed.raters.all()] == [person]
    assert deeds()[-1] == "round-changed"


def test_an_open_round_is_neither_changed_nor_deleted():
    round_ = a_round()
    contents = contents_of(round_.edition, [], cases=[])
    with pytest.raises(NotAllowed, match="its cases and indicators stand"):
        commands.change_round(by=None, round_=round_, edition=round_.edition, contents=contents)
    with pytest.raises(NotAllowed, match="its cases and indicators stand"):
        commands.delete_round(by=None, round_=round_, now=NOW)
    with pytest.raises(NotAllowed, match="its cases and indicators stand"):
        opened(round_)


def test_a_draft_is_put_away_and_taken_back():
    draft = a_draft_round()
    commands.delete_round(by=None, round_=draft, now=NOW)
    with pytest.raises(NotAllowed, match="was deleted"):
        opened(draft)
    assert commands.restore_round(by=None, round_=draft).deleted_at is None
    assert deeds()[-2:] == ["round-deleted", "round-restored"]


def test_a_round_opens_with_the_words_that_hold_then():
    draft = a_draft_round()
    newer = a_draft_of(draft.edition.framework)
    publish_edition(by=None, edition=newer, reason="Nye ord", today=today(), now=NOW)
    round_ = opened(draft)
    holding = holding_edition(round_.edition.framework, today())
    assert round_.edition == holding != draft.edition
    assert {one.indicator.edition for one in round_.indicators.select_related("indicator__edition")} == {holding}
    assert [one.indicator.key for one in round_.indicators.select_related("indicator")] == ["i1", "i2"]


def test_a_round_whose_indicator_is_gone_does_not_open():
    draft = a_draft_round()
    newer = a_draft_of(draft.edition.framework)
    newer.profiles.all().delete()
    newer.indicators.filter(key="i2").delete()
    publish_edition(by=None, edition=newer, reason="Nye ord", today=today(), now=NOW)
    with pytest.raises(NotAllowed, match="The method no longer holds"):
        opened(draft)
    draft.refresh_from_db()
    assert draft.opened_at is None


def test_a_round_holds_at_most_300_raters():
    draft = a_draft_round(raters=1)
    person = draft.raters.get().person
    contents = contents_of(draft.edition, [person] * 301, cases=[])
    with pytest.raises(NotAllowed, match="at most 300 raters"):
        commands.make_round(by=None, edition=draft.edition, contents=contents, now=NOW)


def test_the_notice_asked_for_is_that_of_calibration():
    assert set(Notice.objects.values_list("purpose", flat=True)) == set()
    a_round()
    assert set(Notice.objects.values_list("purpose", flat=True)) == {Purpose.CALIBRATION}
