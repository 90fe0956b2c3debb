"""The rules of sessions: each module once, at its time of day, in step, on open days, with everybody free."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from samklang.core.planner.check.case import Case, Meeting
from samklang.core.planner.check.period import when
from samklang.core.planner.check.verdict import Violation
from samklang.core.words import say


def every_module_once(case: Case) -> Iterator[Violation]:
    """Each cohort has exactly one session of each module."""
    counts: dict[tuple[int, str], int] = defaultdict(int)
    for meeting in case.meetings:
        counts[meeting.key] += 1
    for cohort in case.cohorts:
        for module in case.facts.modules.values():
            count = counts[cohort, module.id]
            if count == 0:
                text = say("Cohort {cohort} has no session of “{module}”.", cohort=cohort, module=module.name)
                yield Violation("module-missing", text, (), ((cohort, module.id),))
            elif count > 1:
                text = say(
                    "Cohort {cohort} has {count} sessions of “{module}”; leave one.",
                    cohort=cohort,
                    count=count,
                    module=module.name,
                )
                yield Violation("module-twice", text, (), ((cohort, module.id),))


def time_of_day(case: Case) -> Iterator[Violation]:
    """A whole day starts in the morning, half a day lies in a half that the module allows."""
    for one in case.ahead:
        allowed = one.module.halves if one.module.length == 1 else ("am",)
        if one.session.half not in allowed:
            at = when(one.session.day, one.session.half)
            text = say(
                "{session} starts {when}; the module is not held at that time of day.", session=one.name(), when=at
            )
            yield one.breaks("module-half", text)


def spacing(case: Case) -> Iterator[Violation]:
    """From one module to the next there are neither too few nor too many days; between two held ones it is history."""
    for cohort in case.cohorts:
        by_module: dict[str, Meeting] = {}
        for meeting in case.meetings:
            if meeting.session.cohort == cohort:
                by_module.setdefault(meeting.module.id, meeting)
        order = list(case.facts.modules)
        for first, second in pairwise(order):
            before, after = by_module.get(first), by_module.get(second)
            if before is None or after is None or (before.held and after.held):
                continue
            days, module = (after.session.day - before.session.day).days, after.module
            if not module.gap_min_days <= days <= module.gap_max_days:
                text = say(
                    "{session} lies {days} days after the module before; it must be from {least} to {most}.",
                    session=after.name(),
                    days=days,
                    least=module.gap_min_days,
                    most=module.gap_max_days,
                )
                yield Violation("gap", text, (), (before.key, after.key))


def open_days(case: Case) -> Iterator[Violation]:
    """Sessions still to be held lie in the programme's period, from Monday to Friday and on no closed day."""
    for one in case.ahead:
        day = one.session.day
        if not case.horizon.bit(day, "am"):
            text = say(
                "{session} lies on {day}; the programme runs from {first} to {last}.",
                session=one.name(),
                day=day,
                first=case.facts.first_day,
                last=case.facts.last_day,
            )
            yield one.breaks("horizon", text)
        elif not case.horizon.bit(day, "am") & case.horizon.open:
            yield one.breaks(
                "closed-day", say("{session} lies on {day}, which is closed.", session=one.name(), day=day)
            )


def everybody_free(case: Case) -> Iterator[Violation]:
    """Everybody who goes to a session is at work in each of its half-days and on no fixed duty."""
    for one in case.ahead:
        for person in one.attendees:
            for day, half in one.half_days:
                bit = case.horizon.bit(day, half) & case.horizon.open
                if bit & ~case.present[person]:
                    text = say(
                        "{person} is not at work {when}, at {session}.",
                        person=case.person_name(person),
                        when=when(day, half),
                        session=one.name(),
                    )
                    yield one.breaks("presence", text, (person,))
                elif bit & case.fixed[person]:
                    text = say(
                        "{person} has a fixed duty {when}, at {session}.",
                        person=case.person_name(person),
                        when=when(day, half),
                        session=one.name(),
                    )
                    yield one.breaks("fixed-duty", text, (person,))
