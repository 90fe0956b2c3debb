"""Preparing a hand-over: whose and why, new owners, notes, look through and send. Each page is saved by itself."""

from datetime import datetime, time
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from samklang.access.clock import now, today
from samklang.access.models import Person
from samklang.access.refusals import NotAllowed, require
from samklang.companies import letters
from samklang.companies.commands import hand_overs as commands
from samklang.companies.commands.hand_over_moves import LETTER, Passing, addresses_of, letter_facts
from samklang.companies.enums import HandOverReason, HandOverState
from samklang.companies.forms.hand_overs import NewHandOverForm, NotesForm, OwnersForm, TermsForm, initial_of
from samklang.companies.models import HandOver
from samklang.companies.queries.companies import entrance_of
from samklang.companies.queries.hand_overs import items_of, loose_enquiries, owners, runs
from samklang.companies.queries.proposals import first_day_of, last_day_of, leave_of, receivers
from samklang.companies.rules import company as company_rules
from samklang.companies.views.hand_over_parts import (
    above,
    around,
    balanced,
    found_hand_over,
    reckoned,
    rows_of,
    steps_of,
)
from samklang.core.calendar import COPENHAGEN
from samklang.core.words import say, say_n
from samklang.web.answers import UNPROCESSABLE, number_in, page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest

PER_PAGE, NOTES_PER_PAGE = 50, 10
_ERROR = 40


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_hand_over(request: StaffRequest) -> HttpResponse:
    """Whose companies, and why; the leave register and the last day fill it in."""
    require(company_rules.see_companies(request.user))
    wanted = number_in(request.GET.get("giver", "")) or request.user.pk
    givers = owners(request.user.municipality_id, now())
    givers = givers if runs(request.user) else givers.filter(pk=request.user.pk)
    giver = givers.filter(pk=wanted).first()
    form = NewHandOverForm(sent(request), givers=givers, initial=_initial(giver))

    def begin() -> HttpResponse:
        given = form.cleaned_data
        goes_on = HandOver.objects.filter(giver=given["giver"], state=HandOverState.DRAFT).exists()
        begun = commands.begin_hand_over(
            by=request.user, giver=given["giver"], terms=_terms(form), now=now(), language=request.user.language
        )
        if goes_on:
            commands.change_terms(by=request.user, hand_over=begun, terms=_terms(form), now=now())
            tell(request, say("It was begun already: what was chosen in it is kept."))
        return redirect("companies:hand-over-owners", begun.pk)

    around_ = FormPage(
        say("Hand companies over"), say("Go on"), reverse("companies:hand-overs"), above(),
        lead=say("Everything that is open is found, and a new owner is proposed for each company."),
        template="companies/hand_over_terms.html",
    )  # fmt: skip
    return form_page(
        request, form, around_, begin, steps=steps_of(None, "hand-over-terms"), nothing=not givers.exists()
    )


def _initial(giver: Person | None) -> dict[str, Any]:
    """What the register knows: a leave, a last day; else today."""
    if giver is None:
        return {"first_day": today()}
    leave, last_day = leave_of(giver, today()), last_day_of(giver)
    if last_day is not None and (leave is None or leave.first_day > last_day):
        known = initial_of(HandOverReason.LEAVING, commands.day_after(last_day), None)
    elif leave is not None:
        back_on = commands.day_after(leave.last_day) if leave.last_day else None
        known = initial_of(HandOverReason.LEAVE, max(leave.first_day, today()), back_on)
    else:
        known = initial_of(HandOverReason.MOVED, today(), None)
    return {"giver": giver.pk, **known}


def _terms(form: TermsForm) -> commands.Terms:
    given = form.cleaned_data
    return commands.Terms(HandOverReason(given["reason"]), given["first_day"], given["back_on"])


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over_terms(request: StaffRequest, pk: int) -> HttpResponse:
    """Another reason, or other days."""
    found = found_hand_over(request, pk, draft=True)
    form = TermsForm(sent(request), initial=initial_of(found.reason, found.first_day, found.back_on))

    def change() -> HttpResponse:
        commands.change_terms(by=request.user, hand_over=found, terms=_terms(form), now=now())
        return redirect("companies:hand-over-owners", pk)

    around_ = FormPage(
        say("Why {name} hands over", name=found.giver.name), say("Go on"), reverse("companies:hand-overs"), above(),
        template="companies/hand_over_terms.html",
    )  # fmt: skip
    return form_page(request, form, around_, change, steps=steps_of(found, "hand-over-terms"), hand_over=found)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over_owners(request: StaffRequest, pk: int) -> HttpResponse:
    """Who is proposed for each company and why, and how even it ends; changed for one or for many."""
    found = found_hand_over(request, pk, draft=True)
    items = list(items_of(found))
    people = receivers(found.giver, first_day_of(found, today()))
    form = OwnersForm(sent(request), people=people, items=[one.pk for one in items])
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            count = commands.choose_owners(
                by=request.user, hand_over=found, items=given["item"], receiver=given["receiver"], now=now()
            )
        except NotAllowed as refused:
            form.add_error(None, str(refused.refusal.reason))
        else:
            tell(request, say_n("{name} gets one company more.", "{name} gets the {count} companies.", count,
                                name=given["receiver"].name))  # fmt: skip
            return redirect(request.get_full_path())
    known = reckoned(found, items)
    page_ = Paginator(items, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **around(request, found, "hand-over-owners"), "page": page_, "rows": rows_of(known, page_.object_list),
        "balance": balanced(known, found), "loose": loose_enquiries(found.giver).count(), "count": len(items),
        "all_marked": request.GET.get("marked") == "all", "marked": set(request.POST.getlist("item")),
        "nobody": sum(1 for one in items if one.receiver_id is None),
    }  # fmt: skip
    response: HttpResponse = page(request, "companies/hand_over_owners.html", context, form=form)
    return response


