"""The questions that a jobcentre asks, and how people fare with each, as counts."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from samklang.access.models import Person, Place
from samklang.delivery.models import Course, KnowledgeCheck, OwnQuestion
from samklang.delivery.questions import Question, is_right, question_from, shipped_bank
from samklang.method.suppression import Count, may_be_shown


class Asked(NamedTuple):
    """One question of the bank, and how those who have met it fared; None where too few have to be shown."""

    question: Question
    fared: Count | None


def newest_own(jobcentre: Place, framework: str) -> dict[str, OwnQuestion]:
    """The newest version of each question that the jobcentre has made its own, by key."""
    rows = OwnQuestion.objects.filter(jobcentre=jobcentre, framework=framework).order_by("key", "version")
    return {one.key: one for one in rows}


def bank_of(jobcentre: Place, framework: str) -> list[Question]:
    """What can be asked at the jobcentre: Samklang's questions in its own wording, without the retired, and its own."""
    own = newest_own(jobcentre, framework)
    found = [one for one in shipped_bank(framework) if one.key not in own]
    found += [question_from(row.document) for row in own.values() if not row.retired]
    return sorted(found, key=lambda one: one.key)


def seen_by(person: Person) -> dict[str, int]:
    """How often the person has met each question, by key."""
    times: dict[str, int] = defaultdict(int)
    for questions in KnowledgeCheck.objects.filter(person=person).values_list("questions", flat=True):
        for one in questions:
            times[one["key"]] += 1
    return dict(times)


def passed_of(course: Course) -> Count | None:
    """How many have passed of those who have finished a check; None where too few have."""
    finished = KnowledgeCheck.objects.filter(course=course, finished_at__isnull=False)
    passed = finished.filter(passed=True).values("person").distinct().count()
    count = Count(passed, finished.values("person").distinct().count())
    return count if may_be_shown(count) else None


def shares_of(course: Course) -> Iterator[Asked]:
    """How many were right on each question the first time they met it, for the questions that were asked."""
    first: dict[tuple[str, int], tuple[Question, bool]] = {}
    checks = KnowledgeCheck.objects.filter(course=course, finished_at__isnull=False).order_by("finished_at", "pk")
    for check in checks.iterator(chunk_size=200):
        for question in check.asked_questions():
            right = is_right(question, check.chosen(question.key))
            first.setdefault((question.key, check.person_id), (question, right))
    counts: dict[str, list[bool]] = defaultdict(list)
    words: dict[str, Question] = {}
    for (key, _), (question, right) in first.items():
        counts[key].append(right)
        words[key] = question
    for key in sorted(words):
        count = Count(sum(counts[key]), len(counts[key]))
        yield Asked(words[key], count if may_be_shown(count) else None)


def every_question(jobcentre: Place, framework: str) -> dict[str, Question]:
    """Every question by key, the retired too, in the wording that holds."""
    found = {one.key: one for one in shipped_bank(framework)}
    found |= {key: question_from(row.document) for key, row in newest_own(jobcentre, framework).items()}
    return dict(sorted(found.items()))
