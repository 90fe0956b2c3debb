"""The outbox of a course: every mail, how far it has come, what it says, and what can be done about it."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from samklang.access import clock
from samklang.access.enums import Right
from samklang.access.refusals import require
from samklang.core.words import say
from samklang.delivery import letters
from samklang.delivery.commands import outbox as commands
from samklang.delivery.enums import MailState
from samklang.delivery.forms.mail import MailFilter
from samklang.delivery.models import Mail
from samklang.delivery.queries import mails as queries
from samklang.delivery.queries.courses import courses_for
from samklang.delivery.queries.letters import what_it_says
from samklang.delivery.rules import mail as rules
from samklang.delivery.rules.course import run_course
from samklang.delivery.views.courses import above, parts
from samklang.web.answers import page, tell
from samklang.web.requests import StaffRequest

PER_PAGE = 25
_LATE = timedelta(minutes=15)
_BADGES = {
    MailState.SENT: "success", MailState.FAILED: "error", MailState.BOUNCED: "error", MailState.WAITING: "info",
    MailState.GATHERED: "info", MailState.SENDING: "info", MailState.HANDED: "info",
}  # fmt: skip
"""How a state looks; the others are plain."""


@login_required
@require_safe
def outbox(request: StaffRequest, pk: int) -> HttpResponse:
    """Every mail of the course, newest first, and who cannot be written to."""
    course = get_object_or_404(courses_for(request.user), pk=pk)
    require(run_course(request.user, course))
    form = MailFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    found = queries.mails_of(
        course, text=chosen.get("q", ""), state=chosen.get("state", ""), letter=chosen.get("letter", "")
    )
    page_ = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    counts = queries.counts(course)
    context = {
        "course": course, "tabs": parts(request, course), "filter_form": form, "page": page_,
        "rows": [(one, letters.title(one.letter), _badge(one)) for one in page_],
        "counts": [(state.label, counts[state]) for state in MailState if counts.get(state)],
        "late_since": queries.late_since(course, clock.now() - _LATE),
        "unreachable": queries.without_address(course), "dead": queries.dead_addresses(course),
    }  # fmt: skip
    response: HttpResponse = page(request, "delivery/outbox.html", context)
    return response


def _badge(mail: Mail) -> str:
    return _BADGES.get(MailState(mail.state), "plain")


@login_required
@require_safe
def mail(request: StaffRequest, pk: int) -> HttpResponse:
    """One mail: what it says to whom, and what became of it. That it was read stands in the ledger."""
    found = _found(request, pk)
    commands.note_read(by=request.user, mail=found)
    overtaken = queries.overtaken(found)
    context: dict[str, Any] = {
        "mail": found, "letter": letters.title(found.letter), "badge": _badge(found), "above": _above(found),
        "text": what_it_says(found) if found.letter in letters.kinds() else None,
        "may_retry": rules.try_again(request.user, found, overtaken=overtaken) is None,
        "may_stop": rules.stop(request.user, found) is None, "held": queries.is_held(found),
    }  # fmt: skip
    response: HttpResponse = page(request, "delivery/mail.html", context)
    return response


def _above(found: Mail) -> list[Any]:
    if found.course is None:
        return []
    return [*above(found.course), (say("Mail"), reverse("delivery:outbox", args=[found.course.pk]))]


def _found(request: StaffRequest, pk: int) -> Mail:
    return get_object_or_404(queries.mails_for(request.user), pk=pk)


@login_required
@require_POST
def mail_retry(request: StaffRequest, pk: int) -> HttpResponse:
    """Send what was not sent."""
    found = commands.try_again(by=request.user, mail=_found(request, pk), now=clock.now())
    tell(request, say("The mail to {name} is sent again within a minute.", name=found.person.name))
    return redirect("delivery:mail", found.pk)


@login_required
@require_POST
def mail_stopping(request: StaffRequest, pk: int) -> HttpResponse:
    """Do not send it."""
    found = commands.stop(by=request.user, mail=_found(request, pk))
    tell(request, say("The mail to {name} is stopped.", name=found.person.name))
    return redirect("delivery:mail", found.pk)


@login_required
@require_POST
def address_trusted(request: StaffRequest, pk: int, dead: int) -> HttpResponse:
    """The address works after all."""
    course = get_object_or_404(courses_for(request.user, Right.RUN_COURSES), pk=pk)
    found = get_object_or_404(queries.dead_addresses(course), pk=dead)
    name = found.person.name
    commands.trust_address(by=request.user, course=course, dead=found)
    tell(request, say("What was held back for {name} is sent within a minute.", name=name))
    return redirect("delivery:outbox", course.pk)
