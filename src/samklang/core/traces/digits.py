"""Civil registration numbers and telephone numbers, however their digits are spaced."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from samklang.core.traces.folding import Folded
from samklang.core.traces.trace import Kind, Trace
from samklang.core.workbook.personal import holds_civil_registration_number

_DIGITS = re.compile(r"[0-9]+")
_CASE = re.compile(r"(?<![0-9.])[0-9]{2}\.[0-9]{2}\.[0-9]{2}-[A-ZÆØÅ][0-9]{2}-[0-9]{1,6}-[0-9]{2}(?![0-9])")
"""A municipality's case: its subject and kind of work, a number and the year. source: KL Emnesystematik (KLE)."""
_BETWEEN = re.compile(r"[\s\-./_,:;*·•|\\()'’=~]{0,4}")
_BETWEEN_IN_PHONE = re.compile(r"[ \-./\n()·•_]{1,3}")
_DIGIT_WORD = r"(?:nul|et|en|to|tre|fire|fem|seks|syv|otte|ni|zero|one|two|three|four|five|six|seven|eight|nine)"
_SPELLED = re.compile(rf"\b{_DIGIT_WORD}(?:[\W_]{{1,3}}{_DIGIT_WORD}\b){{7,}}", re.I)
_TENS = (
    r"(?:(?:(?:en|to|tre|fire|fem|seks|syv|otte|ni)og)?"
    r"(?:tyve|tredive|fyrre|halvtreds|tres|halvfjerds|firs|halvfems))"
)
_PAIRS = re.compile(rf"\b{_TENS}(?:[\W_]{{1,3}}{_TENS}\b){{3,}}", re.I)
"""Eight digits said two by two."""
_JOINED = re.compile(rf"\b{_DIGIT_WORD}{{8,12}}\b", re.I)
_LETTERS_FOR_DIGITS = re.compile(r"(?<![^\W_])(?=[oOlI]{0,9}[0-9])[0-9oOlI]{2,12}(?![^\W_])")
"""2o 3O: the letter in place of nought, and of one."""
_AS_DIGITS = str.maketrans("oOlI", "0011")
_ONE_WORD = re.compile(_DIGIT_WORD, re.I)
_AMOUNT_AFTER = re.compile(
    r" ?(?:kr\b|kroner\b|dkk\b|mio\b|,-|%|€|\$|£|eur\b|euro\b|stk\b|timer\b|hours\b|m2\b|tons?\b)", re.I
)
_AMOUNT_BEFORE = re.compile(r"(?:kr\.?|dkk|€|\$|£|eur|cvr|cvr-nr\.?|cvr-nummer|cvr:|cvr-nr\.?:) ?$", re.I)
_PHONE_BEFORE = re.compile(r"\b(?:tlf|telefon|telefonnummer|tel|mobil|mobilnr|phone|mobile|sms)[.: ]{1,3}$", re.I)
_LONGEST_BEFORE = 18

NUMBER_SHAPES = {(10,), (6, 4), (2, 2, 2, 4), (6, 2, 2), (4, 2, 4), (2, 2, 2, 2, 2), (1,) * 10, (6, 1, 1, 1, 1)}
"""How the ten digits are grouped where they stand among others."""
PHONE_SHAPES = {
    (8,),
    (4, 4),
    (2, 2, 2, 2),
    (2, 3, 3),
    (3, 3, 2),
    (3, 2, 3),
    (2, 6),
    (6, 2),
    (2, 2, 4),
    (4, 2, 2),
    (1,) * 8,
}
_DENMARK = "45"


class Group(NamedTuple):
    """Digits in a row, and what stands between them and the next ones in the same run."""

    digits: str
    start: int
    end: int
    gap: str


def numbers_and_phones(folded: Folded) -> Iterator[Trace]:
    """Each civil registration number and telephone number, in order.

    A number in fewer pieces wins over a telephone number: where both fit, it is the worse thing to let through.
    """
    spelled = [match.span() for one in (_SPELLED, _PAIRS, _JOINED) for match in one.finditer(folded.text)]
    found = [folded.trace(_kind_of_spelled(folded.text[start:end]), start, end) for start, end in spelled]
    text = _LETTERS_FOR_DIGITS.sub(lambda group: group[0].translate(_AS_DIGITS), folded.text)
    for run in _runs(text):
        found += [folded.trace(kind, start, end) for kind, start, end in _in_run(text, run)]
    return iter(sorted(found, key=lambda trace: trace.start))


def _kind_of_spelled(words: str) -> Kind:
    return Kind.NUMBER if len(_ONE_WORD.findall(words)) == 10 else Kind.PHONE


