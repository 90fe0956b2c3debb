"""The pages and the files of a plan. They name people, so each look at them stands in the ledger, once a page."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from samklang.access.enums import Right
from samklang.access.refusals import require
from samklang.core.planner import plan as plans
from samklang.core.planner.explain import Unknown, why_person, why_session, why_wish
from samklang.core.planner.problem import Wish
from samklang.core.planner.progress import NAMES
from samklang.core.words import LANGUAGES, Sentence, say
from samklang.ledger.commands import record_reading
from samklang.planning import documents, rules
from samklang.planning.models import Variant
from samklang.planning.queries import holding, latest_outline, variants_for
from samklang.reports.plan_files import FILES
from samklang.reports.plan_parts import PARTS, lines_of, part_of
from samklang.web.answers import number_in, page
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

PEOPLE_PER_PAGE = 100


def _light(request: StaffRequest) -> Any:
    """Plans without their documents, which a page from the cache does not need."""
    return variants_for(request.user).defer("document", "changes", "version__document")


def _read(request: StaffRequest, variant: Variant) -> None:
    record_reading("plan-read", by=request.user, subject=variant, about=None, place=variant.programme.jobcentre)


@login_required
@require_safe
def plan(request: StaffRequest, pk: int, part: str = "overview") -> HttpResponse:
    """One part of a plan; what breaks rules instead, where it does."""
    variant = get_object_or_404(_light(request), pk=pk)
    if part not in PARTS:
        raise Http404
    _read(request, variant)
    language = current_language()
    context = {**_around(request, variant, part), "people": part == "people"}
    if variant.approved and part == "people":
        context |= _people(request, variant, language)
    elif variant.approved:
        context["written"] = mark_safe(part_of(variant, part, language))  # noqa: S308 - escaped where it is written
    response: HttpResponse = page(request, "reports/plan_on_the_web.html", context)
    return response


def _people(request: StaffRequest, variant: Variant, language: str) -> dict[str, Any]:
    text = str(request.GET.get("q", "")).strip()
    found = [line.row for line in lines_of(variant, language) if text.casefold() in line.found_by]
    return {"text": text, "page": Paginator(found, PEOPLE_PER_PAGE).get_page(request.GET.get("page"))}


def _around(request: StaffRequest, variant: Variant, part: str) -> dict[str, Any]:
    """What stands around every part: state, ways, deeds, files."""
    programme, language = variant.programme, current_language()
    latest, held = latest_outline(programme), holding(programme)
    makes = request.user.standing.may(Right.MAKE_PLANS, programme.jobcentre_id)
    sees_all = request.user.standing.may(Right.SEE_PLANS, programme.jobcentre_id)
    return {
        "variant": variant,
        "programme": programme,
        "sees_all": sees_all,
        "makes": makes,
        "published": held if held is not None and held.variant_id == variant.pk else None,
        "stale": variant.version.fingerprint != latest.fingerprint,
        "publish_refusal": rules.publish(request.user, variant, latest, held),
        "publishes": request.user.standing.may(Right.PUBLISH_PLANS, programme.jobcentre_id),
        "violations": [one[language] for one in variant.violations],
        "changes": _changes(variant, language) if variant.made == "replan" and part == "overview" else None,
        "tabs": _tabs(variant, part),
        "overview": part == "overview",
        "files": _files(variant, makes),
    }


def _tabs(variant: Variant, now: str) -> list[dict[str, Any]]:
    if not variant.approved:
        return []
    tabs = [
        {"label": part.title, "url": reverse("reports:plan-part", args=[variant.pk, key]), "current": key == now}
        for key, part in PARTS.items()
    ]
    tabs[0]["url"] = variant.get_absolute_url()
    return [*tabs, {"label": say("Why so?"), "url": reverse("reports:why", args=[variant.pk]), "current": now == "why"}]


def _files(variant: Variant, makes: bool) -> list[dict[str, Any]]:
    if not variant.approved:
        return []
    told: list[tuple[str, Sentence, str, Sentence | None]] = [
        ("plan.xlsx", say("The plan as a spreadsheet"), "XLSX", None),
        ("plan.html", say("The plan to read and print"), "HTML", say("One file that needs nothing else.")),
        ("calendars.zip", say("Calendars"), "ZIP", say("One for each person, and one with every session.")),
        ("plan.json", say("The plan for programs"), "JSON", None),
    ]
    if makes:
        told.append(("problem.json", say("The rules for programs"), "JSON", None))
    return [
        {"label": label, "url": reverse("reports:plan-file", args=[variant.pk, name]), "kind": kind, "note": note}
        for name, label, kind, note in told
    ]


def _changes(variant: Variant, language: str) -> dict[str, Any]:
    """Who was moved by a replan, and why."""
    told = variant.changes
    names = {person["id"]: person["name"] for person in variant.version.document["people"]}
    moved = [
        {"name": names.get(one["person"], one["person"]), "what": one["what"][language], "why": one["why"][language]}
        for one in told.get("moved", [])
    ]
    fewest = told.get("fewest")
    return {
        "moved": moved,
        "sessions": [one[language] for one in told.get("sessions", [])],
        "proved": fewest is not None and fewest >= len({one["person"] for one in told.get("moved", [])}),
    }


@login_required
@require_safe
def plan_file(request: StaffRequest, pk: int, name: str) -> HttpResponse:
    """One of the plan's documents. The rules name leave, so they are for whoever makes plans."""
    variant = get_object_or_404(variants_for(request.user), pk=pk)
    if name not in FILES or not variant.approved:
        raise Http404
    if name == "problem.json":
        require(rules.make_plans(request.user, variant.programme.jobcentre))
    _read(request, variant)
    kind, write = FILES[name]
    asked = request.GET.get("language", "")
    answer = HttpResponse(write(variant, asked if asked in LANGUAGES else current_language()), content_type=kind)
    stem, _, ending = name.partition(".")
    answer["Content-Disposition"] = f'attachment; filename="{stem}-{variant.programme_id}-{variant.number}.{ending}"'
    return answer


