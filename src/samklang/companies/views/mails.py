"""Mail to companies and how far it has come, and the mail from companies that was not taken in."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access import clock
from samklang.access.refusals import require
from samklang.companies import letters
from samklang.companies.commands import mail as commands
from samklang.companies.commands.mail_in import take_in_after_all
from samklang.companies.forms.mails import MailsFilter, SendAgainForm
from samklang.companies.left_out import why_left_out
from samklang.companies.models import CompanyMail
from samklang.companies.queries import mails as queries
from samklang.companies.rules import mail as rules
from samklang.companies.rules.company import run_companies
from samklang.companies.views.sections import sections
from samklang.core.words import say
from samklang.delivery.enums import MailState
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest

PER_PAGE = 25
_BADGES = {
    MailState.SENT: "success", MailState.FAILED: "error", MailState.BOUNCED: "error", MailState.WAITING: "info",
    MailState.SENDING: "info", MailState.HANDED: "info",
}  # fmt: skip


@login_required
@require_safe
def mails(request: StaffRequest) -> HttpResponse:
    """Every mail to a company, newest first."""
    require(run_companies(request.user, request.user.municipality_id))
    form = MailsFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    shown = Paginator(_narrowed(queries.mails_for(request.user), chosen), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "sections": sections(request, "companies:entrance"), "filter_form": form, "page": shown,
        "rows": [(one, letters.title(one.letter), _badge(one)) for one in shown],
        "unsent": queries.unsent_for(request.user).count(), "left_out": queries.left_out_for(request.user).count(),
    }  # fmt: skip
    response: HttpResponse = page(request, "companies/mails.html", context)
    return response


def _narrowed(found: QuerySet[CompanyMail], chosen: dict[str, str]) -> QuerySet[CompanyMail]:
    if text := chosen.get("q", ""):
        by_words = Q(to_name__icontains=text) | Q(to_email__icontains=text) | Q(enquiry__reference__iexact=text)
        found = found.filter(by_words | Q(company__name__icontains=text))
    return found.filter(state=chosen["state"]) if chosen.get("state") else found


def _badge(mail: CompanyMail) -> str:
    return _BADGES.get(MailState(mail.state), "plain")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mail(request: StaffRequest, pk: int) -> HttpResponse:
    """One mail, word for word; and sent again where it did not arrive."""
    require(run_companies(request.user, request.user.municipality_id))
    found = get_object_or_404(queries.mails_for(request.user), pk=pk)
    refusal = rules.send_again(request.user, found)
    form = SendAgainForm(sent(request), initial={"to_email": found.to_email})
    around = FormPage(
        found.subject, say("Send again"), reverse("companies:mails"), template="companies/mail.html",
        above=[(say("Mail to companies"), reverse("companies:mails"))],
    )  # fmt: skip

    def again() -> HttpResponse:
        to = form.cleaned_data["to_email"]
        commands.send_again(by=request.user, mail=found, to_email=to, now=clock.now())
        tell(request, say("The mail is sent to {address} within a minute.", address=to))
        return redirect("companies:mail", found.pk)

    found.text = letters.without_secret(found.text)
    context = {"mail": found, "letter": letters.title(found.letter), "badge": _badge(found), "may": refusal is None}
    return form_page(request, form, around, again, **context)


@login_required
@require_safe
def left_out(request: StaffRequest) -> HttpResponse:
    """What came and was not taken in, with the reason."""
    require(run_companies(request.user, request.user.municipality_id))
    shown = Paginator(queries.left_out_for(request.user), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": shown, "rows": [(one, why_left_out(one.left_out)) for one in shown]}
    response: HttpResponse = page(request, "companies/mails_left_out.html", context)
    return response


@login_required
@require_POST
def taking_in(request: StaffRequest, pk: int) -> HttpResponse:
    """It is an enquiry after all."""
    require(run_companies(request.user, request.user.municipality_id))
    found = get_object_or_404(queries.left_out_for(request.user), pk=pk)
    enquiry = take_in_after_all(by=request.user, mail=found, now=clock.now())
    tell(request, say("The mail is taken in as {reference}.", reference=enquiry.reference))
    return redirect("companies:mails-left-out")
