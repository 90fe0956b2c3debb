"""What we get for the money: plans beside the schemes and grants that could pay."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from samklang.access.clock import today
from samklang.access.refusals import require
from samklang.core.grants.price import Price
from samklang.core.words import Sentence, Value, render, say, written
from samklang.funding.forms.reports import PricesForm
from samklang.funding.queries.applications import programmes_to_fund
from samklang.funding.queries.prices import Priced, priced
from samklang.funding.rules.grants import run_grants
from samklang.funding.views.grants import above
from samklang.funding.views.sections import Said, in_kroner, said
from samklang.web.answers import file_to_fetch, page
from samklang.web.downloads import csv_lines
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_HEADINGS: tuple[Sentence, ...] = (
    say("Plan"), say("Scheme or grant"), say("Cost (kr.)"), say("From the funder (kr.)"), say("Own money (kr.)"),
    say("Trained"), say("Cost for each trained (kr.)"), say("Own money for each trained (kr.)"),
    say("Trained and still here after 24 months"), say("Cost for each still here (kr.)"),
    say("What stops or limits it"), say("Another is at least as good"),
)  # fmt: skip


class Row(NamedTuple):
    """One plan with one scheme or grant."""

    plan: Sentence
    plan_url: str
    payer: str
    payer_url: str
    price: Price
    findings: list[Said]
    better: Sentence | None
    """What is at least as good in everything and better in something."""


@login_required
@require_safe
def prices(request: StaffRequest) -> HttpResponse:
    """The plans of one programme with every scheme and every running grant of its jobcentre."""
    form = _form(request)
    rows = _rows(_found(request, form))
    url = f"{reverse('funding:prices-file')}?programme={form.chosen.pk}" if form.chosen else ""
    context = {
        "above": above(), "filter_form": form, "chosen": form.chosen, "rows": rows, "csv_url": url,
        "many": len(form.programmes) > 1, "schemes_url": reverse("funding:schemes"),
    }  # fmt: skip
    return page(request, "funding/prices.html", context)


@login_required
@require_safe
def prices_file(request: StaffRequest) -> HttpResponse:
    """The same as CSV."""
    form = _form(request)
    if form.chosen is None:
        raise Http404
    language = current_language()
    lines = [[render(one, language) for one in _HEADINGS]]
    lines += [_line(one, language) for one in _rows(_found(request, form))]
    return file_to_fetch("".join(csv_lines(lines)).encode(), "prices.csv")


def _form(request: StaffRequest) -> PricesForm:
    require(run_grants(request.user))
    return PricesForm(request.GET, programmes=programmes_to_fund(request.user))


def _found(request: StaffRequest, form: PricesForm) -> Priced:
    if form.chosen is None:
        return Priced({}, {}, ())
    return priced(request.user, form.chosen, today(), current_language())


def _rows(found: Priced) -> list[Row]:
    def named(plan: str, payer: str) -> Sentence:
        return say("{plan} with {scheme}", plan=found.plans[plan].called, scheme=str(found.payers[payer]))

    return [
        Row(
            found.plans[one.variant].called, found.plans[one.variant].get_absolute_url(),
            str(found.payers[one.purse]), str(found.payers[one.purse].get_absolute_url()), one, said(one.findings),
            named(*one.dominated_by) if one.dominated_by else None,
        )
        for one in found.prices
    ]  # fmt: skip


def _line(row: Row, language: str) -> list[str]:
    price = row.price
    texts: list[Value] = [row.plan, row.payer, *map(in_kroner, (price.cost_ore, price.grant_ore, price.own_ore))]
    texts += [str(price.people_trained), in_kroner(price.per_trained_ore), in_kroner(price.own_per_trained_ore)]
    texts += ["" if price.still_here is None else price.still_here, in_kroner(price.per_still_here_ore)]
    texts += [" ".join(written(one.says, language) for one in row.findings), row.better or ""]
    return [written(one, language) for one in texts]
