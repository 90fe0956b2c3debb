"""What a certificate asks for decides who gets it; an exception has a reason; the person owns it, and is told."""

from datetime import timedelta

import pytest
from tests.factories.access import a_notice
from tests.factories.certificates import NOW, TITLES, a_certificate, a_rule, been_at
from tests.factories.delivery import person_called, the_course
from tests.factories.people import an_outsider, the_lead_of

from samklang.access.clock import today
from samklang.access.enums import Purpose
from samklang.access.refusals import NotAllowed
from samklang.calibration.terms import last_day_of
from samklang.delivery.commands import certificates as commands
from samklang.delivery.commands.earlier import add_proof
from samklang.delivery.commands.expiry import remind_expiring
from samklang.delivery.enums import Mark, SessionKind
from samklang.delivery.models import Certificate, KnowledgeCheck, Mail, Participation, Session
from samklang.delivery.queries.attended import modules_attended
from samklang.delivery.queries.certificates import fulfilments, renewal_of, rule_on
from samklang.delivery.queries.known import has_passed
from samklang.ledger.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path):
    settings.DATA = tmp_path


def issued(course):
    return commands.issue_to_all(by=None, course=course, today=today(), now=NOW)


def names(certificates):
    return sorted(one.name for one in certificates)


def passed(course, person, on=None):
    KnowledgeCheck.objects.create(
        course=course, person=person, seed=1, pass_mark=80, asked=10, right=9, passed=True, begun_at=on or NOW,
        finished_at=on or NOW,
    )  # fmt: skip


def test_whoever_was_at_every_module_gets_one_and_nobody_else():
    course = the_course()
    a_rule(course)
    been_at(course, "anne")
    been_at(course, "bo", "start")
    made = issued(course)
    assert names(made) == ["Anne Holm"]
    assert (made[0].issued_on, made[0].expires_on) == (today(), last_day_of(today(), 24))
    assert Mail.objects.get(letter="certificate").person == person_called(course, "anne")
    assert Entry.objects.filter(deed="certificate-issued", about_id=made[0].person_id).count() == 1


def test_nobody_gets_the_same_certificate_twice():
    course = the_course()
    a_rule(course)
    been_at(course, "anne")
    assert (len(issued(course)), len(issued(course))) == (1, 0)


@pytest.mark.parametrize(("minutes", "there"), [(157, False), (158, True)])
def test_three_quarters_of_a_session_count_as_having_been_there(minutes, there):
    course = the_course()
    anne = been_at(course, "anne", "start", mark=Mark.PARTIAL, minutes=minutes)
    session = Session.objects.filter(course=course, cohort=1, slot="start").get()
    assert (session.ends - session.begins) == timedelta(minutes=210)
    assert modules_attended(course, [anne.pk], today())[anne.pk] == ({"start"} if there else set())


def test_a_rule_that_asks_for_less_than_all_takes_less():
    course = the_course()
    a_rule(course, attended_percent=50)
    been_at(course, "anne", "start")
    assert names(issued(course)) == ["Anne Holm"]


def test_training_from_before_counts_as_having_been_there():
    course = the_course()
    a_rule(course)
    anne = been_at(course, "anne", "start")
    other = next(one["id"] for one in course.modules if one["id"] != "start")
    add_proof(by=None, programme=course.programme, person=anne, module=other, day=today(), source="Kurset i maj",
              today=today(), now=NOW)  # fmt: skip
    assert names(issued(course)) == ["Anne Holm"]


def test_where_a_knowledge_check_is_asked_for_it_must_be_passed_and_noticed():
    course = the_course()
    anne = been_at(course, "anne")
    with pytest.raises(NotAllowed):
        a_rule(course, knows=True)
    a_notice(course.programme.jobcentre, announced=today() - timedelta(days=400), purpose=Purpose.KNOWLEDGE)
    a_rule(course, knows=True)
    assert issued(course) == []
    passed(course, anne)
    assert has_passed(anne, course, today())
    assert names(issued(course)) == ["Anne Holm"]


def test_an_exception_needs_a_reason_and_says_so_to_nobody_outside():
    course = the_course()
    a_rule(course)
    bo = person_called(course, "bo")
    with pytest.raises(NotAllowed, match="Write why"):
        commands.issue_as_exception(by=None, course=course, person=bo, reason=" ", today=today(), now=NOW)
    assert not Certificate.objects.exists()
    made = commands.issue_as_exception(
        by=None, course=course, person=bo, reason="Har undervist på kurset", today=today(), now=NOW
    )
    assert made.exception == "Har undervist på kurset"
    assert "undervist" not in made.credential
    with pytest.raises(NotAllowed, match="holds a certificate"):
        commands.issue_as_exception(by=None, course=course, person=bo, reason="Igen", today=today(), now=NOW)


def test_nobody_outside_the_course_gets_one():
    course, other = the_course(), the_course()
    a_rule(course)
    with pytest.raises(NotAllowed, match="no seat"):
        commands.issue_as_exception(
            by=None, course=course, person=person_called(other, "bo"), reason="Fordi", today=today(), now=NOW
        )


