"""Cases that somebody writes: the list, a new one, a copy, and one case with its map, its faults and its figures."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from samklang.access.clock import now, today
from samklang.access.refusals import require
from samklang.core.words import Value, say
from samklang.method.models import Framework
from samklang.practice.commands import editor as commands
from samklang.practice.enums import BranchingState
from samklang.practice.forms.editor import DraftFilter, NewCaseForm
from samklang.practice.models import BranchingCase
from samklang.practice.queries import editor as queries
from samklang.practice.queries.ground import lacking, script_of
from samklang.practice.rules import editor as rules
from samklang.practice.script_map import figures_of
from samklang.practice.views.editor_picture import faults_to_mend, picture_of
from samklang.practice.views.sections import sections
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

PER_PAGE = 30


def above() -> list[tuple[Value, str]]:
    """The pages above each page of the editor."""
    return [(say("Practice"), reverse("practice:practice")), (say("Write cases"), reverse("practice:case-drafts"))]


def above_in(case: BranchingCase) -> list[tuple[Value, str]]:
    """The pages above a page about part of a case."""
    return [*above(), (case.worded("title", current_language()), reverse("practice:case-draft", args=[case.pk]))]


def found_case(request: StaffRequest, pk: int) -> BranchingCase:
    """The case, for whoever writes cases where it is. Raises NotAllowed and Http404."""
    require(rules.write_cases(request.user))
    found: BranchingCase = get_object_or_404(queries.authored_by(request.user), pk=pk)
    return found


def framework_choices(request: StaffRequest) -> list[tuple[int, str]]:
    """The frameworks that the person writes cases for, by name; with the jobcentre's where there are several."""
    domains = queries.domains_authored(request.user, today())
    many = len({one.framework.jobcentre_id for one in domains}) > 1
    language = current_language()
    return [
        (one.framework.pk, f"{one.name(language)} ({one.framework.jobcentre.name})" if many else one.name(language))
        for one in domains
    ]


def framework_of(pk: int) -> Framework:
    """One that was chosen in a form."""
    return Framework.objects.select_related("jobcentre").get(pk=pk)


@login_required
@require_safe
def case_drafts(request: StaffRequest) -> HttpResponse:
    """Every case at one's jobcentres: what is being written, what is in use, what is put away."""
    require(rules.write_cases(request.user))
    domains = queries.domains_authored(request.user, today())
    frameworks = framework_choices(request)
    form = DraftFilter(request.GET, frameworks=frameworks)
    asked = form.asked()
    shown = Paginator(queries.listed(request.user, asked), PER_PAGE).get_page(request.GET.get("page"))
    names = dict(frameworks)
    rows = [(one, names[one.case.framework_id]) for one in queries.with_faults(list(shown.object_list), domains)]
    context = {
        "sections": sections(request, "practice:case-drafts"), "filter_form": form, "page": shown, "rows": rows,
        "narrowed": asked != queries.Asked(), "lacking": lacking(request.user), "can_begin": bool(frameworks),
    }  # fmt: skip
    response: HttpResponse = page(request, "practice/editor_cases.html", context)
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def case_draft_new(request: StaffRequest) -> HttpResponse:
    """A title and what it is about; then one writes."""
    require(rules.write_cases(request.user))
    choices = framework_choices(request)
    form = NewCaseForm(sent(request), frameworks=choices, initial={"framework": choices[0][0]} if choices else None)

    def do() -> HttpResponse:
        given = form.cleaned_data
        made = commands.begin_case(
            by=request.user, framework=framework_of(given["framework"]), title=given["title"], now=now()
        )
        tell(request, say("Begun. Write the scene first, then what the other says."))
        return redirect("practice:case-draft", made.pk)

    around = FormPage(
        title=say("Begin a new case"), button=say("Begin"), cancel_url=reverse("practice:case-drafts"), above=above(),
        lead=say("Made-up people in an everyday situation. Nobody can practise on it until you take it into use."),
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def case_draft_copy(request: StaffRequest, pk: int) -> HttpResponse:
    """A case of one's own that begins as another is."""
    case = found_case(request, pk)
    choices = framework_choices(request)
    begins = {"title": case.title_da, "framework": case.framework_id}
    form = NewCaseForm(sent(request), frameworks=choices, initial=begins)

    def do() -> HttpResponse:
        given = form.cleaned_data
        made = commands.copy_case(
            by=request.user, case=case, framework=framework_of(given["framework"]), title=given["title"], now=now()
        )
        tell(request, say("Copied. What you change here does not change the first."))
        return redirect("practice:case-draft", made.pk)

    around = FormPage(
        title=say("Begin from a copy"), button=say("Copy"), above=above_in(case),
        cancel_url=reverse("practice:case-draft", args=[case.pk]),
        lead=say("Give it a title of its own, and write other people into it."),
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_safe
def case_draft(request: StaffRequest, pk: int) -> HttpResponse:
    """One revision of a case: the map, what is missing, figures, and its parts."""
    case = found_case(request, pk)
    script, words, language = script_of(case), queries.words_for(case, today()), current_language()
    names, writing = words.indicators(language), case.state == BranchingState.DRAFT
    faults = faults_to_mend(case, script, words.faults_of(script))
    context: dict[str, Any] = {
        "case": case, "script": script, "above": above(), "writing": writing, "faults": faults,
        "domain": words.domain.name(language), "figures": figures_of(script),
        "picture": picture_of(case, script, words.phases(language)),
        "covered": [names.get(key, key) for key in script.indicators],
        "others": queries.other_revisions(case), "state": BranchingState(case.state).label,
    }  # fmt: skip
    response: HttpResponse = page(request, "practice/editor_case.html", context)
    return response
