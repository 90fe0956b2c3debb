"""A study on its way: the order handed to the planner, a study stopped with its reason, and who may do what."""

import pytest
from django.utils import timezone
from tests.factories.access import a_notice
from tests.factories.people import a_colleague_in, an_outsider, the_leader_of
from tests.factories.programmes import a_programme
from tests.factories.studies import BEFORE, Studied

from samklang.access.enums import Purpose
from samklang.access.refusals import NotAllowed
from samklang.core.planner.problem import Wish
from samklang.evidence.commands import studies as commands
from samklang.evidence.commands.study_offers import offer_order
from samklang.evidence.enums import Offered, StudyState, UnitKind
from samklang.evidence.models import Study
from samklang.evidence.queries.studies import staff_to_study
from samklang.evidence.unit_codes import unit_code
from samklang.ledger.models import Entry
from samklang.people.models import Employee
from samklang.planning.documents import problem_of
from samklang.planning.enums import Origin
from samklang.planning.queries import latest_version

pytestmark = pytest.mark.django_db
NUMBERS = ("anne", "bo", "camilla", "dorte")


def with_programme(**changes) -> Studied:
    """A study of the staff of the small programme, whose numbers are those of four colleagues here."""
    house = Studied(**changes)
    for employee, number in zip(house.staff[::2], NUMBERS, strict=False):
        Employee.objects.filter(pk=employee.pk).update(number=number)
    programme = a_programme(jobcentre=house.jobcentre)
    house.study = commands.change_study(by=house.lead, study=house.study, values={"programme": programme})
    return house


def given() -> dict[str, object]:
    return {"today": timezone.localdate(), "now": timezone.now()}


@pytest.mark.parametrize("as_rule", [True, False])
def test_the_drawn_order_of_teams_reaches_the_planner_as_a_rule_or_a_wish(as_rule):
    house = with_programme()
    study = house.drawn()
    count = offer_order(by=house.lead, study=study, as_rule=as_rule, **given())
    version = latest_version(study.programme)
    problem = problem_of(version.document)
    drawn = {one.team_id: one.wave for one in study.units.all()}
    wanted = {number: drawn[house.teams[place].pk] for place, number in enumerate(NUMBERS)}
    assert (count, version.origin) == (4, Origin.DRAW)
    assert {one.id: one.wave for one in problem.people if one.wave} == wanted
    assert problem.keep_drawn_order is as_rule
    assert (Wish.ORDER in {level.wish for level in problem.wishes}) is not as_rule
    study.refresh_from_db()
    assert study.offered == (Offered.RULE if as_rule else Offered.WISH)
    entry = Entry.objects.get(deed="study-order-offered")
    assert entry.details == {"people": 4, "how": study.offered}


def test_the_order_of_members_of_staff_reaches_the_planner_by_name_and_stands_here_without():
    house = with_programme(unit_kind=UnitKind.PERSON)
    a_notice(house.jobcentre, announced=BEFORE.date().replace(year=2020), purpose=Purpose.OUTCOMES)
    staff = staff_to_study(house.study, house.teams, timezone.localdate(), to_train_only=False)
    commands.choose_staff(by=house.lead, study=house.study, staff=staff, within_teams=False)
    study = commands.draw_study(by=house.lead, study=house.study, seed=11, now=BEFORE)
    offer_order(by=house.lead, study=study, as_rule=False, **given())
    waves = {one.id: one.wave for one in problem_of(latest_version(study.programme).document).people if one.wave}
    by_code = {one.code: one.wave for one in study.units.all()}
    assert waves == {number: by_code[unit_code(number, house.jobcentre.pk)] for number in NUMBERS}
    assert {one.name for one in study.units.all()} == {""}


def test_nothing_is_handed_over_before_it_is_drawn_or_without_a_programme():
    house = Studied()
    with pytest.raises(NotAllowed, match="Draw it first"):
        offer_order(by=house.lead, study=house.study, as_rule=True, **given())
    with pytest.raises(NotAllowed, match="has no programme"):
        offer_order(by=house.lead, study=house.drawn(), as_rule=True, **given())
    assert Study.objects.get().offered == Offered.NOT


def test_a_study_is_stopped_with_a_reason_and_only_a_draft_is_taken_up_again():
    house = Studied()
    with pytest.raises(NotAllowed, match="Say why"):
        commands.stop_study(by=house.lead, study=house.study, reason=" ", now=BEFORE)
    stopped = commands.stop_study(by=house.lead, study=house.study, reason="Forkert udfald", now=BEFORE)
    assert (stopped.state, stopped.stopped_why) == (StudyState.STOPPED, "Forkert udfald")
    assert commands.restore_study(by=house.lead, study=stopped).state == StudyState.DRAFT
    frozen = house.frozen()
    commands.stop_study(by=house.lead, study=frozen, reason="Kurset er aflyst", now=BEFORE)
    with pytest.raises(NotAllowed, match="frozen before"):
        commands.restore_study(by=house.lead, study=frozen)
    with pytest.raises(NotAllowed):
        commands.change_study(by=house.lead, study=frozen, values={"smallest_relevant": 0.01})
    assert Study.objects.get().smallest_relevant == 0.05


def test_a_frozen_plan_is_changed_by_nobody():
    house = Studied()
    study = house.frozen()
    before = (study.plan, study.plan_hash)
    for values in ({"smallest_relevant": 0.2}, {"outcome": "noget andet"}, {"periods": 24}):
        with pytest.raises(NotAllowed):
            commands.change_study(by=house.lead, study=study, values=values)
    with pytest.raises(NotAllowed):
        commands.draw_study(by=house.lead, study=study, seed=99, reason="Pænere", now=BEFORE)
    study.refresh_from_db()
    assert (study.plan, study.plan_hash) == before


def test_only_those_who_run_evidence_set_up_draw_freeze_and_stop():
    house = Studied()
    study = house.drawn()
    for person in (the_leader_of(house.teams[0]), a_colleague_in(house.teams[0]), an_outsider()):
        for deed in (
            lambda by: commands.change_study(by=by, study=study, values={"title": "Andet"}),
            lambda by: commands.draw_study(by=by, study=study, seed=5, reason="Igen", now=BEFORE),
            lambda by: commands.freeze_study(by=by, study=study, today=BEFORE.date(), now=BEFORE),
            lambda by: commands.stop_study(by=by, study=study, reason="Nej", now=BEFORE),
            lambda by: offer_order(by=by, study=study, as_rule=True, **given()),
        ):
            with pytest.raises(NotAllowed, match="programme lead and the head"):
                deed(person)
    study.refresh_from_db()
    assert (study.title, study.state) == ("Jobsamtaler", StudyState.DRAFT)
