"""Meetings: the list, one meeting, planning, moving, cancelling and taking that back, and its calendar file."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.clock import now, today
from samklang.access.refusals import require
from samklang.companies.commands import meetings as commands
from samklang.companies.forms.meetings import CancellationForm, MeetingFilter, MeetingForm, initial_of
from samklang.companies.meeting_file import as_file
from samklang.companies.models import Company, Meeting
from samklang.companies.queries.companies import companies_for
from samklang.companies.queries.meetings import at_the_same_time, colleagues_to_choose, meetings_for, wanted_meetings
from samklang.companies.rules import company as company_rules
from samklang.companies.rules import meetings as rules
from samklang.companies.views.meeting_parts import above_meeting, around_meeting, event_of
from samklang.companies.views.sections import sections
from samklang.core.words import Value, render, say
from samklang.web.answers import file_to_fetch, go, page, tell
from samklang.web.form_pages import FormPage, form_page, refuse, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

PER_PAGE = 25


@login_required
@require_safe
def meetings(request: StaffRequest) -> HttpResponse:
    """One's own, one's team's or everybody's: to come, to be written down, held, cancelled."""
    require(company_rules.see_companies(request.user))
    form = MeetingFilter(request.GET or None)
    found = wanted_meetings(request.user, form.wanted(), now())
    page_ = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "sections": sections(request, "companies:meetings"), "filter_form": form, "page": page_,
        "wanted": form.wanted(), "now": now(),
    }  # fmt: skip
    response: HttpResponse = page(request, "companies/meetings.html", context)
    return response


@login_required
@require_safe
def meeting(request: StaffRequest, pk: int) -> HttpResponse:
    """One meeting: what is known of it, and what is the next thing to do about it."""
    found = found_meeting(request, pk)
    response: HttpResponse = page(request, "companies/meeting.html", around_meeting(request, found))
    return response


def found_meeting(request: StaffRequest, pk: int) -> Meeting:
    """The meeting, where the person sees it. Raises Http404."""
    found: Meeting = get_object_or_404(meetings_for(request.user), pk=pk)
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_meeting(request: StaffRequest, pk: int) -> HttpResponse:
    """Plan a meeting with a company."""
    company: Company = get_object_or_404(companies_for(request.user), pk=pk)
    require(rules.plan_meeting(request.user, company))
    title = render(say("Meeting with {company}", company=company.name), current_language())
    place = ", ".join(filter(None, (company.street, f"{company.postcode} {company.town}".strip())))
    initial = {"holder": request.user.pk, "title": title[:200], "where": place[:200]}
    form = MeetingForm(
        sent(request), company=company, colleagues=colleagues_to_choose(request.user, today()), initial=initial
    )

    def do() -> HttpResponse | None:
        if _speaks_against(request, form, None):
            return None
        made = commands.plan_meeting(by=request.user, company=company, plan=form.plan(), now=now())
        tell(request, say("The meeting is planned. Prepare it now, or later."))
        return redirect(made)

    above: list[tuple[Value, str]] = [
        (say("Companies"), reverse("companies:companies")),
        (company.name, company.get_absolute_url()),
    ]
    around = FormPage(say("Plan a meeting"), say("Plan the meeting"), company.get_absolute_url(), above, company.name)
    return form_page(request, form, around, do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_change(request: StaffRequest, pk: int) -> HttpResponse:
    """Another time, place, colleague or company contact."""
    found = found_meeting(request, pk)
    require(rules.change_meeting(request.user, found))
    form = MeetingForm(
        sent(request), company=found.company, colleagues=colleagues_to_choose(request.user, today(), found.holder),
        initial=initial_of(found),
    )  # fmt: skip

    def do() -> HttpResponse | None:
        if _speaks_against(request, form, found):
            return None
        commands.change_meeting(by=request.user, meeting=found, plan=form.plan(), now=now())
        tell(request, say("The meeting is changed. Fetch the calendar file again, and your calendar follows."))
        return redirect(found)

    around = FormPage(say("Change the meeting"), say("Save"), found.get_absolute_url(), above_meeting(found))
    return form_page(request, form, around, do)


def _speaks_against(request: StaffRequest, form: MeetingForm, own: Meeting | None) -> bool:
    """Whether the form is to be shown again with what speaks against the time; not where that is set aside."""
    plan = form.plan()
    found = list(at_the_same_time(plan.holder, (plan.begins, plan.ends), own, request.user))
    if not found or form.cleaned_data["anyway"]:
        return False
    for sentence in found:
        refuse(form, "begins", sentence)
    form.ask_anyway()
    return True


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_cancellation(request: StaffRequest, pk: int) -> HttpResponse:
    """It is not held, and why."""
    found = found_meeting(request, pk)
    require(rules.change_meeting(request.user, found))
    form = CancellationForm(sent(request))

    def do() -> HttpResponse:
        commands.cancel_meeting(by=request.user, meeting=found, because=form.cleaned_data["because"], now=now())
        back = reverse("companies:meeting-restoring", args=[found.pk])
        tell(request, say("The meeting is cancelled. Tell the company too, if they do not know it."), undo_url=back)
        return redirect(found)

    consequences = [
        say("It stands as cancelled on the company's timeline, with the reason."),
        say("The preparation is kept. You can take the cancellation back."),
    ]
    around = FormPage(
        say("Cancel the meeting"), say("Cancel the meeting"), found.get_absolute_url(), above_meeting(found),
        consequences=consequences, danger=True,
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_POST
def meeting_restoring(request: StaffRequest, pk: int) -> HttpResponse:
    """It is held after all."""
    found = found_meeting(request, pk)
    commands.restore_meeting(by=request.user, meeting=found, now=now())
    tell(request, say("The meeting is held after all."))
    return go(found.get_absolute_url())


@login_required
@require_safe
def meeting_file(request: StaffRequest, pk: int) -> HttpResponse:
    """The meeting for one's own calendar: fetched again after a change it moves there, and is not put in twice."""
    found = found_meeting(request, pk)
    response: HttpResponse = file_to_fetch(as_file(event_of(found), current_language()), f"meeting-{found.pk}.ics")
    return response
