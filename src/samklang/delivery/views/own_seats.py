"""One's own seat: given up, changed, swapped; the waiting list; and offers to answer."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from samklang.access import clock
from samklang.access.models import Person
from samklang.access.refusals import NotAllowed, require
from samklang.core.words import Moment, Sentence, Value, say
from samklang.delivery.commands.offers import accept_offer, decline_offer
from samklang.delivery.commands.seat_letters import dates_told
from samklang.delivery.commands.seat_requests import (
    answer_swap,
    ask_to_move,
    ask_to_swap,
    give_up_seat,
    take_back,
    waiting_request,
)
from samklang.delivery.commands.seats import would_break
from samklang.delivery.commands.waiting import join_waiting_list, leave_waiting_list
from samklang.delivery.enums import RequestState, Wanted
from samklang.delivery.forms.seats import AskToSwapForm, OtherCohortForm, ReasonForm
from samklang.delivery.models import Course, SeatRequest
from samklang.delivery.queries.own_seats import own_requests, swaps_to_answer
from samklang.delivery.queries.seating import colleagues_to_swap_with, courses_open_to, rooms, seat_of
from samklang.delivery.queries.waiting import own_offers
from samklang.delivery.rules import seats as rules
from samklang.delivery.views.seats import swap_reasons
from samklang.web.answers import UNPROCESSABLE, page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest


def _course(request: StaffRequest, pk: int) -> Course:
    course: Course = get_object_or_404(courses_open_to(request.user), pk=pk)
    return course


def _above() -> list[tuple[Value, str]]:
    return [(say("My courses"), reverse("delivery:own-courses"))]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def seat_giving_up(request: StaffRequest, pk: int) -> HttpResponse:
    """Give one's seat up, with a reason."""
    course = _course(request, pk)
    require(rules.own_seat(request.user, seat_of(course, request.user)))
    form = ReasonForm(sent(request))
    around = FormPage(
        title=say("Give up your seat"), button=say("Give up the seat"), cancel_url=reverse("delivery:own-courses"),
        above=_above(), danger=True, lead=course.programme.title,
        consequences=[
            say("Your calendar entries are taken back."),
            say("The seat is offered to somebody else: the waiting list first."),
            say("If the cohort cannot do without you, you keep the seat until somebody has taken it."),
        ],
    )  # fmt: skip

    def do() -> HttpResponse:
        wish = give_up_seat(by=request.user, course=course, reason=form.cleaned_data["reason"], now=clock.now())
        kept = say("You keep the seat until somebody has taken it. Whoever is asked has an answer to give first.")
        tell(request, kept if wish else say("You have given up your seat."))
        return redirect("delivery:own-courses")

    return form_page(request, form, around, do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def seat_other_cohort(request: StaffRequest, pk: int) -> HttpResponse:
    """Oneself to a cohort with room: chosen, answered by the checker, then asked for."""
    course, by = _course(request, pk), request.user
    seat = seat_of(course, by)
    require(rules.own_seat(by, seat))
    others = [one for one in rooms(course).values() if seat is not None and one.number != seat.cohort]
    form = OtherCohortForm(sent(request), rooms=others)
    reasons: tuple[Sentence, ...] = ()
    chosen = form.is_bound and form.is_valid()
    if chosen:
        cohort, reason = form.cleaned_data["cohort"], form.cleaned_data["reason"]
        reasons = _one_at_a_time(course, by) or would_break(course, [(by, cohort)], clock.now())
        if "do" in request.POST and not reasons:
            try:
                wish = ask_to_move(by=by, course=course, cohort=cohort, reason=reason, now=clock.now())
                asked = say("Your leader is asked. You hear from us when there is an answer.")
                tell(request, asked if wish else say("You are in cohort {cohort} now.", cohort=cohort))
                return redirect("delivery:own-courses")
            except NotAllowed as refused:
                reasons = (refused.refusal.reason,)
    around = {"title": say("Go to another cohort"), "button": say("Change cohort")}
    return _ask_page(request, course, form, {**around, "chosen": chosen, "reasons": reasons})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def seat_asking_to_swap(request: StaffRequest, pk: int) -> HttpResponse:
    """A colleague to swap with: chosen, answered by the checker, then asked."""
    course, by = _course(request, pk), request.user
    require(rules.own_seat(by, seat_of(course, by)))
    form = AskToSwapForm(sent(request), people=colleagues_to_swap_with(course, by, clock.today()))
    reasons: tuple[Sentence, ...] = ()
    chosen = form.is_bound and form.is_valid()
    if chosen:
        other, reason = form.cleaned_data["other"], form.cleaned_data["reason"]
        reasons = _one_at_a_time(course, by) or swap_reasons(course, by, other)
        if "do" in request.POST and not reasons:
            try:
                ask_to_swap(by=by, course=course, other=other, reason=reason, now=clock.now())
                tell(request, say("{name} is asked. You hear from us when there is an answer.", name=other.name))
                return redirect("delivery:own-courses")
            except NotAllowed as refused:
                reasons = (refused.refusal.reason,)
    around = {"title": say("Swap with a colleague"), "button": say("Ask the colleague")}
    return _ask_page(request, course, form, {**around, "chosen": chosen, "reasons": reasons})


def _one_at_a_time(course: Course, by: Person) -> tuple[Sentence, ...]:
    refusal = rules.ask(waiting_request(course, by))
    return (refusal.reason,) if refusal else ()


def _ask_page(request: StaffRequest, course: Course, form: Any, context: dict[str, Any]) -> HttpResponse:
    around = {
        **context, "form": form, "course": course, "above": _above(), "back": reverse("delivery:own-courses"),
    }  # fmt: skip
    response: HttpResponse = page(request, "delivery/seat_change.html", around)
    if ("do" in request.POST and context["reasons"]) or (form.is_bound and not context["chosen"]):
        response.status_code = UNPROCESSABLE
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def swap(request: StaffRequest, pk: int) -> HttpResponse:
    """A colleague's wish to swap, to be answered."""
    wish: SeatRequest = get_object_or_404(swaps_to_answer(request.user), pk=pk)
    refusal = rules.answer_swap(request.user, wish, clock.now())
    own = seat_of(wish.course, wish.person)
    if request.method == "POST" and refusal is None:
        try:
            yes = request.POST.get("answer") == "yes"
            state = answer_swap(by=request.user, request=wish, yes=yes, now=clock.now())
            tell(request, _SAID.get(state, say("You keep the seat you have.")))
            return redirect("delivery:own-courses")
        except NotAllowed as refused:
            refusal = refused.refusal
    context = {
        "wish": wish, "course": wish.course, "refusal": refusal, "above": _above(),
        "dates": dates_told(wish.course, own.cohort) if own else [],
    }  # fmt: skip
    response: HttpResponse = page(request, "delivery/swap.html", context)
    if request.method == "POST":
        response.status_code = UNPROCESSABLE
    return response


_SAID = {
    RequestState.DONE: say("You have swapped."),
    RequestState.AT_MANAGER: say("Thank you. The leader is asked before anything is changed."),
    RequestState.REFUSED: say("You keep the seat you have."),
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: StaffRequest, pk: int) -> HttpResponse:
    """A seat offered to oneself, to be answered."""
    found = get_object_or_404(own_offers(request.user), pk=pk)
    refusal = rules.answer_offer(request.user, found, clock.now())
    if request.method == "POST" and refusal is None:
        try:
            if request.POST.get("answer") == "yes":
                seated = accept_offer(by=request.user, offer=found, now=clock.now())
                asked = say("Your leader is asked. You hear from us when there is an answer.")
                tell(request, say("The seat is yours.") if seated else asked)
            else:
                decline_offer(by=request.user, offer=found, now=clock.now())
                tell(request, say("Thank you for the answer. The seat is offered to somebody else."))
            return redirect("delivery:own-courses")
        except NotAllowed as refused:
            refusal = refused.refusal
    dates = dates_told(found.course, found.cohort)
    context = {
        "offer": found, "course": found.course, "refusal": refusal, "dates": dates, "until": Moment(found.due_at),
        "above": _above(),
    }  # fmt: skip
    response: HttpResponse = page(request, "delivery/offer.html", context)
    if request.method == "POST":
        response.status_code = UNPROCESSABLE
    return response


@login_required
@require_POST
def waiting_list(request: StaffRequest, pk: int) -> HttpResponse:
    """Join the waiting list."""
    join_waiting_list(by=request.user, course=_course(request, pk), now=clock.now())
    tell(request, say("You are on the waiting list. You get a mail when there is a seat for you."))
    return redirect("delivery:own-courses")


@login_required
@require_POST
def waiting_list_leaving(request: StaffRequest, pk: int) -> HttpResponse:
    """Leave the waiting list."""
    leave_waiting_list(by=request.user, course=_course(request, pk), now=clock.now())
    tell(request, say("You have left the waiting list."))
    return redirect("delivery:own-courses")


@login_required
@require_POST
def seat_request_taken_back(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a wish back."""
    wish: SeatRequest = get_object_or_404(own_requests(request.user), pk=pk)
    take_back(by=request.user, request=wish, now=clock.now())
    kept = wish.wanted != Wanted.JOIN
    tell(request, say("Taken back. You keep the seat you have.") if kept else say("Taken back."))
    return redirect("delivery:own-courses")
