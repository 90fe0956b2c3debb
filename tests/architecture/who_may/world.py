"""One world with something in it for every route: a jobcentre at work, and another municipality beside it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.utils import timezone
from tests.architecture.who_may.cast import MARK, World
from tests.architecture.who_may.world_calibration import calibration
from tests.architecture.who_may.world_committee import committee
from tests.architecture.who_may.world_companies import companies
from tests.architecture.who_may.world_delivery import delivery
from tests.architecture.who_may.world_evidence import evidence
from tests.architecture.who_may.world_funding import funding
from tests.architecture.who_may.world_method import method
from tests.architecture.who_may.world_practice import practice
from tests.factories.access import a_draft, a_notice, the_administrator_of
from tests.factories.api import a_token
from tests.factories.people import (
    a_colleague_in,
    a_jobcentre,
    a_municipality,
    a_team,
    an_employee,
    somebody_who_is,
    the_head_of,
    the_lead_of,
    the_leader_of,
)
from tests.factories.programmes import NOW, a_programme, a_run, a_variant
from tests.factories.sign_in import a_passkey
from tests.factories.small_plan import the_plan, the_problem
from tests.pages import CheckedClient
from tests.people.imports import a_csv, an_import, applied

from samklang.access.clock import today
from samklang.access.commands import ask_for_correction, end_role
from samklang.access.commands.elevation import elevate
from samklang.access.enums import Role, Scope
from samklang.access.models import Person, Place
from samklang.core.planner.problem import Cohorts
from samklang.people.commands import add_closed_day, add_cover_need, add_external, add_leave, undoable
from samklang.people.commands.staff_import import begin_applying, undo_import
from samklang.people.enums import ExternalKind, LeaveKind
from samklang.planning.commands.adjustment import add_step
from samklang.planning.commands.publication import publish
from samklang.planning.commands.variant import delete_variant
from samklang.planning.enums import RunState
from samklang.planning.models import Programme, Run, Variant
from samklang.planning.queries import latest_version


def the_world() -> World:
    """Made through commands, with everybody signed in."""
    world = World()
    jobcentre = a_jobcentre(a_municipality(f"Kommunen {MARK}"), name=f"Jobcenter {MARK}")
    team = a_team(jobcentre, name=f"Team {MARK}")
    _people(world, jobcentre, team)
    _register(world, jobcentre, team)
    _imports(world, jobcentre)
    _access(world, jobcentre, team)
    _planning(world, jobcentre)
    edition = method(world, jobcentre)
    calibration(world, jobcentre, edition)
    delivery(world, jobcentre, team)
    companies(world, jobcentre, team)
    practice(world, jobcentre, team)
    evidence(world, jobcentre)
    funding(world, jobcentre)
    committee(world, jobcentre)
    _accounts(world)
    for who, person in world.people.items():
        client = CheckedClient()
        client.force_login(person)
        client.get("/people/me/")
        world.cookies[who] = client.session.session_key
    for who in world.secrets:  # that it has been used today, is written once
        world.ask(who, "GET", "/scim/v2/ServiceProviderConfig")
    return world


def _people(world: World, jobcentre: Place, team: Place) -> None:
    municipality = jobcentre.parent
    there = a_team(a_jobcentre(a_municipality("Kommunen Ribe"), name="Jobcenter Ribe"), name="Team Ribe")
    dorthe = an_employee(there, name="Dorthe Ribe", email="dorthe@ribe.example")
    made = {
        "colleague": a_colleague_in(team),
        "leader": the_leader_of(team),
        "lead": the_lead_of(jobcentre),
        "head": the_head_of(municipality),
        "administrator": the_administrator_of(municipality),
    }
    for who, person in made.items():
        person.name = f"{person.name} {MARK}"
        person.save()
        world.people[who] = Person.objects.get(pk=person.pk)
    world.people["elsewhere"] = the_lead_of(there.parent)
    world.people["their-administrator"] = theirs = the_administrator_of(there.parent.parent)
    world.people["their-head"] = the_head_of(there.parent.parent)
    a_programme(jobcentre=there.parent)
    for name, owner in (("our-token", made["administrator"]), ("their-token", theirs)):
        world.secrets[name] = a_token(owner.municipality, *Scope, owner=owner)[1]
    world.ids |= {"team": team.pk, "jobcentre": jobcentre.pk, "municipality": municipality.pk}
    world.theirs |= {
        "team": there.pk, "jobcentre": there.parent_id, "employee": dorthe.pk, "person": dorthe.person_id,
    }  # fmt: skip


def _register(world: World, jobcentre: Place, team: Place) -> None:
    day, lead = today(), world.people["lead"]
    employee = an_employee(team, name=f"Anne {MARK}", number="anne", email="anne@egtved.example", role="sagsbehandler")
    an_employee(team, name=f"Bo {MARK}", number="bo", last_day=day + timedelta(days=20), is_temp=True)
    an_employee(team, name=f"Camilla {MARK}", number="camilla")
    closed = a_team(jobcentre, name=f"Team Lukket {MARK}")
    Place.objects.filter(pk=closed.pk).update(last_day=day - timedelta(days=1))
    left = an_employee(team, name=f"Dorte {MARK}", number="dorte", last_day=day - timedelta(days=9))
    leave = add_leave(by=None, employee=employee, kind=LeaveKind.SICK, first_day=day, last_day=day + timedelta(days=40))
    with undoable(by=lead, employee=employee, deed="leave-added") as step:
        add_leave(by=lead, employee=employee, kind=LeaveKind.HOLIDAY, first_day=day + timedelta(days=90))
    need = add_cover_need(by=None, jobcentre=jobcentre, team=team, name=f"Skranken {MARK}", minimum=1, first_day=day)
    shut = add_closed_day(by=None, jobcentre=jobcentre, day=date(day.year + 1, 5, 14), reason=MARK)
    trainer = add_external(
        by=None, jobcentre=jobcentre, kind=ExternalKind.TRAINER, name=f"Tove {MARK}", organisation=MARK, email="",
        first_day=day,
    )  # fmt: skip
    own = world.people["colleague"].employee
    world.filled |= {
        "people/employees/<int:pk>/": {"pk": employee.pk, "leave_pk": leave.pk},
        "people:employee@own": {"pk": own.pk},
        "people:employee@left": {"pk": left.pk},
        "people/externals/<int:pk>/": {"pk": trainer.pk},
        "people/teams/<int:pk>/": {"pk": team.pk},
        "people/teams/<int:pk>/reopening/": {"pk": closed.pk},
        "people/jobcentres/<int:pk>/": {"pk": jobcentre.pk},
        "people/cover-needs/<int:pk>/": {"pk": need.pk},
        "people/closed-days/<int:pk>/": {"pk": shut.pk},
        "people/undo/<int:pk>/": {"pk": step.pk},
        "account/people/<int:pk>/": {"pk": employee.person_id},
        "access/erasures/<int:pk>/": {"pk": left.person_id},
        "api/v1/staff/": {"employee_id": employee.pk},
        "api/v1/teams/": {"team_id": team.pk},
        "scim/v2/Users/": {"user_id": employee.person_id},
        "scim/v2/Groups/": {"group_id": team.pk},
    }
    world.ids |= {"employee": employee.pk, "person": employee.person_id, "leave": leave.pk, "external": trainer.pk}


def _imports(world: World, jobcentre: Place) -> None:
    lead, team = world.people["lead"], f"Team {MARK}"

    def sent(number: int, *rows: Any, headings: Any = ("Medarbejdernr.", "Navn", "Team")) -> Any:
        return an_import(lead, jobcentre, a_csv(*rows, headings=headings), name=f"{MARK} {number}.csv")

    undone = applied(lead, sent(1, (801, f"Sara {MARK}", team)))
    undo_import(by=lead, staff_import=undone, today=today())
    made = applied(lead, sent(2, (802, f"Tora {MARK}", team)))
    columns = sent(3, (803, f"Ulla {MARK}", team), headings=("Hvad", "Hvem", "Hvor"))
    teams = sent(4, (804, f"Vera {MARK}", "Et ukendt hold"))
    waiting = sent(5, (805, f"Yrsa {MARK}", team))
    begin_applying(by=lead, staff_import=waiting, leave_out=False, end_missing=True)
    ready = sent(6, (806, f"Zita {MARK}", team))
    world.filled |= {
        "people/staff-imports/<int:pk>/": {"pk": ready.pk},
        "people:staff-import@columns": {"pk": columns.pk},
        "people:staff-import@teams": {"pk": teams.pk},
        "people:staff-import@applying": {"pk": waiting.pk},
        "people:staff-import@applied": {"pk": made.pk},
        "people:staff-import@undone": {"pk": undone.pk},
        "people:staff-import-columns": {"pk": columns.pk},
        "people:staff-import-teams": {"pk": teams.pk},
        "people:staff-import-progress": {"pk": waiting.pk},
        "people:staff-import-stopping": {"pk": waiting.pk},
        "people:staff-import-undoing": {"pk": made.pk},
    }


def _access(world: World, jobcentre: Place, team: Place) -> None:
    day, head, administrator = today(), world.people["head"], world.people["administrator"]
    trainer = somebody_who_is(Role.TRAINER, team, name=f"Ole {MARK}")
    grant = trainer.grants.get()
    ended = somebody_who_is(Role.OBSERVER, team, name=f"Per {MARK}").grants.get()
    end_role(by=head, grant=ended, last_day=day - timedelta(days=1))
    opened = elevate(by=administrator, place=jobcentre, reason=f"Fejl i {MARK} skal findes", hours=1)
    type(opened).objects.filter(pk=opened.pk).update(ends_at=opened.starts_at)
    draft = a_draft(jobcentre, by=head, works_council_day=day, first_day=day + timedelta(days=42), why=MARK)
    announced = a_notice(jobcentre, announced=day, why=MARK)
    asked = ask_for_correction(
        by=world.people["colleague"], place=jobcentre, what_is_wrong=f"Timer i {MARK}", what_is_right="37", today=day
    )
    token, _ = a_token(jobcentre, Scope.STAFF_READ, owner=administrator, name=f"Nøgle {MARK}")
    world.filled |= {
        "access/roles/<int:pk>/": {"pk": grant.pk},
        "access/roles/<int:pk>/reopening/": {"pk": ended.pk},
        "access/elevations/<int:pk>/": {"pk": opened.pk},
        "access/notices/<int:pk>/": {"pk": draft.pk},
        "access/notices/<int:pk>/withdrawal/": {"pk": announced.pk},
        "notice@announced": {"pk": announced.pk},
        "notice-draft@announced": {"pk": announced.pk},
        "access/holdings/<slug:kind>/": {"kind": "json"},
        "access/corrections/<int:pk>/": {"pk": asked.pk},
        "access/tokens/<int:pk>/": {"pk": token.pk},
        "access/retention/<slug:what>/": {"what": "leaver"},
        "access/papers/<slug:what>/": {"what": "record-of-processing"},
        "access/papers/<slug:what>.<slug:kind>": {"what": "record-of-processing", "kind": "docx"},
    }
    world.ids |= {"place": jobcentre.pk, "grant": grant.pk, "notice": draft.pk}


def _planning(world: World, jobcentre: Place) -> None:
    lead = world.people["lead"]
    problem = the_problem(title=f"Kurset {MARK}")
    programme = a_programme(problem, jobcentre=jobcentre)
    run = a_run(programme, time_limit_s=1)
    plan: Variant = run.variant
    first, _ = plan.document["sessions"][:2]
    step = {key: first[key] for key in ("cohort", "module", "date", "half", "trainer", "room")}
    add_step(by=lead, variant=plan, step=step, now=NOW)
    publication = publish(by=lead, variant=plan, now=NOW)
    spare = a_variant(programme, the_plan(problem))
    deleted = delete_variant(by=lead, variant=a_variant(programme, the_plan(problem)), now=NOW)
    running, waiting = (_a_run_that_is(state, programme) for state in (RunState.RUNNING, RunState.WAITING))
    one_cohort = Cohorts(minimum=1, maximum=1, size_minimum=1, size_maximum=3)
    tight = the_problem(title=f"For trangt {MARK}", cohorts=one_cohort, everyone_must_be_trained=True)
    impossible = a_run(a_programme(tight, jobcentre=jobcentre), time_limit_s=1)
    gone = a_programme(the_problem(title=f"Slettet {MARK}"), jobcentre=jobcentre)
    type(gone).objects.filter(pk=gone.pk).update(deleted_at=NOW)
    world.filled |= {
        "planning/programmes/<int:pk>/": {
            "pk": programme.pk, "number": 1, "person": "anne", "name": "frame", "key": "modules", "place": 1,
        },
        "planning/programmes/<int:pk>/restoring/": {"pk": gone.pk},
        "planning/runs/<int:pk>/": {"pk": run.pk, "number": 1},
        "planning/runs/<int:pk>/stopping/": {"pk": running.pk},
        "planning/runs/<int:pk>/cancelling/": {"pk": waiting.pk},
        "planning/runs/<int:pk>/ways-out/": {"pk": impossible.pk},
        "planning:run@running": {"pk": running.pk},
        "planning:run@waiting": {"pk": waiting.pk},
        "planning:run@impossible": {"pk": impossible.pk},
        "planning/plans/<int:pk>/": {"pk": plan.pk, "cohort": first["cohort"], "module": 1},
        "planning/plans/<int:pk>/removal/": {"pk": spare.pk},
        "planning/plans/<int:pk>/restoring/": {"pk": deleted.pk},
        "planning:variant-publishing": {"pk": spare.pk},
        "planning/publications/<int:pk>/": {"pk": publication.pk},
        "plans/<int:pk>/": {"pk": plan.pk, "name": "plan.json", "part": "people"},
        "reports:plan-file@rules": {"name": "problem.json"},
        "api/v1/plans/": {"plan_id": programme.pk},
    }  # fmt: skip
    world.ids |= {"programme": programme.pk, "plan": plan.pk, "run": run.pk, "variant": plan.number}


def _a_run_that_is(state: RunState, programme: Programme) -> Run:
    """A run while a worker has it, or while it waits for one."""
    now = timezone.now()
    return Run.objects.create(
        programme=programme, version=latest_version(programme), time_limit_s=60, threads=1, seed=1, asked_at=now,
        state=state, started_at=now, heartbeat_at=now + timedelta(hours=1),
    )  # fmt: skip


def _accounts(world: World) -> None:
    colleague = world.people["colleague"]
    passkey = a_passkey(colleague, f"Nøgle {MARK}")
    world.filled |= {
        "account/2fa/webauthn/keys/<int:pk>/": {"pk": passkey.pk},
        "account/^confirm-email/": {"key": "nothing"},
        "account/^password/reset/key/": {
            "uidb36": user_pk_to_url_str(colleague), "key": default_token_generator.make_token(colleague)
        },
        "account/^saml/": {"organization_slug": "kommunen"},
        "account/oidc/": {"provider_id": "kommunen"},
        "handbook/": {"part": "how", "slug": "compare", "name": "start-1280.png"},
        "scim/v2/ResourceTypes/": {"name": "User"},
        "scim/v2/Schemas/": {"name": "urn:ietf:params:scim:schemas:core:2.0:User"},
        "scim/v2/<path:rest>": {"rest": "Nothing"},
        "api/v1/<path:rest>": {"rest": "nothing"},
    }  # fmt: skip
