"""Reads of the staff register, scoped to a person: one file for each noun."""

from samklang.people.queries.employees import employees_for, engagement_on
from samklang.people.queries.search import people_matching, teams_matching

__all__ = ["employees_for", "engagement_on", "people_matching", "teams_matching"]
