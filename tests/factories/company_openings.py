"""Openings at companies."""

from dataclasses import replace
from typing import Any

from tests.factories.companies import NOW

from samklang.access.models import Person
from samklang.companies.commands.openings import add_opening
from samklang.companies.enums import OpeningKind
from samklang.companies.models import Company, Opening
from samklang.companies.rules.openings import OpeningFacts

A_JOB = OpeningFacts(OpeningKind.JOB, "Lagermedarbejder, aften")
A_PLACEMENT = OpeningFacts(
    OpeningKind.PLACEMENT, "Praktik på lageret", path_to_hours="Otte timer om ugen fra uge 42, hvis det går godt"
)


def an_opening(by: Person, company: Company, facts: OpeningFacts = A_JOB, **changes: Any) -> Opening:
    """One that they follow up themselves."""
    return add_opening(by=by, company=company, facts=replace(facts, **{"owner": by, **changes}), now=NOW)
