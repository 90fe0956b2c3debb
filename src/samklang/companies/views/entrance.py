"""How the entrance is run: what companies are promised, who gets what, and trying it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core import signing
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import NoReverseMatch, reverse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.clock import now, today
from samklang.access.models import Person, Place
from samklang.access.refusals import require
from samklang.companies.commands import entrance as commands
from samklang.companies.forms.entrance import EntranceForm, RuleForm, TryForm
from samklang.companies.models import Entrance, RoutingRule
from samklang.companies.queries.companies import consultants, entrance_of
from samklang.companies.queries.entrance import jobcentres_of, rule_rows, teams_of
from samklang.companies.queries.promise import clock_of
from samklang.companies.queries.routing import chosen_for, reason_in_words
from samklang.companies.routing import Chosen, Reason
from samklang.companies.rules.company import run_companies, see_companies
from samklang.companies.views.sections import sections
from samklang.core.words import Sentence, Value, say, say_n
from samklang.core.working_time import DAYS
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest

_DAY_NAMES = (
    say("Monday"), say("Tuesday"), say("Wednesday"), say("Thursday"), say("Friday"), say("Saturday"), say("Sunday")
)  # fmt: skip
_ERROR = 40
_SALT = "companies.routing-rule"
_UNDO_SECONDS = 24 * 60 * 60


@login_required
@require_safe
def entrance(request: StaffRequest) -> HttpResponse:
    """What companies are promised, the rules in their order, and who would get an enquiry."""
    require(see_companies(request.user))
    found = entrance_of(request.user.municipality_id)
    context: dict[str, Any] = {
        "sections": sections(request, "companies:entrance"), "entrance": found,
        "runs": run_companies(request.user, request.user.municipality_id) is None,
    }  # fmt: skip
    if found is not None:
        form = TryForm(request.GET if "need" in request.GET else None)
        tried = form.is_bound and form.is_valid()
        context |= {
            "rows": rule_rows(found, today()), "try_form": form, "public_url": public_url(request, found),
            "outcome": _outcome(found, form) if tried else None, "week": _week(found),
            "due_at": clock_of(found).due(now(), found.promise_hours).due_at,
        }  # fmt: skip
    response: HttpResponse = page(request, "companies/entrance.html", context)
    return response


def _week(found: Entrance) -> list[tuple[Value, list[str] | None]]:
    return [
        (name, found.week.get(day)) for day, name in zip(DAYS, _DAY_NAMES, strict=True)
        if day in found.week or day not in ("sat", "sun")
    ]  # fmt: skip


def public_url(request: StaffRequest, found: Entrance) -> str:
    """The address of the form that companies are given."""
    try:
        return request.build_absolute_uri(reverse("entrance:form", args=[found.slug]))
    except NoReverseMatch:
        return ""


def _outcome(found: Entrance, form: TryForm) -> dict[str, Any]:
    chosen: Chosen = chosen_for(found, form.asked(), None, now())
    people = Person.objects.in_bulk([one for one in (chosen.person, chosen.instead_of) if one is not None])
    person, away = people.get(chosen.person or 0), people.get(chosen.instead_of or 0)
    team = Place.objects.filter(pk=chosen.team).first() if chosen.team is not None else None

    def words(why: Reason, who: Person | None, instead_of: Person | None) -> Sentence:
        return reason_in_words(why, person=who, away=instead_of, team=team, by=None, day=today())

    numbers = list(found.rules.order_by("position", "pk").values_list("pk", flat=True))
    return {
        "person": person, "why": words(chosen.why, person, away),
        "wanted": words(chosen.wanted, away, None) if chosen.wanted else None,
        "rule": numbers.index(chosen.rule) + 1 if chosen.rule else None,
    }  # fmt: skip


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def entrance_settings(request: StaffRequest) -> HttpResponse:
    """Set the entrance up, or change its settings."""
    by, day = request.user, today()
    require(run_companies(by, by.municipality_id))
    found, municipality = entrance_of(by.municipality_id), by.municipality
    form = EntranceForm(
        sent(request), entrance=found, teams=teams_of(municipality, day), jobcentres=jobcentres_of(municipality, day),
        suggested={} if found else {"name": municipality.name, "slug": slugify(municipality.name)},
    )  # fmt: skip

    def do() -> HttpResponse:
        if found is None:
            commands.set_up_entrance(by=by, municipality=municipality, values=form.cleaned_data)
            tell(request, say("The entrance is set up. Write now who gets what."))
        else:
            changed = commands.change_entrance(by=by, entrance=found, values=form.cleaned_data)
            _tell_of(request, changed)
        return redirect("companies:entrance")

    back = reverse("companies:entrance")
    title = say("Settings of the entrance") if found else say("Set the entrance up")
    around = FormPage(
        title, say("Save"), back, [(say("How it is run"), back)],
        lead=say("What companies are promised holds from now on; what they have been promised already is kept."),
    )  # fmt: skip
    return form_page(request, form, around, do)


def _tell_of(request: StaffRequest, changed: commands.Changed) -> None:
    if not changed.fields:
        tell(request, say("Nothing was changed."))
    elif changed.moved:
        tell(request, say_n(
            "Saved. {count} enquiry is due at another time by the new opening times.",
            "Saved. {count} enquiries are due at another time by the new opening times.", changed.moved,
        ))  # fmt: skip
    else:
        tell(request, say("Saved."))


def _run(request: StaffRequest) -> Entrance:
    require(see_companies(request.user))
    found = entrance_of(request.user.municipality_id)
    if found is None:
        raise Http404
    require(run_companies(request.user, found.municipality_id))
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_rule(request: StaffRequest) -> HttpResponse:
    """A new rule, tried after the others."""
    return _rule_page(request, _run(request), None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rule(request: StaffRequest, pk: int) -> HttpResponse:
    """What a rule says."""
    found = _run(request)
    return _rule_page(request, found, get_object_or_404(found.rules.select_related("entrance"), pk=pk))


def _rule_page(request: StaffRequest, found: Entrance, rule_: RoutingRule | None) -> HttpResponse:
    form = RuleForm(
        sent(request), rule=rule_, teams=teams_of(found.municipality, today()),
        people=consultants(found.municipality, today()),
    )  # fmt: skip

    def do() -> HttpResponse:
        if rule_ is None:
            commands.write_rule(by=request.user, entrance=found, values=form.cleaned_data)
            tell(
                request,
                say("The rule is written. It is tried after the others; move it up where it is to come before."),
            )
        else:
            commands.change_rule(by=request.user, rule=rule_, values=form.cleaned_data)
            tell(request, say("The rule is changed."))
        return redirect("companies:entrance")

    back = reverse("companies:entrance")
    around = FormPage(
        say("New rule") if rule_ is None else say("Change the rule"), say("Save"), back, [(say("How it is run"), back)],
        lead=say("The first rule that fits decides. Whoever has the contact with a company comes before the rules."),
        removal_url=reverse("companies:routing-rule-deletion", args=[rule_.pk]) if rule_ else "",
        removal_label=say("Delete the rule"),
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_POST
def rule_move(request: StaffRequest, pk: int) -> HttpResponse:
    """One place up or down."""
    found = get_object_or_404(_run(request).rules.select_related("entrance"), pk=pk)
    commands.move_rule(by=request.user, rule=found, up=request.POST.get("move") != "down")
    return redirect(f"{reverse('companies:entrance')}#rules")


@login_required
@require_POST
def rule_deletion(request: StaffRequest, pk: int) -> HttpResponse:
    """Take it away; for a day it can be put back."""
    found = get_object_or_404(_run(request).rules.select_related("entrance"), pk=pk)
    kept = commands.delete_rule(by=request.user, rule=found)
    undo = reverse(
        "companies:routing-rule-restoration", args=[signing.dumps(kept, salt=f"{_SALT}.{found.entrance_id}")]
    )
    tell(request, say("The rule is deleted."), undo_url=undo)
    return redirect("companies:entrance")


@login_required
@require_POST
def rule_restoration(request: StaffRequest, kept: str) -> HttpResponse:
    """Put a rule that was deleted back where it was."""
    found = _run(request)
    try:
        values = signing.loads(kept, salt=f"{_SALT}.{found.pk}", max_age=_UNDO_SECONDS)
    except signing.BadSignature as forged:
        raise Http404 from forged
    try:
        commands.restore_rule(by=request.user, entrance=found, kept=values)
    except IntegrityError:
        tell(request, say("It leads to somebody who is not here any more, so it cannot be put back."), level=_ERROR)
    else:
        tell(request, say("The rule is back."))
    return redirect("companies:entrance")
