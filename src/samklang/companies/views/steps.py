"""Next steps: the list of what is promised, and one step settled, moved, given on, opened again."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.clock import now, today
from samklang.access.models import Person
from samklang.access.refusals import NotAllowed, require
from samklang.companies.commands import steps as commands
from samklang.companies.enums import StepState
from samklang.companies.forms.steps import DUES, DayForm, OutcomeForm, OwnerForm, StepFilter, StepForm
from samklang.companies.models import Company, NextStep
from samklang.companies.queries import steps as queries
from samklang.companies.queries.claims import own_claims
from samklang.companies.queries.companies import companies_for, consultants
from samklang.companies.queries.steps import AskedSteps, Due, Whose
from samklang.companies.rules.company import see_companies
from samklang.companies.told import words_of
from samklang.companies.views.sections import sections
from samklang.core.words import Moment, Sentence, Value, say
from samklang.web.answers import asked_for, go, page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest

ROWS = 25
_ERROR = 40
_WHOSE = {Whose.MINE: say("Mine"), Whose.TEAM: say("My team's"), Whose.ALL: say("Everybody's")}
BADGES = {Due.LATE: "error", Due.TODAY: "warning", Due.WEEK: "info", Due.LATER: "plain", Due.SETTLED: "plain"}


@login_required
@require_safe
def steps(request: StaffRequest) -> HttpResponse:
    """What is promised to companies: one's own, the team's or everybody's, by when it is due."""
    require(see_companies(request.user))
    day, form = today(), StepFilter(request.GET, all_seen=queries.may_see_all(request.user))
    asked = form.asked()
    pages = Paginator(queries.step_list(request.user, day, asked), ROWS)
    shown = pages.get_page(request.GET.get("page"))
    mine = asked.whose == Whose.MINE
    context = {
        "sections": sections(request, "companies:steps"), "filter_form": form, "page": shown, "asked": asked,
        "rows": [{"step": one, **_state(one)} for one in shown], "sort": asked.sort,
        "whose": _whose(request, asked), "counts": _counts(request, asked),
        "follow_ups": queries.follow_ups(request.user, day, asked.whose),
        "claims": own_claims(request.user, now()) if mine else [], "day": day,
    }  # fmt: skip
    response: HttpResponse = page(request, "companies/steps.html", context)
    return response


def _state(step: NextStep) -> dict[str, Any]:
    due = queries.due_of(step, today())
    return {"due": due, "label": DUES[due] if due != Due.SETTLED else step.get_state_display(), "badge": BADGES[due]}


def _whose(request: StaffRequest, asked: AskedSteps) -> list[dict[str, Any]]:
    seen = [one for one in Whose if one != Whose.ALL or queries.may_see_all(request.user)]
    return [{"label": _WHOSE[one], "url": _query(request, whose=one), "current": one == asked.whose} for one in seen]


def _counts(request: StaffRequest, asked: AskedSteps) -> list[tuple[Any, int, str]]:
    counts = queries.due_counts(request.user, today(), asked)
    shown = (Due.LATE, Due.TODAY, Due.WEEK, Due.LATER)
    return [(DUES[one], counts[one], _query(request, due=one)) for one in shown]


def _query(request: StaffRequest, **changed: str) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    for name, value in changed.items():
        query[name] = value
    return f"?{query.urlencode()}"


def found_step(request: StaffRequest, pk: int) -> NextStep:
    """One that the person sees; else 404."""
    require(see_companies(request.user))
    return get_object_or_404(queries.steps_for(request.user), pk=pk)


def _above(step: NextStep) -> list[tuple[Value, str]]:
    return [
        (say("Next steps"), reverse("companies:steps")),
        (step.what, reverse("companies:step", args=[step.pk])),
    ]


