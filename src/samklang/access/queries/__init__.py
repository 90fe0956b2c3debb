"""Reading places, people and what concerns them, always as seen by somebody: one file for each noun."""

from samklang.access.queries.place import DANISH, danish, jobcentres_for, places_for, teams_for
from samklang.access.queries.token import Bearer, bearer_of, token_with, tokens_for

__all__ = [
    "DANISH", "Bearer", "bearer_of", "danish", "jobcentres_for", "places_for", "teams_for", "token_with", "tokens_for",
]  # fmt: skip
