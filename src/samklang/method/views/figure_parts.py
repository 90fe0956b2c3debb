"""How a figure is said and drawn, on the pages and in the files of the figures and the pulse."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.http import Http404, HttpResponse
from django.utils.safestring import SafeString, mark_safe

from samklang.core.words import Sentence, Share, Value, render, say, written
from samklang.method.figure_pictures import Axis, Point, course
from samklang.method.shares import Estimate, Lack
from samklang.web.answers import file_to_fetch
from samklang.web.downloads import csv_lines, xlsx

LACKS = {Lack.NOTHING: say("nothing yet"), Lack.TOO_FEW: say("too few to show")}
SHARES = Axis(0, 1, [(0, "0 %"), (0.25, "25 %"), (0.5, "50 %"), (0.75, "75 %"), (1, "100 %")])
SCORES = Axis(1, 10, [(one, str(one)) for one in (1, 4, 7, 10)])


def share_said(found: Estimate | Lack) -> Value:
    """The share in whole per cent, or why there is none."""
    return LACKS[found] if isinstance(found, Lack) else Share(round(found.value, 2))


def share_bounds_said(found: Estimate | Lack) -> Value:
    """From and to; nothing where there is no share."""
    if isinstance(found, Lack):
        return ""
    return say("{low} to {high}", low=Share(round(found.low, 2)), high=Share(round(found.high, 2)))


def mean_said(found: Estimate | Lack) -> Value:
    """The mean with one decimal, or why there is none."""
    return LACKS[found] if isinstance(found, Lack) else Decimal(f"{found.value:.1f}")


def mean_bounds_said(found: Estimate | Lack) -> Value:
    """From and to; nothing where there is no mean."""
    if isinstance(found, Lack):
        return ""
    return say("{low} to {high}", low=Decimal(f"{found.low:.1f}"), high=Decimal(f"{found.high:.1f}"))


def number_said(found: Estimate | Lack) -> Value:
    """How many it is counted on; nothing where that is not said."""
    return "" if isinstance(found, Lack) else found.n


def drawn(points: Iterable[tuple[str, Estimate | Lack]], axis: Axis, language: str) -> SafeString:
    """The course of a figure, by the short name of each period."""
    said = share_said if axis is SHARES else mean_said
    found = [
        Point(label, written(said(one), language))
        if isinstance(one, Lack)
        else Point(label, written(said(one), language), one.value, one.low, one.high)
        for label, one in points
    ]
    return mark_safe(course(found, axis))  # noqa: S308 - drawn here of numbers and escaped labels


def as_file(
    ending: str, name: Sentence, headings: Sequence[Value], rows: Iterable[Sequence[Value]], language: str
) -> HttpResponse:
    """The rows as CSV or XLSX. Raises Http404 for another ending."""
    if ending not in {"csv", "xlsx"}:
        raise Http404
    first, *lines = [[written(cell, language) for cell in row] for row in (headings, *rows)]
    title = render(name, language)
    file = f"{title}.{ending}".replace(" ", "-").lower()
    if ending == "csv":
        return file_to_fetch("".join(csv_lines([first, *lines])).encode(), file)
    return file_to_fetch(xlsx([(title, first, lines)]), file)
