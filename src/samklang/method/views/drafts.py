"""A draft: what is in it and what is wrong with it, its name, discarded, undone, published."""

from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.refusals import NotAllowed, require
from samklang.core.words import Sentence, say
from samklang.method import commands
from samklang.method.commands.rows import Change
from samklang.method.differences import differences
from samklang.method.documents import DocumentFaults, as_it_stands, to_document
from samklang.method.drafting import frame_of, stamp_of
from samklang.method.forms.editions import PublicationForm, edition_label
from samklang.method.forms.rows import FrameForm, initial_pairs
from samklang.method.models import Edition
from samklang.method.parts import PARTS
from samklang.method.queries.drafts import draft_faults
from samklang.method.queries.editions import editions_for, texts_of
from samklang.method.rules.edition import change_draft
from samklang.method.templatetags.editions import said
from samklang.method.views.frameworks import above
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page, refuse, sent
from samklang.web.requests import StaffRequest

KEPT_S = 3_600
"""How long a change can be undone."""


def found_draft(request: StaffRequest, pk: int) -> Edition:
    """The draft, for whoever writes it; a refusal where the edition has been published."""
    edition = get_object_or_404(editions_for(request.user), pk=pk)
    require(change_draft(request.user, edition))
    return edition


def above_draft(edition: Edition) -> list[Any]:
    """The way back to the draft's page."""
    return [*above(edition), (say("Draft"), reverse("method:draft", args=[edition.pk]))]


def keep(request: StaffRequest, change: Change, what: Sentence) -> None:
    """Say what was done, with a way back for an hour."""
    if change.before == change.after:
        tell(request, say("Nothing was changed."))
        return
    kept = {"before": to_document(change.before), "after": to_document(change.after)}
    cache.set(_undo_key(request, change.edition), kept, KEPT_S)
    tell(request, what, undo_url=reverse("method:draft-undoing", args=[change.edition.pk]))


def _undo_key(request: StaffRequest, edition: Edition) -> str:
    return f"method-undo-{edition.pk}-{request.user.pk}"


def holding_besides(edition: Edition) -> Edition | None:
    """What the draft will take the place of."""
    found: QuerySet[Edition] = Edition.objects.filter(framework=edition.framework_id, published_at__isnull=False)
    return found.select_related("framework__jobcentre").order_by("-number").first()


@login_required
@require_safe
def draft(request: StaffRequest, pk: int) -> HttpResponse:
    """What is in the draft, what is wrong with it, and how much differs from what holds."""
    edition = found_draft(request, pk)
    document, holding = texts_of(edition), holding_besides(edition)
    parts = differences(texts_of(holding), document, said) if holding else []
    context = {
        "edition": edition,
        "holding": holding,
        "parts": [(part, getattr(document, part.key)) for part in PARTS.values()],
        "faults": draft_faults(document),
        "changes": sum(len(part.rows) for part in parts) + sum(part.reordered for part in parts),
        "above": above(edition),
    }
    response: HttpResponse = page(request, "method/draft.html", context)
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def frame(request: StaffRequest, pk: int) -> HttpResponse:
    """The name of the framework and what it is for."""
    edition = found_draft(request, pk)
    document = texts_of(edition)
    initial = {**initial_pairs(document, FrameForm.texts), "opened": stamp_of(frame_of(document))}
    form = FrameForm(sent(request), initial=initial)
    back = reverse("method:draft", args=[edition.pk])
    conflict: dict[str, Any] = {"theirs": None}

    def do() -> HttpResponse:
        try:
            change = commands.change_frame(
                by=request.user, edition=edition, name=form.pair("name"), description=form.pair("description"),
                opened=form.cleaned_data["opened"],
            )  # fmt: skip
        except NotAllowed:
            mine = replace(document, name=form.pair("name"), description=form.pair("description"))
            conflict["theirs"] = differences(document, mine, said)
            form.opened_again(stamp_of(frame_of(document)))
            raise
        keep(request, change, say("The name and the description were saved."))
        return redirect(back)

    around = FormPage(
        say("Name and description"), say("Save"), back, above_draft(edition), template="method/row_form.html"
    )
    return form_page(request, form, around, do, conflict=conflict)


@login_required
@require_POST
def draft_undoing(request: StaffRequest, pk: int) -> HttpResponse:
    """The last change of one's own to the draft taken back."""
    edition = found_draft(request, pk)
    kept = cache.get(_undo_key(request, edition))
    if kept is None:
        tell(request, say("There is nothing left to undo. A change can be undone for an hour."), level=30)
        return redirect("method:draft", edition.pk)
    before, after = (as_it_stands(kept[name]) for name in ("before", "after"))
    try:
        commands.undo_change(by=request.user, edition=edition, before=before, after=after)
    except NotAllowed as refused:
        tell(request, refused.refusal.reason, level=40)
    else:
        cache.delete(_undo_key(request, edition))
        tell(request, say("The change has been undone."))
    return redirect("method:draft", edition.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def draft_removal(request: StaffRequest, pk: int) -> HttpResponse:
    """Are you sure? Then the draft is thrown away."""
    edition = found_draft(request, pk)
    if request.method == "POST":
        framework = edition.framework
        commands.drop_draft(by=request.user, edition=edition)
        tell(request, say("The draft was thrown away. What holds stands as before."))
        return redirect(framework)
    context = {
        "title": say("Throw the draft away?"),
        "above": above_draft(edition),
        "consequences": [
            say("Everything changed in the draft is lost, also what colleagues have written in it."),
            say("The edition that holds stays as it is. A new draft can be begun from it."),
        ],
        "button": say("Throw the draft away"),
        "cancel_url": reverse("method:draft", args=[edition.pk]),
        "danger": True,
    }
    return render(request, "web/confirm.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def draft_publication(request: StaffRequest, pk: int) -> HttpResponse:
    """What will be different, why, and then it holds."""
    edition = found_draft(request, pk)
    document, holding = texts_of(edition), holding_besides(edition)
    if holding is None:
        raise Http404
    form = PublicationForm(sent(request), initial={"seen": stamp_of(document)})
    back = reverse("method:draft", args=[edition.pk])

    def do() -> HttpResponse:
        typed = form.cleaned_data
        try:
            commands.publish_edition(
                by=request.user, edition=edition, reason=typed["reason"], today=request.today, now=timezone.now(),
                seen=typed["seen"],
            )  # fmt: skip
        except NotAllowed:
            form.data = {**dict(form.data.items()), "seen": stamp_of(document)}
            raise
        except DocumentFaults:
            refuse(form, None, say("Mend what stands under “Before it can be published” first."))
            return page(request, around.template, {**around._asdict(), **context}, form=form)
        tell(request, say("Edition {number} holds from today.", number=edition.number))
        return redirect(edition.framework)

    context = {
        "edition": edition,
        "before_label": edition_label(holding),
        "after_label": edition_label(edition),
        "parts": differences(texts_of(holding), document, said),
        "faults": draft_faults(document),
    }
    around = FormPage(
        say("Publish the draft"), say("Publish"), back, above_draft(edition), template="method/publication.html"
    )
    return form_page(request, form, around, do, **context)
