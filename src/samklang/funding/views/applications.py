"""Applications: their list, a new one, the page of one, its steps, sent, withdrawn, put away."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.clock import now, today
from samklang.access.refusals import require
from samklang.core.grants.rounds import told
from samklang.core.words import Sentence, Value, say
from samklang.funding.commands import applications as commands
from samklang.funding.drafting import criteria_of, words_of
from samklang.funding.enums import ApplicationState
from samklang.funding.forms.applications import STEPS, ApplicationFilter, NewApplicationForm, SendingForm, StepForm
from samklang.funding.models import Application
from samklang.funding.queries import applications as queries
from samklang.funding.queries.grants import budget_in_force
from samklang.funding.queries.known import known_of
from samklang.funding.queries.plan_costs import lines_from_plan
from samklang.funding.rules import applications as rules
from samklang.funding.rules.grants import run_grants, see_grants
from samklang.funding.views.application_parts import (
    STEP_WORDS,
    above,
    facts_of,
    lacking,
    steps_of,
    sums_of,
    url_of,
)
from samklang.funding.views.sections import found_application, said, sections
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

ROWS = 25
_LEADS: dict[str, Sentence] = {
    "purpose": say("What is to be better for citizens and companies, and who is to be trained."),
    "work": say("What you do, how and when. It is filled in from the plan and the method where they are known."),
    "theory": say("What leads to what. Each step is measured where it happens, and for groups."),
    "parties": say("Names are of those who run grants here, so that the funder knows whom to ask."),
}


@login_required
@require_safe
def applications(request: StaffRequest) -> HttpResponse:
    """Every application, narrowed by words and state."""
    require(see_grants(request.user))
    form = ApplicationFilter(request.GET)
    words, state = form.asked()
    shown = Paginator(queries.applications_found(request.user, words, state), ROWS).get_page(request.GET.get("page"))
    context = {
        "sections": sections("funding:applications"), "filter_form": form, "page": shown,
        "narrowed": bool(words or state), "runs": run_grants(request.user) is None,
    }  # fmt: skip
    return page(request, "funding/applications.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_application(request: StaffRequest) -> HttpResponse:
    """A draft, filled in with what plan and method tell."""
    require(run_grants(request.user))
    schemes = queries.schemes_to_apply_to(request.user, today())
    if not schemes:
        tell(request, say("Take in the scheme you apply to first."))
        return redirect("funding:scheme-new")
    programmes = queries.programmes_to_fund(request.user)
    form = NewApplicationForm(
        sent(request), schemes=schemes, programmes=programmes, chosen=request.GET.get("scheme", "")
    )

    def do() -> HttpResponse:
        return redirect(url_of(_begun(request, form), "purpose"))

    around = FormPage(
        say("Begin an application"), say("Begin"), reverse("funding:applications"), above(),
        say("Everything can be changed until you say that it has been sent."),
    )  # fmt: skip
    return form_page(request, form, around, do)


def _begun(request: StaffRequest, form: NewApplicationForm) -> Application:
    given, language = form.cleaned_data, current_language()
    scheme, programme = form.schemes[given["scheme"]], form.programmes.get(given["programme"] or 0)
    known = known_of(programme, today(), language)
    values = {**words_of(known, language), "begins": known.first, "ends": known.last}
    jobcentre = scheme.jobcentre
    values["grantee"] = (jobcentre.parent or jobcentre).name
    made = commands.begin_application(
        by=request.user, jobcentre=jobcentre, scheme=scheme, title=given["title"],
        round_=queries.round_to_apply_in(scheme, now()), programme=programme, values=values, now=now(),
    )  # fmt: skip
    criteria = criteria_of(known, known.last, language)
    commands.set_criteria(by=request.user, application=made, criteria=criteria)
    if lines := lines_from_plan(made, language):
        commands.set_budget(by=request.user, application=made, lines=lines, now=now())
    return made


@login_required
@require_safe
def application(request: StaffRequest, pk: int) -> HttpResponse:
    """What is asked for, what is missing, what the terms say, and what comes next."""
    found = found_application(request, pk)
    missing = lacking(found) if found.state == ApplicationState.DRAFT else []
    cost, funder, own = sums_of(found)
    budget = budget_in_force(found)
    findings = said(queries.findings_of(found, today()))
    context = {
        "application": found, "above": above(), "facts": facts_of(found), "lacks": _with_urls(found, missing),
        "steps": steps_of(found, ""), "findings": findings, "cost_ore": cost, "funder_ore": funder,
        "own_ore": own, "criteria": found.criteria.all(), "attachments": found.attachments.select_related("document"),
        "round": told(rules.round_of(found.round), now()) if found.round else None,
        "runs": run_grants(request.user, found.jobcentre) is None, "grant": getattr(found, "grant", None),
        "next": url_of(found, missing[0][0] if missing else "sending"), "lines": budget.lines.count() if budget else 0,
    }  # fmt: skip
    return page(request, "funding/application.html", context)


def _with_urls(found: Application, missing: list[tuple[str, Sentence]]) -> list[tuple[str, Sentence]]:
    return [(url_of(found, step), sentence) for step, sentence in missing]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def application_step(request: StaffRequest, pk: int, step: str) -> HttpResponse:
    """One step of the draft; the next one follows."""
    found = found_application(request, pk)
    if step not in STEPS:
        raise Http404
    require(rules.change_application(request.user, found))
    people = queries.people_who_run(found.jobcentre, today()) if step == "parties" else []
    form: StepForm = STEPS[step](sent(request), application=found, people=people)

    def do() -> HttpResponse:
        commands.change_application(by=request.user, application=found, values=form.values())
        after = list(STEP_WORDS)[list(STEP_WORDS).index(step) + 1]
        return redirect(url_of(found, after))

    around = FormPage(
        STEP_WORDS[step], say("Save and go on"), str(found.get_absolute_url()), above(found), _LEADS[step],
        template="funding/application_step.html",
    )  # fmt: skip
    return form_page(request, form, around, do, steps=steps_of(found, step))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def application_sending(request: StaffRequest, pk: int) -> HttpResponse:
    """It has been sent in the funder's portal: what was sent is kept as it was."""
    found = found_application(request, pk)
    require(rules.change_application(request.user, found))
    form = SendingForm(sent(request))

    def do() -> HttpResponse:
        number = form.cleaned_data["portal_number"]
        commands.send_application(by=request.user, application=found, portal_number=number, now=now())
        tell(request, say("The application is kept as it was sent. Enter the answer when it comes."))
        return redirect(found)

    consequences: list[Value] = [
        say("Words, criteria and budget cannot be changed any more, and the terms are kept as they are today."),
        say("Samklang sends nothing itself: send it in the funder's portal first, with the budget as a spreadsheet."),
    ]
    if found.round is not None:
        consequences.append(told(rules.round_of(found.round), now()))
    around = FormPage(
        say("The application has been sent"), say("Keep it as it was sent"), str(found.get_absolute_url()),
        above(found), consequences=consequences, template="funding/application_step.html",
    )  # fmt: skip
    return form_page(
        request, form, around, do, steps=steps_of(found, "sending"), lacks=_with_urls(found, lacking(found)),
        findings=said(queries.findings_of(found, today())),
    )  # fmt: skip


@login_required
@require_POST
def application_withdrawal(request: StaffRequest, pk: int) -> HttpResponse:
    """What was sent is withdrawn before it is answered."""
    found = found_application(request, pk)
    commands.withdraw_application(by=request.user, application=found)
    tell(request, say("The application is withdrawn."))
    return redirect(found)


@login_required
@require_POST
def application_removal(request: StaffRequest, pk: int) -> HttpResponse:
    """A draft is put away; it can be taken back at once."""
    found = found_application(request, pk)
    commands.put_application_away(by=request.user, application=found, away=True, now=now())
    tell(request, say("The draft is put away."), undo_url=reverse("funding:application-restoring", args=[found.pk]))
    return redirect("funding:applications")


@login_required
@require_POST
def application_restoring(request: StaffRequest, pk: int) -> HttpResponse:
    """A draft that was put away is taken out again."""
    found = queries.away_for(request.user, pk)
    if found is None:
        raise Http404
    commands.put_application_away(by=request.user, application=found, away=False, now=now())
    return redirect(found)
