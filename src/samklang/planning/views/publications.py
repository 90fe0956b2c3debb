"""The plan that holds: published after a look at what it means, and withdrawn."""

from collections.abc import Iterator

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from samklang.access.refusals import require
from samklang.core.planner import plan as plans
from samklang.core.words import Sentence, say, say_n
from samklang.planning import commands, documents, rules
from samklang.planning.models import Publication, Variant
from samklang.planning.queries import holding, latest_version, variants_for
from samklang.planning.queries.recipients import participants_of, trainers_of
from samklang.planning.views.programmes import above
from samklang.web.answers import page, tell
from samklang.web.requests import StaffRequest

NAMED = 8


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def variant_publishing(request: StaffRequest, pk: int) -> HttpResponse:
    """What publishing means, and then the deed itself."""
    variant = get_object_or_404(variants_for(request.user), pk=pk)
    programme = variant.programme
    require(rules.publish(request.user, variant, latest_version(programme), holding(programme)))
    if request.method == "POST":
        publication = commands.publish(by=request.user, variant=variant, now=timezone.now())
        undo = reverse("planning:publication-withdrawal", args=[publication.pk]) + "?back=1"
        tell(request, say("{plan} is published. Everybody now sees their own dates.", plan=variant.called),
             undo_url=undo)  # fmt: skip
        return redirect(variant)
    context = {
        "title": say("Publish {plan}", plan=variant.called),
        "question": say("“{title}”, {plan}.", title=programme.title, plan=variant.called),
        "consequences": list(_consequences(variant)),
        "button": say("Publish"),
        "cancel_url": variant.get_absolute_url(),
        "above": [*above(programme), (variant.called, variant.get_absolute_url())],
    }
    response: HttpResponse = page(request, "web/confirm.html", context)
    return response


def _consequences(variant: Variant) -> Iterator[Sentence]:
    problem, plan = documents.problem_of(variant.version.document), plans.from_document(variant.document)
    jobcentre = variant.programme.jobcentre
    known, trainers = participants_of(problem, jobcentre), trainers_of(problem, jobcentre)
    seated = [seat.person for seat in plan.seats]
    count = sum(one in known for one in seated)
    yield say_n(
        "{count} person sees their own dates on their page.",
        "{count} people see their own dates on their pages.",
        count,
    )
    if count < len(seated):
        yield say_n(
            "{count} person with a seat is not in the staff register and sees nothing here. Tell them otherwise.",
            "{count} people with a seat are not in the staff register and see nothing here. Tell them otherwise.",
            len(seated) - count,
        )
    teaching = {session.trainer for session in plan.sessions}
    unknown = tuple(one.name for one in problem.trainers if one.id in teaching and one.id not in trainers)
    if unknown:
        yield say("These trainers are not known here and see nothing: {names}.", names=unknown[:NAMED])
    before = holding(variant.programme)
    if before is not None:
        yield say("{plan}, which is published now, is replaced.", plan=before.variant.called)
    yield say(
        "Whoever has a new or another date gets it by mail, as an entry for the calendar. Nobody else is written to."
    )
    yield say("It is recorded who published the plan, and it can be undone.")


@login_required
@require_POST
def publication_withdrawal(request: StaffRequest, pk: int) -> HttpResponse:
    """Nobody sees the dates any more; or those before, where publishing is undone."""
    found = Publication.objects.filter(variant__in=variants_for(request.user).values("pk"))
    publication = get_object_or_404(found.select_related("variant__programme"), pk=pk)
    back = "back" in request.GET
    commands.withdraw(by=request.user, publication=publication, now=timezone.now(), back_to_the_one_before=back)
    tell(request, say("{plan} is no longer published.", plan=publication.variant.called))
    return redirect(publication.variant)
