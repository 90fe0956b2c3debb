"""Who has been seen to do it: by a licensed rater, at a level, in every competence asked for. Yes or not yet."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from samklang.calibration.models import Licence
from samklang.delivery.models import Course
from samklang.method.enums import Basis
from samklang.method.models import AssessedLevel


def has_shown(course: Course, people: Iterable[int], competences: Collection[str], level: int, on: date) -> set[int]:
    """Those of the people (by number) of whom the newest observation of every indicator seen reaches the level.

    Each competence must have been seen in one indicator at least. An observation counts where whoever made it held a
    licence for the indicator on its day.
    """
    found = AssessedLevel.objects.filter(
        assessment__basis=Basis.OBSERVED, assessment__shared_at__isnull=False, assessment__day__lte=on,
        assessment__employee__person__in=list(people), assessment__edition__framework__key=course.framework,
        assessment__edition__framework__jobcentre=course.programme.jobcentre_id,
        indicator__competence__key__in=list(competences),
    )  # fmt: skip
    rows = found.order_by("assessment__day", "assessment__pk", "pk").values_list(
        "assessment__employee__person", "assessment__by", "assessment__day", "indicator__key",
        "indicator__competence__key", "level",
    )  # fmt: skip
    licences = _licences(course, {row[1] for row in rows})
    newest: dict[int, dict[tuple[str, str], int]] = defaultdict(dict)
    for person, by, day, indicator, competence, seen in rows:
        if any(first <= day <= last for first, last in licences[by, indicator]):
            newest[person][competence, indicator] = seen
    return {person for person, seen in newest.items() if _reached(seen, competences, level)}


def _licences(course: Course, raters: Collection[int]) -> dict[tuple[int, str], list[tuple[date, date]]]:
    found: dict[tuple[int, str], list[tuple[date, date]]] = defaultdict(list)
    held = Licence.objects.filter(
        person__in=raters, framework__key=course.framework, framework__jobcentre=course.programme.jobcentre_id
    )
    for one in held.order_by("pk"):
        last = one.last_day if one.ended_day is None else min(one.last_day, one.ended_day)
        found[one.person_id or 0, one.indicator_key].append((one.first_day, last))
    return found


def _reached(seen: dict[tuple[str, str], int], competences: Collection[str], level: int) -> bool:
    return {one for one, _ in seen} == set(competences) and all(one >= level for one in seen.values())
