"""Schemes: their list, one taken in, one written, its terms, its rounds, put away and taken out again."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.clock import now
from samklang.access.models import Place
from samklang.access.refusals import NotAllowed, Refusal, require
from samklang.core.grants.document import terms_from
from samklang.core.grants.rounds import next_round, told
from samklang.core.grants.terms import (
    STANDING_WORDS,
    TERM_WORDS,
    VAT_WORDS,
    Heading,
    Terms,
    VatRule,
    told_payout,
    told_report,
)
from samklang.core.words import Money, Sentence, Share, Value, say
from samklang.funding.commands import schemes as commands
from samklang.funding.enums import Heading as Headings
from samklang.funding.forms.schemes import OwnSchemeForm, RoundForm, SchemeForm, TakeInForm
from samklang.funding.forms.terms import TermsForm
from samklang.funding.models import Scheme
from samklang.funding.queries import grants as queries
from samklang.funding.rules.applications import round_of
from samklang.funding.rules.grants import run_grants, see_grants
from samklang.funding.views.sections import found_scheme, sections
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest

_UNKNOWN = say("to be looked up")


class Term(NamedTuple):
    """One thing the funder demands. checked: whether somebody has looked it up."""

    label: Value
    said: Value
    note: str
    checked: bool


def _above(scheme: Scheme | None = None) -> list[tuple[Value, str]]:
    above: list[tuple[Value, str]] = [(say("Schemes"), reverse("funding:schemes"))]
    return [*above, (scheme.name, str(scheme.get_absolute_url()))] if scheme else above


@login_required
@require_safe
def schemes(request: StaffRequest) -> HttpResponse:
    """Every scheme, with its next deadline; those put away last."""
    require(see_grants(request.user))
    rows = []
    for scheme in queries.schemes_for(request.user).prefetch_related("rounds"):
        ahead = next_round([round_of(one) for one in scheme.rounds.all()], now())
        rows.append((scheme, told(ahead, now()) if ahead else say("No round is open or to come."), terms_of(scheme)))
    rows.sort(key=lambda row: row[0].retired_at is not None)
    context = {"sections": sections("funding:schemes"), "rows": rows, "runs": run_grants(request.user) is None}
    return page(request, "funding/schemes.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_scheme(request: StaffRequest) -> HttpResponse:
    """One of those that come with Samklang, to be held against the funder's text."""
    require(run_grants(request.user))
    jobcentres = _jobcentres(request)
    form = TakeInForm(sent(request), jobcentres=jobcentres, shipped=commands.shipped())

    def do() -> HttpResponse:
        given = form.cleaned_data
        made = commands.take_in_scheme(
            by=request.user, jobcentre=form.jobcentres[given["jobcentre"]], key=given["key"],
            first_day=given["first_day"], now=now(),
        )  # fmt: skip
        tell(request, say("Taken in. Look up what is marked before you rely on it."))
        return redirect(made)

    around = FormPage(
        say("Take in a scheme"), say("Take in the scheme"), reverse("funding:schemes"), _above(),
        say("What is known of each stands in it with its source; what nobody could find is marked to be looked up."),
    )  # fmt: skip
    return form_page(request, form, around, do)


def _jobcentres(request: StaffRequest) -> list[Place]:
    """Where the person can keep a scheme. Raises NotAllowed where that is nowhere: their role is of a team alone."""
    found = queries.jobcentres_to_fund(request.user)
    if not found:
        raise NotAllowed(Refusal(say("Schemes belong to a whole jobcentre, and you run grants for a team alone.")))
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own_scheme(request: StaffRequest) -> HttpResponse:
    """A scheme of one's own, where none of those that come with Samklang is like it."""
    require(run_grants(request.user))
    jobcentres = _jobcentres(request)
    form = OwnSchemeForm(sent(request), jobcentres=jobcentres)

    def do() -> HttpResponse:
        given = form.cleaned_data
        made = commands.write_scheme(
            by=request.user, jobcentre=form.jobcentres[given["jobcentre"]],
            key=slugify(given["name"])[:60] or "scheme", values=given, now=now(),
        )  # fmt: skip
        return redirect("funding:scheme-terms", made.pk)

    lead = say("For {jobcentre}.", jobcentre=jobcentres[0].name) if len(jobcentres) == 1 else ""
    around = FormPage(
        say("Write a scheme"), say("Save and go on to the terms"), reverse("funding:schemes"), _above(), lead
    )
    return form_page(request, form, around, do)


@login_required
@require_safe
def scheme(request: StaffRequest, pk: int) -> HttpResponse:
    """What the funder demands, what has been looked up, and when one can apply."""
    found = found_scheme(request, pk)
    rounds = [(one, told(round_of(one), now())) for one in found.rounds.all()]
    terms = terms_from(found.terms)
    headings = [(Headings(one.value).label, STANDING_WORDS[terms.standing(one)]) for one in Heading]
    context = {
        "scheme": found, "above": _above(), "rounds": rounds, "terms": terms_of(found), "headings": headings,
        "headings_checked": terms.verified("headings"), "headings_note": found.notes.get("headings", ""),
        "runs": run_grants(request.user, found.jobcentre) is None,
    }  # fmt: skip
    return page(request, "funding/scheme.html", context)


