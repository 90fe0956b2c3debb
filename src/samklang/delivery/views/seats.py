"""A manager's page of seats: who sits where, what waits for an answer, and changes with the checker's word first."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access import clock
from samklang.access.enums import Right
from samklang.access.refusals import NotAllowed, require
from samklang.core.words import Sentence, say
from samklang.delivery.commands.seat_requests import approve_request, refuse_request
from samklang.delivery.commands.seating import Change, undo_seats
from samklang.delivery.commands.seats import move_seat, swap_seats, would_break
from samklang.delivery.enums import OfferState, RequestState, Wanted
from samklang.delivery.forms.seats import MoveSeatForm, ReasonForm, SwapSeatsForm
from samklang.delivery.models import Course, Offer, SeatRequest
from samklang.delivery.queries.courses import courses_for, seats_seen
from samklang.delivery.queries.own_seats import catch_ups_of
from samklang.delivery.queries.seating import held_plan, people_of, requests_seen, rooms, seat_of
from samklang.delivery.queries.waiting import in_line
from samklang.delivery.rules import course as course_rules
from samklang.delivery.rules import seats as rules
from samklang.delivery.views.courses import above, parts
from samklang.planning.queries import holding
from samklang.web.answers import UNPROCESSABLE, page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest


def _course(request: StaffRequest, pk: int) -> Course:
    course: Course = get_object_or_404(courses_for(request.user), pk=pk)
    require(rules.see_seats(request.user))
    return course


@login_required
@require_safe
def seats(request: StaffRequest, pk: int) -> HttpResponse:
    """The seats of one's people, what waits for an answer, and where there is room."""
    course = _course(request, pk)
    held, runs = held_plan(course), course_rules.run_course(request.user, course) is None
    people = people_of(request.user, course, held)
    seated = seats_seen(request.user, course, Right.APPROVE_SEATS)
    waits = SeatRequest.objects.filter(course=course, state=RequestState.UNTIL_REPLACED, person__in=people.values("pk"))
    offers = Offer.objects.filter(course=course, state=OfferState.OPEN, person__in=people.values("pk"))
    context = {
        "course": course,
        "tabs": parts(request, course),
        "seats": seated,
        "unseated": people.exclude(pk__in=seated.values("person")),
        "requests": [(one, _told(one)) for one in requests_seen(request.user, course, held)],
        "given_up": waits.select_related("person").order_by("asked_at", "pk"),
        "offers": [(one, _words(one.why)) for one in offers.select_related("person").order_by("due_at", "pk")],
        "rooms": rooms(course).values(),
        "waiting": in_line(course).count(),
        "catch_ups": [(one, [_words(why) for why in one.why]) for one in catch_ups_of(course, people)],
        "runs": runs,
    }
    response: HttpResponse = page(request, "delivery/seats.html", context)
    return response


def _words(told: dict[str, str]) -> str:
    """A sentence kept in every language, in the reader's."""
    return told.get(current_language(), "")


def _told(request: SeatRequest) -> Sentence:
    name, cohort = request.person.name, request.cohort or 0
    if request.wanted == Wanted.SWAP and request.other is not None:
        return say("{name} and {other} would like to swap cohorts.", name=name, other=request.other.name)
    if request.wanted == Wanted.JOIN:
        return say("{name} would like a seat in cohort {cohort}.", name=name, cohort=cohort)
    return say("{name} would like to go to cohort {cohort} instead.", name=name, cohort=cohort)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def seat_move(request: StaffRequest, pk: int) -> HttpResponse:
    """Somebody to another cohort: chosen, answered by the checker, then done."""
    course, now = _course(request, pk), clock.now()
    people = people_of(request.user, course, held_plan(course))
    form = MoveSeatForm(sent(request), people=people, rooms=rooms(course).values())
    chosen = form.is_bound and form.is_valid()
    reasons: tuple[Sentence, ...] = ()
    if chosen:
        person, cohort = form.cleaned_data["person"], form.cleaned_data["cohort"]
        reasons = would_break(course, [(person, cohort)], now)
        if "do" in request.POST and not reasons:
            try:
                move_seat(by=request.user, course=course, person=person, cohort=cohort, now=now)
                return _done(request, course, say("{name} is in cohort {cohort} now.", name=person.name, cohort=cohort))
            except NotAllowed as refused:
                reasons = (refused.refusal.reason,)
    around = {"title": say("Move somebody to another cohort"), "button": say("Move")}
    return _change_page(request, course, form, {**around, "chosen": chosen, "reasons": reasons})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def seat_swap(request: StaffRequest, pk: int) -> HttpResponse:
    """Two people swap: chosen, answered by the checker, then done."""
    course, now = _course(request, pk), clock.now()
    people = people_of(request.user, course, held_plan(course))
    seated = seats_seen(request.user, course, Right.APPROVE_SEATS)
    form = SwapSeatsForm(sent(request), people=people.filter(pk__in=seated.values("person")))
    chosen = form.is_bound and form.is_valid()
    reasons: tuple[Sentence, ...] = ()
    if chosen:
        one, other = form.cleaned_data["person"], form.cleaned_data["other"]
        reasons = swap_reasons(course, one, other)
        if "do" in request.POST and not reasons:
            try:
                swap_seats(by=request.user, course=course, one=one, other=other, now=now)
                return _done(request, course, say("{name} and {other} have swapped.", name=one.name, other=other.name))
            except NotAllowed as refused:
                reasons = (refused.refusal.reason,)
    around = {"title": say("Let two people swap"), "button": say("Swap")}
    return _change_page(request, course, form, {**around, "chosen": chosen, "reasons": reasons})


