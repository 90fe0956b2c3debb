"""One's own sign-in: who one is here, the language, and the second step."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from samklang.access.commands import sign_in as commands
from samklang.access.forms.account import LanguageForm
from samklang.access.models import Person
from samklang.access.queries import sign_in as queries
from samklang.access.refusals import require
from samklang.access.rules import sign_in as rules
from samklang.access.session import WANTED
from samklang.core import words
from samklang.core.words import say

UNPROCESSABLE = 422


class AccountRequest(HttpRequest):
    """A request from somebody signed in."""

    user: Person


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: AccountRequest) -> HttpResponse:
    """Who one is here, in which language, and what one signs in with."""
    form = LanguageForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        return _speak(request, form.cleaned_data["language"])
    steps = queries.second_steps(request.user)
    context = {
        "form": form,
        "app": any(one.type == Authenticator.Type.TOTP for one in steps),
        "passkeys": sum(one.type == Authenticator.Type.WEBAUTHN for one in steps),
        "session_count": queries.session_count(request.user),
        "has_password": request.user.has_usable_password(),
    }
    return render(request, "access/account/profile.html", context, status=UNPROCESSABLE if form.errors else 200)


def _speak(request: AccountRequest, language: str) -> HttpResponse:
    """Keep the choice with the person, and forget the one this browser had."""
    commands.choose_language(person=request.user, language=language)
    messages.success(request, words.render(say("The language is changed."), language))
    answer = redirect("profile")
    answer.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
    return answer


@login_required
@require_safe
def second_step(request: AccountRequest) -> HttpResponse:
    """What a second step is, and the two ways of having one."""
    return render(request, "access/account/second_step.html", {"has_one": queries.has_second_step(request.user)})


@login_required
@require_safe
def second_step_done(request: AccountRequest) -> HttpResponse:
    """On to where the person was going when they were asked, else to their second steps."""
    return redirect(_here(request, request.session.pop(WANTED, "")) or "mfa_index")


def _here(request: AccountRequest, wanted: str) -> str:
    """The address, if it is on this site; else nothing."""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else ""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: AccountRequest, pk: int) -> HttpResponse:
    """Send somebody a link to choose a password; `?next=` is where to go afterwards."""
    person = get_object_or_404(queries.people_let_in_by(request.user), pk=pk)
    place = queries.place_of(person, request.user)
    if request.method == "POST":
        commands.invite(by=request.user, person=person, place=place)
        return _sent(request, person)
    require(rules.invite(request.user, person, place))
    context = {
        "title": say("Invite {name}?", name=person.name),
        "consequences": [
            say("{email} gets a mail with a link to choose a password.", email=str(person.email)),
            say("After that {name} sets up the second step of signing in.", name=person.name),
        ],
        "button": say("Send the invitation"),
        "cancel_url": _here(request, request.GET.get("next", "")) or reverse("start"),
    }
    return render(request, "web/confirm.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def renew_sign_in(request: AccountRequest, pk: int) -> HttpResponse:
    """Let somebody who has lost everything they sign in with begin again; `?next=` is where to go afterwards."""
    person = get_object_or_404(queries.people_let_in_by(request.user), pk=pk)
    place = queries.place_of(person, request.user)
    if request.method == "POST":
        commands.renew_sign_in(by=request.user, person=person, place=place)
        return _sent(request, person)
    require(rules.renew_sign_in(request.user, person, place))
    context = {
        "title": say("Let {name} begin again?", name=person.name),
        "question": say("Make sure first, by meeting or calling, that it is {name} who asks.", name=person.name),
        "consequences": [
            say("{name} is signed out everywhere.", name=person.name),
            say("The password, the app, the passkeys and the recovery codes no longer work."),
            say("{email} gets a mail with a link to choose a password.", email=str(person.email)),
        ],
        "button": say("Let them begin again"),
        "cancel_url": _here(request, request.GET.get("next", "")) or reverse("start"),
        "danger": True,
    }
    return render(request, "web/confirm.html", context)


def _sent(request: AccountRequest, person: Person) -> HttpResponse:
    sentence = say("The invitation is sent to {email}.", email=str(person.email))
    messages.success(request, words.render(sentence, request.LANGUAGE_CODE))
    return redirect(_here(request, request.GET.get("next", "")) or "start")
