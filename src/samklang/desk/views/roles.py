"""Who has which role where and until when; roles given and ended; what a role may do."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access import commands, rules
from samklang.access.commands.sign_in import invite
from samklang.access.enums import RIGHTS, Right, Role
from samklang.access.models import Person, Place
from samklang.access.queries import danish, places_for
from samklang.access.queries.grant import IN_FORCE, grants_for, narrowed, own_grants
from samklang.access.queries.person import people_for
from samklang.access.refusals import require
from samklang.access.rules.grant import ROLES_WITHOUT_EMPLOYMENT
from samklang.access.words import RIGHTS_IN_WORDS, ROLES_IN_WORDS, said
from samklang.core.words import render, say
from samklang.desk.forms.roles import EndRoleForm, NewcomerForm, PersonSearch, RoleFilter, RoleForm
from samklang.desk.views.shown import shown
from samklang.people.queries.employees import employees_for
from samklang.web.answers import number_in, tell
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_ROWS = 50
_MOST_FOUND = 20


def _places(person: Person) -> QuerySet[Place]:
    return places_for(person, Right.GIVE_ROLES).select_related("parent")


@login_required
@require_safe
def roles(request: StaffRequest) -> HttpResponse:
    """One's own roles and what they let one do; for whoever gives roles, everybody's."""
    context: dict[str, Any] = {"own": own_grants(request.user), "table": _table()}
    if request.user.standing.may(Right.GIVE_ROLES):
        form = RoleFilter(request.GET or None, places=_places(request.user))
        chosen = form.cleaned_data if form.is_valid() else {}
        place = chosen.get("place")
        found = narrowed(
            grants_for(request.user),
            q=chosen.get("q", ""),
            role=chosen.get("role", ""),
            place_path=place.path if place else "",
            state=chosen.get("state") or IN_FORCE,
            day=request.as_of,
        )
        context |= {"filter_form": form, "found": Paginator(found, _ROWS).get_page(request.GET.get("page"))}
    return shown(request, "desk/roles.html", context)


def _table() -> list[dict[str, Any]]:
    return [
        {
            "role": said(role),
            "meaning": ROLES_IN_WORDS[role],
            "rights": [RIGHTS_IN_WORDS[right] for right in Right if right in RIGHTS[role]],
        }
        for role in Role
    ]


def _people(giver: Person) -> QuerySet[Person]:
    """Everybody the giver can give a role: who has one at their places, or is employed there."""
    staff = employees_for(giver, Right.GIVE_ROLES).order_by().values("person")
    found = Q(pk__in=people_for(giver, Right.GIVE_ROLES).order_by().values("pk")) | Q(pk__in=staff)
    return Person.objects.filter(found, erased_at__isnull=True).exclude(pk=giver.pk).order_by(danish("name"), "pk")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_role(request: StaffRequest) -> HttpResponse:
    """Find the person, then say which role, where and for which days."""
    require(rules.see_roles(request.user))
    number = number_in(request.GET.get("person", ""))
    if number is None:
        return _find_person(request)
    person = get_object_or_404(_people(request.user), pk=number)
    roles = rules.roles_to_give(request.user, Role)
    form = RoleForm(request.POST or None, places=_places(request.user), roles=roles, today=request.today)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("place", "first_day", "last_day")}
        role = Role(form.cleaned_data["role"])
        refused = rules.give_role(request.user, person, role, given["place"])
        if refused is None:
            commands.give_role(by=request.user, person=person, role=role, **given)
            tell(
                request,
                say("{name} is now {role} at {place}.", name=person.name, role=said(role), place=given["place"].name),
            )
            return redirect("roles")
        form.add_error(None, render(refused.reason, current_language()))
    return shown(
        request, "desk/new_role.html", {"person": person, "own": person.grants.select_related("place")}, form=form
    )


def _find_person(request: StaffRequest) -> HttpResponse:
    form = PersonSearch(request.GET or None)
    q = form.cleaned_data["q"] if form.is_valid() else ""
    found = _people(request.user) if q.strip() else Person.objects.none()
    for word in q.split():
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
    people = list(found[: _MOST_FOUND + 1])
    context = {"search_form": form, "q": q, "people": people[:_MOST_FOUND], "more": len(people) > _MOST_FOUND}
    return shown(request, "desk/find_person.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def newcomer(request: StaffRequest) -> HttpResponse:
    """Somebody who is not employed here, with a role and an invitation."""
    require(rules.see_roles(request.user))
    roles = rules.roles_to_give(request.user, ROLES_WITHOUT_EMPLOYMENT)
    form = NewcomerForm(request.POST or None, places=_places(request.user), roles=roles, today=request.today)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "role": Role(form.cleaned_data["role"])}
        with transaction.atomic():
            grant = commands.add_person_with_role(by=request.user, **given)
            invite(by=request.user, person=grant.person, place=grant.place)
        sentence = say(
            "{name} has got the role, and an invitation to {email}.", name=grant.person.name, email=given["email"]
        )
        tell(request, sentence)
        return redirect("roles")
    return shown(request, "desk/newcomer.html", {}, form=form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def role_ending(request: StaffRequest, pk: int) -> HttpResponse:
    """When does it end? Asked before it is done."""
    grant = get_object_or_404(grants_for(request.user), pk=pk)
    form = EndRoleForm(request.POST or None, today=request.today)
    if request.method == "POST" and form.is_valid():
        until = grant.last_day.isoformat() if grant.last_day else ""
        ended = commands.end_role(by=request.user, grant=grant, last_day=form.cleaned_data["last_day"])
        undo = f"{reverse('role-reopening', args=[pk])}?until={until}" if ended.pk else ""
        tell(request, say("The role has been ended."), undo_url=undo)
        return redirect("roles")
    return shown(
        request, "desk/role_ending.html", {"grant": grant, "not_begun": grant.first_day >= request.today}, form=form
    )


@login_required
@require_POST
def role_reopening(request: StaffRequest, pk: int) -> HttpResponse:
    """The way back from ending a role."""
    grant = get_object_or_404(grants_for(request.user), pk=pk)
    try:
        until = date.fromisoformat(request.GET["until"]) if request.GET.get("until") else None
    except ValueError:
        raise Http404 from None
    commands.reopen_role(by=request.user, grant=grant, last_day=until)
    tell(request, say("The role holds again."))
    return redirect("roles")
