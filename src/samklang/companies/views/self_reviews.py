"""Looking back on one's own meetings. Nobody else gets any of these pages, whoever they are."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.clock import now, today
from samklang.access.refusals import require
from samklang.companies.commands import self_reviews as commands
from samklang.companies.forms.self_reviews import SelfReviewForm
from samklang.companies.models import Meeting
from samklang.companies.queries import self_reviews as queries
from samklang.companies.rules import company as company_rules
from samklang.companies.rules import self_reviews as rules
from samklang.companies.views.meeting_parts import above_meeting
from samklang.companies.views.sections import sections
from samklang.core.words import say
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest


def _own_meeting(request: StaffRequest, pk: int) -> Meeting:
    found: Meeting = get_object_or_404(queries.own_meetings(request.user), pk=pk)
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def self_review(request: StaffRequest, pk: int) -> HttpResponse:
    """A level for each thing one can see in a good meeting, or none, and one thing to try; or what is missing first."""
    found = _own_meeting(request, pk)
    require(rules.review(request.user, found, None))
    refusal = queries.refusal_to_review(request.user, today())
    review = queries.own_review(request.user, found)
    if refusal is not None:
        if request.method == "POST":
            require(refusal)
        context = {"meeting": found, "above": above_meeting(found), "refusal": refusal, "review": review}
        response: HttpResponse = page(request, "companies/meeting_review_off.html", context)
        return response
    edition = queries.edition_of(request.user, today())
    form = SelfReviewForm(
        sent(request), indicators=queries.reviewed_by(edition) if edition else [],
        levels=review.levels if review else {}, initial={"next_time": review.next_time if review else ""},
    )  # fmt: skip

    def do() -> HttpResponse:
        commands.write_self_review(
            by=request.user, meeting=found, levels=form.levels(), next_time=form.cleaned_data["next_time"],
            today=today(), now=now(),
        )  # fmt: skip
        tell(request, say("Saved. Only you see it."))
        return redirect("companies:own-self-reviews")

    around = FormPage(
        say("Look back"), say("Save"), found.get_absolute_url(), above_meeting(found),
        template="companies/meeting_review.html",
        removal_url=reverse("companies:self-review-removal", args=[pk]) if review else "",
        removal_label=say("Delete it"),
    )  # fmt: skip
    return form_page(request, form, around, do, meeting=found)


@login_required
@require_POST
def self_review_removal(request: StaffRequest, pk: int) -> HttpResponse:
    """Delete it."""
    found = _own_meeting(request, pk)
    commands.remove_self_review(by=request.user, meeting=found)
    tell(request, say("What you wrote about the meeting is deleted."))
    return redirect("companies:own-self-reviews")


@login_required
@require_safe
def own_self_reviews(request: StaffRequest) -> HttpResponse:
    """One's own, and how they go when there are three."""
    require(company_rules.see_companies(request.user))
    trend = queries.own_trend(request.user, today(), current_language())
    context: dict[str, Any] = {
        "sections": sections(request, "companies:meetings"), "reviews": list(trend.reviews), "rows": list(trend.rows),
        "fewest": rules.FEWEST,
    }  # fmt: skip
    response: HttpResponse = page(request, "companies/meeting_reviews.html", context)
    return response
