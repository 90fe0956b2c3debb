"""A case to and from a file, TOML or JSON."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from samklang.access.clock import now
from samklang.access.refusals import NotAllowed, require
from samklang.core.words import say, say_n, written
from samklang.ledger.commands import record_reading
from samklang.practice.commands import editor as commands
from samklang.practice.editor_files import FileFault, FileFaults, as_json, as_toml, read_file
from samklang.practice.forms.editor import CaseFileForm
from samklang.practice.models import BranchingCase
from samklang.practice.queries.ground import script_of
from samklang.practice.rules import editor as rules
from samklang.practice.views.editor import above, found_case, framework_choices, framework_of
from samklang.practice.views.editor_parts import remember
from samklang.web.answers import file_to_fetch, page, tell
from samklang.web.form_pages import refuse
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest


@login_required
@require_safe
def case_toml(request: StaffRequest, pk: int) -> HttpResponse:
    """The case as TOML, to be changed by hand."""
    case = found_case(request, pk)
    return _file(request, case, as_toml(script_of(case)), "toml")


@login_required
@require_safe
def case_json(request: StaffRequest, pk: int) -> HttpResponse:
    """The case as JSON."""
    case = found_case(request, pk)
    return _file(request, case, as_json(script_of(case)), "json")


def _file(request: StaffRequest, case: BranchingCase, content: bytes, ending: str) -> HttpResponse:
    record_reading("branching-case-exported", by=request.user, subject=case, about=None, place=case.jobcentre)
    return file_to_fetch(content, f"{case.key}.{ending}")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def case_draft_file(request: StaffRequest) -> HttpResponse:
    """A file read into a draft: all of it or nothing, with everything that is wrong told at its place."""
    require(rules.write_cases(request.user))
    choices, posted = framework_choices(request), request.method == "POST"
    form = CaseFileForm(
        request.POST if posted else None, request.FILES if posted else None, frameworks=choices,
        initial={"framework": choices[0][0]} if choices else None,
    )  # fmt: skip
    faults: tuple[FileFault, ...] = ()
    if form.is_bound and form.is_valid():
        try:
            case, undo = _taken_in(request, form.cleaned_data)
        except FileFaults as wrong:
            faults = wrong.faults
            refuse(
                form,
                "file",
                say_n(
                    "Nothing was taken in. One thing has to be put right.",
                    "Nothing was taken in. {count} things have to be put right.",
                    wrong.count,
                ),
            )
        except NotAllowed as refused:
            refuse(form, "file", refused.refusal.reason)
        else:
            tell(request, say("Read. Look through it before you take it into use."), undo_url=undo)
            return redirect("practice:case-draft", case.pk)
    language = current_language()
    context = {
        "above": above(),
        "faults": [(", ".join(written(one, language) for one in fault.where), fault.what) for fault in faults],
    }
    response: HttpResponse = page(request, "practice/editor_file.html", context, form=form)
    return response


def _taken_in(request: StaffRequest, given: dict[str, Any]) -> tuple[BranchingCase, str]:
    """The draft, and the address that takes it back where it took another's place."""
    case, before = commands.import_case(
        by=request.user, framework=framework_of(given["framework"]), script=read_file(given["file"]),
        replacing=given["replacing"], now=now(),
    )  # fmt: skip
    return case, remember(case, before) if before is not None else ""
