"""Agreement as a spreadsheet, for those who go on working with it: agreement.xlsx."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from samklang.core.agreement import Bound, Coefficient, Metric
from samklang.core.words import Sentence, render, say
from samklang.reports.agreement_told import (
    CHANGES,
    VERDICTS,
    about,
    change_told,
    figure_name,
    in_short,
    level_name,
    remark,
    threshold_told,
    two_ordinals_told,
)
from samklang.reports.agreement_view import AgreementView, PartView
from samklang.reports.sheet import Book, Content, Figure

Row = Sequence[Content]
Heads = tuple["str | Sentence", ...]


def write(view: AgreementView, path: Path, language: str) -> Path:
    """Write the figures as a spreadsheet. No cell holds a formula, whatever cases and indicators are called.

    raises: OSError where it cannot be written; what stood there before then still does.
    """
    book = Book(render(say("Agreement"), language), view.made_at, language)
    book.add_page(say("Overview"), _overview(view, language))
    _indicators(book, view)
    _figures(book, view)
    _pairs(book, view)
    _cases(book, view)
    if view.before_source:
        _changes(book, view)
    if view.rater_views:
        _raters(book, view)
    book.save(path)
    return path


def _overview(view: AgreementView, language: str) -> Iterator[Row]:
    yield (say("Agreement"),)
    yield ()
    yield (None, in_short(view, language))
    yield (None, threshold_told(view, language))
    for sentence in about(view):
        yield (None, sentence)
    if view.asked.metric is Metric.ORDINAL:
        yield (None, two_ordinals_told())
    yield ()
    yield (say("File"), view.source)
    if view.before_source:
        yield (say("Earlier file"), view.before_source)
    yield (say("Made on"), view.made_at.date())


def _named(view: AgreementView, part: PartView) -> Content:
    return part.name if view.named else say("All together")


def _number(value: float | None) -> Content:
    return None if value is None else Figure(value)


def _indicators(book: Book, view: AgreementView) -> None:
    heads: list[str | Sentence] = [
        say("Indicator"), say("Alpha"), say("From"), say("To"), say("What may be said"), say("Raters"), say("Cases"),
        say("Pairs of ratings"), say("Tells cases apart, ICC(2,1)"),
    ]  # fmt: skip
    if view.has_key:
        heads += [say("As the key"), say("At most one away"), say("Above the key, in levels")]

    def row(part: PartView) -> Iterator[Content]:
        found = part.agreement
        yield from (_named(view, part), _number(found.estimate), _number(found.low), _number(found.high))
        yield from (VERDICTS[part.verdict], found.raters, found.cases, found.pairs)
        yield None if part.separates is None else _number(part.separates.estimate)
        if view.has_key:
            against = part.against_key
            bounds = (None,) * 3 if against is None else (against.exact, against.within_one, against.bias)
            yield from (_bound(one) for one in bounds)

    book.add(say("Indicators"), heads, [tuple(row(part)) for part in view.parts], frozen_columns=1)


def _bound(found: Bound | None) -> Content:
    return None if found is None else _number(found.estimate)


def _figures(book: Book, view: AgreementView) -> None:
    heads: Heads = (
        say("Indicator"), say("Figure"), say("Estimate"), say("From"), say("To"), say("Standard error"), say("Remark"),
    )  # fmt: skip

    def row(part: PartView, found: Coefficient) -> Row:
        values = map(_number, (found.estimate, found.low, found.high, found.standard_error))
        return _named(view, part), figure_name(found), *values, remark(found)

    rows = [
        row(part, found)
        for part in view.parts
        for found in (part.agreement, *part.others, *([] if part.separates is None else [part.separates]))
    ]
    book.add(say("Figures"), heads, rows, frozen_columns=2)


def _pairs(book: Book, view: AgreementView) -> None:
    heads: Heads = (say("Indicator"), say("One level"), say("Other level"), say("Pairs of ratings"))
    rows: list[Row] = []
    for part in view.parts:
        names = [level_name(view, level, book.language) for level in part.levels]
        for place, counts in enumerate(part.pairs or ()):
            rows += [
                (_named(view, part), names[place], names[other], counts[other])
                for other in range(place, len(names))
                if counts[other]
            ]
    book.add(say("Pairs of levels"), heads, rows, frozen_columns=1)


def _cases(book: Book, view: AgreementView) -> None:
    """Every case in the order of the file."""
    levels = sorted({level for part in view.parts if part.pairs is not None for level in part.levels})
    heads: list[str | Sentence] = [
        say("Indicator"), say("Case"), say("Raters"), say("Apart, on average"), say("Lowest"), say("Highest"),
    ]  # fmt: skip
    heads += [say("Key")] if view.has_key else []
    heads += [say("Gave {level}", level=level_name(view, level, book.language)) for level in levels]

    def name(level: float) -> Content:
        return view.words[level] if level in view.words else _plain(level)

    rows: list[Row] = []
    for part in view.parts:
        for case in part.cases:
            counts = dict(zip(part.levels, case.counts, strict=False))
            key = [None if case.key is None else name(case.key)] if view.has_key else []
            item = case.item or _named(view, part)
            rows.append(
                (item, case.case, case.rated, _number(case.apart), name(case.lowest), name(case.highest), *key,
                 *(counts.get(level) for level in levels))
            )  # fmt: skip
    book.add(say("Cases"), heads, rows, frozen_columns=2)


def _plain(level: float) -> Content:
    return int(level) if float(level).is_integer() else Figure(level)


def _changes(book: Book, view: AgreementView) -> None:
    heads: Heads = (
        say("Indicator"), say("Before"), say("After"), say("Difference"), say("From"), say("To"),
        say("Smallest that would show"), say("Cases in both"), say("What may be said"), say("Remark"),
    )  # fmt: skip
    rows: list[Row] = [
        (
            _named(view, part),
            *map(_number, (one.before.estimate, one.after.estimate, one.difference, one.low, one.high)),
            _number(one.detectable),
            one.matched,
            CHANGES[one.verdict],
            change_told(one, book.language),
        )
        for part in view.parts
        if (one := part.change) is not None
    ]
    book.add(say("What has changed"), heads, rows, frozen_columns=1)


def _raters(book: Book, view: AgreementView) -> None:
    """In the order of the file, never by size."""
    heads: Heads = (
        say("Rater"), say("Ratings"), say("Above the others, in levels"), say("From"), say("To"), say("As the key"),
        say("At most one away"), say("Above the key, in levels"),
    )  # fmt: skip
    rows: list[Row] = []
    for one in view.rater_views:
        apart, against = one.severity, one.against_key
        own = (None, None, None) if apart is None else (apart.estimate, apart.low, apart.high)
        bounds = (None,) * 3 if against is None else (against.exact, against.within_one, against.bias)
        rows.append((one.name, one.ratings, *map(_number, own), *map(_bound, bounds)))
    book.add(say("Raters"), heads, rows, frozen_columns=1)
