"""One enquiry: what they wrote, what they were promised, who has it and why, and the answer."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from samklang.access.clock import now, today
from samklang.access.refusals import NotAllowed, require
from samklang.companies.attachments import why_refused
from samklang.companies.commands.enquiries import answer_enquiry
from samklang.companies.commands.steps import add_step
from samklang.companies.enums import WAITING, EnquiryState
from samklang.companies.forms.enquiries import AnswerForm
from samklang.companies.models import Attachment, Enquiry, Entry
from samklang.companies.queries import enquiries as queries
from samklang.companies.queries.guard import guard
from samklang.companies.queries.promise import Clock, clock_of, due_of, promise_of, standing_of
from samklang.companies.queries.routing import assignments_of, until_when, why_of
from samklang.companies.rules import enquiries as rules
from samklang.companies.rules.company import see_companies
from samklang.companies.suspicion import why_look
from samklang.companies.told import words_of
from samklang.core.words import say
from samklang.core.working_time import Promise
from samklang.core.working_time import words_of as step_in_words
from samklang.delivery.material_files import MEDIA_TYPES
from samklang.web.answers import page, tell
from samklang.web.form_pages import refuse, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_NEWEST = 5


def found_enquiry(request: StaffRequest, pk: int) -> Enquiry:
    """The enquiry, where the person sees it; else 404."""
    require(see_companies(request.user))
    found: Enquiry = get_object_or_404(queries.enquiries_for(request.user), pk=pk)
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def enquiry(request: StaffRequest, pk: int) -> HttpResponse:
    """Everything about one enquiry, and the form to answer it."""
    found = found_enquiry(request, pk)
    email = queries.email_of(found)
    form = AnswerForm(sent(request), has_email=bool(email), has_company=found.company is not None)
    if form.is_bound and form.is_valid():
        try:
            _answer(request, found, form)
        except NotAllowed as refused:
            refuse(form, None, refused.refusal.reason)
        else:
            tell(request, say("The company is answered, and you own the enquiry."))
            return redirect(found)
    response: HttpResponse = page(request, "companies/enquiry.html", _shown(request, found, email), form=form)
    return response


@transaction.atomic
def _answer(request: StaffRequest, found: Enquiry, form: AnswerForm) -> None:
    given, by = form.cleaned_data, request.user
    answered = answer_enquiry(by, found, given["text"], now(), given["how"])
    if given.get("step") and answered.company is not None:
        add_step(by, answered.company, given["step"], by, given["step_due"], now(), enquiry=answered)


def _shown(request: StaffRequest, found: Enquiry, email: str) -> dict[str, Any]:
    clock, moment, paused = clock_of(found.entrance), now(), getattr(found, "is_paused", False)
    is_open = found.state not in (EnquiryState.CLOSED, EnquiryState.JUNK)
    had = [(one, why_of(one, found.team)) for one in assignments_of(found)]
    return {
        "enquiry": found, "standing": standing_of(found, clock, moment, paused=paused), "email": email,
        "waits": found.state in WAITING, "is_open": is_open, "paused": found.pauses.filter(ends=None).first(),
        **_promise(found, clock), "why": had[0][1] if had else "", "earlier": had[1:],
        "letters": queries.thread_of(found), "attachments": _attachments(found), "look": why_look(found.look_because),
        "may_work": rules.work_on(request.user, found) is None, "owner_away": _away(found),
        "may_junk": is_open and rules.mark_as_junk(request.user, found) is None,
        "steps_agreed": found.steps.select_related("owner").order_by("due", "pk"), **_company(request, found),
    }  # fmt: skip


def _promise(found: Enquiry, clock: Clock) -> dict[str, Any]:
    promise: Promise = promise_of(found, clock)
    language = current_language()
    return {
        "promise": promise, "due_at": due_of(found),
        "days": [(one, step_in_words(one, language)) for one in promise.steps],
        "other_times": promise.due_at is not None and promise.due_at != due_of(found),
        "counted": {"hours": promise.counted // 60, "minutes": promise.counted % 60},
    }  # fmt: skip


def _away(found: Enquiry) -> Any:
    from_today = until_when(found.owner, today()) if found.owner is not None else None
    return from_today if found.owner is not None and queries.is_owner_away(found, today()) else None


def _attachments(found: Enquiry) -> list[dict[str, Any]]:
    rows = found.attachments.defer("content").order_by("pk")
    return [{"file": one, "why": why_refused(one.refused_because)} for one in rows]


def _company(request: StaffRequest, found: Enquiry) -> dict[str, Any]:
    company = found.company
    if company is None:
        return {"company": None}
    entries = Entry.objects.filter(company=company).exclude(enquiry=found).select_related("by")
    waits = found.state in WAITING
    return {
        "company": company, "guard": guard(company, request.user, now()) if waits else None,
        "newest": [(one, words_of(one.what, one.told)) for one in entries.order_by("-at", "-pk")[:_NEWEST]],
    }  # fmt: skip


@login_required
@require_safe
def enquiry_file(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """A file that came with it: always to be saved, never to be run as a page of ours."""
    found: Attachment = get_object_or_404(found_enquiry(request, pk).attachments, pk=number)
    if found.content is None or found.kind not in MEDIA_TYPES:
        raise Http404
    response = HttpResponse(bytes(found.content), content_type=MEDIA_TYPES[found.kind])
    response.headers["Content-Disposition"] = content_disposition_header(True, found.file_name) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response
