"""The rows of one part of a draft: listed, added, changed, moved, removed."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.refusals import NotAllowed, require
from samklang.core.words import Sentence, say, say_n
from samklang.method import commands
from samklang.method.differences import differences
from samklang.method.documents import EditionDocument
from samklang.method.drafting import row_of, stamp_of, with_row
from samklang.method.enums import Scale
from samklang.method.forms.rows import FORMS, RowForm
from samklang.method.models import Edition
from samklang.method.parts import PARTS, Part
from samklang.method.queries.drafts import draft_faults, profiles_elsewhere
from samklang.method.queries.editions import texts_of
from samklang.method.rules.row import remove_row
from samklang.method.templatetags.editions import said
from samklang.method.views.drafts import above_draft, found_draft, keep
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest

_SCALES: tuple[tuple[Scale, Sentence], ...] = (
    (Scale.LEVEL, say("Add an indicator with levels")),
    (Scale.COUNT, say("Add something that is counted")),
    (Scale.CHOICE, say("Add a choice between answers")),
)


def _part(key: str) -> Part:
    if key not in PARTS:
        raise Http404
    return PARTS[key]


def _row(document: EditionDocument, part: Part, key: str) -> Any:
    found = row_of(document, part.key, key)
    if found is None:
        raise Http404
    return found


def _above_part(edition: Edition, part: Part) -> list[Any]:
    return [*above_draft(edition), (part.title, reverse("method:part", args=[edition.pk, part.key]))]


def name_of(part: Part, row: Any) -> str:
    """What a row is called, in the language of the page."""
    return said(getattr(row, part.asked))


@login_required
@require_safe
def part(request: StaffRequest, pk: int, part: str) -> HttpResponse:
    """The rows in their order, with what can be done to each."""
    edition, found = found_draft(request, pk), _part(part)
    document = texts_of(edition)
    faulty = {(one.part.key, one.key) for one in draft_faults(document)}
    new = reverse("method:new-row", args=[edition.pk, found.key])
    context = {
        "edition": edition,
        "part": found,
        "rows": [
            {"key": row.key, "name": name_of(found, row), "about": _about(document, found, row),
             "faulty": (found.key, row.key) in faulty}
            for row in getattr(document, found.key)
        ],
        "adds": [(f"{new}?scale={scale}", label) for scale, label in _SCALES] if found.key == "indicators" else [
            (new, found.add)
        ],
        "above": above_draft(edition),
    }  # fmt: skip
    response: HttpResponse = page(request, "method/part.html", context)
    return response


def _about(document: EditionDocument, part: Part, row: Any) -> Sentence | str:
    """A few words that tell the row from others."""
    if part.key == "indicators":
        competence, phase = row_of(document, "competences", row.competence), row_of(document, "phases", row.phase or "")
        return ", ".join(said(one.name) for one in (phase, competence) if one is not None)
    if part.key == "concepts":
        text = said(row.definition)
        return text if len(text) <= 120 else f"{text[:117].rsplit(' ', 1)[0]} …"
    if part.key == "profiles":
        return say_n("{count} demand", "{count} demands", len(row.demands))
    if part.key == "phases":
        return say_n(
            "{count} indicator", "{count} indicators", sum(one.phase == row.key for one in document.indicators)
        )
    count = sum(one.competence == row.key for one in document.indicators)
    return say_n("{count} indicator", "{count} indicators", count)


def _form(request: StaffRequest, edition: Edition, part: Part, document: EditionDocument, row: Any) -> RowForm:
    given: dict[str, Any] = {"document": document, "row": row}
    if part.key == "indicators":
        given["scale"] = row.scale if row else _scale_asked_for(request)
    if part.key == "profiles" and row is None:
        given["elsewhere"] = profiles_elsewhere(edition)
    return FORMS[part.key](sent(request), **given)


def _scale_asked_for(request: StaffRequest) -> Scale:
    """As the button said; for a row that has gone meanwhile as the fields that were sent tell."""
    asked = str(request.GET.get("scale", ""))
    if asked in Scale.values:
        return Scale(asked)
    return Scale.COUNT if "unit_da" in request.POST else Scale.LEVEL


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_row(request: StaffRequest, pk: int, part: str) -> HttpResponse:
    """One more row, last in its part."""
    edition, found = found_draft(request, pk), _part(part)
    form = _form(request, edition, found, texts_of(edition), None)
    back = reverse("method:part", args=[edition.pk, found.key])

    def do() -> HttpResponse:
        row = form.typed()
        change = commands.add_row(by=request.user, edition=edition, part=found.key, row=row)
        keep(request, change, say("“{name}” was added.", name=name_of(found, row)))
        return redirect(back)

    around = FormPage(found.add, say("Add"), back, _above_part(edition, found), found.help, "method/row_form.html")
    return form_page(request, form, around, do, part=found)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def row(request: StaffRequest, pk: int, part: str, key: str) -> HttpResponse:
    """A row in its form. Where somebody else has saved it meanwhile, what they wrote stands beside what was typed."""
    edition, found = found_draft(request, pk), _part(part)
    document = texts_of(edition)
    there = row_of(document, found.key, key)
    if there is None and request.method != "POST":
        raise Http404
    form = _form(request, edition, found, document, there)
    back = reverse("method:part", args=[edition.pk, found.key])
    conflict: dict[str, Any] = {"theirs": None}

    def do() -> HttpResponse:
        typed = form.typed()
        try:
            opened = form.cleaned_data["opened"]
            change = commands.change_row(by=request.user, edition=edition, part=found.key, row=typed, opened=opened)
        except NotAllowed:
            if there is not None and stamp_of(there) != form.cleaned_data["opened"]:
                conflict["theirs"] = differences(document, with_row(document, found.key, typed), said)
                form.opened_again(stamp_of(there))
            raise
        keep(request, change, say("“{name}” was saved.", name=name_of(found, typed)))
        return redirect(back)

    around = FormPage(
        (name_of(found, there) if there else "") or found.one, say("Save"), back, _above_part(edition, found),
        template="method/row_form.html",
    )  # fmt: skip
    removal = reverse("method:row-removal", args=[edition.pk, found.key, key])
    return form_page(request, form, around, do, part=found, conflict=conflict, removal=removal)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def row_removal(request: StaffRequest, pk: int, part: str, key: str) -> HttpResponse:
    """Are you sure? Then the row is taken away, and can be taken back."""
    edition, found = found_draft(request, pk), _part(part)
    document = texts_of(edition)
    there = _row(document, found, key)
    require(remove_row(document, found.key, key))
    back = reverse("method:part", args=[edition.pk, found.key])
    name = name_of(found, there)
    if request.method == "POST":
        change = commands.remove_row(by=request.user, edition=edition, part=found.key, key=key)
        keep(request, change, say("“{name}” was removed from the draft.", name=name))
        return redirect(back)
    context = {
        "title": say("Remove “{name}” from the draft?", name=name),
        "above": _above_part(edition, found),
        "consequences": _consequences(document, found, key),
        "button": say("Remove"),
        "cancel_url": back,
        "danger": True,
    }
    return render(request, "web/confirm.html", context)


def _consequences(document: EditionDocument, part: Part, key: str) -> list[Sentence]:
    found = [say("The edition that holds stays as it is until the draft is published.")]
    if part.key == "phases" and (count := sum(one.phase == key for one in document.indicators)):
        found.append(
            say_n(
                "{count} indicator then stands without a phase.",
                "{count} indicators then stand without a phase.",
                count,
            )
        )
    if part.key == "indicators" and (count := sum(key in one.demands for one in document.profiles)):
        found.append(
            say_n("{count} role profile no longer demands it.", "{count} role profiles no longer demand it.", count)
        )
    return found


@login_required
@require_POST
def row_move(request: StaffRequest, pk: int, part: str, key: str) -> HttpResponse:
    """One place up or down."""
    edition, found = found_draft(request, pk), _part(part)
    there = _row(texts_of(edition), found, key)
    up = request.POST.get("to") == "up"
    commands.move_row(by=request.user, edition=edition, part=found.key, key=key, up=up)
    tell(request, say("“{name}” was moved.", name=name_of(found, there)))
    return redirect(f"{reverse('method:part', args=[edition.pk, found.key])}#{key}")
