"""The method in the world of these tests: frameworks, editions and a draft, skills, judgements, development plans."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from tests.architecture.who_may.cast import GOAL, LEADERS, MARK, OWN, SHARED, World
from tests.factories.method import NOW as BEFORE
from tests.factories.method import TODAY as FIRST_DAY
from tests.factories.method import a_draft_of, a_framework
from tests.factories.skills import NOW, ROLE, the_notice_of_skills

from samklang.access.clock import today
from samklang.access.models import Person, Place
from samklang.method.commands import publish_edition, replace_draft
from samklang.method.commands.assessment import Said, judge_skills, share_judgement
from samklang.method.commands.development import GoalText, make_plan, remove_goal, remove_plan
from samklang.method.commands.role_profile import choose_profiles
from samklang.method.documents import EditionDocument
from samklang.method.enums import EditionOrigin
from samklang.method.models import Assessment, DevelopmentPlan, Edition, Profile
from samklang.method.queries.editions import indicators_of, texts_of
from samklang.people.models import Employee


def method(world: World, jobcentre: Place) -> Edition:
    """Two frameworks of ours and one of theirs, and what is judged by them. The edition of ours that holds."""
    edition = _editions(world, jobcentre)
    a_framework(jobcentre, key="other")
    their_jobcentre = Place.objects.get(pk=world.theirs["jobcentre"])
    theirs = Edition.objects.get(framework=a_framework(their_jobcentre))
    for place in (jobcentre, their_jobcentre):
        the_notice_of_skills(place)
    world.theirs |= {"framework": theirs.framework_id, "edition": theirs.pk}
    _judgements(world, edition)
    _plans(world)
    return edition


def _editions(world: World, jobcentre: Place) -> Edition:
    """Two editions that are published, and a draft."""
    lead, framework = world.people["lead"], a_framework(jobcentre)
    document = _marked(texts_of(Edition.objects.get(framework=framework)))
    made = replace_draft(by=lead, framework=framework, document=document, origin=EditionOrigin.OWN, now=BEFORE)
    edition = publish_edition(by=lead, edition=made, reason=f"Ord fra {MARK}", today=FIRST_DAY, now=BEFORE)
    draft = a_draft_of(framework)
    row = {"part": "indicators", "key": "i1"}
    world.filled |= {
        "method/frameworks/<int:pk>/": {"pk": framework.pk},
        "method/editions/<int:pk>/": {"pk": edition.pk},
        "method/editions/<int:pk>/draft/": {"pk": draft.pk, **row},
        **{f"method:{name}@draft": {"pk": draft.pk} for name in ("edition", "edition-json", "edition-xlsx")},
        **{f"method:{name}@published": {"pk": edition.pk} for name in ("draft", "draft-publication", "row")},
        "method/skills/own/judgement/": {"framework": framework.pk, "step": 1},
        "method/staff/<int:pk>/skills/judgement/": {"framework": framework.pk, "step": 1},
        "method/role-profiles/<int:pk>/": {"pk": jobcentre.pk},
    }
    profile = Profile.objects.get(edition=edition)
    world.ids |= {"framework": framework.pk, "edition": edition.pk, "draft": draft.pk, "profile": profile.pk}
    return edition


def _marked(document: EditionDocument) -> EditionDocument:
    """The same with our mark in every name."""

    def mark(row: Any, name: str) -> Any:
        text = getattr(row, name)
        return replace(row, **{name: replace(text, da=f"{text.da} {MARK}")})

    return replace(
        mark(document, "name"),
        competences=tuple(mark(one, "name") for one in document.competences),
        indicators=tuple(mark(one, "name") for one in document.indicators),
        concepts=tuple(mark(one, "term") for one in document.concepts),
        profiles=tuple(mark(one, "name") for one in document.profiles),
    )


def _judgements(world: World, edition: Edition) -> None:
    """The colleague and who leads them have each shared a judgement and not yet shared another."""
    colleague, leader = world.people["colleague"], world.people["leader"]
    employee = colleague.employee
    employee.engagements.update(role=ROLE)
    choose_profiles(
        by=world.people["lead"], jobcentre=edition.framework.jobcentre, chosen={ROLE: "counsellor"}, today=today()
    )
    shared, kept = (_judged(by, edition, employee, 3, SHARED) for by in (colleague, leader))
    share_judgement(by=colleague, assessment=shared, today=today(), now=NOW)
    share_judgement(by=leader, assessment=kept, today=today(), now=NOW)
    own, theirs = _judged(colleague, edition, employee, 5, OWN), _judged(leader, edition, employee, 1, LEADERS)
    world.filled |= {
        "method/skills/judgements/<int:pk>/sharing/": {"pk": own.pk},
        "method/skills/judgements/<int:pk>/taking-back/": {"pk": shared.pk},
        "method:judgement-sharing@leaders": {"pk": theirs.pk},
        "method:judgement-taking-back@leaders": {"pk": kept.pk},
        "method/staff/<int:pk>/": {"pk": employee.pk},
    }


def _judged(by: Person, edition: Edition, employee: Employee, level: int, note: str) -> Assessment:
    said = {one: Said(level, note) for one in indicators_of(edition)[:2]}
    made = judge_skills(by=by, employee=employee, edition=edition, said=said, today=today(), now=NOW)
    assert made is not None
    return made


def _plans(world: World) -> None:
    """A plan with a goal and one that was removed, and a plan that was removed."""
    colleague = world.people["colleague"]
    day, employee = today(), colleague.employee
    goals = [GoalText(GOAL), GoalText(f"Aftaler i {MARK}")]

    def planned(days: int) -> DevelopmentPlan:
        return make_plan(
            by=colleague, employee=employee, talk_day=day + timedelta(days=days), goals=goals, today=day, now=NOW
        )

    plan, gone = planned(10), planned(40)
    remove_plan(by=colleague, plan=gone, today=day, now=NOW)
    goal, off = plan.goals.order_by("position")
    remove_goal(by=colleague, goal=off, today=day, now=NOW)
    world.filled |= {
        "method/development-plans/<int:pk>/": {"pk": plan.pk},
        "method/development-plans/<int:pk>/restoring/": {"pk": gone.pk},
        "method/goals/<int:pk>/": {"pk": goal.pk},
        "method/goals/<int:pk>/restoring/": {"pk": off.pk},
    }
