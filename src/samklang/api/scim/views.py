"""SCIM's addresses: what the service can do, users, groups, and searching them."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from scim2_models import (
    Context,
    ForbiddenException,
    ListResponse,
    NotImplementedException,
    ResourceType,
    Schema,
    SearchRequest,
)

from samklang.access.clock import today
from samklang.access.models import Person
from samklang.api.bearer import bearer
from samklang.api.scim.commands.group import add_group, change_group, remove_group
from samklang.api.scim.commands.said import keep_unsaid
from samklang.api.scim.commands.user import add_user, change_user, remove_user
from samklang.api.scim.groups import all_groups, described_group, team_or_role
from samklang.api.scim.messages import (
    ScimRequest,
    answer,
    asked_search,
    body_of,
    require_version,
    resource_answer,
    scim,
)
from samklang.api.scim.narrowing import narrowed
from samklang.api.scim.patches import patch_for
from samklang.api.scim.reach import Reach
from samklang.api.scim.schemas import BASE, MOST_IN_A_PAGE, PAGE, PROVIDER, DescribedUser, Group
from samklang.api.scim.users import described, described_one, users_in
from samklang.ledger.commands import record
from samklang.ledger.enums import Kind

LONGEST_NUMBER = 18
READ = ("GET",)
COLLECTION = ("GET", "POST")
ONE = ("GET", "PUT", "PATCH", "DELETE")


def _reach(request: ScimRequest) -> Reach:
    return Reach(request.bearer, f"{request.scheme}://{request.get_host()}", today())


@scim(bearer, *READ)
def config(_: ScimRequest) -> HttpResponse:
    """What the service can do."""
    return answer(PROVIDER.config, HTTPStatus.OK, scim_ctx=Context.RESOURCE_QUERY_RESPONSE)


@scim(bearer, *READ)
def resource_types(request: ScimRequest, name: str = "") -> HttpResponse:
    """Users and groups, or one of them."""
    return _described(request, ResourceType, PROVIDER.resource_types, name)


@scim(bearer, *READ)
def schemas(request: ScimRequest, name: str = "") -> HttpResponse:
    """What is said of users and groups."""
    return _described(request, Schema, PROVIDER.schemas, name)


def _described(request: ScimRequest, model: type[Any], found: Iterable[Any], name: str) -> HttpResponse:
    """All of them, which cannot be filtered, or the one of that name."""
    if "filter" in request.GET:
        raise ForbiddenException(detail="These lists cannot be filtered")
    rows = list(found)
    if name:
        one = next((row for row in rows if str(row.id).casefold() == name.casefold()), None)
        if one is None:
            raise Http404
        return answer(one, HTTPStatus.OK, scim_ctx=Context.RESOURCE_QUERY_RESPONSE)
    return _list(model, rows, len(rows))


def _list(model: Any, rows: list[Any], total: int, start: int = 1, **dump: Any) -> HttpResponse:
    kind: Any = ListResponse.__class_getitem__(model)
    page = kind(total_results=total, start_index=start, items_per_page=len(rows), resources=rows)
    return answer(page, HTTPStatus.OK, **{"scim_ctx": Context.RESOURCE_QUERY_RESPONSE, **dump})


@scim(bearer, *COLLECTION)
def users(request: ScimRequest) -> HttpResponse:
    """A page of users, or a new one."""
    reach = _reach(request)
    if request.method == "GET":
        return _users_found(reach, asked_search(request, DescribedUser), Context.RESOURCE_QUERY_RESPONSE)
    with transaction.atomic():
        wanted = DescribedUser.model_validate(body_of(request), scim_ctx=Context.RESOURCE_CREATION_REQUEST)
        person = add_user(reach, wanted)
        made = described_one(reach, person.pk)
    return resource_answer(request, made, Context.RESOURCE_CREATION_RESPONSE, HTTPStatus.CREATED)


def _users_found(reach: Reach, wanted: SearchRequest[Any], context: Context) -> HttpResponse:
    people = users_in(reach)
    start, count = _page(wanted)
    if wanted.filter is None and wanted.sort_by is None:
        total = people.count()
        rows = described(reach, people[start : start + count]) if count else []
    else:
        if wanted.filter is not None:
            people = people.filter(narrowed(wanted.filter.ast))
        found = _sought(described(reach, people), wanted)
        total, rows = len(found), found[start : start + count]
    if rows:
        _note_list(reach, "scim-users-read", len(rows))
    return _list(DescribedUser, rows, total, start + 1, scim_ctx=context, response_parameters=wanted)


def _page(wanted: SearchRequest[Any]) -> tuple[int, int]:
    """How many to pass over, and how many to return."""
    count = PAGE if wanted.count is None else min(wanted.count, MOST_IN_A_PAGE)
    return min(wanted.start_index_0 or 0, 10**9), count


def _sought(rows: list[Any], wanted: SearchRequest[Any]) -> list[Any]:
    """Those that match the filter, in the order asked for."""
    if wanted.filter is not None:
        rows = [row for row in rows if wanted.filter.match(row)]
    return wanted.sort(rows)


def _note_list(reach: Reach, deed: str, count: int) -> None:
    details = {"token": reach.token.pk, "count": count}
    record(deed, by=reach.person, place=reach.place, details=details, kind=Kind.READ)


@scim(bearer, *ONE)
def user(request: ScimRequest, user_id: str) -> HttpResponse:
    """One user: read, replaced, changed in part, deleted."""
    reach = _reach(request)
    if request.method == "GET":
        person = _person(reach, user_id)
        details = {"token": reach.token.pk}
        record("scim-user-read", by=reach.person, subject=person, about=person, place=reach.place, details=details,
               kind=Kind.READ)  # fmt: skip
        return resource_answer(request, described_one(reach, person.pk), Context.RESOURCE_QUERY_RESPONSE)
    with transaction.atomic():
        person = _person(reach, user_id, lock=True)
        before = described_one(reach, person.pk)
        require_version(request, before)
        if request.method == "DELETE":
            remove_user(reach, person)
            return answer(None, HTTPStatus.NO_CONTENT)
        wanted = _wanted(request, before, DescribedUser)
        if wanted is not None:
            change_user(reach, person, before, wanted, removable=request.method == "PATCH")
        now = described_one(reach, person.pk)
    return resource_answer(request, now, _written(request))


def _person(reach: Reach, user_id: str, *, lock: bool = False) -> Person:
    """The user with the id. Raises Http404 outside the token's reach."""
    if not (user_id.isascii() and user_id.isdigit() and len(user_id) <= LONGEST_NUMBER):
        raise Http404
    people = users_in(reach)
    person = (people.select_for_update() if lock else people).filter(pk=int(user_id)).first()
    if person is None:
        raise Http404
    return person


