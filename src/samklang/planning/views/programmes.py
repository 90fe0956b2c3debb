"""The list of programmes, and a programme's own page."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.enums import Right
from samklang.access.refusals import require
from samklang.core.words import say
from samklang.planning import commands, documents, rules
from samklang.planning.forms.parts import PARTS
from samklang.planning.forms.programme import NewProgrammeForm
from samklang.planning.models import Programme, Run, Variant, Version
from samklang.planning.queries import all_variants_for, holding, latest_version, programmes_for
from samklang.planning.queries.programmes import listed, published_programmes_for
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest

PER_PAGE = 25


@login_required
@require_safe
def programmes(request: StaffRequest) -> HttpResponse:
    """Every programme one sees, newest first."""
    text = str(request.GET.get("q", "")).strip()
    found = programmes_for(request.user)
    if text:
        found = found.filter(title__icontains=text)
    context = {
        "page": Paginator(listed(found), PER_PAGE).get_page(request.GET.get("page")),
        "text": text,
        "any": programmes_for(request.user).exists(),
        "published": listed(published_programmes_for(request.user)),
        "may_make": request.user.standing.may(Right.MAKE_PLANS),
    }
    require(rules.see_any_plans(request.user))
    response: HttpResponse = page(request, "planning/programmes.html", context)
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_programme(request: StaffRequest) -> HttpResponse:
    """A programme to begin with; then on to where its staff come from."""
    require(rules.make_any_plans(request.user))
    form = NewProgrammeForm(sent(request), by=request.user)

    def do() -> HttpResponse:
        typed = form.cleaned_data
        made = commands.add_programme(
            by=request.user, jobcentre=typed["jobcentre"], title=typed["title"], programme=typed["programme"],
            first_day=typed["first_day"], last_day=typed["last_day"], now=timezone.now(),
        )  # fmt: skip
        if typed["source"] == "register":
            commands.take_from_register(by=request.user, programme=made, now=timezone.now())
        if typed["source"] == "workbook":
            return redirect("planning:workbook", made.pk)
        return redirect(made)

    around = FormPage(say("New programme"), say("Begin"), reverse("planning:programmes"), above_all())
    return form_page(request, form, around, do)


def above_all() -> list[Any]:
    """The way back to the list."""
    return [(say("Course plans"), reverse("planning:programmes"))]


def above(programme: Programme) -> list[Any]:
    """The way back to a programme's page."""
    return [*above_all(), (programme.title, programme.get_absolute_url())]


@login_required
@require_safe
def programme(request: StaffRequest, pk: int) -> HttpResponse:
    """What is known, what is missing, who searches, and the plans kept."""
    found = get_object_or_404(programmes_for(request.user), pk=pk)
    version = latest_version(found)
    context = {
        "programme": found,
        "version": version,
        "faults": _faults(version),
        "sections": _sections(version),
        "runs": _runs(found),
        "variants": _variants(request, found),
        "holding": holding(found),
        "may_make": request.user.standing.may(Right.MAKE_PLANS, found.jobcentre_id),
    }
    response: HttpResponse = page(request, "planning/programme.html", context)
    return response


def _faults(version: Version) -> list[dict[str, Any]]:
    document = version.document
    if version.ready:
        return []
    return [
        {"where": documents.standing_in(document, fault.path), "what": fault.what}
        for fault in documents.faults_of(document)
    ]


def _sections(version: Version) -> list[dict[str, Any]]:
    """The lists of the rules with how many each holds."""
    return [
        {"part": part, "count": len(part.items(version.document)), "names": _names(part.items(version.document))}
        for part in PARTS.values()
    ]


def _names(items: list[documents.Item], most: int = 3) -> str:
    names = [str(one.get("name") or one.get("reason") or "") for one in items[:most]]
    return ", ".join(filter(None, names)) + (" …" if len(items) > most else "")


def _runs(programme: Programme) -> list[Run]:
    """Those under way, and the last one where it did not lead to a plan."""
    found = Run.objects.filter(programme=programme).select_related("variant", "version").order_by("-pk")[:6]
    return [run for place, run in enumerate(found) if run.under_way or (place == 0 and not hasattr(run, "variant"))]


def _variants(request: StaffRequest, programme: Programme) -> list[Variant]:
    found = all_variants_for(request.user).filter(programme=programme, deleted_at=None)
    return list(found.defer("document", "changes", "version__document"))


@login_required
@require_POST
def programme_removal(request: StaffRequest, pk: int) -> HttpResponse:
    """Put the programme away, with a way back."""
    found = get_object_or_404(programmes_for(request.user), pk=pk)
    commands.delete_programme(by=request.user, programme=found, now=timezone.now())
    undo = reverse("planning:programme-restoring", args=[found.pk])
    tell(request, say("“{title}” was deleted.", title=found.title), undo_url=undo)
    return redirect("planning:programmes")


@login_required
@require_POST
def programme_restoring(request: StaffRequest, pk: int) -> HttpResponse:
    """Take the programme back."""
    places = request.user.standing.places(Right.SEE_PLANS)
    found = get_object_or_404(Programme.objects.filter(jobcentre__in=places), pk=pk)
    commands.restore_programme(by=request.user, programme=found)
    tell(request, say("“{title}” is back.", title=found.title))
    return redirect(found)
