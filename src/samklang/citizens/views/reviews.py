"""Looking back on one's own conversations. Nobody else gets any of these pages, whoever they are."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.clock import now, today
from samklang.access.enums import Purpose
from samklang.access.refusals import require
from samklang.citizens import content
from samklang.citizens.commands import reviews as commands
from samklang.citizens.forms.reviews import ReviewForm
from samklang.citizens.models import ConversationReview
from samklang.citizens.queries import reviews as queries
from samklang.citizens.rules import reviews as rules
from samklang.citizens.views.sections import sections
from samklang.core.words import Value, say
from samklang.method.views.figure_parts import as_file
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_ABOVE = (say("Look back"), "citizens:reviews")


@never_cache
@login_required
@require_safe
def reviews(request: StaffRequest) -> HttpResponse:
    """One's own, how they go when there are three, and the way to the next; or what is missing first."""
    by = request.user
    require(rules.practise(by))
    trend = queries.own_trend(by, current_language())
    changeable = {one.pk for one in trend.reviews if rules.change(one, today()) is None}
    context: dict[str, Any] = {
        "sections": sections(request, "citizens:reviews"), "reviews": list(queries.own_reviews(by)[:100]),
        "trend": trend, "fewest": rules.FEWEST, "changeable": changeable,
        "refusal": queries.refusal_for(by, Purpose.SELF_REVIEW, today()),
    }  # fmt: skip
    response: HttpResponse = page(request, "citizens/reviews.html", context)
    return response


@never_cache
@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_review(request: StaffRequest) -> HttpResponse:
    """Look back on a conversation."""
    require(rules.look_back(request.user, queries.refusal_for(request.user, Purpose.SELF_REVIEW, today())))
    form = ReviewForm(sent(request), answers={}, today=today())

    def do() -> HttpResponse:
        commands.write_review(by=request.user, seen=_seen(form), today=today(), now=now())
        tell(request, say("Saved. Only you see it."))
        return redirect("citizens:reviews")

    return form_page(request, form, _around(say("Look back on a conversation")), do)


@never_cache
@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: StaffRequest, pk: int) -> HttpResponse:
    """Change it, on the day it was written."""
    require(rules.practise(request.user))
    found: ConversationReview = get_object_or_404(queries.own_reviews(request.user), pk=pk)
    require(rules.look_back(request.user, queries.refusal_for(request.user, Purpose.SELF_REVIEW, today())))
    require(rules.change(found, today()))
    initial = {"day": found.day, "next_time": found.next_time}
    form = ReviewForm(sent(request), answers=found.answers, today=today(), initial=initial)

    def do() -> HttpResponse:
        commands.change_review(by=request.user, review=found, seen=_seen(form), today=today())
        tell(request, say("Saved. Only you see it."))
        return redirect("citizens:reviews")

    return form_page(request, form, _around(say("Change what you wrote")), do)


@login_required
@require_POST
def review_removal(request: StaffRequest, pk: int) -> HttpResponse:
    """Delete it. One may always, also when looking back is switched off."""
    require(rules.practise(request.user))
    found: ConversationReview = get_object_or_404(queries.own_reviews(request.user), pk=pk)
    commands.remove_review(by=request.user, review=found)
    tell(request, say("What you wrote is deleted."))
    return redirect("citizens:reviews")


@login_required
@require_safe
def reviews_file(request: StaffRequest, ending: str) -> HttpResponse:
    """All of one's own as XLSX or CSV."""
    require(rules.practise(request.user))
    language = current_language()
    asked: list[Value] = [one.ask.worded(language) for one in content.questions()]
    headings = [say("Day of the conversation"), *asked, say("One thing I will try next time")]
    return as_file(ending, say("My looking back"), headings, _rows(request), language)


def _rows(request: StaffRequest) -> Iterator[Sequence[Value]]:
    for day, answers, next_time in queries.own_rows(request.user):
        yield [day, *("" if one is None else one for one in answers), next_time]


def _seen(form: ReviewForm) -> commands.Seen:
    return commands.Seen(form.cleaned_data["day"], form.answers(), form.cleaned_data["next_time"])


def _around(title: Value) -> FormPage:
    above = [(_ABOVE[0], reverse(_ABOVE[1]))]
    return FormPage(title, say("Save"), reverse("citizens:reviews"), above, template="citizens/review.html")
