"""The shell's own pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import i18n

from samklang.access.commands.sign_in import choose_language
from samklang.access.models import Person
from samklang.core.words import LANGUAGES
from samklang.web import gallery
from samklang.web.answers import page


def set_language(request: HttpRequest) -> HttpResponse:
    """The language chosen at the top of the page; whoever is signed in keeps it, also on another computer."""
    response = i18n.set_language(request)
    language = request.POST.get("language", "")
    if request.method == "POST" and language in LANGUAGES and isinstance(request.user, Person):
        choose_language(person=request.user, language=language)
    return response


def components(request: HttpRequest) -> HttpResponse:
    """Every component, to be looked at while it is made."""
    form = gallery.EveryField(request.POST or None)
    shown = request.GET.get("page", "1")
    context = {
        **gallery.examples(),
        "staff": gallery.staff(int(shown) if shown.isdecimal() else 1),
        "filter_form": gallery.Narrow(request.GET or None, auto_id="narrow_%s"),
    }
    return page(request, "web/components.html", context, form=form)


def confirmation(request: HttpRequest) -> HttpResponse:
    """The page that asks whether one is sure."""
    context = {
        "title": "Fjern kurset?",
        "question": "Kurset “Samtalen” den 12. oktober fjernes fra planen.",
        "consequences": ["12 deltagere får besked.", "Lokalet bliver frit."],
        "button": "Fjern kurset",
        "cancel_url": "/components/",
        "danger": True,
    }
    return render(request, "web/confirm.html", context)