def terms_of(found: Scheme) -> list[Term]:
    """The terms in words, but for the headings and those that say nothing."""
    terms = terms_from(found.terms)
    return [
        Term(TERM_WORDS[name], _UNKNOWN if value is None else value, found.notes.get(name, ""), terms.verified(name))
        for name, value in _said(terms).items()
        if value is not None or not terms.verified(name) or name in found.notes
    ]


def _said(terms: Terms) -> dict[str, Value | None]:
    """By name; None where the terms say nothing of it."""
    free, of_person = terms.free_reallocation_bp, terms.most_per_person_ore
    return {
        "funder_share_bp": Share(terms.funder_share_bp / 10_000),
        "net_grant": say("yes: it falls when the project is cheaper") if terms.net_grant else say("no"),
        "most_per_project_ore": _money(terms.most_per_project_ore),
        "most_per_person_ore": _money(of_person),
        "person_window_months": None if of_person is None else terms.person_window_months,
        "free_reallocation_bp": None if free is None else Share(free / 10_000),
        "audit_from_ore": _money(terms.audit_from_ore),
        "retention_years": terms.retention_years,
        "earliest_months_before_start": terms.earliest_months_before_start,
        "latest_days_before_start": terms.latest_days_before_start,
        "own_hours_count": {None: _UNKNOWN, True: say("yes"), False: say("no")}[terms.own_hours_count],
        "vat": None if terms.vat is VatRule.UNKNOWN else VAT_WORDS[terms.vat],
        "reports": tuple(told_report(one) for one in terms.reports) or None,
        "payouts": tuple(told_payout(one) for one in terms.payouts) or None,
    }


def _money(ore: int | None) -> Money | None:
    return None if ore is None else Money(ore)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def scheme_facts(request: StaffRequest, pk: int) -> HttpResponse:
    """Its name, its funder and where its terms stand."""
    found = found_scheme(request, pk)
    require(run_grants(request.user, found.jobcentre))
    form = SchemeForm(sent(request), scheme=found)

    def do() -> HttpResponse:
        commands.change_scheme(by=request.user, scheme=found, values=form.cleaned_data)
        return redirect(found)

    around = FormPage(say("Change the scheme"), say("Save"), str(found.get_absolute_url()), _above(found))
    return form_page(request, form, around, do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def scheme_terms(request: StaffRequest, pk: int) -> HttpResponse:
    """What the funder demands, and what nobody has looked up."""
    found = found_scheme(request, pk)
    require(run_grants(request.user, found.jobcentre))
    form = TermsForm(sent(request), terms=terms_from(found.terms), notes=found.notes)

    def do() -> HttpResponse:
        commands.change_scheme(by=request.user, scheme=found, terms=form.terms_given(), notes=form.notes_given())
        return redirect(found)

    lead = say("What has been applied for and granted keeps the terms of its time.")
    around = FormPage(say("Terms of the scheme"), say("Save"), str(found.get_absolute_url()), _above(found), lead)
    return form_page(request, form, around, do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def scheme_round(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """One round. number: 0 is a new one."""
    found = found_scheme(request, pk)
    require(run_grants(request.user, found.jobcentre))
    there = {one.pk: one for one in found.rounds.all()}
    if number and number not in there:
        raise Http404
    form = RoundForm(sent(request), round_=there.get(number))

    def do() -> HttpResponse:
        commands.write_round(by=request.user, scheme=found, number=number or None, given=form.given())
        return redirect(found)

    removal = reverse("funding:scheme-round-removal", args=[found.pk, number]) if number else ""
    around = FormPage(
        say("Round"), say("Save"), str(found.get_absolute_url()), _above(found),
        removal_url=removal, removal_label=say("Remove the round"),
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_POST
def scheme_round_removal(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """A round that nobody has applied in is removed."""
    found = found_scheme(request, pk)
    require(run_grants(request.user, found.jobcentre))
    if not found.rounds.filter(pk=number).exists():
        raise Http404
    commands.remove_round(by=request.user, scheme=found, number=number)
    tell(request, say("The round is removed."))
    return redirect(found)


@login_required
@require_POST
def scheme_retirement(request: StaffRequest, pk: int) -> HttpResponse:
    """Put away, or taken out again."""
    found = found_scheme(request, pk)
    away = found.retired_at is None
    commands.retire_scheme(by=request.user, scheme=found, retired=away, now=now())
    words: Sentence = say("The scheme is put away.") if away else say("The scheme is in use again.")
    tell(request, words, undo_url=reverse("funding:scheme-retirement", args=[found.pk]) if away else "")
    return redirect(found)
