"""The site's addresses, the page of components that is only there while DEBUG, and pages that answer in every way."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.template import engines
from django.urls import path

from samklang.access.refusals import NotAllowed, Refusal
from samklang.config.urls import urlpatterns as site
from samklang.core.words import say
from samklang.web import views

FRAGMENT = """<section id="{{ name }}">{% if done %}<p tabindex="-1" autofocus>Lukket.</p>{% else %}
{% post_button to target=target kind="primary" %}{{ name }}{% endpost_button %}{% endif %}</section>"""
PAGE = """{% extends "web/page.html" %}{% block title %}Svar{% endblock %}{% block content %}
{% for name, to, target in ways %}{% include fragment %}{% endfor %}{% endblock %}"""


def answers(request):
    """A page with a button for each way in which a view can answer a fragment's request."""
    ways = [(name, f"/answers/{name}/", f"#{name}") for name in ("closed", "refused", "broken", "signed-out")]
    context = {"ways": ways, "fragment": engines["django"].from_string(FRAGMENT)}
    return HttpResponse(engines["django"].from_string(PAGE).render(context, request))


def closed(request):
    """The fragment, after what was asked for."""
    return HttpResponse(engines["django"].from_string(FRAGMENT).render({"name": "closed", "done": True}, request))


def refused(request):
    """A refusal."""
    raise NotAllowed(Refusal(say("Only the programme lead can change the plan.")))


def broken(request):
    """A fault of ours."""
    raise RuntimeError("the secret detail")


urlpatterns = [
    *site,
    path("components/", views.components),
    path("components/confirmation/", views.confirmation),
    path("broken/", broken),
    path("answers/", answers),
    path("answers/closed/", closed),
    path("answers/refused/", refused),
    path("answers/broken/", broken),
    path("answers/signed-out/", login_required(closed)),
]
