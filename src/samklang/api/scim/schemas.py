"""What SCIM says of a user and a group, and what the service can do.

Only what Samklang has a use for is declared. Whatever else a directory sends (telephones, addresses) is dropped
without being kept: data that nobody needs.
"""

from typing import Annotated, Any

from pydantic import Field
from scim2_models import (
    URN,
    AuthenticationScheme,
    Bulk,
    CaseExact,
    ChangePassword,
    ComplexAttribute,
    ETag,
    Extension,
    Filter,
    Mutability,
    Patch,
    Reference,
    Required,
    Resource,
    ResourceType,
    ScimPolicy,
    ScimProvider,
    ServiceProviderConfig,
    Sort,
    Uniqueness,
)
from scim2_models.resources.resource import AnyExtension
from scim2_models.resources.user import GroupMembership

BASE = "/scim/v2"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
MOST_IN_A_PAGE = 200
PAGE = 100
"""How many are returned where `count` does not say."""


class Name(ComplexAttribute):
    """The parts of a name."""

    given_name: str | None = None
    """The given names."""
    family_name: str | None = None
    """The family name."""


class Email(ComplexAttribute):
    """An address."""

    value: Annotated[str | None, Mutability.read_only] = None
    """The address."""
    type: Annotated[str | None, Mutability.read_only] = None
    """Always "work"."""
    primary: Annotated[bool | None, Mutability.read_only] = None
    """Always true."""


class User(Resource[AnyExtension]):
    """Somebody known to the municipality, who may sign in while active."""

    __schema__ = URN("urn:ietf:params:scim:schemas:core:2.0:User")

    user_name: Annotated[str | None, Uniqueness.server, Required.true] = None
    """The e-mail address the person signs in with."""
    name: Name | None = None
    """The parts of the name."""
    display_name: str | None = None
    """The name as pages show it. Without it, the parts of the name are put together."""
    title: str | None = None
    """What the person does, as the staff register has it."""
    active: bool | None = None
    """Whether the person may sign in. False also signs them out everywhere; nothing about them is deleted."""
    emails: Annotated[list[Email] | None, Mutability.read_only] = None
    """The address in userName. It follows userName; what is sent here is not kept."""
    groups: Annotated[list[GroupMembership] | None, Mutability.read_only] = None
    """The team the person works in today, and the roles given through this token."""


class Manager(ComplexAttribute):
    """Whoever leads the person."""

    value: Annotated[str | None, CaseExact.true] = None
    """The id of the user who leads."""
    ref: Annotated[Reference["User"] | None, Mutability.read_write] = Field(  # type: ignore[type-arg]
        None, serialization_alias="$ref", validation_alias="$ref"
    )
    """Their address."""


class EnterpriseUser(Extension):
    """The employment."""

    __schema__ = URN(ENTERPRISE)

    employee_number: str | None = None
    """The personnel system's number."""
    department: str | None = None
    """The name of the team. A user with a team is a member of staff."""
    manager: Manager | None = None
    """Whoever leads the person."""


class Member(ComplexAttribute):
    """Somebody in the group."""

    value: Annotated[str | None, Mutability.immutable, CaseExact.true] = None
    """The id of the user."""
    ref: Annotated[Reference["User"] | None, Mutability.immutable] = Field(  # type: ignore[type-arg]
        None, serialization_alias="$ref", validation_alias="$ref"
    )
    """Their address."""
    type: Annotated[str | None, Mutability.immutable] = Field(None, examples=["User"])
    """Always "User": groups hold no groups."""


class Group(Resource[Any]):
    """A team, or a role at the token's place."""

    __schema__ = URN("urn:ietf:params:scim:schemas:core:2.0:Group")

    display_name: Annotated[str | None, Required.true] = None
    """The team's name; or the token's prefix and a role."""
    members: list[Member] | None = None
    """Who works in the team today; or who has the role today."""


DescribedUser = User[EnterpriseUser]

POLICY = ScimPolicy(
    unknown=ScimPolicy.Unknown.ignore,
    remove_value_as_filter=ScimPolicy.RemoveValue.apply,
    unmatched_path_filter=ScimPolicy.UnmatchedPathFilter.create,
)
"""What directories really send is read as they mean it, also where the standard is stricter."""

CONFIG = ServiceProviderConfig(
    patch=Patch(supported=True),
    bulk=Bulk(supported=False, max_operations=0, max_payload_size=0),
    filter=Filter(supported=True, max_results=MOST_IN_A_PAGE),
    change_password=ChangePassword(supported=False),
    sort=Sort(supported=True),
    etag=ETag(supported=True),
    authentication_schemes=[
        AuthenticationScheme(
            type=AuthenticationScheme.Type.oauthbearertoken,
            name="Token",
            description="A token that an administrator makes on the page “Tokens”, for SCIM.",
            primary=True,
        )
    ],
)


def _resource_types() -> list[ResourceType]:
    found = [ResourceType.from_resource(model) for model in (DescribedUser, Group)]
    found[0].description = "Somebody known to the municipality"
    found[1].description = "A team, or a role at the token's place"
    return found


PROVIDER = ScimProvider(
    models=[User, EnterpriseUser, Group], resource_types=_resource_types(), config=CONFIG, policy=POLICY
)