def swap_reasons(course: Course, one: Any, other: Any) -> tuple[Sentence, ...]:
    """What speaks against the two swapping."""
    own, theirs = seat_of(course, one), seat_of(course, other)
    refusal = rules.swap(own, theirs)
    if refusal is not None or own is None or theirs is None:
        return (refusal.reason,) if refusal else ()
    changes: list[Change] = [(one, theirs.cohort), (other, own.cohort)]
    return would_break(course, changes, clock.now(), rooms_asked=False)


def _change_page(request: StaffRequest, course: Course, form: Any, context: dict[str, Any]) -> HttpResponse:
    if not form.is_bound:
        form.initial = {name: request.GET.get(name) for name in form.fields if name in request.GET}
    around = {
        **context, "form": form, "course": course,
        "above": [*above(course), (say("Who sits where"), reverse("delivery:seats", args=[course.pk]))],
        "back": reverse("delivery:seats", args=[course.pk]),
    }  # fmt: skip
    response: HttpResponse = page(request, "delivery/seat_change.html", around)
    if ("do" in request.POST and context["reasons"]) or (form.is_bound and not context["chosen"]):
        response.status_code = UNPROCESSABLE
    return response


def _done(request: StaffRequest, course: Course, what: Sentence) -> HttpResponse:
    publication = holding(course.programme)
    undo = ""
    if publication is not None:
        undo = reverse("delivery:seats-undo", args=[course.pk, publication.variant.number])
    tell(request, what, undo_url=undo)
    return redirect("delivery:seats", course.pk)


@login_required
@require_POST
def seats_undo(request: StaffRequest, pk: int, plan: int) -> HttpResponse:
    """Take the last change back."""
    course = _course(request, pk)
    undo_seats(by=request.user, course=course, plan=plan, now=clock.now())
    tell(request, say("The seats are as they were before."))
    return redirect("delivery:seats", course.pk)


def _request(request: StaffRequest, pk: int) -> SeatRequest:
    found = SeatRequest.objects.filter(course__in=courses_for(request.user, Right.APPROVE_SEATS).values("pk"))
    wish = get_object_or_404(found.select_related("course__programme__jobcentre", "person", "other"), pk=pk)
    if not people_of(request.user, wish.course, held_plan(wish.course)).filter(pk=wish.person_id).exists():
        raise Http404
    return wish


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def seat_approval(request: StaffRequest, pk: int) -> HttpResponse:
    """What is asked for, what the checker says of it, and a yes."""
    wish = _request(request, pk)
    course, now = wish.course, clock.now()
    reasons = _reasons(wish) if wish.state == RequestState.AT_MANAGER else ()
    refusal = rules.decide(request.user, wish, True)
    if refusal is not None:
        reasons = (refusal.reason,)
    if request.method == "POST" and not reasons:
        try:
            approve_request(by=request.user, request=wish, now=now)
            tell(request, say("The seat is approved, and they are told."))
            return redirect("delivery:seats", course.pk)
        except NotAllowed as refused:
            reasons = (refused.refusal.reason,)
    context = {
        "title": say("Answer about a seat"), "button": say("Approve"), "chosen": True, "reasons": reasons,
        "told": _told(wish), "wish": wish, "form": None, "course": course,
        "above": [*above(course), (say("Who sits where"), reverse("delivery:seats", args=[course.pk]))],
        "back": reverse("delivery:seats", args=[course.pk]),
    }  # fmt: skip
    response: HttpResponse = page(request, "delivery/seat_change.html", context)
    if request.method == "POST":
        response.status_code = UNPROCESSABLE
    return response


def _reasons(wish: SeatRequest) -> tuple[Sentence, ...]:
    """What speaks against the wish; the seat that is kept for it counts as free."""
    if wish.wanted == Wanted.SWAP and wish.other is not None:
        return swap_reasons(wish.course, wish.person, wish.other)
    changes: list[Change] = [(wish.person, wish.cohort)]
    if wish.other is not None:
        changes.insert(0, (wish.other, None))
    return would_break(wish.course, changes, clock.now(), rooms_asked=False)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def seat_refusal(request: StaffRequest, pk: int) -> HttpResponse:
    """A no, with its reason."""
    wish = _request(request, pk)
    back = reverse("delivery:seats", args=[wish.course_id])
    form = ReasonForm(sent(request))
    around = FormPage(
        title=say("Say no"), button=say("Say no"), cancel_url=back, lead=_told(wish),
        above=[*above(wish.course), (say("Who sits where"), back)],
    )  # fmt: skip

    def do() -> HttpResponse:
        refuse_request(by=request.user, request=wish, reason=form.cleaned_data["reason"], now=clock.now())
        tell(request, say("They are told that it is no, and why."))
        return redirect(back)

    return form_page(request, form, around, do)
