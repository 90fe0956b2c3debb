"""A case written and changed, looked at before it is saved; its key; and a copy of it as a twin."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from samklang.access.refusals import NotAllowed, require
from samklang.calibration.commands import case as commands
from samklang.calibration.documents import CaseDocument, faults_in
from samklang.calibration.forms.case import CaseForm, TwinForm
from samklang.calibration.forms.case_key import KeyForm
from samklang.calibration.models import Case
from samklang.calibration.queries import cases as queries
from samklang.calibration.rules import case as rules
from samklang.calibration.rules.round import lead_any_calibration
from samklang.calibration.told import told, unsaved
from samklang.calibration.views.cases import above_cases, framework_choices, seen_case
from samklang.core.words import say
from samklang.method.documents import DocumentFaults, Fault
from samklang.method.models import Framework
from samklang.method.queries.editions import indicators_of
from samklang.web.answers import number_in, page, tell
from samklang.web.form_pages import FormPage, form_page, refuse, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_Save = Callable[[Framework, CaseDocument], HttpResponse]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_case(request: StaffRequest) -> HttpResponse:
    """A case of one's own; then on to its key."""
    require(lead_any_calibration(request.user))
    chosen = number_in(str(request.GET.get("framework", "")))
    choices = framework_choices(request)
    form = CaseForm(
        sent(request),
        frameworks=choices,
        initial={"framework": chosen or next((number for number, _name in choices), "")},
    )
    valid = form.is_bound and form.is_valid()
    framework = queries.frameworks_led_by(request.user).get(pk=form.cleaned_data["framework"]) if valid else None

    def save(framework: Framework, document: CaseDocument) -> HttpResponse:
        made = commands.write_case(
            by=request.user, framework=framework,
            document=replace(document, key=commands.free_key(framework, document.title.da)), now=timezone.now(),
        )  # fmt: skip
        tell(request, say("The case was saved. Now agree on its key."))
        return redirect("calibration:case-key", made.pk)

    context = {"title": say("New case"), "above": above_cases(), "cancel_url": above_cases()[-1][1]}
    return _editor(request, form, framework, save, context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def case_text(request: StaffRequest, pk: int) -> HttpResponse:
    """What is told, and what kind of case it is. What has been rated stands: a change makes the next revision."""
    case = seen_case(request, pk)
    require(rules.change_case(request.user, case))
    before = queries.case_document(case)
    form = CaseForm(sent(request), before=before, twins=queries.possible_twins(case.framework, case.key))

    def save(framework: Framework, document: CaseDocument) -> HttpResponse:
        del framework
        return _changed(request, case, document)

    context = {
        "title": say("Change “{title}”", title=case.worded("title", current_language())), "above": above_cases(case),
        "cancel_url": case.get_absolute_url(), "rated": queries.has_been_rated(case),
    }  # fmt: skip
    return _editor(request, form, case.framework, save, context)


def _editor(
    request: StaffRequest, form: CaseForm, framework: Framework | None, save: _Save,
    context: dict[str, Any],
) -> HttpResponse:  # fmt: skip
    """Look, or save; the form again with what is wrong."""
    if form.is_bound and form.is_valid() and framework is not None:
        document = form.document()
        if "look" in request.POST:
            form.tell_faults(_faults(document, framework))
            if form.is_valid():
                case, lines = unsaved(document)
                context = {**context, "case": case, "lines": told(framework.key, lines)}
        else:
            answer = _saved(form, framework, document, save)
            if answer is not None:
                return answer
    response: HttpResponse = page(request, "calibration/case_editor.html", context, form=form)
    return response


def _faults(document: CaseDocument, framework: Framework) -> list[Fault]:
    return list(faults_in(document, queries.indicators_asked(framework)))


def _saved(form: CaseForm, framework: Framework, document: CaseDocument, save: _Save) -> HttpResponse | None:
    try:
        return save(framework, document)
    except DocumentFaults as wrong:
        form.tell_faults(wrong.faults)
    except NotAllowed as refused:
        refuse(form, None, refused.refusal.reason)
    return None


def _changed(request: StaffRequest, case: Case, document: CaseDocument) -> HttpResponse:
    """Save, and say whether it became the next revision."""
    found = commands.change_case(by=request.user, case=case, document=document, now=timezone.now())
    if found.pk != case.pk:
        said = say("Saved as revision {number}. Rounds that were rated keep the one before.", number=found.revision)
        tell(request, said)
    else:
        tell(request, say("The case was saved."))
    return redirect(found)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def case_key(request: StaffRequest, pk: int) -> HttpResponse:
    """The agreed levels, the lines each rests on, and why; the case stands beside."""
    case = seen_case(request, pk)
    require(rules.change_case(request.user, case))
    edition = queries.newest_editions([case.framework], request.today).get(case.framework_id)
    document = queries.case_document(case)
    form = KeyForm(sent(request), document=document, indicators=indicators_of(edition) if edition else ())
    if form.is_bound and form.is_valid():
        try:
            return _changed(request, case, form.document())
        except DocumentFaults as wrong:
            form.tell_faults(form.document(), wrong.faults)
        except NotAllowed as refused:
            refuse(form, None, refused.refusal.reason)
    context = {
        "case": case, "lines": told(case.framework.key, case.lines.order_by("number")), "above": above_cases(case),
        "rated": queries.has_been_rated(case), "rows": form.rows(),
        "shown_title": case.worded("title", current_language()),
    }  # fmt: skip
    response: HttpResponse = page(request, "calibration/case_key.html", context, form=form)
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_twin(request: StaffRequest, pk: int) -> HttpResponse:
    """A copy in the other form; then on to rewriting it."""
    case = seen_case(request, pk)
    form: forms.Form = TwinForm(sent(request))

    def do() -> HttpResponse:
        made = commands.twin_case(by=request.user, case=case, title=form.cleaned_data["title"], now=timezone.now())
        tell(request, say("The twin was made. Now write it over: other people, another trade, as hard."))
        return redirect("calibration:case-text", made.pk)

    around = FormPage(
        say("Copy as a twin"), say("Make the twin"), case.get_absolute_url(), above_cases(case),
        say("The copy belongs to the other form, so that the next round can ask the same of people who remember."),
    )  # fmt: skip
    return form_page(request, form, around, do)
