"""How many of a group reach what their role demands: a table, a picture and files. Nobody's name."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from samklang.access.enums import Purpose
from samklang.access.models import Place
from samklang.access.queries.notices import refusal_to_measure
from samklang.access.refusals import Refusal, require
from samklang.core.words import Value, say
from samklang.core.words import render as in_words
from samklang.core.workbook.columns import Column, SheetKind
from samklang.core.workbook.exporting import as_csv, as_xlsx
from samklang.core.workbook.kinds import Count as Number
from samklang.core.workbook.kinds import Text
from samklang.core.workbook.labels import Label
from samklang.method.forms.group_skills import GroupFilter
from samklang.method.metrics import REACHED
from samklang.method.models import Profile
from samklang.method.pictures import Bar, bars
from samklang.method.queries.editions import holding_editions
from samklang.method.queries.group_skills import (
    Matrix,
    MatrixLine,
    jobcentres_with_skills,
    matrix_of,
    profiles_in,
    usual_profile,
)
from samklang.method.rules.assessment import see_group_skills
from samklang.method.suppression import SMALLEST_GROUP, Count
from samklang.method.views.skill_tabs import skill_tabs
from samklang.web.answers import file_to_fetch, number_in
from samklang.web.charts import Figure
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest


class _Asked(NamedTuple):
    """What is asked for; without a profile nothing can be counted."""

    jobcentres: Sequence[Place]
    jobcentre: Place | None
    profiles: Sequence[Profile]
    profile: Profile | None
    refusal: Refusal | None


def _asked(request: StaffRequest) -> _Asked:
    """The jobcentre and profile of the address, else the first there are. Raises NotAllowed."""
    require(see_group_skills(request.user))
    jobcentres = list(jobcentres_with_skills(request.user))
    jobcentre = _chosen(jobcentres, request.GET.get("jobcentre", ""), jobcentres[0] if jobcentres else None)
    if jobcentre is None:
        return _Asked([], None, [], None, None)
    profiles = profiles_in(holding_editions(jobcentre, request.as_of))
    usual = usual_profile(jobcentre, profiles, request.as_of)
    profile = _chosen(profiles, request.GET.get("profile", ""), usual)
    refusal = refusal_to_measure(jobcentre, Purpose.SKILLS, request.today)
    return _Asked(jobcentres, jobcentre, profiles, profile, refusal)


def _chosen(rows: Sequence[Any], asked: str, otherwise: Any) -> Any:
    number = number_in(asked)
    return next((one for one in rows if one.pk == number), otherwise)


def _matrix(request: StaffRequest, asked: _Asked) -> Matrix | None:
    if asked.jobcentre is None or asked.profile is None or asked.refusal is not None:
        return None
    return matrix_of(request.user, asked.jobcentre, asked.profile, request.as_of)


@login_required
@require_safe
def skills(request: StaffRequest) -> HttpResponse:
    """The counts of the teams one sees, and of the whole jobcentre where one sees that."""
    asked = _asked(request)
    matrix = _matrix(request, asked)
    csv_url = _file_url(request, asked, "csv")
    context = {
        "tabs": skill_tabs(request), "refusal": asked.refusal, "matrix": matrix, "profile": asked.profile,
        "filter_form": GroupFilter(_shown(asked), jobcentres=asked.jobcentres, profiles=asked.profiles),
        "figure": _figure(request, matrix, csv_url) if matrix is not None and matrix.shows_something else None,
        "fewest": SMALLEST_GROUP, "xlsx_url": _file_url(request, asked, "xlsx"),
        "csv_url": csv_url,
    }  # fmt: skip
    return render(request, "method/group_skills.html", context)


def _shown(asked: _Asked) -> dict[str, int]:
    """What the filter shows as chosen: what the page is about, whatever the address said."""
    rows = {"jobcentre": asked.jobcentre, "profile": asked.profile}
    return {name: row.pk for name, row in rows.items() if row is not None}


def _file_url(request: StaffRequest, asked: _Asked, kind: str) -> str:
    if asked.jobcentre is None or asked.profile is None:
        return ""
    query = {"jobcentre": asked.jobcentre.pk, "profile": asked.profile.pk, "format": kind}
    if request.as_of != request.today:
        query["as_of"] = request.as_of.isoformat()
    return f"{reverse('method:skills-file')}?{urlencode(query)}"


def _figure(request: StaffRequest, matrix: Matrix, csv_url: str) -> Figure:
    """Of the jobcentre where one sees it, else of the first of the teams."""
    language = current_language()
    place = matrix.jobcentre if matrix.sees_whole else matrix.teams[0]
    rows = [(line, line.whole if matrix.sees_whole else line.counts[0]) for line in matrix.lines]
    drawn = [_bar(line, count, language) for line, count in rows]
    return Figure(
        say("{place}: how many reach what “{profile}” asks", place=place.name,
            profile=matrix.profile.worded("name", language)),
        # Drawn here of numbers and escaped labels.
        mark_safe(bars(drawn)),  # noqa: S308
        say("For each indicator a bar: the filled part are those who reach the demand. The table says the same."),
        [say("Indicator"), say("Demand"), say("Reach it"), say("Judged")],
        [[line.indicator.worded("name", language), line.demand, *_cells(count)] for line, count in rows],
        csv_url,
        say("judgements by leaders and licensed observers until {day}, the newest of each", day=request.as_of),
        metric=REACHED,
    )  # fmt: skip


def _bar(line: MatrixLine, count: Count | None, language: str) -> Bar:
    name = line.indicator.worded("name", language)
    if count is None:
        return Bar(name, None, 0, in_words(TOO_FEW, language))
    said = in_words(say("{reach} of {judged}", reach=count.reach, judged=count.judged), language)
    return Bar(name, count.reach, count.judged, said)


TOO_FEW = say("too few to show")


def _cells(count: Count | None) -> list[Value]:
    return [count.reach, count.judged] if count is not None else [TOO_FEW, TOO_FEW]


_SHEET = SheetKind(
    "skills",
    Label("Kompetencer", "Skills"),
    Label(
        "Hvor mange der når kravet, af dem andre har vurderet. Tomt, hvor gruppen er for lille til at blive vist.",
        "How many reach the demand, of those whom others have judged. Empty where the group is too small to be shown.",
    ),
    tuple(
        Column(key, kind, Label(danish, english), Label(danish, english), width=width)
        for key, kind, danish, english, width in (
            ("place", Text(), "Enhed", "Place", 28),
            ("profile", Text(), "Rolleprofil", "Role profile", 24),
            ("competence", Text(), "Kompetence", "Competence", 30),
            ("indicator", Text(), "Indikator", "Indicator", 40),
            ("demand", Number(), "Krav", "Demand", 10),
            ("reach", Number(), "Når kravet", "Reach the demand", 14),
            ("judged", Number(), "Vurderet", "Judged", 14),
        )
    ),
)


@login_required
@require_safe
def skills_file(request: StaffRequest) -> HttpResponse:
    """The same counts as a spreadsheet, or as CSV where that is asked for."""
    asked = _asked(request)
    require(asked.refusal)
    matrix = _matrix(request, asked)
    if matrix is None:
        raise Http404
    language, rows = current_language(), list(_rows(matrix, current_language()))
    if request.GET.get("format") == "csv":
        content, ending = as_csv(_SHEET, rows, language), "csv"
    else:
        content, ending = as_xlsx(_SHEET, rows, language), "xlsx"
    name = in_words(say("skills {day}", day=request.as_of.isoformat()), language)
    return file_to_fetch(content, f"{name}.{ending}")


def _rows(matrix: Matrix, language: str) -> Iterator[dict[str, Any]]:
    for line in matrix.lines:
        groups: list[tuple[Place, Count | None]] = list(zip(matrix.teams, line.counts, strict=True))
        if matrix.sees_whole:
            groups.append((matrix.jobcentre, line.whole))
        for place, count in groups:
            yield {
                "place": place.name,
                "profile": matrix.profile.worded("name", language),
                "competence": line.indicator.competence.worded("name", language),
                "indicator": line.indicator.worded("name", language),
                "demand": line.demand,
                "reach": count.reach if count else None,
                "judged": count.judged if count else None,
            }
