"""Plans kept: named, deleted and taken back, and side by side."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.refusals import require
from samklang.core.planner.compare import Comparison, headings, how_sure, marked, remarks, shown
from samklang.core.words import say
from samklang.planning import commands, rules
from samklang.planning.forms.variant import NameForm
from samklang.planning.models import Variant
from samklang.planning.queries import all_variants_for, programmes_for, variants_for
from samklang.planning.queries.comparison import compared
from samklang.planning.views.programmes import above
from samklang.web.answers import number_in, page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest

SIDE_BY_SIDE = 5


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def variant_name(request: StaffRequest, pk: int) -> HttpResponse:
    """Another name and note."""
    variant = get_object_or_404(variants_for(request.user), pk=pk)
    require(rules.make_plans(request.user, variant.programme.jobcentre))
    data = sent(request)
    form = NameForm(data, initial={"name": variant.name, "note": variant.note})

    def do() -> HttpResponse:
        return redirect(commands.rename_variant(by=request.user, variant=variant, **form.cleaned_data))

    ways = [*above(variant.programme), (variant.called, variant.get_absolute_url())]
    around = FormPage(say("Name and note"), say("Save"), variant.get_absolute_url(), ways)
    return form_page(request, form, around, do)


@login_required
@require_POST
def variant_removal(request: StaffRequest, pk: int) -> HttpResponse:
    """Put the plan away, with a way back."""
    variant = get_object_or_404(variants_for(request.user), pk=pk)
    variant = commands.delete_variant(by=request.user, variant=variant, now=timezone.now())
    undo = reverse("planning:variant-restoring", args=[variant.pk])
    tell(request, say("{plan} was deleted.", plan=variant.called), undo_url=undo)
    return redirect(variant.programme)


@login_required
@require_POST
def variant_restoring(request: StaffRequest, pk: int) -> HttpResponse:
    """Take the plan back."""
    variant = get_object_or_404(all_variants_for(request.user), pk=pk)
    variant = commands.restore_variant(by=request.user, variant=variant)
    tell(request, say("{plan} is back.", plan=variant.called))
    return redirect(variant.programme)


@login_required
@require_safe
def comparison(request: StaffRequest, pk: int) -> HttpResponse:
    """Some plans of a programme beside each other; the newest ones where none are chosen."""
    programme = get_object_or_404(programmes_for(request.user), pk=pk)
    found = all_variants_for(request.user).filter(programme=programme, deleted_at=None)
    found = found.defer("document", "changes", "version__document")  # they are asked for where figures are not known
    wanted = [number for one in request.GET.getlist("plan") if (number := number_in(one)) is not None]
    chosen = list(found.filter(number__in=wanted).order_by("number")[:SIDE_BY_SIDE]) if wanted else []
    chosen = chosen or sorted(found[:SIDE_BY_SIDE], key=lambda one: one.number)
    side_by_side = compared(chosen)
    context = {
        "programme": programme,
        "variants": chosen,
        "all": found,
        "rows": _rows(side_by_side, chosen),
        "sure": [how_sure(row.figures) if row.figures else "–" for row in side_by_side.rows],
        "remarks": list(remarks(side_by_side)),
        "above": above(programme),
    }
    response: HttpResponse = page(request, "planning/comparison.html", context)
    return response


def _rows(found: Comparison, variants: list[Variant]) -> list[dict[str, Any]]:
    places = range(len(variants))
    return [
        {
            "heading": heading,
            "cells": [
                {"value": shown(column, figures) if figures else "–", "best": place in marked(found, column)}
                for place, figures in zip(places, (row.figures for row in found.rows), strict=True)
            ],
        }
        for column, heading in headings(found).items()
    ]
