"""The night deletes what has had its time, to the day, and says beforehand what it would take."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from tests.factories.access import anew, the_administrator_of
from tests.factories.people import LONG_AGO, a_team, an_employee, the_head_of, the_lead_of, the_leader_of

from samklang.access.commands import end_role, set_retention
from samklang.access.commands.retention import kinds_carried_out, run
from samklang.access.models import Person, Place
from samklang.access.queries.retention import rule_on
from samklang.access.refusals import NotAllowed
from samklang.access.retention import BY_NAME, KINDS
from samklang.ledger.models import Entry
from samklang.people.commands import add_leave
from samklang.people.enums import LeaveKind
from samklang.people.models import Leave

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 7)
YEARS_5 = BY_NAME["leaver"].days


def counts(today: date, *, dry_run: bool, **where: Place) -> dict[str, int | None]:
    return {one.rule.kind.what: one.count for one in run(today=today, dry_run=dry_run, **where) if one.count}


def somebody_known_since_long_ago(team: Place, last_day: date | None) -> Person:
    person = an_employee(team, name="Ulla Holm", last_day=last_day).person
    Person.objects.filter(pk=person.pk).update(created_at=timezone.make_aware(datetime(2019, 1, 1)))  # noqa: DTZ001
    return person


@pytest.mark.parametrize(("since", "due"), [(YEARS_5, False), (YEARS_5 + 1, True)])
def test_a_leaver_is_erased_when_the_last_day_is_longer_ago_than_the_time(since, due):
    team = a_team()
    person = somebody_known_since_long_ago(team, TODAY - timedelta(days=since))
    assert counts(TODAY, dry_run=True) == ({"leaver": 1} if due else {})
    assert anew(person).erased_at is None
    assert counts(TODAY, dry_run=False) == ({"leaver": 1} if due else {})
    assert bool(anew(person).erased_at) == due
    assert counts(TODAY, dry_run=False) == {}


def test_who_is_employed_or_has_a_role_is_never_erased():
    team = a_team()
    somebody_known_since_long_ago(team, None)
    the_lead_of(team.parent)
    Person.objects.update(created_at=timezone.make_aware(datetime(2019, 1, 1)))  # noqa: DTZ001
    assert counts(TODAY, dry_run=True) == {}


def test_somebody_whose_only_role_ended_long_ago_is_erased():
    reader = the_lead_of(a_team().parent)
    end_role(by=None, grant=reader.grants.get(), last_day=LONG_AGO)
    Person.objects.filter(pk=reader.pk).update(created_at=timezone.make_aware(datetime(2019, 1, 1)))  # noqa: DTZ001
    assert counts(TODAY, dry_run=False) == {"leaver": 1}


@pytest.mark.parametrize(("since", "kind"), [(90, LeaveKind.SICK), (91, LeaveKind.OTHER)])
def test_why_somebody_was_away_is_forgotten_before_that_they_were(since, kind):
    employee = an_employee()
    last_day = TODAY - timedelta(days=since)
    add_leave(by=None, employee=employee, kind=LeaveKind.SICK, first_day=last_day, last_day=last_day)
    run(today=TODAY, dry_run=False)
    assert Leave.objects.get().kind == kind


def test_leave_that_has_not_ended_stays_and_old_leave_goes():
    employee = an_employee()
    add_leave(
        by=None, employee=employee, kind=LeaveKind.MATERNITY, first_day=date(2024, 1, 1), last_day=date(2024, 2, 1)
    )
    add_leave(by=None, employee=employee, kind=LeaveKind.SICK, first_day=date(2024, 5, 1), last_day=None)
    assert counts(TODAY, dry_run=True) == {"leave": 1, "leave-kind": 1}
    assert Leave.objects.count() == 2
    run(today=TODAY, dry_run=False)
    assert [(leave.kind, leave.last_day) for leave in Leave.objects.all()] == [(LeaveKind.SICK, None)]


def test_the_municipality_sets_its_own_time_from_a_day():
    team = a_team()
    municipality = team.parent.parent
    head = the_head_of(municipality)
    ground = "Besluttet i hovedudvalget 1. juni 2026"
    set_retention(
        by=head, municipality=municipality, what="leave", days=30, ground=ground, first_day=TODAY + timedelta(days=1)
    )
    held = rule_on(municipality, "leave", TODAY)
    assert (held.days, held.own, held.verified) == (730, None, False)
    held = rule_on(municipality, "leave", TODAY + timedelta(days=1))
    assert (held.days, held.own.ground, held.verified) == (30, ground, True)
    last_day = TODAY - timedelta(days=60)
    add_leave(by=None, employee=an_employee(team), kind=LeaveKind.HOLIDAY, first_day=last_day, last_day=last_day)
    assert "leave" not in counts(TODAY, dry_run=True)
    assert counts(TODAY + timedelta(days=1), dry_run=True)["leave"] == 1


def test_one_municipalitys_time_is_not_anothers():
    here, there = a_team(), a_team()
    head = the_head_of(here.parent.parent)
    set_retention(by=head, municipality=here.parent.parent, what="leave", days=1, ground="x", first_day=TODAY)
    for team in (here, there):
        last_day = TODAY - timedelta(days=60)
        add_leave(by=None, employee=an_employee(team), kind=LeaveKind.HOLIDAY, first_day=last_day, last_day=last_day)
    run(today=TODAY, dry_run=False)
    assert [leave.employee.jobcentre for leave in Leave.objects.all()] == [there.parent]


@pytest.mark.parametrize("who", [the_lead_of, the_leader_of, the_head_of, the_administrator_of])
def test_only_those_who_answer_for_the_whole_municipality_set_a_time(who):
    jobcentre = a_team().parent
    with pytest.raises(NotAllowed, match="is set by its head or an administrator"):
        set_retention(
            by=who(jobcentre), municipality=jobcentre.parent, what="leave", days=9, ground="x", first_day=TODAY
        )


def test_the_night_writes_what_it_did_and_a_preview_writes_nothing():
    add_leave(by=None, employee=an_employee(), kind=LeaveKind.OTHER, first_day=LONG_AGO, last_day=LONG_AGO)
    before = Entry.objects.count()
    run(today=TODAY, dry_run=True)
    assert Entry.objects.count() == before
    run(today=TODAY, dry_run=False)
    assert (Entry.objects.first().deed, Entry.objects.first().details) == ("retention-run", {"leave": 1})


def test_a_kind_that_fails_does_not_keep_the_others_from_being_deleted(settings):
    employee = an_employee()
    add_leave(by=None, employee=employee, kind=LeaveKind.SICK, first_day=LONG_AGO, last_day=LONG_AGO)
    kept, Leave.Privacy.kept = Leave.Privacy.kept, {**Leave.Privacy.kept, "leave-kind": f"{__name__}.breaks"}
    try:
        outcomes = {one.rule.kind.what: one.count for one in run(today=TODAY, dry_run=False)}
    finally:
        Leave.Privacy.kept = kept
    assert (outcomes["leave-kind"], outcomes["leave"]) == (None, 1)
    assert not Leave.objects.exists()


def breaks(**_: object) -> int:
    raise RuntimeError("broken on purpose")


def test_every_kind_that_is_promised_is_carried_out_by_somebody():
    assert set(kinds_carried_out()) == {kind.what for kind in KINDS}


def test_every_kind_says_what_it_stands_on_and_what_nobody_checked_is_marked():
    assert len({kind.what for kind in KINDS}) == len(KINDS)
    assert all(kind.days > 0 and kind.ground.message and kind.becomes.message for kind in KINDS)
    assert not any(kind.verified for kind in KINDS), "say in the ground where it was verified, then mark it"