@login_required
@require_POST
def hand_over_proposals(request: StaffRequest, pk: int) -> HttpResponse:
    """Propose anew for every company, with what has come since."""
    found = found_hand_over(request, pk, draft=True)
    commands.propose_anew(by=request.user, hand_over=found, now=now())
    tell(request, say("New owners are proposed anew."))
    return redirect("companies:hand-over-owners", pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over_notes(request: StaffRequest, pk: int) -> HttpResponse:
    """What the new owner must know of each company, and whether the company is written to."""
    found = found_hand_over(request, pk, draft=True)
    page_ = Paginator(items_of(found), NOTES_PER_PAGE).get_page(request.GET.get("page"))
    form = NotesForm(sent(request), items=list(page_.object_list))
    if form.is_bound and form.is_valid():
        commands.write_notes(by=request.user, hand_over=found, notes=form.notes())
        if page_.has_next():
            following = QueryDict(mutable=True)
            following["page"] = str(page_.next_page_number())
            return redirect(f"{reverse('companies:hand-over-notes', args=[pk])}?{following.urlencode()}")
        return redirect("companies:hand-over-summary", pk)
    context = {**around(request, found, "hand-over-notes"), "page": page_}
    response: HttpResponse = page(request, "companies/hand_over_notes.html", context, form=form)
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over_summary(request: StaffRequest, pk: int) -> HttpResponse:
    """Who gets what and which companies are written to; then it is sent."""
    found = found_hand_over(request, pk, draft=True)
    status = 200
    refused = None
    if request.method == "POST":
        try:
            commands.send_hand_over(by=request.user, hand_over=found, now=now())
        except NotAllowed as no:
            refused, status = no.refusal, UNPROCESSABLE
        else:
            tell(request, say("Sent. The new owners are asked to receive."))
            return redirect(found)
    items = list(items_of(found))
    known = reckoned(found, items)
    context = {
        **around(request, found, "hand-over-summary"), "balance": [one for one in balanced(known, found) if one.gets],
        "count": len(items), "told": sum(1 for one in items if one.tell_company), "refusal": refused,
        "nobody": sum(1 for one in items if one.receiver_id is None), "loose": loose_enquiries(found.giver).count(),
    }  # fmt: skip
    response: HttpResponse = page(request, "companies/hand_over_summary.html", {**context, **_letter(found)})
    response.status_code = status
    return response


def _letter(hand_over: HandOver) -> dict[str, Any]:
    """The letter as the first company that is told gets it, and how many have no address."""
    told = [one for one in items_of(hand_over) if one.tell_company and one.receiver is not None]
    addresses = addresses_of([one.company for one in told])
    without = [one.company for one in told if not addresses[one.company_id][1]]
    reached = [one for one in told if addresses[one.company_id][1]]
    entrance = entrance_of(hand_over.municipality_id)
    if not reached or entrance is None or reached[0].receiver is None:
        return {"without_address": without[:10], "no_entrance": entrance is None}
    company, (name, email, language) = reached[0].company, addresses[reached[0].company_id]
    until = commands.day_before(hand_over.back_on) if hand_over.back_on else None
    day = datetime.combine(hand_over.first_day, time(12), COPENHAGEN)
    passing = Passing(hand_over.giver, reached[0].receiver, None, max(day, now()), until)
    facts = {
        "name": name, "entrance": entrance.name, "phone": entrance.phone, "mail": entrance.mail_address,
        **letter_facts(company, passing),
    }  # fmt: skip
    letter = letters.written_out(LETTER, facts, letters.language_of(language))
    return {"letter": letter, "letter_to": email, "letter_name": name, "without_address": without[:10]}