@login_required
@require_safe
def step(request: StaffRequest, pk: int) -> HttpResponse:
    """One step, what can be done with it, and what has been."""
    found = found_step(request, pk)
    entries = [
        {"when": Moment(one.at), "title": words_of(one.what, one.told), "text": one.by.name if one.by else ""}
        for one in queries.told_of(found)
    ]
    context = {"step": found, **_state(found), "entries": entries}
    response: HttpResponse = page(request, "companies/step.html", context)
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_step(request: StaffRequest, pk: int) -> HttpResponse:
    """Promise a company something."""
    require(see_companies(request.user))
    company: Company = get_object_or_404(companies_for(request.user).select_related("municipality"), pk=pk)
    people = consultants(company.municipality, today()) | Person.objects.filter(pk=request.user.pk)
    form = StepForm(sent(request), initial={"owner": request.user.pk}, colleagues=people.distinct())
    around = FormPage(
        say("Next step for {company}", company=company.name), say("Agree it"), company.get_absolute_url(),
        [(say("Companies"), _companies()), (company.name, company.get_absolute_url())],
        lead=say("Whoever it is given to sees it among their own next steps."),
    )  # fmt: skip

    def do() -> HttpResponse:
        given = form.cleaned_data
        commands.add_step(request.user, company, given["what"], given["owner"], given["due"], now())
        tell(request, say("The next step is agreed: {what}", what=given["what"]))
        return redirect(company)

    return form_page(request, form, around, do)


def _companies() -> str:
    return reverse("companies:companies")


@login_required
@require_POST
def step_done(request: StaffRequest, pk: int) -> HttpResponse:
    """Done, with one click; it can be undone at once."""
    found = found_step(request, pk)
    undo = reverse("companies:step-reopening", args=[pk])
    try:
        commands.settle_step(request.user, found, StepState.DONE, "", now())
    except NotAllowed as refused:
        tell(request, refused.refusal.reason, level=_ERROR)
    else:
        tell(request, say("Done: {what}", what=found.what), undo_url=undo)
    return go(asked_for(request, default=reverse("companies:steps")))


@login_required
@require_POST
def step_reopening(request: StaffRequest, pk: int) -> HttpResponse:
    """It is not settled after all."""
    found = found_step(request, pk)
    try:
        commands.reopen_step(request.user, found, now())
    except NotAllowed as refused:
        tell(request, refused.refusal.reason, level=_ERROR)
    else:
        tell(request, say("The step is open again: {what}", what=found.what))
    return redirect("companies:step", pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def step_outcome(request: StaffRequest, pk: int) -> HttpResponse:
    """Done with what came of it, or dropped with the reason."""
    found = found_step(request, pk)
    form = OutcomeForm(sent(request))

    def do() -> HttpResponse:
        given = form.cleaned_data
        commands.settle_step(request.user, found, given["state"], given["outcome"], now())
        undo = reverse("companies:step-reopening", args=[pk])
        tell(request, say("The step is settled: {what}", what=found.what), undo_url=undo)
        return redirect("companies:steps")

    return form_page(request, form, _around(found, say("Settle the step"), say("Settle it")), do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def step_day(request: StaffRequest, pk: int) -> HttpResponse:
    """To another day, with the reason."""
    found = found_step(request, pk)
    form = DayForm(sent(request), initial={"due": found.due})

    def do() -> HttpResponse:
        due = form.cleaned_data["due"]
        commands.move_step(request.user, found, due, form.cleaned_data["reason"], now())
        tell(request, say("The step is moved to {day}.", day=due))
        return redirect("companies:step", pk)

    return form_page(request, form, _around(found, say("Move the step"), say("Move the step")), do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def step_owner(request: StaffRequest, pk: int) -> HttpResponse:
    """To a colleague."""
    found = found_step(request, pk)
    people = consultants(found.company.municipality, today()).exclude(pk=found.owner_id or 0)
    form = OwnerForm(sent(request), colleagues=people)

    def do() -> HttpResponse:
        to = form.cleaned_data["owner"]
        commands.give_step(request.user, found, to, now())
        tell(request, say("{name} has the step from now on. Tell them.", name=to.name))
        return redirect("companies:step", pk)

    return form_page(request, form, _around(found, say("Give the step to a colleague"), say("Give it")), do)


def _around(found: NextStep, title: Sentence, button: Sentence) -> FormPage:
    company = found.company
    lead = say("{company}: {what}, by {day}.", company=company.name, what=found.what, day=found.due)
    return FormPage(title, button, reverse("companies:step", args=[found.pk]), _above(found), lead=lead)
