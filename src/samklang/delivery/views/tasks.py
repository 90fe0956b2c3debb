"""What is asked of oneself before and after a session: one page each, done with one tap."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from samklang.access.clock import now
from samklang.access.models import Person
from samklang.core.words import Value, say
from samklang.delivery.commands import assignments as commands
from samklang.delivery.enums import AssignmentKind
from samklang.delivery.forms.learning import PeerForm, TaskForm, TriesForm
from samklang.delivery.models import Assignment, Session
from samklang.delivery.queries.learning import (
    asked_as_peer,
    checks_to_take,
    colleagues_in,
    own_assignments,
    own_evaluations,
    waiting_assignments,
)
from samklang.web.answers import tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest


def waiting(request: StaffRequest) -> dict[str, Any]:
    """Everything that waits for the person, by the day it is wanted, for the page “My courses”."""
    language, today = current_language(), request.today
    rows = [
        {"due": one.due, "late": one.due < today, "kind": one.get_kind_display(), "url": one.get_absolute_url(),
         "text": _short(one, language), "session": one.session.title, "pk": one.pk,
         "one_tap": one.kind in (AssignmentKind.BEFORE, AssignmentKind.QUESTION, AssignmentKind.PEER)}
        for one in waiting_assignments(request.user, now())
    ]  # fmt: skip
    rows += [
        {"due": one.until, "late": False, "kind": one.get_moment_display(), "pk": None, "one_tap": False,
         "url": reverse("delivery:own-evaluation", args=[one.pk]), "session": one.session.title,
         "text": say("Say what you got out of it. It takes two or three minutes.")}
        for one in own_evaluations(request.user).filter(answered=False, until__gte=today)
    ]  # fmt: skip
    return {
        "waiting": sorted(rows, key=lambda row: (row["due"], str(row["url"]))),
        "as_peer": asked_as_peer(request.user),
        "checks": checks_to_take(request.user, now()),
    }


def _short(one: Assignment, language: str) -> Value:
    if one.kind == AssignmentKind.ATTEMPT:
        return say("Choose one thing, try it three times, and spend a minute on what came of it.")
    return one.worded()[0].worded(language)


def above() -> list[tuple[Value, str]]:
    """The way back to one's own courses."""
    return [(say("My courses"), reverse("delivery:own-courses"))]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own_task(request: StaffRequest, pk: int) -> HttpResponse:
    """One task, with room for one's own notes, and for a peer where it is done with one."""
    found: Assignment = get_object_or_404(own_assignments(request.user), pk=pk)
    if found.kind in (AssignmentKind.ATTEMPT, AssignmentKind.REFLECTION):
        return redirect(found.get_absolute_url())
    form = TaskForm(sent(request), initial={"text": found.answer.get("text", "")})

    def do() -> HttpResponse:
        text = form.cleaned_data["text"]
        commands.do_task(by=request.user, assignment=found, now=timezone.now(), text=text)
        _thank(request, found)
        return redirect("delivery:own-courses")

    around = FormPage(
        say("{kind}: {session}", kind=found.get_kind_display(), session=found.session.title),
        say("I am done"), reverse("delivery:own-courses"), above(), template="delivery/task.html",
    )  # fmt: skip
    peers = _colleagues(request.user, found) if found.kind == AssignmentKind.PEER else None
    peer_form = PeerForm(colleagues=peers, initial={"peer": found.peer_id}) if peers is not None else None
    words = [one.worded(current_language()) for one in found.worded()]
    return form_page(request, form, around, do, task=found, words=words, peer_form=peer_form)


def _colleagues(person: Person, assignment: Assignment) -> Any:
    """The others in the course, and the peer in the register wherever they are."""
    others = colleagues_in(assignment.course, person)
    if assignment.peer_id is None:
        return others
    return Person.objects.filter(pk__in=[*others.values_list("pk", flat=True), assignment.peer_id]).order_by(
        "name", "pk"
    )


@login_required
@require_POST
def own_task_done(request: StaffRequest, pk: int) -> HttpResponse:
    """Done with one tap; what is written with it stays."""
    found: Assignment = get_object_or_404(own_assignments(request.user), pk=pk)
    commands.do_task(by=request.user, assignment=found, now=timezone.now())
    _thank(request, found)
    return redirect("delivery:own-courses")


def _thank(request: StaffRequest, assignment: Assignment) -> None:
    undo = reverse("delivery:own-task-undone", args=[assignment.pk])
    tell(request, say("Done. It is asked no more."), undo_url=undo)


@login_required
@require_POST
def own_task_undone(request: StaffRequest, pk: int) -> HttpResponse:
    """Not done after all."""
    found: Assignment = get_object_or_404(own_assignments(request.user), pk=pk)
    commands.undo_task(by=request.user, assignment=found)
    tell(request, say("It stands among what waits again."))
    return redirect("delivery:own-courses")


@login_required
@require_POST
def own_peer(request: StaffRequest, pk: int) -> HttpResponse:
    """Choose with whom it is to be done."""
    found: Assignment = get_object_or_404(own_assignments(request.user), pk=pk, kind=AssignmentKind.PEER)
    colleagues = _colleagues(request.user, found)
    form = PeerForm(request.POST, colleagues=colleagues)
    if not form.is_valid():
        tell(request, say("Choose one of the colleagues on the list."), level=40)
        return redirect(found.get_absolute_url())
    peer = form.cleaned_data["peer"]
    among = colleagues.values_list("pk", flat=True)
    commands.choose_peer(by=request.user, assignment=found, peer=peer, among=among)
    tell(request, say("{name} sees on “My courses” that you would like a quarter of an hour.", name=peer.name)
         if peer else say("Nobody is chosen any more."))  # fmt: skip
    return redirect(found.get_absolute_url())


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own_tries(request: StaffRequest, pk: int) -> HttpResponse:
    """What to try after a session, the tries ticked, and three short answers: one page. pk: of the session."""
    asked = own_assignments(request.user).filter(session__in=Session.objects.filter(pk=pk))
    attempt: Assignment = get_object_or_404(asked, kind=AssignmentKind.ATTEMPT)
    thought = asked.filter(kind=AssignmentKind.REFLECTION).first()
    form = TriesForm(sent(request), attempt=attempt, thought=thought)

    def do() -> HttpResponse:
        done = "later" not in request.POST
        commands.write_tries(
            by=request.user, attempt=attempt, choice=form.cleaned_data["choice"], tries=form.cleaned_data["tries"],
            answers=form.answers(), done=done, now=timezone.now(),
        )  # fmt: skip
        tell(request, say("Done. It is asked no more.") if done else say("Saved. You can go on another day."))
        return redirect("delivery:own-courses")

    around = FormPage(
        say("Try this after {session}", session=attempt.session.title), say("I am done"),
        reverse("delivery:own-courses"), above(), template="delivery/tries.html",
    )  # fmt: skip
    return form_page(request, form, around, do, attempt=attempt)
