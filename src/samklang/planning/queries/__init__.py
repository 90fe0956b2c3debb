"""Reads of planning, scoped to a person: one file for each noun."""

from samklang.planning.queries.programmes import (
    latest_outline,
    latest_version,
    programmes_for,
    programmes_matching,
    version_of,
)
from samklang.planning.queries.publications import holding, my_sessions
from samklang.planning.queries.runs import runs_for, silent_runs
from samklang.planning.queries.variants import all_variants_for, variants_for

__all__ = [
    "all_variants_for",
    "holding",
    "latest_outline",
    "latest_version",
    "my_sessions",
    "programmes_for",
    "programmes_matching",
    "runs_for",
    "silent_runs",
    "variants_for",
    "version_of",
]
