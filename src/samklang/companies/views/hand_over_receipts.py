"""Receiving companies, one or all, or sending one back with the reason."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from samklang.access.clock import now
from samklang.access.refusals import NotAllowed, require
from samklang.companies.commands import hand_over_receipt as commands
from samklang.companies.forms.hand_overs import RefusalForm
from samklang.companies.models import HandOverItem
from samklang.companies.queries.hand_overs import to_receive
from samklang.companies.rules import company as company_rules
from samklang.companies.views.hand_over_parts import above
from samklang.core.words import say, say_n
from samklang.web.answers import number_in, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest

_ERROR = 40


@login_required
@require_POST
def hand_over_receipts(request: StaffRequest) -> HttpResponse:
    """Receive one company, or everything that one hand-over holds. item, hand_over: their numbers."""
    require(company_rules.see_companies(request.user))
    waiting = to_receive(request.user)
    item, hand_over = (number_in(request.POST.get(name, "")) for name in ("item", "hand_over"))
    wanted = waiting.filter(hand_over=hand_over) if hand_over is not None else waiting.filter(pk=item or 0)
    items = list(wanted)
    try:
        found = commands.receive(by=request.user, items=[one.pk for one in items], now=now())
    except NotAllowed as refused:
        tell(request, refused.refusal.reason, level=_ERROR)
        return redirect("companies:hand-overs")
    early = [one for one in found if one.moved_at is None]
    if not found:
        tell(request, say("It does not wait for you any longer."), level=_ERROR)
    elif early:
        tell(request, say_n("Received. One company is yours from {day}.",
                            "Received. {count} companies are yours from {day}.", len(found),
                            day=early[0].hand_over.first_day))  # fmt: skip
    else:
        tell(request, say_n("Received. One company is yours now.", "Received. {count} companies are yours now.",
                            len(found)))  # fmt: skip
    return redirect(f"{reverse('companies:hand-overs')}?show=receive")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over_refusal(request: StaffRequest, pk: int) -> HttpResponse:
    """Send a company back, with the reason."""
    require(company_rules.see_companies(request.user))
    found: HandOverItem = get_object_or_404(to_receive(request.user), pk=pk)
    form = RefusalForm(sent(request))

    def decline() -> HttpResponse:
        commands.send_back(by=request.user, item=found, said=form.cleaned_data["said"], now=now())
        tell(request, say("{company} is sent back, and somebody else is chosen.", company=found.company.name))
        return redirect(f"{reverse('companies:hand-overs')}?show=receive")

    title = say("Send {company} back", company=found.company.name)
    back = f"{reverse('companies:hand-overs')}?show=receive"
    return form_page(request, form, FormPage(title, say("Send back"), back, above()), decline)
