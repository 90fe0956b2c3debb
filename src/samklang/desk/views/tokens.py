"""Tokens with which other systems come in: which there are, a new one, revoking one."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from samklang.access import commands, rules
from samklang.access.enums import Right
from samklang.access.queries import places_for, tokens_for
from samklang.access.refusals import NotAllowed, require
from samklang.core.words import render, say
from samklang.desk.forms.tokens import TokenForm
from samklang.desk.views.shown import shown
from samklang.web.answers import tell
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_ROWS = 25


@login_required
@require_safe
def tokens(request: StaffRequest) -> HttpResponse:
    """The tokens of the places where one makes them."""
    require(rules.see_tokens(request.user))
    found = Paginator(tokens_for(request.user), _ROWS).get_page(request.GET.get("page"))
    rows = [(token, token.holds_on(request.today)) for token in found]
    return shown(request, "desk/tokens.html", {"found": found, "rows": rows})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("secret")
def new_token(request: StaffRequest) -> HttpResponse:
    """A new one. Its secret is shown in the answer, once, and is kept nowhere."""
    require(rules.see_tokens(request.user))
    places = places_for(request.user, Right.GIVE_TOKENS).select_related("parent")
    form = TokenForm(request.POST or None, places=places, today=request.today)
    if request.method == "POST" and form.is_valid():
        try:
            token, secret = commands.give_token(by=request.user, **form.cleaned_data)
        except NotAllowed as refused:
            form.add_error(None, render(refused.refusal.reason, current_language()))
        else:
            address = request.build_absolute_uri("/")
            return shown(request, "desk/token_made.html", {"token": token, "secret": secret, "address": address})
    return shown(request, "desk/new_token.html", {}, form=form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def token_revocation(request: StaffRequest, pk: int) -> HttpResponse:
    """Are you sure? It cannot be undone."""
    token = get_object_or_404(tokens_for(request.user), pk=pk)
    if request.method == "POST":
        commands.revoke_token(by=request.user, token=token)
        tell(request, say("{name} lets nobody in any more.", name=token.name))
        return redirect("tokens")
    require(rules.revoke_token(request.user, token))
    context = {
        "title": say("Revoke {name}", name=token.name),
        "consequences": [
            say("The system that has the token is refused from now on."),
            say("This cannot be undone. If the system still needs access, make a new token for it first."),
        ],
        "button": say("Revoke the token"),
        "cancel_url": reverse("tokens"),
        "above": [(say("Tokens"), reverse("tokens"))],
        "danger": True,
    }
    return shown(request, "web/confirm.html", context)
