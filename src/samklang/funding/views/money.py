"""What is agreed, whose hours count, and what comes in from the funder and goes back."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.clock import now, today
from samklang.access.refusals import NotAllowed, Refusal
from samklang.core.grants.net import payback
from samklang.core.words import Money, Sentence, Value, render, say, written
from samklang.funding.commands import commitments as promised
from samklang.funding.commands import vouchers as commands
from samklang.funding.commands.vouchers import Paper
from samklang.funding.forms.grants import CommitmentForm
from samklang.funding.forms.vouchers import MoneyForm
from samklang.funding.given import Promise
from samklang.funding.models import Commitment, Grant, HourlyRate
from samklang.funding.queries.called import called_for
from samklang.funding.queries.grants import terms_of
from samklang.funding.queries.own_hours import Hours, SessionHours, hours_of, no_rate
from samklang.funding.queries.plan_costs import promises_of
from samklang.funding.queries.position import standing_of
from samklang.funding.rules import applications as rules
from samklang.funding.views.grant_deeds import changeable
from samklang.funding.views.grants import above
from samklang.funding.views.sections import found_grant
from samklang.funding.views.vouchers import kept
from samklang.web.answers import number_in, page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest


@login_required
@require_safe
def grant_commitments(request: StaffRequest, pk: int) -> HttpResponse:
    """What is agreed and not yet paid; what was paid or taken out below."""
    found = found_grant(request, pk)
    rows = list(found.commitments.select_related("settled_by"))
    context = {
        "grant": found, "above": above(found), "rows": [one for one in rows if not one.dropped_at],
        "dropped": [one for one in rows if one.dropped_at],
        "runs": rules.change_grant(request.user, found) is None,
        "has_plan": found.application.programme_id is not None,
    }  # fmt: skip
    return page(request, "funding/commitments.html", context)


@login_required
@require_POST
def grant_commitments_from_plan(request: StaffRequest, pk: int) -> HttpResponse:
    """The commitments of the published plan as it is now."""
    found = changeable(request, pk)
    promises = promises_of(found, current_language())
    changed = promised.bring_commitments_up(by=request.user, grant=found, promises=promises, now=now())
    if not promises:
        tell(request, say("The programme has no published plan with costs within the grant."))
    elif changed:
        tell(request, say("Commitments are as the published plan has them."))
    else:
        tell(request, say("Nothing was to be changed: commitments are as the published plan has them."))
    return redirect("funding:grant-commitments", found.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def grant_commitment_new(request: StaffRequest, pk: int) -> HttpResponse:
    """Something agreed that no plan knows."""
    found = changeable(request, pk)
    form = CommitmentForm(sent(request))

    def do() -> HttpResponse:
        key = f"hand/{now().isoformat()}"
        promised.enter_commitment(
            by=request.user, grant=found, promise=Promise(key=key, **form.cleaned_data), now=now()
        )
        return redirect("funding:grant-commitments", found.pk)

    url = reverse("funding:grant-commitments", args=[found.pk])
    around = FormPage(say("Enter what is agreed"), say("Enter it"), url, [*above(found), (say("Agreed"), url)])
    return form_page(request, form, around, do)


@login_required
@require_POST
def commitment_removal(request: StaffRequest, pk: int) -> HttpResponse:
    """It will not be paid after all; or, sent again, it will."""
    one: Commitment = get_object_or_404(Commitment, pk=pk)
    found = found_grant(request, one.grant_id)
    away = one.dropped_at is None
    promised.drop_commitment(by=request.user, commitment=one, dropped=away, now=now())
    undo = reverse("funding:commitment-removal", args=[one.pk]) if away else ""
    tell(request, say("Taken out.") if away else say("It is there again."), undo_url=undo)
    return redirect("funding:grant-commitments", found.pk)


# -- own hours ---------------------------------------------------------------------------------------------------------


@login_required
@require_safe
def grant_hours(request: StaffRequest, pk: int) -> HttpResponse:
    """Hours of one's own staff, session by session, and what they come to at a rate."""
    found = found_grant(request, pk)
    rate = _rate(request, found)
    hours = hours_of(found, rate, today()) if rate else Hours()
    called = called_for(request.user, found.application.jobcentre)
    context = {
        "grant": found, "above": above(found), "rates": found.rates.all(), "rate": rate,
        "rows": [(one, called.tells(one.found.people)) for one in hours.sessions], "refused": hours.refused,
        "waits": any(one.waits for one in hours.sessions),
        "runs": rules.change_grant(request.user, found) is None,
        "counts": terms_of(found).own_hours_count,
    }  # fmt: skip
    return page(request, "funding/hours.html", context)


