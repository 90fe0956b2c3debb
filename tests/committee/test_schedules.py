"""Drafts are made when due; what is issued is sent once to those who still may read it, and who may stop it."""

from datetime import date, timedelta

import pytest
from django.db.models import QuerySet
from tests.factories.committee import NOW, TODAY, Town, a_town

from samklang.access.clock import today
from samklang.access.commands import end_role
from samklang.access.models import Person, RoleGrant
from samklang.access.refusals import NotAllowed
from samklang.committee.commands import schedules as commands
from samklang.committee.commands.issues import correct_issue, issue_page
from samklang.committee.commands.nights import NotAllDone, make_due_drafts, send_issued
from samklang.committee.enums import Every
from samklang.committee.models import Issue, Recipient, Schedule
from samklang.committee.queries.schedules import day_after, day_before
from samklang.delivery.models import Mail
from samklang.delivery.queries.letters import what_it_says

pytestmark = pytest.mark.django_db
DUE = TODAY + timedelta(days=5)


@pytest.fixture
def town() -> Town:
    return a_town()


def written() -> QuerySet[Mail]:
    """What was written about the page: the course writes letters of its own."""
    return Mail.objects.filter(letter__startswith="committee").select_related("person")


def scheduled(town: Town, *recipients: Person, every: str = Every.QUARTER) -> Schedule:
    return commands.set_schedule(
        by=town.head, jobcentre=town.jobcentre, every=every, next_day=DUE, recipients=recipients, today=TODAY, now=NOW
    )


def test_a_draft_is_made_on_its_day_once_and_those_who_make_the_page_are_told(town):
    scheduled(town)
    assert make_due_drafts(today=DUE - timedelta(days=1), now=NOW) == 0
    assert make_due_drafts(today=DUE, now=NOW, dry_run=True) == 1
    assert (make_due_drafts(today=DUE, now=NOW), make_due_drafts(today=DUE, now=NOW)) == (1, 0)
    draft = Issue.objects.get()
    assert (draft.made_by, draft.first_day, draft.last_day) == (None, date(2027, 1, 5), date(2027, 4, 4))
    assert Schedule.objects.get().next_day == date(2027, 7, 5)
    mail = Mail.objects.select_related("person").get(letter="committee-draft")
    assert mail.person == town.head
    assert f"/committee/{draft.pk}/" in what_it_says(mail).body


def test_where_a_draft_waits_already_no_other_is_made(town):
    scheduled(town)
    town.draft()
    assert make_due_drafts(today=DUE, now=NOW) == 0
    assert (Issue.objects.count(), written().count()) == (1, 1)


def test_a_schedule_that_was_missed_for_a_year_makes_one_draft(town):
    scheduled(town, every=Every.MONTH)
    late = DUE + timedelta(days=400)
    assert make_due_drafts(today=late, now=NOW) == 1
    assert Schedule.objects.get().next_day > late


def test_what_is_issued_is_sent_once_with_a_link_to_it_and_one_to_stop(town):
    reader = town.reader()
    scheduled(town, reader)
    made = town.issued()
    assert (send_issued(now=NOW, dry_run=True), send_issued(now=NOW), send_issued(now=NOW)) == (1, 1, 0)
    mail = Mail.objects.select_related("person").get(letter="committee-page")
    said = what_it_says(mail)
    assert (mail.person, town.jobcentre.name in said.subject) == (reader, True)
    assert f"/committee/{made.pk}/" in said.body
    assert f"/committee/schedules/{town.jobcentre.pk}/leaving/" in said.body


def test_nothing_is_sent_of_a_draft_nor_of_what_was_issued_before_there_was_a_schedule(town):
    town.issued()
    scheduled(town, town.reader())
    town.draft()
    assert (send_issued(now=NOW), written().count()) == (0, 0)


def test_whoever_may_not_read_it_any_more_or_has_said_stop_is_not_written_to(town):
    left, stopped, stays = town.reader(), town.reader(), town.reader()
    scheduled(town, left, stopped, stays)
    grant = RoleGrant.objects.get(person=left)
    end_role(by=None, grant=grant, last_day=today() - timedelta(days=1))
    commands.stop_receiving(by=stopped, jobcentre=town.jobcentre, stop=True, now=NOW)
    town.issued()
    send_issued(now=NOW)
    assert [one.person for one in written()] == [stays]
    commands.stop_receiving(by=stopped, jobcentre=town.jobcentre, stop=False, now=NOW)
    town.issued()
    send_issued(now=NOW)
    assert written().filter(person=stopped).count() == 1


def test_whoever_said_stop_has_still_said_it_when_the_schedule_is_set_anew(town):
    reader = town.reader()
    scheduled(town, reader)
    commands.stop_receiving(by=reader, jobcentre=town.jobcentre, stop=True, now=NOW)
    scheduled(town, reader, town.head)
    assert Recipient.objects.get(person=reader).stopped_at is not None
    scheduled(town, town.head)
    assert [one.person_id for one in Recipient.objects.all()] == [town.head.pk]


