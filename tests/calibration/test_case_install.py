"""Samklang's own cases taken in."""

import pytest
from tests.factories.method import NOW, the_frameworks_of
from tests.factories.people import a_jobcentre, the_head_of, the_lead_of

from samklang.access.refusals import NotAllowed
from samklang.calibration.commands.case import install_cases
from samklang.calibration.content import shipped_cases
from samklang.calibration.models import Case, CaseKey
from samklang.ledger.models import Entry

pytestmark = pytest.mark.django_db


def test_a_jobcentre_takes_samklangs_cases_in_once_and_those_that_come_later_too():
    jobcentre = a_jobcentre()
    the_frameworks_of(jobcentre)
    lead = the_lead_of(jobcentre)
    made = install_cases(by=lead, jobcentre=jobcentre, now=NOW)
    assert len(made) == sum(len(shipped_cases(key)) for key in ("company-meeting", "conversation", "triage"))
    assert Entry.objects.filter(deed="cases-taken-in").count() == 1
    assert install_cases(by=lead, jobcentre=jobcentre, now=NOW) == []
    one = Case.objects.get(key="tri-a01-svejser")
    keys = CaseKey.objects.filter(case=one).count()
    CaseKey.objects.filter(case=one).delete()
    one.delete()
    assert [case.key for case in install_cases(by=lead, jobcentre=jobcentre, now=NOW)] == ["tri-a01-svejser"]
    assert CaseKey.objects.filter(case__key="tri-a01-svejser").count() == keys == 3
    assert Entry.objects.filter(deed="cases-taken-in").count() == 2


def test_a_jobcentre_without_frameworks_takes_nothing_in():
    jobcentre = a_jobcentre()
    assert install_cases(by=None, jobcentre=jobcentre, now=NOW) == []
    assert (Case.objects.count(), Entry.objects.filter(deed="cases-taken-in").count()) == (0, 0)


def test_only_the_calibration_leader_takes_cases_in():
    jobcentre = a_jobcentre()
    the_frameworks_of(jobcentre)
    with pytest.raises(NotAllowed, match="You do not lead calibration"):
        install_cases(by=the_head_of(jobcentre), jobcentre=jobcentre, now=NOW)
    assert Case.objects.count() == 0
