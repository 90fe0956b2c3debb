"""The lists of the rules: modules, trainers, rooms, grants, cover, periods to avoid, closed days."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.core.words import say
from samklang.planning import documents
from samklang.planning.documents import Document, Item
from samklang.planning.forms.parts import PARTS, Part
from samklang.planning.models import Version
from samklang.planning.shown import rows_of
from samklang.planning.views.programmes import above
from samklang.planning.views.rules import found_for_change, keep
from samklang.planning.views.telling import tell_faults
from samklang.web.answers import page
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest


def _part(key: str) -> Part:
    if key not in PARTS:
        raise Http404
    return PARTS[key]


def _item(part: Part, version: Version, place: int) -> Item:
    items = part.items(version.document)
    if not 1 <= place <= len(items):
        raise Http404
    return items[place - 1]


@login_required
@require_safe
def part(request: StaffRequest, pk: int, key: str) -> HttpResponse:
    """One list, with what can be done with each of it."""
    programme, version = found_for_change(request, pk)
    found = _part(key)
    context = {
        "programme": programme,
        "part": found,
        "rows": rows_of(found.key, version.document, current_language()),
        "above": above(programme),
        "version": version,
    }
    response: HttpResponse = page(request, "planning/part.html", context)
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: StaffRequest, pk: int, key: str, place: int = 0) -> HttpResponse:
    """One of a list, or a new one where no place is given."""
    programme, version = found_for_change(request, pk)
    found = _part(key)
    before = _item(found, version, place) if place else None
    form = found.form(sent(request), document=version.document, item=before)
    back = reverse("planning:part", args=[programme.pk, key])

    def do() -> HttpResponse | None:
        items = found.items(version.document)
        typed = form.item([one.get("id", "") for one in items])
        at = place - 1 if before else len(items)
        document = documents.with_items(version.document, found.path, [*items[:at], typed, *items[at + 1 :]])
        here = (*found.path, at)
        if tell_faults(form, (one for one in documents.faults_of(document) if one.path[: len(here)] == here)):
            return None
        keep(request, version, document, found.one)
        return redirect(back)

    around = FormPage(
        str(before.get("name") or before.get("reason") or "") or found.one if before else found.add,
        say("Save"),
        back,
        [*above(programme), (found.title, back)],
        removal_url=reverse("planning:item-removal", args=[programme.pk, key, place]) if before else "",
        removal_label=say("Delete"),
    )
    return form_page(request, form, around, do)


@login_required
@require_POST
def item_removal(request: StaffRequest, pk: int, key: str, place: int) -> HttpResponse:
    """Take one out of the list; what points to it points to it no more."""
    programme, version = found_for_change(request, pk)
    found = _part(key)
    gone = _item(found, version, place)
    items = found.items(version.document)
    document = documents.with_items(version.document, found.path, [*items[: place - 1], *items[place:]])
    keep(request, version, documents.without_ties(document, key, gone), found.one)
    return redirect("planning:part", programme.pk, key)


@login_required
@require_POST
def item_move(request: StaffRequest, pk: int, key: str, place: int) -> HttpResponse:
    """One place up or down, where the order counts."""
    programme, version = found_for_change(request, pk)
    found = _part(key)
    if not found.ordered:
        raise Http404
    _item(found, version, place)
    keep(request, version, _moved(found, version.document, place - 1, request.POST.get("to") == "up"), found.title)
    return redirect("planning:part", programme.pk, key)


def _moved(part: Part, document: Document, place: int, up: bool) -> Document:
    items = part.items(document)
    other = min(max(place + (-1 if up else 1), 0), len(items) - 1)
    items[place], items[other] = items[other], items[place]
    return documents.with_items(document, part.path, items)
