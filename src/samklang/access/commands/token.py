"""Tokens made, revoked, used."""

import secrets
from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from samklang.access import rules
from samklang.access.enums import Scope
from samklang.access.models import Person, Place, Token
from samklang.access.models.token import hash_of
from samklang.access.refusals import NotAllowed, Refusal, require
from samklang.core.words import say
from samklang.ledger.commands import record

BEGINS = "samklang_"
"""How every secret begins, so that programs that look for secrets lying about know one when they see it."""


@transaction.atomic
def give_token(
    *,
    by: Person,
    place: Place,
    name: str,
    scopes: Collection[Scope],
    first_day: date,
    last_day: date,
    role_prefix: str = "",
) -> tuple[Token, str]:
    """A new token and its secret, which nobody can read again. Raises NotAllowed."""
    name, role_prefix = name.strip(), role_prefix.strip()
    require(rules.give_token(by, place, scopes, role_prefix))
    require(rules.token_days(first_day, last_day))
    Place.objects.select_for_update().get(pk=place.pk)
    if Token.objects.filter(place=place, name=name, revoked_at__isnull=True).exists():
        taken = say("{place} has a token called {name}. Choose another name.", place=place.name, name=name)
        raise NotAllowed(Refusal(taken))
    secret = BEGINS + secrets.token_urlsafe(32)
    token = Token.objects.create(
        name=name, place=place, owner=by, scopes=sorted(scope.value for scope in scopes), role_prefix=role_prefix,
        secret_hash=hash_of(secret), hint=secret[-4:], first_day=first_day, last_day=last_day,
        created_at=timezone.now(),
    )  # fmt: skip
    record("token-given", by=by, subject=token, place=place, details={"scopes": token.scopes})
    return token, secret


@transaction.atomic
def revoke_token(*, by: Person, token: Token) -> Token:
    """From now on the token lets nobody in; it cannot be undone. Raises NotAllowed."""
    token = Token.objects.select_for_update().select_related("place").get(pk=token.pk)
    require(rules.revoke_token(by, token))
    token.revoked_at, token.revoked_by = timezone.now(), by
    token.save(update_fields=["revoked_at", "revoked_by"])
    record("token-revoked", by=by, subject=token, place=token.place)
    return token


def note_token_used(token: Token, day: date) -> None:
    """That it was used on the day. One write a day, and no line in the ledger: what was read or done has its own."""
    unnoted = Q(last_used_on__isnull=True) | Q(last_used_on__lt=day)
    if token.last_used_on is None or token.last_used_on < day:
        Token.objects.filter(unnoted, pk=token.pk).update(last_used_on=day)