def _wanted(request: ScimRequest, before: Any, model: type[Any]) -> Any:
    """The resource as the request wants it; None where it wants nothing else. Raises what SCIM refuses."""
    sent = body_of(request)
    if request.method == "PUT":
        wanted = model.model_validate(sent, scim_ctx=Context.RESOURCE_REPLACEMENT_REQUEST)
        if model is DescribedUser:
            keep_unsaid(before, wanted)
        wanted.replace(before)
        return wanted
    patch = patch_for(model, sent)
    wanted = before.model_copy(deep=True)
    return wanted if patch is not None and patch.patch(wanted) else None


def _written(request: ScimRequest) -> Context:
    return Context.RESOURCE_REPLACEMENT_RESPONSE if request.method == "PUT" else Context.RESOURCE_PATCH_RESPONSE


@scim(bearer, *COLLECTION)
def groups(request: ScimRequest) -> HttpResponse:
    """A page of groups, or a new one."""
    reach = _reach(request)
    if request.method == "GET":
        return _groups_found(reach, asked_search(request, Group), Context.RESOURCE_QUERY_RESPONSE)
    with transaction.atomic():
        wanted = Group.model_validate(body_of(request), scim_ctx=Context.RESOURCE_CREATION_REQUEST)
        made = described_group(reach, add_group(reach, wanted))
    return resource_answer(request, made, Context.RESOURCE_CREATION_RESPONSE, HTTPStatus.CREATED)


def _groups_found(reach: Reach, wanted: SearchRequest[Any], context: Context) -> HttpResponse:
    start, count = _page(wanted)
    found = _sought(all_groups(reach), wanted)
    rows = found[start : start + count]
    if any(row.members for row in rows):
        _note_list(reach, "scim-groups-read", len(rows))
    return _list(Group, rows, len(found), start + 1, scim_ctx=context, response_parameters=wanted)


@scim(bearer, *ONE)
def group(request: ScimRequest, group_id: str) -> HttpResponse:
    """One group: read, replaced, changed in part, deleted."""
    reach = _reach(request)
    with transaction.atomic():
        found = team_or_role(reach, group_id)
        before = described_group(reach, found)
        if request.method == "GET":
            if before.members:
                _note_list(reach, "scim-groups-read", 1)
            return resource_answer(request, before, Context.RESOURCE_QUERY_RESPONSE)
        require_version(request, before)
        if request.method == "DELETE":
            remove_group(reach, found)
            return answer(None, HTTPStatus.NO_CONTENT)
        wanted = _wanted(request, before, Group)
        if wanted is not None:
            change_group(reach, found, before, wanted)
        now = described_group(reach, found)
    return resource_answer(request, now, _written(request))


@scim(bearer, "POST")
def search(request: ScimRequest, endpoint: str) -> HttpResponse:
    """The same as reading a list, with the question in the body: it may hold names, which belong in no log."""
    model = DescribedUser if endpoint == "Users" else Group
    kind: Any = SearchRequest.__class_getitem__(model)
    asked = kind.model_validate(body_of(request), scim_ctx=Context.SEARCH_REQUEST)
    found = _users_found if endpoint == "Users" else _groups_found
    return found(_reach(request), asked, Context.SEARCH_RESPONSE)


@scim(bearer, "POST")
def search_all(request: ScimRequest) -> HttpResponse:
    """Users and groups in one list."""
    kind: Any = SearchRequest[DescribedUser | Group]
    wanted = kind.model_validate(body_of(request), scim_ctx=Context.SEARCH_REQUEST)
    reach = _reach(request)
    start, count = _page(wanted)
    found = _sought([*described(reach, users_in(reach)), *all_groups(reach)], wanted)
    rows = found[start : start + count]
    if rows:
        _note_list(reach, "scim-users-read", len(rows))
    dump = {"scim_ctx": Context.SEARCH_RESPONSE, "response_parameters": wanted}
    return _list(DescribedUser | Group, rows, len(found), start + 1, **dump)


@scim(bearer, "GET", "POST", "PUT", "PATCH", "DELETE")
def not_supported(request: ScimRequest) -> HttpResponse:
    """Many at once, and the token's own user: the standard lets a service leave these out, and this one does."""
    raise NotImplementedException(detail=f"{request.path.removeprefix(BASE)} is not supported")


@scim(bearer, "GET", "POST", "PUT", "PATCH", "DELETE")
def nothing(_: ScimRequest, rest: str) -> HttpResponse:
    """An address there is not."""
    raise Http404(rest)