def _runs(text: str) -> Iterator[list[Group]]:
    """Groups of digits with at most a few signs between them."""
    run: list[Group] = []
    text = _CASE.sub(lambda case: "x" * len(case[0]), text)
    matches = list(_DIGITS.finditer(text))
    for match, following in zip_longest(matches, matches[1:]):
        gap = text[match.end() : following.start()] if following and following.start() - match.end() <= 4 else None
        joined = gap is not None and _BETWEEN.fullmatch(gap) is not None
        run.append(Group(match[0], match.start(), match.end(), gap if joined and gap else ""))
        if not joined:
            yield run
            run = []


def _in_run(text: str, run: list[Group]) -> Iterator[tuple[Kind, int, int]]:
    if _is_number_however_spaced(run):
        yield Kind.NUMBER, run[0].start, run[-1].end
        return
    at = 0
    numbers = {start: length for start in range(len(run)) if (length := _number_at(run, start))}
    while at < len(run):
        length = numbers.get(at, 0)
        kind = Kind.NUMBER if length else Kind.PHONE
        if not length:
            length = _phone_at(text, run, at)
            length = 0 if any(at + step in numbers for step in range(1, length)) else length
        if length:
            yield kind, _with_plus(text, run[at].start), run[at + length - 1].end
        at += length or 1


def _with_plus(text: str, start: int) -> int:
    """Where a number starts, with the sign of the country's code before it."""
    before = text[max(0, start - 3) : start]
    return start - len(before) + before.rindex("+") if before.rstrip(" (").endswith("+") else start


def _is_number_however_spaced(run: Sequence[Group]) -> bool:
    """Whether all of a run is ten digits (or twelve, with the century) in groups that are no date, time or amount."""
    digits = "".join(group.digits for group in run)
    if len(digits) == 12 and digits[4:6] in {"19", "20"} and "-" in run[-2 if len(run) > 1 else 0].gap:
        return len(run[-1].digits) == 4 and _is_number(digits[:4] + digits[6:])
    if len(digits) != 10 or not _is_number(digits) or any(set(group.gap) & set(",;:") for group in run):
        return False
    shape = tuple(len(group.digits) for group in run)
    return shape not in NUMBER_SHAPES and not _holds_date(run) and not _is_amounts(run)


def _number_at(run: Sequence[Group], start: int) -> int:
    """How many groups from start make a civil registration number; none is 0."""
    window = _window(run, start, 10)
    shape = tuple(len(group.digits) for group in window)
    if shape not in NUMBER_SHAPES or not _is_number("".join(group.digits for group in window)):
        return 0
    gaps = [group.gap for group in window[:-1]]
    if len(set(gaps)) > 1 and any(set(gap) & set(",;:") for gap in gaps[:-1]):
        return 0
    if shape == (2, 2, 2, 2, 2) and (gaps[0] != gaps[1] or _is_day_and_time(window)):
        return 0
    return len(window)


def _is_number(ten_digits: str) -> bool:
    return holds_civil_registration_number(f"{ten_digits[:6]}-{ten_digits[6:]}")


def _window(run: Sequence[Group], start: int, digits: int) -> Sequence[Group]:
    """The groups from start that have so many digits together; none where no number of groups has."""
    count = 0
    for end in range(start, min(start + digits, len(run))):
        count += len(run[end].digits)
        if count >= digits:
            return run[start : end + 1] if count == digits else ()
    return ()


def _phone_at(text: str, run: Sequence[Group], start: int) -> int:
    """How many groups from start make a telephone number; none is 0."""
    first = run[start]
    before = text[max(0, first.start - 3) : first.start].rstrip(" (")
    if before.endswith("+"):
        return _international(run, start, 10 if first.digits.startswith(_DENMARK) else 15, 8)
    if first.digits.startswith("00") and first.digits[2:3] != "0":
        denmark = "".join(group.digits for group in run[start : start + 2])[2:].startswith(_DENMARK)
        return _international(run, start, 12 if denmark else 17, 10)
    return _foreign(run, start) or _with_code(run, start) or _danish(text, run, start)


def _danish(text: str, run: Sequence[Group], start: int) -> int:
    """Eight digits, unless they are an amount, the number of a firm, or a day with its time."""
    first = run[start]
    if _is_day_and_time(_window(run, start, 10)):
        return 0
    window = _window(run, start, 8)
    words_before = text[max(0, first.start - _LONGEST_BEFORE) : first.start]
    if _PHONE_BEFORE.search(words_before) and len(window) in {1, 2, 4}:
        return len(window)
    if not _is_phone(window) or _AMOUNT_BEFORE.search(words_before):
        return 0
    length = _to_the_end_of_pairs(run, start, len(window))
    return 0 if _AMOUNT_AFTER.match(text, run[start + length - 1].end) else length


def _international(run: Sequence[Group], start: int, most: int, least: int) -> int:
    """How many groups belong to a number with its country's code; none is 0."""
    count = length = 0
    for end in range(start, min(start + most, len(run))):
        if end > start and not _BETWEEN_IN_PHONE.fullmatch(run[end - 1].gap):
            break
        if count + len(run[end].digits) > most:
            break
        count, length = count + len(run[end].digits), length + 1
    return length if count >= least else 0


