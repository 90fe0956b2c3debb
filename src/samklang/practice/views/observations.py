"""Observations that count: one's own, announced, answered, rated, handed in, withdrawn. Only the two see one."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.clock import now, today
from samklang.access.refusals import NotAllowed, Refusal, require
from samklang.core.words import Value, say
from samklang.method.models import AssessedLevel
from samklang.method.queries.assessments import own_employee
from samklang.practice.commands import observations as commands
from samklang.practice.enums import ObservationState, Setting
from samklang.practice.forms.observations import AnnounceForm, ObservedLevelForm
from samklang.practice.forms.pairing import ConfirmForm
from samklang.practice.models import Observation
from samklang.practice.queries import observations as queries
from samklang.practice.rules import observation as rules
from samklang.practice.rules.sparring import practise
from samklang.practice.views.sections import sections
from samklang.web.answers import UNPROCESSABLE, page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest


def _found(request: StaffRequest, pk: int) -> Observation:
    found: Observation = get_object_or_404(queries.observations_of(request.user), pk=pk)
    return found


def _above(found: Observation | None = None) -> list[tuple[Value, str]]:
    above: list[tuple[Value, str]] = [(say("Observations"), reverse("practice:observations"))]
    return [*above, (_title(found), str(found.get_absolute_url()))] if found is not None else above


def _title(found: Observation) -> Value:
    return say("Observation on {day}", day=found.day)


def _refusals(request: StaffRequest) -> list[Refusal]:
    """What keeps observations from counting where the person works, or where they hold a licence."""
    employee, licensed = own_employee(request.user), queries.licensed_for(request.user, today())
    places = [one.edition.framework.jobcentre for one in licensed]
    places = places[:1] or ([employee.jobcentre] if employee is not None else [])
    return [one for place in places for one in queries.refusals_of(place, today())]


@login_required
@require_safe
def observations(request: StaffRequest) -> HttpResponse:
    """Those one is part of, and what they are."""
    require(practise(request.user))
    by, day = request.user, today()
    licensed, refusals = queries.licensed_for(by, day), _refusals(request)
    context: dict[str, Any] = {
        "sections": sections(request, "practice:observations"), "rows": queries.observations_of(by)[:100],
        "refusals": refusals, "licensed": licensed, "person": by,
    }  # fmt: skip
    response: HttpResponse = page(request, "practice/observations.html", context)
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_observation(request: StaffRequest) -> HttpResponse:
    """Announce one to a colleague."""
    by, day = request.user, today()
    require(practise(by))
    licensed = queries.licensed_for(by, day)
    if not licensed:
        require(rules.observers_only())
    jobcentre = licensed[0].edition.framework.jobcentre
    for refusal in queries.refusals_of(jobcentre, day):
        require(refusal)
    licensed = [one for one in licensed if one.edition.framework.jobcentre_id == jobcentre.pk]
    people = list(queries.people_to_observe(by, jobcentre, day))
    form = AnnounceForm(sent(request), people=people, licensed=licensed)

    def do() -> HttpResponse:
        employee, on, edition, keys = form.chosen()
        made = commands.announce_observation(
            by=by, employee=employee, edition=edition, indicators=keys, day=on, what=form.cleaned_data["what"],
            setting=Setting(form.cleaned_data["setting"]), today=day, now=now(),
        )  # fmt: skip
        tell(request, say("{name} is told by mail, and answers yes or no. Both are all right.", name=employee.name))
        return redirect(made)

    around = FormPage(
        say("Announce an observation"), say("Announce"), reverse("practice:observations"), _above(),
        say("This is not sparring: the levels you choose stand in your colleague's skills, where they and who leads "
            "them read them. So they are told beforehand, and decide."),
    )  # fmt: skip
    return form_page(request, form, around, do)


@never_cache
@login_required
@require_safe
def observation(request: StaffRequest, pk: int) -> HttpResponse:
    """The page of the two: what is announced, the answer, what was handed in."""
    found, by, day = _found(request, pk), request.user, today()
    assessment = found.assessment
    levels = assessment.levels.select_related("indicator").order_by("indicator__position") if assessment else []
    is_observer = by.pk == found.observer_id
    context: dict[str, Any] = {
        "observation": found, "above": _above(), "title": _title(found), "is_observer": is_observer,
        "indicators": queries.indicators_in(found), "levels": levels,
        "may_answer": rules.answer(by, found, day) is None, "may_rate": rules.rate(by, found, day) is None,
        "may_withdraw": rules.withdraw(by, found, now()) is None, "until": rules.last_day_to_withdraw(found),
        "refusals": queries.refusals_of(found.jobcentre, day) if found.state in rules.OPEN else [],
    }  # fmt: skip
    response: HttpResponse = page(request, "practice/observation.html", context)
    return response


@login_required
@require_POST
def observation_answer(request: StaffRequest, pk: int) -> HttpResponse:
    """Yes or no."""
    found = _found(request, pk)
    agrees = request.POST.get("answer") == "yes"
    commands.answer_observation(by=request.user, observation=found, agrees=agrees, today=today(), now=now())
    if agrees:
        tell(request, say("You have agreed. You can change your mind until it is handed in, and for 14 days after."))
    else:
        tell(request, say("You have said no. It has no consequence, and only the one who asked is told."))
    return redirect(found)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def observation_levels(request: StaffRequest, pk: int) -> HttpResponse:
    """Choose levels; keep them for now, or hand them in."""
    found, by = _found(request, pk), request.user
    require(rules.rate(by, found, today()))
    indicators = queries.indicators_in(found)
    forms = [
        ObservedLevelForm(sent(request), indicator=one, said=_kept(found, one.key)) for one in indicators
    ]  # fmt: skip
    refusal: Refusal | None = None
    faulty = [one for one in forms if one.is_bound and not one.is_valid()]
    if request.method == "POST" and not faulty:
        try:
            said = {one.indicator: one.said() for one in forms}
            commands.keep_levels(by=by, observation=found, said=said, today=today())
            if "hand-in" not in request.POST:
                tell(request, say("Kept. Only you see it until you hand it in."))
                return redirect(found)
            return redirect("practice:observation-handing-in", found.pk)
        except NotAllowed as refused:
            refusal = refused.refusal
    context = {
        "observation": found, "above": _above(found), "forms": forms, "faulty": faulty, "refusal": refusal,
        "name": found.employee.name,
    }  # fmt: skip
    response: HttpResponse = page(request, "practice/observation_levels.html", context)
    response.status_code = UNPROCESSABLE if faulty or refusal else response.status_code
    return response


def _kept(found: Observation, key: str) -> AssessedLevel | None:
    kept = found.levels.get(key)
    return AssessedLevel(level=kept["level"], note=kept["note"]) if kept else None


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def observation_handing_in(request: StaffRequest, pk: int) -> HttpResponse:
    """From then on it counts."""
    found = _found(request, pk)
    require(rules.rate(request.user, found, today()))
    form = ConfirmForm(sent(request))

    def do() -> HttpResponse:
        commands.hand_in_observation(by=request.user, observation=found, today=today(), now=now())
        tell(request, say("It is handed in, and {name} is told.", name=found.employee.name))
        return redirect(found)

    consequences = [
        say("The levels stand in the skills of {name}, where they and who leads them read them.",
            name=found.employee.name),
        say("{name} can have them taken out again for 14 days, without a reason.", name=found.employee.name),
        say("You cannot change them any more."),
    ]  # fmt: skip
    around = FormPage(
        say("Hand in the observation"), say("Hand in"), reverse("practice:observation-levels", args=[found.pk]),
        _above(found), consequences=consequences,
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def observation_withdrawal(request: StaffRequest, pk: int) -> HttpResponse:
    """Nothing comes of it."""
    found = _found(request, pk)
    require(rules.withdraw(request.user, found, now()))
    form = ConfirmForm(sent(request))

    def do() -> HttpResponse:
        commands.withdraw_observation(by=request.user, observation=found, today=today(), now=now())
        tell(request, say("It is withdrawn, and the levels are deleted."))
        return redirect(found)

    gone = (
        say("The levels are taken out of your skills and deleted.")
        if found.state == ObservationState.RATED
        else say("Levels that have been chosen are deleted.")
    )
    around = FormPage(
        say("Withdraw the observation"), say("Withdraw"), str(found.get_absolute_url()), _above(found),
        consequences=[gone, say("The other is told by mail. Nobody has to give a reason.")], danger=True,
    )  # fmt: skip
    return form_page(request, form, around, do)
