"""What several pages of an application show: its steps, its facts, what the terms say to its budget."""

from __future__ import annotations

from typing import NamedTuple

from django.urls import reverse

from samklang.core.grants.budget import totals
from samklang.core.words import Sentence, Value, say
from samklang.funding.enums import ApplicationState
from samklang.funding.models import Application
from samklang.funding.queries.applications import lacking_of
from samklang.funding.queries.grants import budget_in_force, terms_of
from samklang.funding.queries.position import lines_of

STEP_WORDS: dict[str, Sentence] = {
    "purpose": say("Purpose"), "work": say("Work"), "theory": say("Theory and evaluation"),
    "criteria": say("Success criteria"), "budget": say("Budget"), "parties": say("Who and where"),
    "sending": say("Send"),
}  # fmt: skip
"""Every step on the way to a sent application, in its order."""
_STEP_OF = {
    "purpose": "purpose", "target_group": "purpose", "method": "work", "activities": "work", "time_plan": "work",
    "begins": "work", "ends": "work", "theory": "theory", "evaluation": "theory", "criteria": "criteria",
    "budget": "budget", "grantee": "parties", "round": "parties",
}  # fmt: skip
"""At which step a field that is lacking is said."""


class Step(NamedTuple):
    """One of them, as `{% steps %}` takes it."""

    label: Sentence
    url: str
    state: str


class Fact(NamedTuple):
    """One thing that was said. said: empty where nobody has said it yet."""

    label: Sentence
    said: Value


def above(found: Application | None = None) -> list[tuple[Value, str]]:
    """The pages above one of an application's own."""
    pages: list[tuple[Value, str]] = [(say("Applications"), reverse("funding:applications"))]
    return [*pages, (found.title, str(found.get_absolute_url()))] if found else pages


def url_of(found: Application, step: str) -> str:
    """The page of a step."""
    if step in {"criteria", "budget", "sending"}:
        return reverse(f"funding:application-{step}", args=[found.pk])
    return reverse("funding:application-step", args=[found.pk, step])


def lacking(found: Application) -> list[tuple[str, Sentence]]:
    """What has not been said yet: the address where it is said, and a sentence."""
    return [(_STEP_OF[name], sentence) for name, sentence in lacking_of(found)]


def steps_of(found: Application, current: str) -> list[Step]:
    """Where one is on the way to a sent application."""
    undone = {step for step, _ in lacking(found)} | {"sending"}
    states = {step: "coming" if step in undone else "done" for step in STEP_WORDS} | {current: "current"}
    links = found.state == ApplicationState.DRAFT
    return [Step(label, url_of(found, step) if links else "", states[step]) for step, label in STEP_WORDS.items()]


def sums_of(found: Application) -> tuple[int, int, int]:
    """What the project costs, what the funder is asked for, and what we pay ourselves, in øre."""
    whole = totals(terms_of(found), lines_of(budget_in_force(found)))
    return whole.cost_ore, whole.funder_ore, whole.own_ore


def facts_of(found: Application) -> list[Fact]:
    """Everything that was said, in the order of the form."""
    return [
        Fact(say("Purpose"), found.purpose),
        Fact(say("Theme"), found.theme),
        Fact(say("Who is to be trained"), found.target_group),
        Fact(say("How many are to be trained"), found.staff if found.staff is not None else ""),
        Fact(say("Method and core elements"), found.method),
        Fact(say("Activities"), found.activities),
        Fact(say("Time plan"), found.time_plan),
        Fact(say("The project begins"), found.begins or ""),
        Fact(say("The project ends"), found.ends or ""),
        Fact(say("Theory of change"), found.theory),
        Fact(say("How project and results are evaluated"), found.evaluation),
        Fact(say("Partners"), found.partners),
        Fact(say("Answerable for the grant"), found.grantee),
        Fact(say("Contact"), found.contact.name if found.contact else ""),
        Fact(say("Signs"), found.signatory.name if found.signatory else ""),
        Fact(say("Number in the funder's portal"), found.portal_number),
        Fact(say("Case number in our own filing"), found.case_reference),
    ]