def _foreign(run: Sequence[Group], start: int) -> int:
    """A number as in Sweden and Germany: an area that starts with nought, nine to eleven digits, the whole run."""
    rest = run[start : start + 7]
    digits = "".join(group.digits for group in rest)
    area = 3 <= len(rest[0].digits) <= 5 and digits[0] == "0" and 9 <= len(digits) <= 11
    joined = all(_BETWEEN_IN_PHONE.fullmatch(group.gap) for group in rest[:-1])
    alone = start == 0 or not _BETWEEN_IN_PHONE.fullmatch(run[start - 1].gap)
    return len(rest) if area and joined and alone and 2 <= len(rest) == len(run) - start else 0


def _with_code(run: Sequence[Group], start: int) -> int:
    """A Danish number with the country's code and no plus sign."""
    window = _window(run, start, 10)
    digits = "".join(group.digits for group in window)
    if not digits.startswith(_DENMARK) or digits[2:3] in {"", "0", "1"}:
        return 0
    rest = (
        window[1:] if window[0].digits == _DENMARK else [window[0]._replace(digits=window[0].digits[2:]), *window[1:]]
    )
    return len(window) if _is_phone(rest) else 0


def _is_phone(window: Sequence[Group]) -> bool:
    """Eight digits grouped as Danes group them, that are no date, no times, no years and no amount."""
    shape = tuple(len(group.digits) for group in window)
    if shape not in PHONE_SHAPES or window[0].digits[0] in "01":
        return False
    gaps = [group.gap for group in window[:-1]]
    if not all(_BETWEEN_IN_PHONE.fullmatch(gap) for gap in gaps) or sum("\n" in gap for gap in gaps) > 1:
        return False
    if shape == (4, 4):
        return not (gaps[0].strip() == "-" and _is_span(window[0].digits, window[1].digits))
    if shape in {(2, 2, 4), (4, 2, 2)}:
        return not _holds_date(window)
    return not (shape == (2, 2, 2, 2) and _is_two_days_or_times(window))


def _to_the_end_of_pairs(run: Sequence[Group], start: int, length: int) -> int:
    """Where numbers stand in pairs after other pairs, nobody can tell where the telephone number begins: take all."""
    if length != 4 or len(run[start].digits) != 2:
        return length
    gap = run[start].gap
    while start + length < len(run) and run[start + length - 1].gap == gap and len(run[start + length].digits) == 2:
        length += 1
    return length


def _holds_date(run: Sequence[Group]) -> bool:
    """Whether day, month and year with four digits follow each other, either way round."""
    for one, two, three in zip(run, run[1:], run[2:], strict=False):
        day, month, year = one.digits, two.digits, three.digits
        if len(one.digits) == 4:
            day, year = three.digits, one.digits
        if len(day) <= 2 and len(month) <= 2 and _is_year(year) and 1 <= int(day) <= 31 and 1 <= int(month) <= 12:
            return True
    return False


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits[:2] in {"19", "20"}


def _is_span(first: str, last: str) -> bool:
    """Years, or postcodes beside each other: 2024-2026, 6621-6630."""
    return (_is_year(first) and _is_year(last)) or (first[:2] == last[:2] and first < last)


def _is_two_days_or_times(window: Sequence[Group]) -> bool:
    """24.12-31.12 or 20.30-21.30: the same sign inside both halves, and another between them."""
    one, two, three, four = (int(group.digits) for group in window)
    inside, between, again = (group.gap for group in window[:-1])
    if inside != again or inside == between or inside not in {".", "/"}:
        return False
    days = 1 <= one <= 31 and 1 <= three <= 31 and 1 <= two <= 12 and 1 <= four <= 12
    return days or (one < 24 and three < 24 and two < 60 and four < 60)


def _is_day_and_time(window: Sequence[Group]) -> bool:
    """26.11.26 14.30: a day with its year in two digits, then a time."""
    if [len(group.digits) for group in window] != [2] * 5 or int(window[1].digits) > 12:
        return False
    hour, minute = int(window[3].digits), int(window[4].digits)
    return (
        window[0].gap == window[1].gap
        and " " in window[2].gap
        and window[3].gap in {".", ":"}
        and hour < 24
        and minute < 60
    )


def _is_amounts(run: Sequence[Group]) -> bool:
    """Whether the points stand as in amounts: 12.500-15.000."""
    first, *others = (len(group.digits) for group in run)
    return (
        run[0].digits[0] != "0"
        and first <= 3
        and bool(others)
        and all(1 <= one <= 3 for one in others)
        and all(len(after.digits) == 3 for before, after in pairwise(run) if before.gap == ".")
        and any(group.gap == "." for group in run)
    )