def test_only_whoever_runs_the_course_issues_and_withdraws():
    one = a_certificate()
    for by in (an_outsider(), one.person):
        with pytest.raises(NotAllowed, match="do not run courses"):
            commands.revoke(by=by, certificate=one, reason="Fordi", now=NOW)
        with pytest.raises(NotAllowed, match="do not run courses"):
            commands.issue_to_all(by=by, course=one.course, today=today(), now=NOW)
    one.refresh_from_db()
    assert one.revoked_at is None


def test_only_the_person_decides_who_sees_it():
    one = a_certificate()
    with pytest.raises(NotAllowed, match="Only the person"):
        commands.set_sharing(by=the_lead_of(one.jobcentre), certificate=one, shared=True)
    assert commands.set_sharing(by=one.person, certificate=one, shared=True).shared


def test_what_was_issued_keeps_the_rule_it_was_issued_by():
    one = a_certificate()
    later = today() + timedelta(days=10)
    values = TITLES | {"title_da": "Et nyt bevis", "months": 12}
    commands.set_rule(by=None, course=one.course, first_day=later, values=values, today=today(), now=NOW)
    one.refresh_from_db()
    assert (one.title_da, one.rule["months"]) == ("Den jobrettede samtale", 24)
    assert (rule_on(one.course, today()).months, rule_on(one.course, later).months) == (24, 12)
    with pytest.raises(NotAllowed, match="Choose a later day"):
        commands.set_rule(by=None, course=one.course, first_day=later, values=values, today=today(), now=NOW)


def test_withdrawing_has_a_reason_that_the_person_is_told_and_is_done_once():
    one = a_certificate()
    with pytest.raises(NotAllowed, match="Write why"):
        commands.revoke(by=None, certificate=one, reason="", now=NOW)
    commands.revoke(by=None, certificate=one, reason="Udstedt ved en fejl", now=NOW)
    assert Mail.objects.get(letter="certificate-revoked").facts["reason"] == "Udstedt ved en fejl"
    with pytest.raises(NotAllowed, match="withdrawn already"):
        commands.revoke(by=None, certificate=one, reason="Igen", now=NOW)


def test_a_new_name_must_be_another_one_and_can_be_given_once():
    one = a_certificate()
    with pytest.raises(NotAllowed, match="already"):
        commands.correct_name(by=None, certificate=one, name="Anne Holm ", today=today(), now=NOW)
    new = commands.correct_name(by=None, certificate=one, name="Anne Lund", today=today(), now=NOW)
    with pytest.raises(NotAllowed, match="withdrawn already"):
        commands.correct_name(by=None, certificate=one, name="Anne Ravn", today=today(), now=NOW)
    assert fulfilments(new.course, rule_on(new.course, today()), [new.person], today())[0].certificate == new


@pytest.mark.parametrize(("left", "letters"), [(91, 0), (90, 1), (31, 1), (30, 1), (0, 1), (-1, 0)])
def test_whoever_holds_one_that_expires_is_told_once(left, letters):
    one = a_certificate()
    day = one.expires_on - timedelta(days=left)
    for _ in range(2):
        remind_expiring(now=NOW, today=day)
    assert Mail.objects.filter(letter="certificate-expiring").count() == letters


def test_they_are_told_again_30_days_before_and_what_is_missing():
    one = a_certificate()
    for left in (90, 89, 30, 29):
        remind_expiring(now=NOW, today=one.expires_on - timedelta(days=left))
    told = Mail.objects.filter(letter="certificate-expiring")
    assert told.count() == 2
    assert [item["en"] for item in told[0].facts["items"]] == [
        "Take part in 1 follow-up.", "Pass the knowledge check again.",
    ]  # fmt: skip


def test_a_certificate_is_renewed_after_a_follow_up_and_a_passed_check():
    one = a_certificate()
    course, day = one.course, one.expires_on - timedelta(days=60)
    a_notice(course.programme.jobcentre, announced=today() - timedelta(days=400), purpose=Purpose.KNOWLEDGE)
    assert commands.issue_to_all(by=None, course=course, today=day, now=NOW) == []
    begins = NOW.replace(year=day.year - 1)
    touch = Session.objects.create(
        course=course, kind=SessionKind.TOUCH, cohort=0, slot="touch-1", title="Opfølgning", begins=begins,
        ends=begins + timedelta(hours=1), capacity=10,
    )  # fmt: skip
    Participation.objects.create(session=touch, person=one.person, mark=Mark.PRESENT)
    passed(course, one.person, begins)
    assert renewal_of(one, day).missing == []
    renewed = commands.issue_to_all(by=None, course=course, today=day, now=NOW)
    assert [(new.person, new.expires_on) for new in renewed] == [(one.person, last_day_of(day, 24))]
    assert remind_expiring(now=NOW, today=day) == 0
