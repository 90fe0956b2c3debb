"""Samklang's own cases taken in by a jobcentre, and taken in again when Samklang's text has changed."""

import pytest
from tests.factories.method import the_frameworks_of
from tests.factories.people import a_jobcentre, a_team, the_head_of, the_lead_of
from tests.factories.practice_cases import NOW, Ground
from tests.pages import CheckedClient

from samklang.access.refusals import NotAllowed
from samklang.ledger.models import Entry
from samklang.practice.commands.ground import say_line, try_again
from samklang.practice.commands.shipped import take_in_shipped_cases
from samklang.practice.content import shipped_cases
from samklang.practice.enums import BranchingState, CaseFrom
from samklang.practice.models import BranchingCase
from samklang.practice.queries.ground import script_of

pytestmark = pytest.mark.django_db
DEED = "branching-cases-taken-in"


def test_a_jobcentre_takes_the_cases_of_its_frameworks_in_once_and_they_are_in_use():
    jobcentre = a_jobcentre()
    the_frameworks_of(jobcentre)
    lead = the_lead_of(jobcentre)
    made = take_in_shipped_cases(by=lead, jobcentre=jobcentre, now=NOW)
    assert len(made) == sum(len(shipped_cases(key)) for key in ("company-meeting", "conversation"))
    assert {(one.state, one.origin, one.revision) for one in made} == {("published", "samklang", 1)}
    assert take_in_shipped_cases(by=lead, jobcentre=jobcentre, now=NOW) == []
    assert [one.details for one in Entry.objects.filter(deed=DEED)] == [{"cases": len(made)}]
    assert script_of(made[-1]) == next(one for one in shipped_cases("conversation") if one.key == made[-1].key)


def test_a_text_that_samklang_has_changed_is_the_next_revision_and_a_walk_keeps_the_one_it_began_on():
    ground = Ground()
    case = BranchingCase.objects.get(key="br-conv-after-sick-leave")
    BranchingCase.objects.filter(pk=case.pk).update(script={**case.script, "minutes": 3})
    case.refresh_from_db()
    walk = ground.walked(case)
    (new,) = take_in_shipped_cases(by=None, jobcentre=ground.jobcentre, now=NOW)
    case.refresh_from_db()
    assert (case.state, new.state, new.revision, new.minutes) == ("retired", "published", 2, 10)
    turn = script_of(case).turns[0]
    walk = say_line(by=ground.person, walk=walk, turn=turn.key, line=turn.lines[0].key, now=NOW)
    assert walk.case_id == case.pk
    assert try_again(by=ground.person, walk=walk, turn="", now=NOW).case_id == new.pk
    assert take_in_shipped_cases(by=None, jobcentre=ground.jobcentre, now=NOW) == []


def test_what_the_jobcentre_has_rewritten_or_put_away_is_left_as_it_is():
    ground = Ground()
    own, away = BranchingCase.objects.filter(framework=ground.frameworks["conversation"]).order_by("pk")[:2]
    BranchingCase.objects.filter(pk=own.pk).update(script={**own.script, "minutes": 3}, origin=CaseFrom.OWN)
    BranchingCase.objects.filter(pk=away.pk).update(state=BranchingState.RETIRED)
    assert take_in_shipped_cases(by=None, jobcentre=ground.jobcentre, now=NOW) == []


def test_only_who_runs_practice_takes_cases_in():
    ground = Ground(cases=False)
    for person in (ground.person, the_head_of(ground.jobcentre), the_lead_of(a_jobcentre())):
        with pytest.raises(NotAllowed, match="kept by the programme lead"):
            take_in_shipped_cases(by=person, jobcentre=ground.jobcentre, now=NOW)
    assert (BranchingCase.objects.count(), Entry.objects.filter(deed=DEED).count()) == (0, 0)


def test_the_programme_lead_is_offered_what_is_lacking_and_takes_it_in_with_one_button():
    ground = Ground(cases=False)
    client = CheckedClient()
    client.force_login(ground.person)
    assert "cases/taking-in/" not in client.get("/practice/").content.decode()
    assert client.post("/practice/cases/taking-in/").status_code == 403
    client.force_login(the_lead_of(ground.jobcentre))
    assert "/practice/cases/taking-in/" in client.get("/practice/").content.decode()
    assert client.post("/practice/cases/taking-in/").status_code == 302
    assert BranchingCase.objects.filter(jobcentre=ground.jobcentre).count() >= 16
    assert "/practice/cases/taking-in/" not in client.get("/practice/").content.decode()


def test_a_jobcentre_without_frameworks_takes_nothing_in_and_its_page_says_what_to_do():
    team = a_team()
    assert take_in_shipped_cases(by=None, jobcentre=team.parent, now=NOW) == []
    client = CheckedClient()
    client.force_login(the_lead_of(team.parent))
    assert client.get("/practice/").status_code == 200
    assert client.get("/practice/cards/").status_code == 200
    assert client.get("/practice/exercises/").status_code == 200
