"""Agreement as a page to read and to print: agreement.html, complete in itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from django.template import Context, Engine
from django.utils.safestring import SafeString, mark_safe

from samklang.calibration.findings import Verdict
from samklang.calibration.wording import figure, interval
from samklang.core.agreement import Coefficient, KeyMatch, Metric
from samklang.core.words import Sentence, Share, render, say, written
from samklang.reports import agreement_pictures, agreement_told
from samklang.reports.agreement_view import AgreementView, CaseView, PartView, RaterView
from samklang.reports.files import replace_file
from samklang.reports.plan_pictures import stylesheet

_ENGINE = Engine(
    dirs=[str(files("samklang.reports") / "templates")],
    builtins=["samklang.reports.templatetags.words"],
    string_if_invalid="[%s is missing]",
)
_SHADES = 4


@dataclass(frozen=True)
class FigureRow:
    """One figure as the tables show it."""

    name: Sentence | str
    estimate: str
    interval: str
    remark: Sentence | None
    raters: int
    cases: int


@dataclass(frozen=True)
class MatrixRow:
    """One line of the matrix of levels."""

    name: str
    cells: tuple[tuple[int, str], ...]
    """How many pairs, and the class that shades it."""


@dataclass(frozen=True)
class CaseRow:
    """One case that divides."""

    name: str
    counts: tuple[int, ...]
    rated: int
    span: str
    apart: str
    key: str


@dataclass(frozen=True)
class PartRows:
    """One indicator, or all together, ready to be written."""

    part: PartView
    name: Sentence | str
    verdict: Sentence
    marked: str
    """The class of the verdict."""
    alpha: FigureRow
    told: Sentence
    figures: tuple[FigureRow, ...]
    levels: tuple[str, ...]
    matrix: tuple[MatrixRow, ...]
    cases: tuple[CaseRow, ...]
    picture: SafeString
    key: Sentence | None
    change: Sentence | None
    change_verdict: Sentence | None
    before: str


@dataclass(frozen=True)
class RaterRow:
    """One rater's own figures."""

    name: str
    ratings: int
    severity: str
    exact: str
    near: str
    bias: str


_MARKS = {Verdict.AGREE: "agree", Verdict.DIVIDED: "divided", Verdict.CANNOT_TELL: "unsure"}


def write(view: AgreementView, path: Path, language: str) -> Path:
    """Write the page. Raises OSError where that is not possible; what stood there before then still does."""
    replace_file(path, page(view, language).encode())
    return path


def page(view: AgreementView, language: str) -> str:
    """The whole page: one file that asks for nothing else and runs nothing."""
    style = "".join(map(stylesheet, ("paper.css", "page.css", "agreement.css")))
    parts = tuple(_part(view, part, language) for part in view.parts)
    whole = render(say("All together"), language)
    context = {
        "view": view,
        "language": language,
        "style": mark_safe(style),  # noqa: S308 - written here
        "in_short": agreement_told.in_short(view, language),
        "threshold": agreement_told.threshold_told(view, language),
        "about": tuple(agreement_told.about(view)),
        "two_ordinals": agreement_told.two_ordinals_told() if view.asked.metric is Metric.ORDINAL else None,
        "picture": mark_safe(agreement_pictures.figures(view, language, whole=whole)),  # noqa: S308 - escaped there
        "parts": parts,
        "raters": tuple(_rater(one, language) for one in view.rater_views),
        "most_cases": agreement_pictures.MOST_CASES,
    }
    text: str = _ENGINE.get_template("reports/agreement.html").render(Context(context, use_l10n=False, use_tz=False))
    return text


def _part(view: AgreementView, part: PartView, language: str) -> PartRows:
    dividing = agreement_pictures.dividing(part)
    picture = agreement_pictures.spreads(view, part, dividing, language)
    others = [part.agreement, *part.others, *([] if part.separates is None else [part.separates])]
    change, before = part.change, None if part.change is None else part.change.before
    return PartRows(
        part=part,
        name=part.name or say("All together"),
        verdict=agreement_told.VERDICTS[part.verdict],
        marked=_MARKS.get(part.verdict, "open"),
        alpha=_figure(part.agreement, language),
        told=agreement_told.verdict_told(part, view.threshold, language),
        figures=tuple(_figure(one, language) for one in others),
        levels=tuple(agreement_told.level_name(view, level, language) for level in part.levels),
        matrix=tuple(_matrix(view, part, language)),
        cases=tuple(_case(view, part, case, language) for case in dividing),
        picture=mark_safe(picture or ""),  # noqa: S308 - escaped there
        key=None if part.against_key is None else agreement_told.key_told(part.against_key, language),
        change=None if change is None else agreement_told.change_told(change, language),
        change_verdict=None if change is None else agreement_told.CHANGES[change.verdict],
        before="–" if before is None or before.low is None else figure(before.estimate, language, 3),
    )


def _figure(found: Coefficient, language: str) -> FigureRow:
    return FigureRow(
        name=agreement_told.figure_name(found),
        estimate=figure(found.estimate, language, 3),
        interval=interval(found.low, found.high, language),
        remark=agreement_told.remark(found),
        raters=found.raters,
        cases=found.cases,
    )


def _matrix(view: AgreementView, part: PartView, language: str) -> Iterator[MatrixRow]:
    most = max((count for row in part.pairs or () for count in row), default=0)
    for level, row in zip(part.levels, part.pairs or (), strict=False):
        yield MatrixRow(
            agreement_told.level_name(view, level, language),
            tuple((count, _shade(count, most)) for count in row),
        )


def _shade(count: int, most: int) -> str:
    """The more pairs, the darker; none is white."""
    return f"shade-{-(-count * _SHADES // most) if most else 0}"


def _case(view: AgreementView, part: PartView, case: CaseView, language: str) -> CaseRow:
    low, high = (agreement_told.level_name(view, level, language) for level in (case.lowest, case.highest))
    return CaseRow(
        name=case.case if part.name or not case.item else f"{case.case}, {case.item}",
        counts=case.counts,
        rated=case.rated,
        span=low if low == high else f"{low} – {high}",
        apart=figure(case.apart, language),
        key="" if case.key is None else agreement_told.level_name(view, case.key, language),
    )


def _rater(one: RaterView, language: str) -> RaterRow:
    apart, match = one.severity, one.against_key
    told = "–"
    if apart is not None and apart.estimate is not None:
        told = f"{figure(apart.estimate, language)} ({interval(apart.low, apart.high, language)})"
    exact, near, bias = ("–",) * 3 if match is None else _matched(match, language)
    return RaterRow(one.name, one.ratings, told, exact, near, bias)


def _matched(match: KeyMatch, language: str) -> tuple[str, str, str]:
    shares = (
        "–" if one.estimate is None else written(Share(round(one.estimate, 2)), language)
        for one in (match.exact, match.within_one)
    )
    exact, near = shares
    return exact, near, figure(match.bias.estimate, language)
