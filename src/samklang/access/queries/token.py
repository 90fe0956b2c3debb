"""Tokens as seen by somebody, and the token that belongs to a secret."""

from dataclasses import dataclass

from django.db.models import Case, IntegerField, QuerySet, Value, When

from samklang.access.enums import SCOPES, Right, Scope
from samklang.access.models import Person, Place, Token
from samklang.access.models.token import hash_of
from samklang.access.standing import Standing


def tokens_for(person: Person) -> QuerySet[Token]:
    """Tokens of the places where the person makes them; those that still hold first, then the newest."""
    held = Case(When(revoked_at__isnull=True, then=Value(0)), default=Value(1), output_field=IntegerField())
    found = Token.objects.filter(place__in=person.standing.places(Right.GIVE_TOKENS))
    return found.select_related("place", "owner", "revoked_by").order_by(held, "-created_at", "-pk")


def token_with(secret: str) -> Token | None:
    """The token the secret belongs to, revoked or not."""
    return Token.objects.filter(secret_hash=hash_of(secret)).select_related("place", "owner").first()


@dataclass(frozen=True)
class Bearer:
    """A token in use. `person` is its owner, with the token's rights in place of their own."""

    token: Token
    person: Person

    @property
    def reach(self) -> frozenset[int]:
        """The numbers of the token's place and everything below it."""
        return self.person.standing.places(Right.SEE_STAFF) | frozenset({self.token.place_id})

    def look_again(self) -> None:
        """Know the places that are there now: a team may have come since."""
        below = Place.objects.filter(path__startswith=self.token.place.path).values_list("pk", flat=True)
        places = frozenset(below)
        rights = frozenset().union(*(SCOPES[Scope(scope)] for scope in self.token.scopes))
        self.person.standing = Standing(dict.fromkeys(rights, places))


def bearer_of(token: Token) -> Bearer:
    """The owner as the token lets them act: its scopes at its place, and nothing of what they may do themselves."""
    found = Bearer(token, Person.objects.get(pk=token.owner_id))
    found.look_again()
    return found
