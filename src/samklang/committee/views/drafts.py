"""A draft is made, found anew, worded, issued, put away and taken back; an issue is corrected."""

from __future__ import annotations

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from samklang.access.clock import now, today
from samklang.access.refusals import require
from samklang.committee.commands import issues as commands
from samklang.committee.enums import Every
from samklang.committee.forms.issues import CorrectionForm, DaysForm, IssueWordsForm, NewIssueForm
from samklang.committee.models import Schedule
from samklang.committee.queries import issues as queries
from samklang.committee.queries.schedules import day_before, schedule_of, who_is_written_to
from samklang.committee.rules import issues as rules
from samklang.committee.views.issues import above_issue, found_issue
from samklang.core.words import Sentence, say, say_n
from samklang.web.answers import tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_issue(request: StaffRequest) -> HttpResponse:
    """A draft of the days that are chosen."""
    by, day = request.user, today()
    require(rules.run_pages(by))
    jobcentres = queries.jobcentres_to_report(by)
    form = NewIssueForm(
        sent(request), jobcentres=jobcentres, today=day, first_day=day_before(day, Every.HALF_YEAR), last_day=day
    )

    def do() -> HttpResponse:
        given = form.cleaned_data
        made = commands.make_issue(
            by=by, jobcentre=form.jobcentres[given["jobcentre"]], first_day=given["first_day"],
            last_day=given["last_day"], today=day, now=now(),
        )  # fmt: skip
        tell(request, say("The draft is made. Read it, write what you ask for, and issue it when it is right."))
        return redirect(made)

    lead = say("Everything is found from what is here already. Nobody sees the draft but those who make the page.")
    around = FormPage(
        say("Make a page for the committee"), say("Make the draft"), reverse("committee:issues"), above_issue(), lead
    )
    return form_page(request, form, around, do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def issue_words(request: StaffRequest, pk: int) -> HttpResponse:
    """Introduction and what is asked for."""
    found = found_issue(request, pk)
    require(rules.change_issue(request.user, found))
    form = IssueWordsForm(sent(request), issue=found)

    def do() -> HttpResponse:
        commands.word_issue(by=request.user, issue=found, values=form.values())
        tell(request, say("Saved."))
        return redirect(found)

    around = FormPage(
        say("Write what you ask for"), say("Save"), str(found.get_absolute_url()), above_issue(found),
        say("The figures speak for themselves. You write what they mean for the decision."),
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def issue_figures(request: StaffRequest, pk: int) -> HttpResponse:
    """Find everything anew, for other days if need be."""
    found, day = found_issue(request, pk), today()
    require(rules.change_issue(request.user, found))
    form = DaysForm(sent(request), today=day, first_day=found.first_day, last_day=found.last_day)

    def do() -> HttpResponse:
        commands.renew_issue(by=request.user, issue=found, today=day, **form.cleaned_data)
        tell(request, say("Everything is found anew. Your words are kept."))
        return redirect(found)

    around = FormPage(
        say("Find the figures anew"), say("Find them"), str(found.get_absolute_url()), above_issue(found),
        say("Do it when something was put right, or when the page is to be about other days."),
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def issue_issuing(request: StaffRequest, pk: int) -> HttpResponse:
    """Are you sure? Then it is frozen."""
    found = found_issue(request, pk)
    require(rules.change_issue(request.user, found))
    require(rules.is_up_to_date(found, queries.newest_number(found.jobcentre)))
    form = forms.Form(sent(request))

    def do() -> HttpResponse:
        made = commands.issue_page(by=request.user, issue=found, now=now())
        tell(request, say("Page no. {number} is issued.", number=made.number or 0))
        return redirect(found)

    consequences: list[Sentence] = [
        say("Nothing in it can be changed any more. What is wrong is put right by a new page."),
        say("Everybody who reads reports at {place} can read it from now on.", place=found.jobcentre.name),
        _who_gets(schedule_of(found.jobcentre)),
    ]  # fmt: skip
    if found.replaces is not None:
        consequences.append(say("It takes the place of page no. {number}.", number=found.replaces.number or 0))
    around = FormPage(
        say("Issue the page"), say("Issue it"), str(found.get_absolute_url()), above_issue(found),
        template="web/confirm.html", consequences=consequences,
    )  # fmt: skip
    return form_page(request, form, around, do)


def _who_gets(schedule: Schedule | None) -> Sentence:
    """To how many the page is sent by mail, and when."""
    if schedule is None:
        return say("It is sent to nobody: there is no schedule.")
    people = len(who_is_written_to(schedule))
    if not people:
        return say("It is sent to nobody: nobody is on the list of the schedule.")
    if schedule.paused_at is not None:
        return say_n("The schedule is paused. The page is sent by mail to one person when it goes on.",
                     "The schedule is paused. The page is sent by mail to {count} people when it goes on.",
                     people)  # fmt: skip
    return say_n("It is sent by mail tonight to one person.", "It is sent by mail tonight to {count} people.", people)


@login_required
@require_POST
def issue_putting_away(request: StaffRequest, pk: int) -> HttpResponse:
    """A draft out of the way."""
    found = found_issue(request, pk)
    commands.put_away_issue(by=request.user, issue=found, now=now())
    tell(request, say("The draft is put away."), undo_url=reverse("committee:issue-restoring", args=[pk]))
    return redirect("committee:issues")


@login_required
@require_POST
def issue_restoring(request: StaffRequest, pk: int) -> HttpResponse:
    """The draft again."""
    found = found_issue(request, pk)
    commands.restore_issue(by=request.user, issue=found)
    tell(request, say("The draft is back."))
    return redirect(found)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def issue_correction(request: StaffRequest, pk: int) -> HttpResponse:
    """A draft that is to take the place of an issue."""
    found = found_issue(request, pk)
    require(rules.correct_issue(request.user, found, queries.replacement_of(found) is not None))
    form = CorrectionForm(sent(request))

    def do() -> HttpResponse:
        made = commands.correct_issue(
            by=request.user, issue=found, reason=form.cleaned_data["reason"].strip(), today=today(), now=now()
        )
        tell(request, say("The draft of the correction is made, with your words and figures found anew."))
        return redirect(made)

    around = FormPage(
        say("Correct the page"), say("Make the correction"), str(found.get_absolute_url()), above_issue(found),
        consequences=[
            say("A draft of the same days is made. The page that was sent stays as it is."),
            say("Once the draft is issued, the first page says which one takes its place, and why."),
        ],
    )  # fmt: skip
    return form_page(request, form, around, do)
