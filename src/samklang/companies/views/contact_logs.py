"""A contact with a company written down on one screen, and taken back."""

from datetime import date, timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from samklang.access.clock import now, today
from samklang.access.refusals import NotAllowed, require
from samklang.companies.commands import contact_logs as commands
from samklang.companies.enums import EntryKind
from samklang.companies.forms.contact_log import ContactLogForm
from samklang.companies.models import Company, Entry
from samklang.companies.queries.companies import companies_for
from samklang.companies.queries.company_page import contacts_of
from samklang.companies.queries.guard import guard
from samklang.companies.rules import companies as rules
from samklang.companies.rules.company import write_about_company
from samklang.companies.views.company import above, found_company
from samklang.core.words import say
from samklang.web.answers import number_in, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest

_ERROR = 40
_FRIDAY = 4


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def contact_log(request: StaffRequest, pk: int) -> HttpResponse:
    """A contact with this company."""
    company = found_company(request, pk)
    require(rules.change_company(request.user, company))
    return _answer(request, company)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_contact_log(request: StaffRequest) -> HttpResponse:
    """A contact with a company that is looked for on the same screen."""
    require(write_about_company(request.user, request.user.municipality_id))
    return _answer(request, None)


def _answer(request: StaffRequest, company: Company | None) -> HttpResponse:
    day = today()
    number = number_in(str(request.GET.get("contact") or ""))
    contact = None
    if company is not None and number is not None:
        contact = contacts_of(company).filter(pk=number, left_on=None).first()
    form = ContactLogForm(
        sent(request), person=request.user, company=company, day=day, proposed=_in_a_week(day), contact=contact
    )

    def do() -> HttpResponse:
        about = form.about()
        entry = commands.log_contact(
            by=request.user, company=about, contacted=form.contacted(), following=form.following(request.user),
            now=now(),
        )  # fmt: skip
        undo = reverse("companies:contact-log-undoing", args=[entry.pk])
        tell(request, say("Written down. All teams see it on the timeline of {name}.", name=about.name), undo_url=undo)
        return redirect(about)

    back = company.get_absolute_url() if company is not None else reverse("companies:companies")
    around = FormPage(
        say("Write down a contact"), say("Write it down"), back, above(company), template="companies/contact_log.html"
    )
    known = guard(company, request.user, now()) if company is not None else None
    return form_page(request, form, around, do, company=company, guard=known)


def _in_a_week(day: date) -> date:
    """What is proposed as the day of the next step: in a week, moved off a week end."""
    proposed = day + timedelta(days=7)
    return proposed + timedelta(days=max(0, 7 - proposed.weekday()) if proposed.weekday() > _FRIDAY else 0)


@login_required
@require_POST
def contact_log_undoing(request: StaffRequest, pk: int) -> HttpResponse:
    """Taken back by the one who has just written it."""
    seen = companies_for(request.user).order_by().values("pk")
    entry = get_object_or_404(Entry.objects.filter(company__in=seen, kind=EntryKind.CONTACT), pk=pk)
    try:
        company = commands.undo_contact_log(by=request.user, entry=entry, now=now())
    except NotAllowed as refused:
        tell(request, refused.refusal.reason, level=_ERROR)
        return redirect("companies:company", entry.company_id)
    tell(request, say("Taken back: the contact is not on the timeline."))
    return redirect(company)
