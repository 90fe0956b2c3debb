"""A case taken into use, put away, taken back, its next revision begun, and a draft thrown away."""

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from samklang.access.clock import now, today
from samklang.access.refusals import require
from samklang.core.words import say
from samklang.practice.commands import editor as commands
from samklang.practice.enums import BranchingState
from samklang.practice.queries import editor as queries
from samklang.practice.queries.ground import script_of
from samklang.practice.rules import editor as rules
from samklang.practice.views.editor import above_in, found_case
from samklang.web.answers import tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def case_publishing(request: StaffRequest, pk: int) -> HttpResponse:
    """Says what happens; then the case is in use."""
    case = found_case(request, pk)
    require(rules.publish(request.user, case, len(queries.words_for(case, today()).faults_of(script_of(case)))))
    form = Form(sent(request))
    former = queries.other_revisions(case).filter(state=BranchingState.PUBLISHED).exists()

    def do() -> HttpResponse:
        commands.publish_case(by=request.user, case=case, today=today(), now=now())
        tell(request, say("In use from now on."))
        return redirect("practice:case-draft", case.pk)

    consequences = [say("Everybody who practises here can choose it."), say("It cannot be changed any more; a change "
                                                                            "makes its next revision.")]  # fmt: skip
    if former:
        consequences.append(say("The revision in use is put away. Whoever has begun on it ends on it."))
    around = FormPage(
        title=say("Take the case into use"), button=say("Take into use"), above=above_in(case),
        cancel_url=reverse("practice:case-draft", args=[case.pk]), consequences=consequences,
        template="web/confirm.html",
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_POST
def case_putting_away(request: StaffRequest, pk: int) -> HttpResponse:
    """Not offered any more."""
    case = found_case(request, pk)
    commands.put_away(by=request.user, case=case, now=now())
    back = reverse("practice:case-taking-back", args=[case.pk])
    tell(request, say("Put away. Whoever has begun on the case can end it."), undo_url=back)
    return redirect("practice:case-draft", case.pk)


@login_required
@require_POST
def case_taking_back(request: StaffRequest, pk: int) -> HttpResponse:
    """In use again."""
    case = found_case(request, pk)
    commands.take_back(by=request.user, case=case, today=today(), now=now())
    away = reverse("practice:case-putting-away", args=[case.pk])
    tell(request, say("In use again."), undo_url=away)
    return redirect("practice:case-draft", case.pk)


@login_required
@require_POST
def case_revision(request: StaffRequest, pk: int) -> HttpResponse:
    """The next revision to write on."""
    case = found_case(request, pk)
    made = commands.begin_revision(by=request.user, case=case, now=now())
    tell(request, say("You are writing revision {number}. The one in use stays until you take this into use.",
                      number=made.revision))  # fmt: skip
    return redirect("practice:case-draft", made.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def case_draft_removal(request: StaffRequest, pk: int) -> HttpResponse:
    """Says what happens; then the draft is gone."""
    case = found_case(request, pk)
    require(rules.change_draft(request.user, case))
    form = Form(sent(request))

    def do() -> HttpResponse:
        commands.remove_draft(by=request.user, case=case)
        tell(request, say("“{title}” was deleted.", title=case.title_da))
        return redirect("practice:case-drafts")

    around = FormPage(
        title=say("Delete the draft"), button=say("Delete"), above=above_in(case), danger=True,
        cancel_url=reverse("practice:case-draft", args=[case.pk]), template="web/confirm.html",
        consequences=[say("Revision {number} of “{title}” is gone, with everything written in it.",
                          number=case.revision, title=case.title_da),
                      say("Fetch it as a file first if you may want it again.")],
    )  # fmt: skip
    return form_page(request, form, around, do)
