"""What a licence asks for, from which day: what the jobcentre has decided, with its reason."""

from decimal import Decimal

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from samklang.access.refusals import require
from samklang.calibration import commands, rules
from samklang.calibration.forms.licence import TermsForm
from samklang.calibration.queries.licences import licence_jobcentres, terms_on, terms_rows
from samklang.calibration.views.rounds import above
from samklang.core.words import Value, say
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest


@login_required
@require_safe
def licence_terms(request: StaffRequest) -> HttpResponse:
    """What holds at each jobcentre where the person leads calibration."""
    require(rules.lead_any_calibration(request.user))
    places = [
        {"place": one, "terms": terms_on(one, request.today), "rows": list(terms_rows(one))}
        for one in licence_jobcentres(request.user)
    ]
    context = {"places": places, "above": _ways()}
    response: HttpResponse = page(request, "calibration/licence_terms.html", context)
    return response


def _exact(value: float | None) -> Decimal:
    return Decimal(str(value or 0))


def _ways() -> list[tuple[Value, str]]:
    return [*above(), (say("Licences"), reverse("calibration:licences"))]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_licence_terms(request: StaffRequest, place_pk: int) -> HttpResponse:
    """Decide anew, from a day on."""
    require(rules.lead_any_calibration(request.user))
    place = get_object_or_404(licence_jobcentres(request.user), pk=place_pk)
    now = terms_on(place, request.today)
    form = TermsForm(
        sent(request),
        initial={
            "first_day": request.today, "min_cases": now.min_cases, "min_agreement": _exact(now.min_weighted),
            "max_bias": _exact(now.max_bias), "months": now.months,
        },
    )  # fmt: skip

    def do() -> HttpResponse:
        values = form.values()
        commands.set_terms(
            by=request.user, jobcentre=place, first_day=values.pop("first_day"), reason=values.pop("reason"),
            values=values, today=request.today, now=timezone.now(),
        )  # fmt: skip
        tell(request, say("Decided. Licences given before stand until they run out."))
        return redirect("calibration:licence-terms")

    around = FormPage(
        say("Decide what a licence asks"), say("Decide"), reverse("calibration:licence-terms"),
        [*_ways(), (say("What a licence asks"), reverse("calibration:licence-terms"))], lead=place.name,
    )  # fmt: skip
    return form_page(request, form, around, do)
