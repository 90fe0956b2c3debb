"""Nothing is measured before staff have been told, and the days of notice are counted to the day."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from tests.factories.access import TEXTS, a_draft, a_notice
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, an_employee, the_head_of, the_lead_of

from samklang.access.commands import announce_notice, change_notice, delete_notice, withdraw_notice, write_notice
from samklang.access.enums import NoticeState, Purpose
from samklang.access.models import Notice
from samklang.access.queries.notices import in_force, notices_for, refusal_to_measure
from samklang.access.refusals import NotAllowed
from samklang.ledger.models import Entry

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 9, 7)
OBSERVATION = Purpose.OBSERVATION


def days(count: int) -> timedelta:
    return timedelta(days=count)


def reason(refusal: object) -> str:
    return str(getattr(refusal, "reason", ""))


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (-1, NoticeState.DRAFT),
        (0, NoticeState.ANNOUNCED),
        (41, NoticeState.ANNOUNCED),
        (42, NoticeState.IN_FORCE),
        (1000, NoticeState.IN_FORCE),
    ],
)
def test_a_notice_is_in_force_from_its_first_day(day, state):
    jobcentre = a_jobcentre()
    notice = a_notice(jobcentre, announced=MONDAY)
    on = MONDAY + days(day)
    assert notice.state_on(on) == state
    assert (in_force(jobcentre, OBSERVATION, on) == notice) == (state == NoticeState.IN_FORCE)
    assert (refusal_to_measure(jobcentre, OBSERVATION, on) is None) == (state == NoticeState.IN_FORCE)


@pytest.mark.parametrize(("day", "allowed"), [(99, True), (100, False), (101, False)])
def test_a_withdrawn_notice_is_out_of_force_from_the_day_it_is_withdrawn(day, allowed):
    jobcentre = a_jobcentre()
    notice = a_notice(jobcentre, announced=MONDAY)
    withdraw_notice(by=the_head_of(jobcentre), notice=notice, today=MONDAY + days(100))
    refused = refusal_to_measure(jobcentre, OBSERVATION, MONDAY + days(day))
    assert (refused is None) == allowed
    assert allowed or "was withdrawn on 16 December 2026" in reason(refused)


@pytest.mark.parametrize(("first_day", "refused"), [(41, True), (42, False)])
def test_staff_are_given_at_least_forty_two_days(first_day, refused):
    jobcentre = a_jobcentre()
    head = the_head_of(jobcentre)
    notice = a_draft(jobcentre, by=head, works_council_day=MONDAY, first_day=MONDAY + days(first_day))
    if refused:
        with pytest.raises(NotAllowed, match="it may begin on 19 October 2026 at the earliest"):
            announce_notice(by=head, notice=notice, today=MONDAY)
    else:
        assert announce_notice(by=head, notice=notice, today=MONDAY).notice_days == 42
    notice.refresh_from_db()
    assert (notice.announced_day is None) == refused


def test_the_days_of_notice_are_a_setting(settings):
    settings.NOTICE_DAYS = 14
    jobcentre = a_jobcentre()
    notice = a_notice(jobcentre, announced=MONDAY, first_day=MONDAY + days(14))
    settings.NOTICE_DAYS = 90
    assert refusal_to_measure(jobcentre, OBSERVATION, MONDAY + days(14)) is None
    assert notice.notice_days == 14


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"why": " "}, "the operational reason"),
        ({"data": ""}, "which data are collected"),
        ({"handling": ""}, "how the data are handled"),
        ({"works_council_day": None}, "the date of the works council"),
        ({"first_day": None}, "the day it is to begin"),
    ],
)
def test_what_is_missing_is_said_where_it_is_announced_and_where_somebody_wants_to_measure(values, said):
    jobcentre = a_jobcentre()
    head = the_head_of(jobcentre)
    ready = {"works_council_day": MONDAY, "first_day": MONDAY + days(60)}
    notice = a_draft(jobcentre, by=head, **{**ready, **values})
    with pytest.raises(NotAllowed, match=said):
        announce_notice(by=head, notice=notice, today=MONDAY)
    assert said in reason(refusal_to_measure(jobcentre, OBSERVATION, MONDAY))


def test_the_works_council_comes_first():
    jobcentre = a_jobcentre()
    head = the_head_of(jobcentre)
    notice = a_draft(jobcentre, by=head, works_council_day=MONDAY + days(1), first_day=MONDAY + days(60))
    with pytest.raises(NotAllowed, match="The works council discusses it on 8 September 2026"):
        announce_notice(by=head, notice=notice, today=MONDAY)
    announce_notice(by=head, notice=notice, today=MONDAY + days(1))


def test_a_refusal_says_from_when_it_may_begin_or_that_nobody_was_told():
    jobcentre = a_jobcentre()
    assert "staff have not been given notice of it" in reason(refusal_to_measure(jobcentre, OBSERVATION, MONDAY))
    a_notice(jobcentre, announced=MONDAY)
    assert "may begin on 19 October 2026" in reason(refusal_to_measure(jobcentre, OBSERVATION, MONDAY))


def test_one_purpose_and_one_jobcentre_do_not_open_for_another():
    jobcentre = a_jobcentre()
    a_notice(jobcentre, announced=MONDAY)
    assert refusal_to_measure(jobcentre, Purpose.SPREAD, MONDAY + days(50)) is not None
    assert refusal_to_measure(a_jobcentre(), OBSERVATION, MONDAY + days(50)) is not None


def test_a_new_notice_after_a_withdrawn_one_counts():
    jobcentre = a_jobcentre()
    first = a_notice(jobcentre, announced=MONDAY)
    withdraw_notice(by=the_head_of(jobcentre), notice=first, today=MONDAY + days(50))
    second = a_notice(jobcentre, announced=MONDAY + days(60))
    assert in_force(jobcentre, OBSERVATION, MONDAY + days(45)) == first
    assert in_force(jobcentre, OBSERVATION, MONDAY + days(101)) is None
    assert in_force(jobcentre, OBSERVATION, MONDAY + days(102)) == second


def test_what_was_announced_is_not_rewritten_or_deleted():
    jobcentre = a_jobcentre()
    head = the_head_of(jobcentre)
    notice = a_notice(jobcentre, announced=MONDAY)
    values = {"purpose": Purpose.SPREAD, **TEXTS, "works_council_day": MONDAY, "first_day": MONDAY}
    with pytest.raises(NotAllowed, match="stands as it was said"):
        change_notice(by=head, notice=notice, values=values)
    with pytest.raises(NotAllowed, match="stands as it was said"):
        delete_notice(by=head, notice=notice)
    assert Notice.objects.get().purpose == OBSERVATION


def test_only_the_head_writes_notices():
    jobcentre = a_jobcentre()
    values = {"purpose": OBSERVATION, **TEXTS, "works_council_day": None, "first_day": None}
    with pytest.raises(NotAllowed, match="written by the head"):
        write_notice(by=the_lead_of(jobcentre), jobcentre=jobcentre, values=values)
    assert not Notice.objects.exists()


def test_everybody_at_the_jobcentre_is_written_to_and_nobody_else(django_capture_on_commit_callbacks):
    team, elsewhere = a_team(), a_team()
    colleague, _, _ = a_colleague_in(team), an_employee(team), a_colleague_in(elsewhere)
    with django_capture_on_commit_callbacks(execute=True):
        notice = a_notice(team.parent, announced=date.today())  # noqa: DTZ011 - roles are asked about today
    assert sorted(one.to[0] for one in mail.outbox) == sorted([colleague.email, notice.announced_by.email])
    letter = next(one for one in mail.outbox if one.to == [colleague.email])
    assert TEXTS["handling"] in letter.body
    assert f"/access/notices/{notice.pk}/" in letter.body
    assert Entry.objects.first().details == {"purpose": "observation", "told": 2}


def test_a_mail_server_that_fails_undoes_nothing(django_capture_on_commit_callbacks, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    team = a_team()
    a_colleague_in(team)
    with django_capture_on_commit_callbacks(execute=True):
        a_notice(team.parent, announced=MONDAY)
    assert Notice.objects.get().announced_day == MONDAY


def test_staff_see_what_was_announced_and_the_head_the_drafts_too():
    team = a_team()
    draft, told = a_draft(team.parent), a_notice(team.parent, announced=MONDAY)
    assert list(notices_for(a_colleague_in(team))) == [told]
    assert list(notices_for(the_head_of(team.parent))) == [draft, told]
    assert list(notices_for(a_colleague_in(a_team()))) == []


def test_the_database_refuses_an_announced_notice_that_lacks_something():
    notice = a_notice(a_jobcentre(), announced=MONDAY)
    for change in [{"why": ""}, {"first_day": None}, {"works_council_day": None}]:
        with pytest.raises(IntegrityError), transaction.atomic():
            Notice.objects.filter(pk=notice.pk).update(**change)