def test_a_paused_schedule_makes_and_sends_nothing_until_it_goes_on(town):
    scheduled(town, town.reader())
    commands.pause_schedule(by=town.head, jobcentre=town.jobcentre, pause=True, now=NOW)
    town.issued()
    assert (make_due_drafts(today=DUE, now=NOW), send_issued(now=NOW)) == (0, 0)
    commands.pause_schedule(by=town.head, jobcentre=town.jobcentre, pause=False, now=NOW)
    assert (make_due_drafts(today=DUE, now=NOW), send_issued(now=NOW)) == (1, 1)


def test_nobody_is_put_on_the_list_who_may_not_read_the_page(town):
    outsider = a_town().head
    with pytest.raises(NotAllowed, match="may not read reports here"):
        scheduled(town, outsider)
    with pytest.raises(NotAllowed, match="not sent to you"):
        commands.stop_receiving(by=outsider, jobcentre=town.jobcentre, stop=True, now=NOW)
    assert not Schedule.objects.exists()


@pytest.mark.parametrize(
    ("day", "every", "after", "before"),
    [
        (date(2027, 1, 31), Every.MONTH, date(2027, 2, 28), date(2026, 12, 31)),
        (date(2027, 12, 5), Every.QUARTER, date(2028, 3, 5), date(2027, 9, 5)),
        (date(2028, 2, 29), Every.YEAR, date(2029, 2, 28), date(2027, 2, 28)),
        (date(2027, 8, 31), Every.HALF_YEAR, date(2028, 2, 29), date(2027, 2, 28)),
    ],
)
def test_the_next_day_is_the_same_day_of_a_later_month(day, every, after, before):
    assert (day_after(day, every), day_before(day, every)) == (after, before)


def test_a_night_that_comes_late_makes_the_page_of_the_day_it_was_due(town):
    scheduled(town)
    assert make_due_drafts(today=DUE + timedelta(days=3), now=NOW) == 1
    draft = Issue.objects.get()
    assert (draft.first_day, draft.last_day) == (date(2027, 1, 5), date(2027, 4, 4))
    assert Schedule.objects.get().next_day == date(2027, 7, 5)


def test_nights_missed_for_a_year_make_the_page_of_the_last_day_it_was_due(town):
    scheduled(town)
    assert make_due_drafts(today=date(2028, 5, 1), now=NOW) == 1
    draft = Issue.objects.get()
    assert (draft.first_day, draft.last_day) == (date(2028, 1, 5), date(2028, 4, 4))
    assert Schedule.objects.get().next_day == date(2028, 7, 5)


def test_a_correction_that_was_begun_and_left_does_not_keep_the_next_draft_from_being_made(town):
    first = town.issued()
    correct_issue(by=town.head, issue=first, reason="Et forkert tal.", today=TODAY, now=NOW)
    scheduled(town)
    assert make_due_drafts(today=DUE, now=NOW) == 1
    assert Issue.objects.filter(replaces=None, state="draft").count() == 1


def test_a_page_that_cannot_be_made_keeps_no_other_from_being_made_and_is_told_of(town):
    other = a_town()
    for one in (town, other):
        scheduled(one)
    Schedule.objects.filter(jobcentre=town.jobcentre).update(every="never")
    with pytest.raises(NotAllDone, match="1 failed"):
        make_due_drafts(today=DUE, now=NOW)
    assert [one.jobcentre for one in Issue.objects.select_related("jobcentre")] == [other.jobcentre]


def test_a_page_replaced_before_the_night_is_not_sent_and_the_correction_says_what_was_wrong(town):
    reader = town.reader()
    scheduled(town, reader)
    first = town.issued()
    draft = correct_issue(by=town.head, issue=first, reason="Et forkert tal.", today=TODAY, now=NOW)
    issue_page(by=town.head, issue=draft, now=NOW)
    assert (send_issued(now=NOW), send_issued(now=NOW)) == (2, 0)
    assert Issue.objects.filter(sent_at=None).count() == 0
    said = what_it_says(Mail.objects.select_related("person").get(letter="committee-page"))
    assert said.subject == f"Udvalgsside nr. 2 fra {town.jobcentre.name}"
    assert "Den træder i stedet for side nr. 1: Et forkert tal." in said.body
    assert f"/committee/{draft.pk}/page-da.pdf" in said.body


def test_a_page_that_replaces_none_says_nothing_of_it_in_its_letter(town):
    scheduled(town, town.reader())
    town.issued()
    send_issued(now=NOW)
    assert "i stedet" not in what_it_says(Mail.objects.select_related("person").get(letter="committee-page")).body
