"""Who may make and revoke tokens, and which token lets in: a refusal with a sentence, or None."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from samklang.access.enums import PlaceKind, Right, Scope
from samklang.access.refusals import Refusal
from samklang.core.words import say

if TYPE_CHECKING:
    from samklang.access.models import Person, Place, Token

MOST_DAYS = 731
"""Two years: after that somebody looks at whether the other system still needs it."""
PREFIX_AT_LEAST = 3


def give_token(by: Person, place: Place, scopes: Collection[Scope], role_prefix: str) -> Refusal | None:
    """An administrator of the place, for named purposes."""
    if not by.standing.may(Right.GIVE_TOKENS, place.pk):
        return Refusal(say("You make no tokens at {place}. Ask an administrator.", place=place.name))
    if not scopes:
        return Refusal(say("Choose what the token may be used for."))
    if Scope.SCIM in scopes and place.kind == PlaceKind.TEAM:
        return Refusal(say("A directory keeps a whole jobcentre. Choose a jobcentre or the municipality."))
    if role_prefix and Scope.SCIM not in scopes:
        return Refusal(say("Only a token for the directory gives roles. Leave the start of the names empty."))
    if role_prefix and len(role_prefix) < PREFIX_AT_LEAST:
        return Refusal(say("Write at least three letters, so that no other group is taken for a role."))
    return None


def token_days(first_day: date, last_day: date) -> Refusal | None:
    """A token ends, and within two years."""
    if last_day < first_day:
        return Refusal(say("The last day, {last}, comes before the first, {first}.", first=first_day, last=last_day))
    if (last_day - first_day).days > MOST_DAYS:
        return Refusal(say("A token lasts two years at most. Make a new one in good time before it ends."))
    return None


def see_tokens(by: Person) -> Refusal | None:
    """Whoever makes tokens at some place."""
    if by.standing.may(Right.GIVE_TOKENS):
        return None
    return Refusal(say("Administrators see and make tokens. Ask one of them."))


def revoke_token(by: Person, token: Token) -> Refusal | None:
    """An administrator of the place; once."""
    if not by.standing.may(Right.GIVE_TOKENS, token.place_id):
        return Refusal(say("You make no tokens at {place}. Ask an administrator.", place=token.place.name))
    if token.revoked_at is not None:
        return Refusal(say("The token is revoked already."))
    return None


def use_token(token: Token, day: date) -> Refusal | None:
    """A token that is not revoked, in its days, whose owner may still give tokens there."""
    owner = token.owner
    if token.revoked_at is not None:
        return Refusal(say("The token is revoked. Ask an administrator for a new one."))
    if day < token.first_day:
        return Refusal(say("The token holds from {day}.", day=token.first_day))
    if day > token.last_day:
        return Refusal(say("The token ended on {day}. Ask an administrator for a new one.", day=token.last_day))
    if not owner.is_active or not owner.standing.may(Right.GIVE_TOKENS, token.place_id):
        return Refusal(say("Whoever made the token is no longer an administrator. Ask for a new one."))
    return None


def token_covers(token: Token, scope: Scope) -> Refusal | None:
    """A token made for this."""
    if scope not in token.scopes:
        return Refusal(say("The token was not made for this: it lacks “{scope}”.", scope=scope.value))
    return None
