"""What `samklang agree` is given to read: one file of ratings or two, the scale, the key."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from samklang.cli.exits import to_mend
from samklang.cli.intake import refuse_what_is_no_file
from samklang.cli.issues import ToMend, show_notes
from samklang.cli.screen import Screen
from samklang.core.agreement import Metric, Ratings
from samklang.core.words import Sentence, say, say_n
from samklang.core.workbook import Issue
from samklang.core.workbook.labels import folded
from samklang.core.workbook.ratings import RatingsFile, Scale, Wanted, read_ratings
from samklang.core.workbook.ratings_layout import KEY, Form
from samklang.reports.agreement_view import Given

_SPAN = re.compile(r"(-?\d+(?:[.,]\d+)?)\s*(?:-|–|\.\.|to|til)\s*(-?\d+(?:[.,]\d+)?)")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
MOST_LEVELS = 1_000
"""Levels of a stated scale; more are a misprint or a span of the interval level."""


@dataclass(frozen=True)
class Files:
    """What the user said about the files."""

    ratings: Path
    before: Path | None
    metric: Metric
    named: Mapping[str, str]
    wide: Form | None
    scale: str | None


def given_by(files: Files, screen: Screen) -> tuple[Given, tuple[float, ...] | None]:
    """The ratings, and every level of the scale where one was stated.

    raises: ToMend with everything that is wrong in both files, Refused where a path or the scale is no such thing.
    """
    scale = None if files.scale is None else scale_from(files.scale, files.metric)
    wanted = Wanted(
        named=files.named,
        wide=files.wide,
        words=files.metric is Metric.NOMINAL,
        negative=files.metric is not Metric.RATIO,
        scale=scale,
    )
    for path in (files.ratings, files.before):
        if path is not None:
            refuse_what_is_no_file(path)
    now, issues = read_ratings(files.ratings, wanted)
    earlier: RatingsFile | None = None
    if files.before is not None:
        # The key is that of the ratings asked about; an earlier round may have been rated without one.
        columns = {role: name for role, name in files.named.items() if role != KEY}
        earlier, older = read_ratings(files.before, replace(wanted, named=columns))
        told = (issue for issue in older if issue.is_error or KEY not in files.named)
        issues = (*issues, *(_of_file(issue, files.before) for issue in told))
    if now is None or any(issue.is_error for issue in issues):
        raise ToMend(issues, before=_before_agreement)
    show_notes(screen, issues)
    given = Given(
        source=files.ratings.name,
        ratings=Ratings.of(now.rows),
        has_items=now.has_items,
        key=now.key,
        words=now.words,
        before=None if earlier is None else Ratings.of(_without(earlier, files.named.get(KEY))),
        before_source="" if files.before is None else files.before.name,
    )
    return given, _levels(scale, now)


def _without(earlier: RatingsFile, key: str | None) -> list[tuple[str, str, str, float | None]]:
    """The earlier ratings without those of the rater who is the key, if somebody is."""
    return [row for row in earlier.rows if key is None or folded(row[0]) != folded(key)]


def _levels(scale: Scale | None, file: RatingsFile) -> tuple[float, ...] | None:
    """Every level of a scale as the numbers that stand for them in the ratings."""
    if scale is None or not scale.levels:
        return None
    if file.words:
        return tuple(map(float, range(1, len(scale.levels) + 1)))
    return tuple(level for level in scale.levels if not isinstance(level, str))


def _of_file(issue: Issue, path: Path) -> Issue:
    """An issue of the earlier file, told apart from those of the other."""
    return issue if issue.sheet == path.name else replace(issue, sheet=f"{path.name}: {issue.sheet}")


def _before_agreement(count: int) -> Sentence:
    return say_n(
        "{count} thing must be mended before agreement can be reckoned:",
        "{count} things must be mended before agreement can be reckoned:",
        count,
    )


def scale_from(text: str, metric: Metric) -> Scale:
    """The scale as the user wrote it: 1-5, or each level with commas between. Raises Refused."""
    span = _SPAN.fullmatch(text.strip())
    if span:
        lowest, highest = (float(end.replace(",", ".")) for end in span.groups())
        if lowest >= highest:
            raise to_mend(say("“{found}” is no scale. Write the lowest level first: 1-5.", found=text))
        if metric in (Metric.INTERVAL, Metric.RATIO):
            return Scale(lowest=lowest, highest=highest)
        if lowest.is_integer() and highest.is_integer() and highest - lowest < MOST_LEVELS:
            return Scale(tuple(map(float, range(int(lowest), int(highest) + 1))))
        raise to_mend(say("“{found}” is no scale. Write whole numbers, or each level: 1,2,3.", found=text))
    parts = [part.strip() for part in re.split(r"[;,]", text) if part.strip()]
    numbers = [_NUMBER.fullmatch(part) is not None for part in parts]
    if len(parts) < 2 or (metric is not Metric.NOMINAL and not all(numbers)):
        raise to_mend(say("“{found}” is no scale. Write the lowest and the highest level: 1-5.", found=text))
    if all(numbers):
        return Scale(tuple(sorted({float(part) for part in parts})))
    return Scale(tuple(dict.fromkeys(parts)))
