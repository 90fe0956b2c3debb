"""Sparring: one's own, agreeing on one, its page, another time, cancelling it, and that it was held."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.clock import now, today
from samklang.access.models import Person
from samklang.access.refusals import NotAllowed, require
from samklang.core.words import Value, say
from samklang.practice.commands import sparring as commands
from samklang.practice.enums import SparringState
from samklang.practice.forms.sparring import AskForm, CancelForm, PartnerForm, TimeForm, initial_of
from samklang.practice.models import Sparring
from samklang.practice.queries import sparring as queries
from samklang.practice.rules import sparring as rules
from samklang.practice.views.sections import sections
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page, refuse, sent
from samklang.web.requests import StaffRequest

_MOST_EARLIER = 20


def found_sparring(request: StaffRequest, pk: int) -> Sparring:
    """The sparring, where the person is one of the two. Raises Http404 for everybody else, whatever their role."""
    found: Sparring = get_object_or_404(queries.sparrings_of(request.user), pk=pk)
    return found


def above_sparring(request: StaffRequest, sparring: Sparring) -> list[tuple[Value, str]]:
    """The pages above one of a sparring's own."""
    return [(say("Sparring"), reverse("practice:sparrings")), (title_of(request.user, sparring), url_of(sparring))]


def title_of(person: Person, sparring: Sparring) -> Value:
    """What the page of a sparring is called for one of the two."""
    other = queries.other_of(person, sparring)
    return say("Sparring with {name}", name=other.name) if other else say("Sparring")


def url_of(sparring: Sparring) -> str:
    """The page of the two."""
    return str(sparring.get_absolute_url())


@login_required
@require_safe
def sparrings(request: StaffRequest) -> HttpResponse:
    """What is to come, what was, and what is agreed."""
    require(rules.practise(request.user))
    own, moment, day = queries.sparrings_of(request.user), now(), today()
    coming = own.filter(ends__gt=moment).exclude(state=SparringState.CANCELLED)
    earlier = own.exclude(pk__in=coming.order_by().values("pk")).order_by("-begins", "-pk")[:_MOST_EARLIER]
    rows = [[(one, queries.other_of(request.user, one)) for one in some] for some in (coming, earlier)]
    context: dict[str, Any] = {
        "sections": sections(request, "practice:sparrings"), "coming": rows[0], "earlier": rows[1],
        "agreed": queries.agreements_due(request.user, day, day + rules.FURTHEST), "person": request.user,
        "may_ask": bool(queries.frameworks_of(request.user, day)),
    }  # fmt: skip
    response: HttpResponse = page(request, "practice/sparrings.html", context)
    return response


@never_cache
@login_required
@require_safe
def sparring(request: StaffRequest, pk: int) -> HttpResponse:
    """Before, during and after, for one of the two."""
    found = found_sparring(request, pk)
    notes, by, moment = queries.notes_of(request.user, found), request.user, now()
    indicators = queries.looked_at(found) if notes is not None else []
    together = rules.see_sheet_together(by, found, notes) is None
    is_focus = by.pk == found.focus_person_id
    context: dict[str, Any] = {
        "sparring": found, "title": title_of(by, found), "notes": notes, "is_focus": is_focus, "person": by,
        "above": [(say("Sparring"), reverse("practice:sparrings"))], "begun": found.begins <= moment,
        "focus": [one for one in indicators if notes and one.key in notes.focus],
        "may_change": rules.change_sparring(by, found, moment) is None,
        "may_choose": rules.choose_focus(by, found, notes) is None,
        "may_write": rules.write_sheet(by, found, notes) is None,
        "may_speak": rules.speak_first(by, found, notes, moment) is None,
        "may_be_held": rules.set_held(by, found, moment) is None, "together": together,
        "sheet": [(one, notes.sheet[one.key]) for one in indicators if notes and one.key in notes.sheet]
        if together else [],
        "agreements": [(one["what"], date.fromisoformat(one["by"])) for one in notes.agreements] if together and notes
        else [], "gone_on": queries.notes_go_on(found, today()),
    }  # fmt: skip
    response: HttpResponse = page(request, "practice/sparring.html", context)
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_sparring(request: StaffRequest) -> HttpResponse:
    """When and by what; then whom, of those who can."""
    require(rules.practise(request.user))
    given = request.POST if request.method == "POST" else request.GET
    form = AskForm(
        given if "day" in given else None, frameworks=queries.frameworks_of(request.user, today()),
        initial={"day": request.GET.get("on", "")},
    )  # fmt: skip
    partners: PartnerForm | None = None
    if form.is_bound and form.is_valid():
        refusal = rules.takes_place(*form.span(), now())
        if refusal is not None:
            refuse(form, "day", refusal.reason)
        else:
            people = queries.partners_for(request.user, form.chosen(), *form.span())
            partners = PartnerForm(sent(request), people=people)
            if partners.is_bound and partners.is_valid() and (done := _booked(request, form, partners)):
                return done
    kept = [(name, given.get(name, "")) for name in form.fields]
    context = {
        "above": [(say("Sparring"), reverse("practice:sparrings"))], "when": form, "partners": partners, "kept": kept,
        "frameworks": form.frameworks,
    }  # fmt: skip
    wrong = partners if partners is not None and partners.is_bound and not partners.is_valid() else form
    response: HttpResponse = page(request, "practice/sparring_new.html", context, form=wrong)
    return response


