"""Notices of measuring: what staff are told, since when, and what is in force."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from samklang.access import commands, rules
from samklang.access.enums import NoticeState, Purpose, Right
from samklang.access.models import Notice, Person, Place
from samklang.access.queries import jobcentres_for
from samklang.access.queries.notices import jobcentres_around, notices_for, refusals_to_measure
from samklang.access.refusals import Refusal, require
from samklang.access.words import said
from samklang.core.words import say
from samklang.desk.forms.notices import ChangeNoticeForm, NoticeForm, initial_of
from samklang.desk.views.shown import shown
from samklang.web.answers import tell
from samklang.web.requests import StaffRequest

_BADGES = {
    NoticeState.DRAFT: "plain",
    NoticeState.ANNOUNCED: "info",
    NoticeState.IN_FORCE: "success",
    NoticeState.WITHDRAWN: "warning",
}


def _jobcentres(person: Person) -> QuerySet[Place]:
    return jobcentres_for(person, Right.EDIT_NOTICES)


@login_required
@require_safe
def notices(request: StaffRequest) -> HttpResponse:
    """Everything announced at one's jobcentre, and what may be measured there on the day."""
    day = request.as_of
    context = {
        "notices": [_with_state(one, request) for one in notices_for(request.user)],
        "may_write": _jobcentres(request.user).exists(),
        "allowed": [
            (place, refusals_to_measure(place, day)) for place in jobcentres_around(request.user, Right.SEE_NOTICES)
        ],
        "day": day,
    }
    return shown(request, "desk/notices.html", context)


def _with_state(notice: Notice, request: StaffRequest) -> dict[str, object]:
    state = notice.state_on(request.as_of)
    return {"notice": notice, "state": said(state), "badge": _BADGES[state]}


@login_required
@require_safe
def notice(request: StaffRequest, pk: int) -> HttpResponse:
    """One notice, and for whoever writes them what it lacks."""
    found = get_object_or_404(notices_for(request.user), pk=pk)
    today = request.today
    state = found.state_on(request.as_of)
    context = {
        "notice": found,
        "state": said(state),
        "badge": _BADGES[state],
        "is_draft": found.announced_day is None,
        "may_write": rules.edit_notice(request.user, found.jobcentre) is None,
        "announce_refusal": rules.announce_notice(request.user, found, today, settings.NOTICE_DAYS),
        "withdraw_refusal": rules.withdraw_notice(request.user, found, today),
    }
    return shown(request, "desk/notice.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_notice(request: StaffRequest) -> HttpResponse:
    """A draft."""
    jobcentres = _jobcentres(request.user)
    if not jobcentres:
        require(Refusal(say("Notices are written by the head of service.")))
    form = NoticeForm(request.POST or None, jobcentres=jobcentres)
    if request.method == "POST" and form.is_valid():
        jobcentre = form.cleaned_data["jobcentre"]
        written = commands.write_notice(by=request.user, jobcentre=jobcentre, values=form.values())
        tell(request, say("The draft has been saved. Nobody has been told yet."))
        return redirect("notice", written.pk)
    return shown(request, "desk/notice_form.html", {"notice": None}, form=form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def notice_draft(request: StaffRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    found = get_object_or_404(notices_for(request.user), pk=pk)
    require(rules.change_notice(request.user, found))
    form = ChangeNoticeForm(request.POST or None, initial=initial_of(found))
    if request.method == "POST" and form.is_valid():
        commands.change_notice(by=request.user, notice=found, values=form.values())
        tell(request, say("The draft has been saved. Nobody has been told yet."))
        return redirect("notice", pk)
    return shown(request, "desk/notice_form.html", {"notice": found}, form=form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def notice_announcement(request: StaffRequest, pk: int) -> HttpResponse:
    """Tell everybody, once one has read what that means."""
    found = get_object_or_404(notices_for(request.user), pk=pk)
    require(rules.announce_notice(request.user, found, request.today, settings.NOTICE_DAYS))
    if request.method == "POST":
        commands.announce_notice(by=request.user, notice=found, today=request.today)
        tell(
            request,
            say("The notice has been announced. Everybody with an e-mail address at the jobcentre is written to."),
        )
        return redirect("notice", pk)
    context = {
        "title": say("Announce the notice"),
        "question": say("{purpose} begins on {day}.", purpose=said(Purpose(found.purpose)), day=found.first_day or ""),
        "consequences": [
            say("Everybody at {place} is written to, and can read it here.", place=found.jobcentre.name),
            say("It can no longer be changed, only withdrawn."),
        ],
        "button": say("Announce"),
        "cancel_url": reverse("notice", args=[pk]),
        "above": [(say("Notices of measuring"), reverse("notices"))],
    }
    return shown(request, "web/confirm.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def notice_withdrawal(request: StaffRequest, pk: int) -> HttpResponse:
    """From today it no longer holds."""
    found = get_object_or_404(notices_for(request.user), pk=pk)
    require(rules.withdraw_notice(request.user, found, request.today))
    if request.method == "POST":
        commands.withdraw_notice(by=request.user, notice=found, today=request.today)
        tell(request, say("The notice has been withdrawn. What it allowed is off from today."))
        return redirect("notice", pk)
    context = {
        "title": say("Withdraw the notice"),
        "consequences": [
            say("From today nothing is measured for this purpose."),
            say("To begin again, staff must be given notice again."),
        ],
        "button": say("Withdraw"),
        "cancel_url": reverse("notice", args=[pk]),
        "above": [(say("Notices of measuring"), reverse("notices"))],
        "danger": True,
    }
    return shown(request, "web/confirm.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def notice_deletion(request: StaffRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    found = get_object_or_404(notices_for(request.user), pk=pk)
    require(rules.change_notice(request.user, found))
    if request.method == "POST":
        commands.delete_notice(by=request.user, notice=found)
        tell(request, say("The draft has been deleted."))
        return redirect("notices")
    context = {
        "title": say("Delete the draft"),
        "consequences": [say("What was written in it is lost.")],
        "button": say("Delete"),
        "cancel_url": reverse("notice", args=[pk]),
        "above": [(say("Notices of measuring"), reverse("notices"))],
        "danger": True,
    }
    return shown(request, "web/confirm.html", context)
