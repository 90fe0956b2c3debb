"""The rules of a programme in forms: its frame, cohorts, money, lists, wishes, and who is to be trained."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from samklang.access.refusals import require
from samklang.core.planner.progress import NAMES
from samklang.core.words import Sentence, render, say
from samklang.planning import commands, documents, rules
from samklang.planning.documents import Document
from samklang.planning.forms.people import NarrowPeopleForm, PersonForm, with_marks
from samklang.planning.forms.programme import BudgetForm, CohortsForm, FrameForm, SectionForm
from samklang.planning.forms.wishes import WishesForm
from samklang.planning.models import Programme, Version
from samklang.planning.queries import latest_version, programmes_for
from samklang.planning.views.programmes import above
from samklang.planning.views.telling import tell_faults
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

SECTIONS: dict[str, tuple[Sentence, type[SectionForm], Sentence]] = {
    "frame": (say("The frame"), FrameForm, say("What it is called, and when sessions may be held.")),
    "cohorts": (say("Cohorts"), CohortsForm, say("How many, how large, and who may be together.")),
    "budget": (say("Own money"), BudgetForm, say("What you can pay yourselves, besides the grants.")),
}
PEOPLE_PER_PAGE = 50


def found_for_change(request: StaffRequest, pk: int) -> tuple[Programme, Version]:
    """The programme and its rules as they are now, for whoever may change them."""
    programme = get_object_or_404(programmes_for(request.user), pk=pk)
    require(rules.make_plans(request.user, programme.jobcentre))
    return programme, latest_version(programme)


def keep(request: StaffRequest, before: Version, document: Document, what: Sentence) -> Version:
    """The changed rules as a new version, with a word about it and a way back."""
    note = render(what, current_language())
    programme = before.programme
    after = commands.change_rules(
        by=request.user, programme=programme, document=document, note=note, now=timezone.now()
    )
    if after.pk != before.pk:
        undo = reverse("planning:version-restoring", args=[programme.pk, before.number])
        tell(request, say("Saved: {what}.", what=what), undo_url=undo)
    return after


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: StaffRequest, pk: int, name: str) -> HttpResponse:
    """The frame, the cohorts or the own money."""
    programme, version = found_for_change(request, pk)
    if name not in SECTIONS:
        raise Http404
    title, form_class, lead = SECTIONS[name]
    form = form_class(sent(request), document=version.document)

    def do() -> HttpResponse | None:
        document = form.changed()
        if tell_faults(form, (one for one in documents.faults_of(document) if form.places(one.path))):
            return None
        keep(request, version, document, title)
        return redirect(programme)

    around = FormPage(title, say("Save"), programme.get_absolute_url(), above(programme), lead)
    return form_page(request, form, around, do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def wishes(request: StaffRequest, pk: int) -> HttpResponse:
    """The order of the wishes: a button moves one up or down, the last button saves."""
    programme, version = found_for_change(request, pk)
    form = WishesForm(sent(request), document=version.document)
    moved = [(request.POST[key], steps) for key, steps in (("up", -1), ("down", 1)) if key in request.POST]
    if moved and form.is_valid():
        form.move(*moved[0])

    def do() -> HttpResponse | None:
        keep(request, version, form.changed(), say("Order of wishes"))
        return redirect("planning:wishes", programme.pk) if moved else redirect(programme)

    around = FormPage(
        say("Order of wishes"), say("Save"), programme.get_absolute_url(), above(programme),
        template="planning/wishes.html",
    )  # fmt: skip
    return form_page(request, form, around, do, names={wish.value: NAMES[wish] for wish in NAMES})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: StaffRequest, pk: int) -> HttpResponse:
    """Who is to be trained: a checklist, a page at a time, that can be searched."""
    programme, version = found_for_change(request, pk)
    narrow = NarrowPeopleForm(request.GET, document=version.document)
    matching = narrow.matching()
    if request.method == "POST":
        marks = _marks(request, matching)
        keep(request, version, with_marks(version.document, marks), say("Who is to be trained"))
        return redirect(request.get_full_path())
    context = {
        "programme": programme,
        "version": version,
        "filter_form": narrow,
        "page": Paginator(matching, PEOPLE_PER_PAGE).get_page(request.GET.get("page")),
        "teams": {team["id"]: team["name"] for team in version.document.get("teams", ())},
        "modules": len(version.document.get("modules", ())),
        "above": above(programme),
    }
    response: HttpResponse = page(request, "planning/people.html", context)
    return response


def _marks(request: StaffRequest, matching: list[documents.Item]) -> dict[str, bool]:
    """The boxes of the page, or everybody who matches at once."""
    everybody = request.POST.get("everybody")
    if everybody in {"on", "off"}:
        return {person["id"]: everybody == "on" for person in matching}
    ticked = set(request.POST.getlist("to_train"))
    return {one: one in ticked for one in request.POST.getlist("shown")}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: StaffRequest, pk: int, person: str) -> HttpResponse:
    """What the programme says of one person."""
    programme, version = found_for_change(request, pk)
    found = next((one for one in version.document.get("people", ()) if one["id"] == person), None)
    if found is None:
        raise Http404
    form = PersonForm(sent(request), document=version.document, person=found)
    back = reverse("planning:people", args=[programme.pk])

    def do() -> HttpResponse | None:
        keep(request, version, form.changed(version.document, found), say("Who is to be trained"))
        return redirect(back)

    ways: list[Any] = [*above(programme), (say("Who is to be trained"), back)]
    return form_page(request, form, FormPage(found["name"], say("Save"), back, ways), do)


@login_required
@require_POST
def holidays(request: StaffRequest, pk: int) -> HttpResponse:
    """Add the public holidays of the programme's days to the closed days."""
    programme, version = found_for_change(request, pk)
    keep(request, version, documents.with_holidays(version.document), say("Public holidays"))
    return redirect("planning:part", programme.pk, "closed-days")
