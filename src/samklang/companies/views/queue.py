"""The queue: what companies wait for, what is about to be late, and a call written down."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from samklang.access.clock import now, today
from samklang.access.refusals import require
from samklang.companies.commands.enquiries import Sender, answer_enquiry, take_in
from samklang.companies.commands.steps import add_step
from samklang.companies.enums import Channel
from samklang.companies.forms.enquiries import PhoneNoteForm, QueueFilter
from samklang.companies.models import Enquiry, Entrance
from samklang.companies.queries import enquiries as queries
from samklang.companies.queries.companies import entrance_of
from samklang.companies.queries.enquiries import Asked, Tab
from samklang.companies.queries.promise import clock_of, standing_of
from samklang.companies.rules.company import see_companies, write_about_company
from samklang.companies.views.sections import sections
from samklang.core.words import say
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest

ROWS = 25
TABS = {
    Tab.MINE: say("Mine"), Tab.UNOWNED: say("Nobody has it"), Tab.SOON: say("About to be late"), Tab.LATE: say("Late"),
    Tab.WAITING: say("All that wait"), Tab.PAUSED: say("Paused"), Tab.ANSWERED: say("Answered"), Tab.ALL: say("All"),
}  # fmt: skip


@login_required
@require_safe
def enquiries(request: StaffRequest) -> HttpResponse:
    """What companies have written, by whose it is and how it stands to the promise."""
    require(see_companies(request.user))
    entrance, form = entrance_of(request.user.municipality_id), QueueFilter(request.GET)
    context: dict[str, Any] = {
        "sections": sections(request, "companies:enquiries"), "entrance": entrance, "filter_form": form,
    }  # fmt: skip
    if entrance is not None:
        context |= _queue(request, entrance, form.asked())
    response: HttpResponse = page(request, "companies/enquiries.html", context)
    return response


def _queue(request: StaffRequest, entrance: Entrance, asked: Asked) -> dict[str, Any]:
    moment, clock = now(), clock_of(entrance)
    soon = clock.soon(moment)
    counts = queries.counts(request.user, asked, moment, soon)
    shown = Paginator(queries.queue(request.user, asked, moment, soon), ROWS).get_page(request.GET.get("page"))
    return {
        "page": shown, "asked": asked, "tabs": _tabs(request, asked, counts), "sort": asked.sort,
        "rows": [
            {"enquiry": one, "standing": standing_of(one, clock, moment, paused=getattr(one, "is_paused", False))}
            for one in shown
        ],
        "narrowed": bool(asked.text or asked.need), "elsewhere": counts[Tab.WAITING] if asked.tab == Tab.MINE else 0,
    }  # fmt: skip


def _tabs(request: StaffRequest, asked: Asked, counts: dict[Tab, int]) -> list[dict[str, Any]]:
    query = request.GET.copy()
    query.pop("page", None)
    found = []
    for tab, label in TABS.items():
        query["tab"] = tab.value
        count = counts[tab] if tab != Tab.ALL else None
        found.append({"label": label, "url": f"?{query.urlencode()}", "current": tab == asked.tab, "count": count})
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def phone_note(request: StaffRequest) -> HttpResponse:
    """A call, written down by whoever took it: they own it."""
    by = request.user
    require(see_companies(by))
    require(write_about_company(by, by.municipality_id))
    entrance = entrance_of(by.municipality_id)
    if entrance is None:
        tell(request, say("There is no entrance yet. Set it up first."), level=30)
        return redirect("companies:entrance")
    form = PhoneNoteForm(sent(request), person=by, today=today())

    def do() -> HttpResponse:
        enquiry = _written_down(request, entrance, form)
        if form.cleaned_data["answered"]:
            tell(request, say("The call is written down, and they have been answered."))
        else:
            tell(request, say("The call is written down. You own it."))
        return redirect(enquiry)

    back = reverse("companies:enquiries")
    around = FormPage(
        say("Phone note"), say("Save"), back, [(say("Enquiries"), back)],
        lead=say("Whoever takes the call owns it, until they give it to a colleague."),
    )  # fmt: skip
    return form_page(request, form, around, do)


def _written_down(request: StaffRequest, entrance: Entrance, form: PhoneNoteForm) -> Enquiry:
    given, by, moment = form.cleaned_data, request.user, now()
    company = given["company"]
    sender = Sender(
        company=company.name if company else form.typed_company, cvr=company.cvr if company else "",
        postcode=company.postcode if company else "", name=given["name"], phone=given["phone"],
    )  # fmt: skip
    enquiry = take_in(
        entrance, channel=Channel.PHONE, subject=given["text"].split("\n")[0][:120], text=given["text"], sender=sender,
        need=given["need"], language=company.language if company else "da", company=company, by=by, now=moment,
    )  # fmt: skip
    if given["answered"]:
        enquiry = answer_enquiry(by, enquiry, "", moment, Channel.PHONE)
    if given["step"] and company is not None:
        add_step(by, company, given["step"], by, given["step_due"], moment, enquiry=enquiry)
    return enquiry