@login_required
@require_safe
def why(request: StaffRequest, pk: int) -> HttpResponse:
    """Why a person, a session or a wish came out as it did."""
    variant = get_object_or_404(variants_for(request.user), pk=pk)
    if not variant.approved:
        raise Http404
    _read(request, variant)
    asked = {name: str(request.GET.get(name, "")) for name in ("person", "session", "wish")}
    context = {
        **_around(request, variant, "why"),
        **asked,
        **_to_ask_about(variant),
        "answers": list(_answers(variant, asked)) if any(asked.values()) else [],
    }
    response: HttpResponse = page(request, "reports/why.html", context)
    return response


def _to_ask_about(variant: Variant) -> dict[str, Any]:
    """The people, sessions and wishes that can be asked about, from the documents as they are."""
    rules_, made = variant.version.document, variant.document
    known = {one["person"] for one in (*made["seats"], *made["untrained"])}
    modules = {module["id"]: module["name"] for module in rules_["modules"]}
    return {
        "persons": sorted((one["name"], one["id"]) for one in rules_["people"] if one["id"] in known),
        "sessions": [
            (
                f"{one['cohort']}:{one['module']}",
                say("Cohort {number}, {module}", number=one["cohort"], module=modules[one["module"]]),
            )
            for one in made["sessions"]
        ],
        "wishes": [(level["wish"], NAMES[Wish(level["wish"])]) for level in rules_["wishes"]],
    }


def _answers(variant: Variant, asked: dict[str, str]) -> Iterator[Sentence]:
    """The sentences about what was asked; what is not there is told with its nearest."""
    problem, made = documents.problem_of(variant.version.document), plans.from_document(variant.document)
    try:
        if asked["person"]:
            yield from why_person(problem, made, asked["person"])
        cohort, colon, module = asked["session"].partition(":")
        number = number_in(cohort)
        if colon and number is not None:
            yield from why_session(problem, made, number, module)
        if asked["wish"] in {level.wish.value for level in problem.wishes}:
            yield from why_wish(problem, made, Wish(asked["wish"]))
    except Unknown as unknown:
        yield unknown.sentence
