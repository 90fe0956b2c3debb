"""The terms of one grant, as its letter of award has them."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from samklang.core.words import say
from samklang.funding.commands.grant_terms import ask_for_auditor, change_grant_terms
from samklang.funding.forms.terms import TermsForm
from samklang.funding.queries.grants import terms_of
from samklang.funding.views.grant_deeds import changeable
from samklang.funding.views.grants import above
from samklang.web.answers import tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def grant_terms(request: StaffRequest, pk: int) -> HttpResponse:
    """What the funder demands of this grant, and what nobody has looked up yet."""
    found = changeable(request, pk)
    form = TermsForm(sent(request), terms=terms_of(found))

    def do() -> HttpResponse:
        with transaction.atomic():
            changed = change_grant_terms(by=request.user, grant=found, terms=form.terms_given())
            ask_for_auditor(by=request.user, grant=changed, language=current_language())
        tell(request, say("The terms of the grant are kept. Instalments stay as they are: look them through."))
        return redirect(found)

    lead = say("Hold each against the letter of award, and take away the mark of what has been looked up.")
    around = FormPage(say("Terms of the grant"), say("Save"), str(found.get_absolute_url()), above(found), lead)
    return form_page(request, form, around, do)