def _rate(request: StaffRequest, found: Grant) -> HourlyRate | None:
    """The rate that was chosen, else the newest."""
    asked = number_in(request.GET.get("rate", "") or request.POST.get("rate", ""))
    rates = list(found.rates.order_by("-first_day", "-pk"))
    return next((one for one in rates if one.pk == asked), rates[0] if rates else None)


@login_required
@require_POST
def grant_hours_entry(request: StaffRequest, pk: int) -> HttpResponse:
    """The hours of every session that can be entered, all or none; those that cannot are named."""
    found = changeable(request, pk)
    rate = _rate(request, found)
    hours = hours_of(found, rate, today()) if rate else Hours()
    if hours.refused:
        raise NotAllowed(Refusal(hours.refused[0]))
    waiting = [one for one in hours.sessions if one.waits]
    with transaction.atomic():
        for one in waiting:
            commands.enter_own_hours(
                by=request.user, grant=found, day=one.day, ore=one.found.ore, session=one.session, now=now(),
                paper=_hours_paper(one, rate.name if rate else ""),
            )  # fmt: skip
    if waiting:
        total = Money(sum(one.found.ore for one in waiting))
        tell(request, say("Hours of {count} sessions are entered: {total}.", count=len(waiting), total=total))
    for sentence in _left_out(hours, rate):
        tell(request, sentence, level=messages.WARNING)
    if not waiting and not any(_left_out(hours, rate)):
        tell(request, say("There are no hours to enter: none has been attended since, or there is no rate yet."))
    return redirect("funding:grant-hours", found.pk)


def _left_out(hours: Hours, rate: HourlyRate | None) -> Iterator[Sentence]:
    """Which sessions were not entered, and why."""
    left = [one for one in hours.sessions if not one.entered and not one.waits]
    locked = [one for one in left if one.locked]
    if locked:
        names = ", ".join(f"{one.session.title} ({written(one.day, current_language())})" for one in locked)
        yield say("Not entered, because their days are reported and the books locked: {sessions}.", sessions=names)
    for day in sorted({one.day for one in left if not one.locked}):
        yield no_rate(rate.name if rate else "", day)


def _hours_paper(one: SessionHours, rate: str) -> Paper:
    basis = {
        "people": one.found.people, "minutes": one.found.minutes, "rate_ore": one.rate_ore, "rate": rate,
        "session": one.session.title,
    }  # fmt: skip
    text = render(say("Own hours: {session}", session=one.session.title), current_language())
    return Paper(text[:200], basis=basis)


# -- between us and the funder -----------------------------------------------------------------------------------------


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def grant_receipt(request: StaffRequest, pk: int) -> HttpResponse:
    """An instalment came in."""
    found = changeable(request, pk)
    ahead = [one for one in found.instalments.all() if not one.vouchers.filter(countered_by=None).exists()]
    first = ahead[0] if ahead else None
    initial = {"day": today(), "ore": first.amount_ore if first else None, "instalment": first.pk if first else None}
    asked = request.method == "POST"
    form = MoneyForm(
        request.POST if asked else None, request.FILES if asked else None, instalments=ahead,
        text=render(say("Instalment"), current_language()), **initial,
    )  # fmt: skip

    def do() -> HttpResponse:
        given = form.cleaned_data
        with transaction.atomic():
            document = kept(request.user, found.application.jobcentre, given["document"])
            made = commands.enter_instalment(
                by=request.user, grant=found, day=given["day"], ore=given["ore"],
                paper=Paper(given["text"], found.application.scheme.funder, document=document),
                instalment=form.instalments.get(given["instalment"] or 0), now=now(),
            )  # fmt: skip
        return redirect(made)

    return form_page(request, form, _around(found, say("Money came in")), do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def grant_payback(request: StaffRequest, pk: int) -> HttpResponse:
    """Money went back to the funder."""
    found = changeable(request, pk)
    standing = standing_of(found, today())
    owed = payback(standing.received_ore, standing.due_ore)
    asked = request.method == "POST"
    form = MoneyForm(
        request.POST if asked else None, request.FILES if asked else None, instalments=None, day=today(),
        ore=owed or None, text=render(say("Paid back"), current_language()),
    )  # fmt: skip

    def do() -> HttpResponse:
        given = form.cleaned_data
        with transaction.atomic():
            document = kept(request.user, found.application.jobcentre, given["document"])
            made = commands.enter_payback(
                by=request.user, grant=found, day=given["day"], ore=given["ore"],
                paper=Paper(given["text"], found.application.scheme.funder, document=document), now=now(),
            )  # fmt: skip
        return redirect(made)

    return form_page(request, form, _around(found, say("Money went back")), do)


def _around(found: Grant, title: Value) -> FormPage:
    return FormPage(title, say("Enter it"), str(found.get_absolute_url()), above(found))