def _booked(request: StaffRequest, form: AskForm, partners: PartnerForm) -> HttpResponse | None:
    begins, ends = form.span()
    try:
        made = commands.book(
            by=request.user, focus_person=request.user, partner=partners.chosen(), framework=form.chosen(),
            begins=begins, ends=ends, where=form.cleaned_data["where"], now=now(),
        )  # fmt: skip
    except NotAllowed as refused:
        refuse(partners, "partner", refused.refusal.reason)
        return None
    tell(request, say("It is agreed, and both of you get it in your calendars. Choose what is to be looked at."))
    return redirect("practice:sparring-focus", made.pk)


def _changed_sparring(request: StaffRequest, pk: int) -> Sparring:
    found: Sparring = get_object_or_404(queries.sparrings_changed_by(request.user), pk=pk)
    require(rules.change_sparring(request.user, found, now()))
    return found


def _around(request: StaffRequest, found: Sparring) -> tuple[str, list[tuple[Value, str]]]:
    """The page to go back to, and those above: for who runs a round the overview, since the pair's page is theirs."""
    if rules.is_one_of(request.user, found):
        return url_of(found), above_sparring(request, found)
    overview = reverse("practice:sparring-overview")
    return overview, [(say("Sparring held"), overview)]


def _names(found: Sparring) -> Value:
    other = found.partner.name if found.partner else ""
    return say("{name} and {other}", name=found.focus_person.name, other=other)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sparring_time(request: StaffRequest, pk: int) -> HttpResponse:
    """Another time or place."""
    found = _changed_sparring(request, pk)
    form = TimeForm(sent(request), initial=initial_of(found))
    back, above = _around(request, found)

    def do() -> HttpResponse:
        begins, ends = form.span()
        where = form.cleaned_data["where"]
        if commands.move(by=request.user, sparring=found, begins=begins, ends=ends, where=where, now=now()):
            tell(request, say("It is moved, and both calendars follow."))
        return redirect(back)

    return form_page(request, form, FormPage(say("Another time or place"), say("Save"), back, above, _names(found)), do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sparring_cancellation(request: StaffRequest, pk: int) -> HttpResponse:
    """It does not take place."""
    found = _changed_sparring(request, pk)
    form = CancelForm(sent(request))
    back, above = _around(request, found)

    def do() -> HttpResponse:
        commands.cancel(by=request.user, sparring=found, because=form.cleaned_data["because"], now=now())
        tell(request, say("It is cancelled, and taken out of both calendars."))
        return redirect(back)

    consequences = [
        say("It is taken out of both calendars, and both get a mail."),
        say("What the two have prepared or noted is deleted."),
    ]
    around = FormPage(
        say("Cancel the sparring"), say("Cancel the sparring"), back, above, _names(found), consequences=consequences,
        danger=True,
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_POST
def sparring_held(request: StaffRequest, pk: int) -> HttpResponse:
    """It took place."""
    found = found_sparring(request, pk)
    commands.set_held(by=request.user, sparring=found, now=now())
    tell(request, say("Noted: it took place. Others see that, and nothing more."))
    return redirect(found)
