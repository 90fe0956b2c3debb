"""What one token of a directory reaches, and how it calls it."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from samklang.access.enums import Role
from samklang.access.models import Person, Place, Token
from samklang.access.queries import Bearer
from samklang.api.scim.schemas import BASE

ROLES = (Role.HEAD, Role.PROGRAMME_LEAD, Role.FUNDER_READER, Role.WORKS_COUNCIL_READER)
"""The roles a directory's group can give at the token's place. Nobody becomes an administrator that way; a team leader
leads one team, which a place does not say; staff, trainers and observers have their roles from the register."""
ROLE_ID = "role-"


@dataclass(frozen=True)
class Reach:
    """One token on one day. address: where the site is, without a slash at the end."""

    bearer: Bearer
    address: str
    day: date

    @property
    def token(self) -> Token:
        """The token."""
        return self.bearer.token

    @property
    def place(self) -> Place:
        """The token's place: a jobcentre or the municipality."""
        return self.bearer.token.place

    @property
    def person(self) -> Person:
        """The token's owner, with the token's rights."""
        return self.bearer.person

    @cached_property
    def municipality_id(self) -> int:
        """The number of the municipality."""
        return self.place.numbers()[0]

    def user_at(self, person_id: int | str) -> str:
        """The address of a user."""
        return f"{self.address}{BASE}/Users/{person_id}"

    def group_at(self, group_id: int | str) -> str:
        """The address of a group."""
        return f"{self.address}{BASE}/Groups/{group_id}"

    def role_name(self, role: Role) -> str:
        """What the directory calls the group of a role."""
        return f"{self.token.role_prefix}{role.value}"

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles that have a group here: none where the token has no prefix."""
        return ROLES if self.token.role_prefix else ()
