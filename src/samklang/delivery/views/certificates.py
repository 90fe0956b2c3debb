"""What a certificate asks for, who fulfils it, issuing and withdrawing: for whoever runs the course."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from samklang.access.clock import now
from samklang.access.enums import Purpose, Right
from samklang.access.queries.notices import refusal_to_measure
from samklang.access.refusals import require
from samklang.core.words import Value, say, say_n
from samklang.delivery.commands import certificates as commands
from samklang.delivery.forms.certificates import NameForm, ReasonForm, RuleForm
from samklang.delivery.models import Certificate, Course
from samklang.delivery.queries.certificates import (
    Fulfilment,
    asked_for,
    certificates_for,
    competences_to_choose,
    fulfilments,
    is_time_to_renew,
    people_seen,
    renewal_asks,
    rule_on,
    rules_of,
)
from samklang.delivery.queries.courses import courses_for
from samklang.delivery.rules import certificate as rules
from samklang.delivery.rules import course as course_rules
from samklang.delivery.views.courses import above, parts
from samklang.ledger.commands import record_reading
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_FIELDS = (
    "title_da", "title_en", "competences", "attended_percent", "knows", "shows_level", "months", "renewal_touches",
    "renewal_check",
)  # fmt: skip


def _run(request: StaffRequest, pk: int) -> Course:
    found: Course = get_object_or_404(courses_for(request.user), pk=pk)
    require(course_rules.run_course(request.user, found))
    return found


def _page_of(course: Course) -> str:
    return reverse("delivery:certificates", args=[course.pk])


@login_required
@require_safe
def certificates(request: StaffRequest, pk: int) -> HttpResponse:
    """What the certificate asks for, and how far each has come, by name. Each name read is in the ledger."""
    course = _run(request, pk)
    today = request.today
    rule = rule_on(course, today)
    coming = rules_of(course).filter(first_day__gt=today)
    found = fulfilments(course, rule, people_seen(request.user, course), today) if rule else []
    if rule is not None and (rule.knows or rule.shows_level):
        for one in found:
            record_reading("certificates-read", by=request.user, subject=rule, about=one.person,
                           place=course.programme.jobcentre)  # fmt: skip
    context = {
        "course": course,
        "tabs": parts(request, course),
        "rule": rule,
        "asked": asked_for(rule, len(course.modules)) if rule else (),
        "renewal": renewal_asks(rule.renewal_touches, rule.renewal_check) if rule else (),
        "coming": coming,
        "rows": [{"one": one, "due": one.is_due(today), "state": _state(one, request)} for one in found],
        "due": sum(one.is_due(today) for one in found),
        "measuring": refusal_to_measure(course.programme.jobcentre, Purpose.KNOWLEDGE, today)
        if rule and rule.knows else None,
    }  # fmt: skip
    response: HttpResponse = page(request, "delivery/certificates.html", context)
    return response


def _state(one: Fulfilment, request: StaffRequest) -> Value:
    held = one.certificate
    if held is None:
        return say("Can be issued") if one.fulfils else say("Not yet")
    if held.expires_on < request.today:
        return say("Expired {day}", day=held.expires_on)
    if is_time_to_renew(held, request.today):
        return (
            say("Can be renewed, valid until {day}", day=held.expires_on)
            if one.is_due(request.today)
            else say("Expires {day}", day=held.expires_on)
        )
    return say("Valid until {day}", day=held.expires_on)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def certificate_rule(request: StaffRequest, pk: int) -> HttpResponse:
    """Decide what the certificate asks for, from a day on."""
    course = _run(request, pk)
    before = rules_of(course).first()
    initial: dict[str, Any] = {
        "first_day": request.today, "attended_percent": 100, "months": 24, "renewal_touches": 1, "renewal_check": True,
        "title_da": course.programme.title, "title_en": course.programme.title,
    }  # fmt: skip
    if before is not None:
        initial |= {name: getattr(before, name) for name in _FIELDS}
    language = current_language()
    offered = [(one.key, one.worded("name", language)) for one in competences_to_choose(course, request.today)]
    form = RuleForm(sent(request), initial=initial, competences=offered)

    def do() -> HttpResponse:
        values = {name: form.cleaned_data[name] for name in _FIELDS}
        commands.set_rule(
            by=request.user, course=course, first_day=form.cleaned_data["first_day"], values=values,
            today=request.today, now=now(),
        )  # fmt: skip
        tell(request, say("From {day} on the certificate asks for this.", day=form.cleaned_data["first_day"]))
        return redirect(_page_of(course))

    around = FormPage(
        say("What the certificate asks for"), say("Save"), _page_of(course), _above(course),
        say("Certificates that were issued keep what was asked for then."),
    )  # fmt: skip
    return form_page(request, form, around, do)


def _above(course: Course) -> list[tuple[Value, str]]:
    return [*above(course), (say("Certificates"), _page_of(course))]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def issuing(request: StaffRequest, pk: int) -> HttpResponse:
    """Issue to all who fulfil it, once one has said yes."""
    course = _run(request, pk)
    rule = rule_on(course, request.today)
    if request.method == "POST":
        made = commands.issue_to_all(by=request.user, course=course, today=request.today, now=now())
        tell(request, say_n("{count} certificate is issued.", "{count} certificates are issued.", len(made)))
        return redirect(_page_of(course))
    found = fulfilments(course, rule, people_seen(request.user, course), request.today) if rule else []
    due = [one.person.name for one in found if one.is_due(request.today)]
    context = {
        "title": say("Issue certificates"),
        "above": _above(course),
        "question": say_n("Issue {count} certificate?", "Issue {count} certificates?", len(due)),
        "consequences": [
            *([say("These get one: {names}.", names=tuple(due))] if due else [say("Nobody is due one today.")]),
            say("Each gets a mail with a link to their own certificate. Nobody else sees it unless they share it."),
        ],
        "button": say("Issue"),
        "cancel_url": _page_of(course),
    }
    response: HttpResponse = page(request, "web/confirm.html", context)
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def exception(request: StaffRequest, pk: int, person: int) -> HttpResponse:
    """Issue one to somebody who does not fulfil it, with why."""
    course = _run(request, pk)
    who = get_object_or_404(people_seen(request.user, course), pk=person)
    form = ReasonForm(sent(request))

    def do() -> HttpResponse:
        commands.issue_as_exception(
            by=request.user, course=course, person=who, reason=form.cleaned_data["reason"], today=request.today,
            now=now(),
        )  # fmt: skip
        tell(request, say("{name} has a certificate.", name=who.name))
        return redirect(_page_of(course))

    around = FormPage(
        say("Issue a certificate to {name} as an exception", name=who.name), say("Issue"), _page_of(course),
        _above(course), say("The reason stands in the log and on “What we hold on you”; not on the certificate."),
    )  # fmt: skip
    return form_page(request, form, around, do)


def _managed(request: StaffRequest, pk: int) -> tuple[Certificate, Course]:
    found: Certificate = get_object_or_404(certificates_for(request.user), pk=pk)
    course = get_object_or_404(courses_for(request.user), pk=found.course_id)
    seen = people_seen(request.user, course).filter(pk=found.person_id).exists()
    whole = request.user.standing.may(Right.RUN_COURSES, course.programme.jobcentre_id)
    get_object_or_404(Certificate.objects.filter(pk=pk if seen or whole else 0))
    return found, course


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def revocation(request: StaffRequest, pk: int) -> HttpResponse:
    """Withdraw a certificate, with a reason the person can read."""
    found, course = _managed(request, pk)
    require(rules.end(request.user, found, course, "asked"))
    form = ReasonForm(sent(request))

    def do() -> HttpResponse:
        commands.revoke(by=request.user, certificate=found, reason=form.cleaned_data["reason"], now=now())
        tell(request, say("The certificate of {name} is withdrawn.", name=found.person.name))
        return redirect(_page_of(course))

    around = FormPage(
        say("Withdraw the certificate of {name}", name=found.person.name), say("Withdraw"), _page_of(course),
        _above(course), danger=True,
        consequences=[
            say("Whoever checks it sees at once that it is not valid any more. This cannot be undone."),
            say("{name} gets a mail with the reason.", name=found.person.name),
        ],
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: StaffRequest, pk: int) -> HttpResponse:
    """The same certificate in the right name."""
    found, course = _managed(request, pk)
    require(rules.end(request.user, found, course, "asked"))
    form = NameForm(sent(request), initial={"name": found.person.name})

    def do() -> HttpResponse:
        commands.correct_name(
            by=request.user, certificate=found, name=form.cleaned_data["name"], today=request.today, now=now()
        )
        tell(request, say("The certificate is issued again in the right name."))
        return redirect(_page_of(course))

    around = FormPage(
        say("Put the name on the certificate of {name} right", name=found.person.name), say("Issue again"),
        _page_of(course), _above(course),
        consequences=[
            say("The certificate is issued again with the same dates; the old one is withdrawn and leads to the new."),
            say("{name} gets a mail, and must give the new badge to whoever has the old one.", name=found.person.name),
        ],
    )  # fmt: skip
    return form_page(request, form, around, do)
