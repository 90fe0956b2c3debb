"""The list of frameworks, one framework as it holds, and two of its editions side by side."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from samklang.access.enums import Right
from samklang.access.models import Place
from samklang.access.refusals import require
from samklang.core.words import say
from samklang.method import commands, rules
from samklang.method.differences import differences
from samklang.method.forms.editions import ComparisonForm, edition_label
from samklang.method.models import Edition, Framework
from samklang.method.queries.editions import editions_for, frameworks_for, texts_of
from samklang.method.queries.frameworks import jobcentres_without, laid_out, listed_frameworks, newest_by_framework
from samklang.method.templatetags.editions import said
from samklang.method.views.skill_tabs import skill_tabs
from samklang.web.answers import page, tell
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest


def found_framework(request: StaffRequest, pk: int) -> Framework:
    """The framework, for whoever reads it."""
    return get_object_or_404(frameworks_for(request.user), pk=pk)


def above_all() -> list[Any]:
    """The way back to the list."""
    return [(say("Shared method"), reverse("method:frameworks"))]


def above(edition: Edition) -> list[Any]:
    """The way back to the framework's page."""
    return [*above_all(), (edition.worded("name", current_language()), edition.framework.get_absolute_url())]


@login_required
@require_safe
def frameworks(request: StaffRequest) -> HttpResponse:
    """Every framework one reads, with what holds and what is being written."""
    require(rules.see_method(request.user))
    listed = listed_frameworks(request.user, request.as_of)
    context = {
        "listed": listed,
        "many": len({one.framework.jobcentre_id for one in listed}) > 1,
        "without": jobcentres_without(request.user),
        "skills": skill_tabs(request),
        "may_edit": request.user.standing.may(Right.EDIT_METHOD),
    }
    response: HttpResponse = page(request, "method/frameworks.html", context)
    return response


@login_required
@require_POST
def frameworks_taking_in(request: StaffRequest) -> HttpResponse:
    """Samklang's own texts as the first edition of each framework that the jobcentre does not have."""
    places = request.user.standing.places(Right.EDIT_METHOD)
    number = str(request.POST.get("jobcentre", ""))
    wanted = int(number) if number.isdecimal() and len(number) < 10 else 0
    jobcentre = get_object_or_404(Place.objects.filter(pk__in=places), pk=wanted)
    made = commands.install_content(by=request.user, jobcentre=jobcentre, today=request.today, now=timezone.now())
    tell(request, say("{count} frameworks were taken in. Change them in a draft.", count=len(made)))
    return redirect("method:frameworks")


def page_of(request: StaffRequest, edition: Edition) -> dict[str, Any]:
    """What the page of an edition shows."""
    framework = edition.framework
    editions = list(editions_for(request.user).filter(framework=framework))
    return {
        "edition": edition,
        "framework": framework,
        "laid": laid_out(edition),
        "editions": editions,
        "holding": newest_by_framework(editions, request.as_of).get(framework.pk),
        "draft": next((one for one in editions if one.is_draft), None),
        "may_edit": rules.edit_method(request.user, framework.jobcentre) is None,
        "label": edition_label(edition),
    }


@login_required
@require_safe
def framework(request: StaffRequest, pk: int) -> HttpResponse:
    """The edition that holds on the day, and the editions there have been."""
    found = found_framework(request, pk)
    editions = editions_for(request.user).filter(framework=found, first_day__lte=request.as_of)
    edition = newest_by_framework(editions, request.as_of).get(found.pk)
    if edition is None:
        first = get_object_or_404(editions_for(request.user).filter(framework=found, number=1))
        return page(request, "method/not_yet.html", {"edition": first, "framework": found})
    return page(request, "method/framework.html", {**page_of(request, edition), "above": above_all()})


@login_required
@require_safe
def edition(request: StaffRequest, pk: int) -> HttpResponse:
    """One edition as it was published, or the draft as it will be."""
    found = get_object_or_404(editions_for(request.user), pk=pk)
    return page(request, "method/edition.html", {**page_of(request, found), "above": above(found)})


@login_required
@require_safe
def comparison(request: StaffRequest, pk: int) -> HttpResponse:
    """Two editions, row by row; unless asked otherwise what holds and what came before, or the draft."""
    found = found_framework(request, pk)
    editions = list(editions_for(request.user).filter(framework=found))
    form = ComparisonForm(request.GET, editions=editions)
    if form.is_valid():
        by_number = {one.number: one for one in editions}
        before, after = (by_number[form.cleaned_data[name]] for name in ("before", "after"))
    else:
        before, after = editions[min(1, len(editions) - 1)], editions[0]
        form = ComparisonForm(None, editions=editions)
        form.initial = {"before": before.number, "after": after.number}
    context = {
        "framework": found,
        "form": form,
        "editions": editions,
        "before": before,
        "after": after,
        "before_label": edition_label(before),
        "after_label": edition_label(after),
        "parts": differences(texts_of(before), texts_of(after), said),
        "above": above(editions[0]),
    }
    response: HttpResponse = page(request, "method/comparison.html", context)
    return response


@login_required
@require_POST
def new_draft(request: StaffRequest, pk: int) -> HttpResponse:
    """Begin a draft, or go on with the one there is."""
    found = found_framework(request, pk)
    made = commands.new_draft(by=request.user, framework=found, now=timezone.now())
    return redirect("method:draft", made.pk)
