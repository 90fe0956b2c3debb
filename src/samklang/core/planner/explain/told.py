"""Each rule in the user's words, with names, dates and numbers."""

from collections.abc import Callable, Iterable

from samklang.core.planner.explain.checks.finding import listed
from samklang.core.planner.explain.periods import half_days_told, not_at_work, period_told
from samklang.core.planner.explain.rules import Kind, Rule, shared_duties
from samklang.core.planner.problem import HALF_DAY_NAMES, Duty, Grant, Heading, Period, Person, Problem, Room, Trainer
from samklang.core.words import Money, Sentence, Share, Value, say, say_n

Teller = Callable[[Problem, Rule], Sentence]


def told(problem: Problem, rule: Rule, people: tuple[str, ...] = ()) -> Sentence:
    """The rule as the user would say it. people: ids of those whom "everyone" is about in this conflict, if not all."""
    if rule.kind is Kind.EVERYONE and people:
        names = listed([_person(problem, person).name for person in people])
        return say("Everyone must be trained, {names} too.", names=names)
    return _TELLERS[rule.kind](problem, rule)


def _everyone(_: Problem, __: Rule) -> Sentence:
    return say("Everyone must be trained.")


def _minimum(problem: Problem, rule: Rule) -> Sentence:
    group = next(one for one in problem.groups if one.id == rule.of)
    if rule.number < 0:
        return say("{group} must have at least {count} at the counter.", group=group.name, count=group.minimum)
    exception = group.exceptions[rule.number]
    return say(
        "{group} must have at least {count} at the counter {when}.",
        group=group.name,
        count=exception.count,
        when=period_told(exception.period),
    )


def _cohort_max(problem: Problem, _: Rule) -> Sentence:
    most = problem.cohorts.maximum
    return say_n("There may be at most {count} cohort.", "There may be at most {count} cohorts.", most)


def _cohort_min(problem: Problem, _: Rule) -> Sentence:
    fewest = problem.cohorts.minimum
    return say_n("There must be at least {count} cohort.", "There must be at least {count} cohorts.", fewest)


def _size_max(problem: Problem, _: Rule) -> Sentence:
    size = problem.cohorts.size_maximum
    return say_n("A cohort may have at most {count} person.", "A cohort may have at most {count} people.", size)


def _size_min(problem: Problem, _: Rule) -> Sentence:
    size = problem.cohorts.size_minimum
    return say_n("A cohort must have at least {count} person.", "A cohort must have at least {count} people.", size)


def _team_cap(problem: Problem, rule: Rule) -> Sentence:
    team = next(one for one in problem.teams if one.id == rule.of)
    return say_n(
        "At most {count} person from {team} may be in one cohort.",
        "At most {count} people from {team} may be in one cohort.",
        team.cohort_cap or problem.cohorts.team_cap or 0,
        team=team.name,
    )


def _whole_teams(_: Problem, __: Rule) -> Sentence:
    return say("The people of one team must all be in the same cohort.")


def _drawn_order(_: Problem, __: Rule) -> Sentence:
    return say("Nobody may begin later than somebody with a higher number in the draw.")


def _gap(problem: Problem, rule: Rule) -> Sentence:
    place = next(number for number, one in enumerate(problem.modules) if one.id == rule.of)
    module = problem.modules[place]
    return say(
        "“{module}” must come {low} to {high} days after “{before}”.",
        module=module.name,
        before=problem.modules[place - 1].name,
        low=module.gap_min_days,
        high=module.gap_max_days,
    )


def _skill(problem: Problem, rule: Rule) -> Sentence:
    module = next(one for one in problem.modules if one.id == rule.of)
    names = [trainer.name for trainer in problem.trainers if module.id in trainer.modules]
    if not names:
        return say("“{module}” is taught by nobody.", module=module.name)
    return say("“{module}” is taught only by {trainers}.", module=module.name, trainers=listed(names))


def _trainer(problem: Problem, rule: Rule) -> Sentence:
    trainer = _named_trainer(problem, rule.of)
    parts: list[Sentence] = []
    if len(trainer.half_days) < len(HALF_DAY_NAMES):
        parts.append(say("only {times}", times=half_days_told(trainer.half_days)))
    if trainer.first_day is not None:
        parts.append(say("not before {first}", first=trainer.first_day))
    if trainer.last_day is not None:
        parts.append(say("not after {last}", last=trainer.last_day))
    parts += [say("not {when}", when=period_told(busy)) for busy in trainer.busy]
    return say("{trainer} can teach {times}.", trainer=trainer.name, times=listed(parts))


def _trainer_days(problem: Problem, rule: Rule) -> Sentence:
    trainer = _named_trainer(problem, rule.of)
    return say_n(
        "{trainer} can teach on at most {count} date.",
        "{trainer} can teach on at most {count} dates.",
        trainer.max_days or 0,
        trainer=trainer.name,
    )


def _room_size(problem: Problem, rule: Rule) -> Sentence:
    room = _room(problem, rule.of)
    return say("{room} holds {count}.", room=room.name, count=room.capacity)


def _room_booked(problem: Problem, rule: Rule) -> Sentence:
    room = _room(problem, rule.of)
    return say("{room} is booked {when}.", room=room.name, when=_whens(room.busy))


def _budget(problem: Problem, _: Rule) -> Sentence:
    return say("There is {budget} of own money.", budget=Money(problem.funding.own_budget_ore or 0))


def _grant_amount(problem: Problem, rule: Rule) -> Sentence:
    grant = _grant(problem, rule.of)
    return say("{grant} has {amount} to give.", grant=grant.name, amount=Money(grant.amount_ore))


def _grant_window(problem: Problem, rule: Rule) -> Sentence:
    grant = _grant(problem, rule.of)
    return say(
        "{grant} pays only for dates from {first} to {last}.",
        grant=grant.name,
        first=grant.first_day,
        last=grant.last_day,
    )


def _grant_share(problem: Problem, rule: Rule) -> Sentence:
    grant = _grant(problem, rule.of)
    share = Share(grant.share_percent / 100)
    if set(grant.headings) == set(Heading):
        return say("{grant} pays at most {share} of a cost.", grant=grant.name, share=share)
    return say("{grant} pays at most {share} of a cost, and only some kinds of cost.", grant=grant.name, share=share)


def _last_day(problem: Problem, _: Rule) -> Sentence:
    return say("The last day is {last}.", last=problem.last_day)


def _duty(problem: Problem, rule: Rule) -> Sentence:
    shared = shared_duties(problem)
    mine = [one for one in problem.duties if one.person == rule.of and not one.movable and one.what not in shared]
    parts = [_duty_told(duty) for duty in mine]
    return say("{name} is booked: {duties}.", name=_person(problem, rule.of).name, duties=listed(parts))


def _duty_told(duty: Duty) -> Sentence:
    when = period_told(duty.period)
    return say("“{what}” {when}", what=duty.what, when=when) if duty.what else when


def _shared_duty(problem: Problem, rule: Rule) -> Sentence:
    duties = [one for one in problem.duties if one.what == rule.of and not one.movable]
    people = len({one.person for one in duties})
    return say(
        "“{what}” is booked for {people} people {when}.",
        what=rule.of,
        people=people,
        when=_whens(one.period for one in duties),
    )


def _absence(problem: Problem, rule: Rule) -> Sentence:
    mine = [one for one in problem.absences if one.person == rule.of]
    return say("{name} is away {when}.", name=_person(problem, rule.of).name, when=_whens(one.period for one in mine))


def _hours(problem: Problem, rule: Rule) -> Sentence:
    person = _person(problem, rule.of)
    parts: list[Value] = []
    for pattern in person.patterns:
        off = not_at_work(pattern)
        if off:
            parts.append(say("not at work {times}", times=off))
    if person.employed_from is not None:
        parts.append(say("employed from {first}", first=person.employed_from))
    if person.employed_to is not None:
        parts.append(say("employed until {last}", last=person.employed_to))
    if not parts:
        parts.append(say("no working hours in part of the time"))
    return say("Working hours of {name}: {hours}.", name=person.name, hours=listed(parts))


def _closed(problem: Problem, rule: Rule) -> Sentence:
    days = sorted(one.day for one in problem.closed_days if one.reason == rule.of)
    if rule.of:
        return say("Closed on {days} ({reason}).", days=listed(days), reason=rule.of)
    return say("Closed on {days}.", days=listed(days))


def _whens(periods: Iterable[Period]) -> Value:
    return listed([period_told(period) for period in dict.fromkeys(periods)])


def _person(problem: Problem, person: str) -> Person:
    return next(one for one in problem.people if one.id == person)


def _named_trainer(problem: Problem, trainer: str) -> Trainer:
    return next(one for one in problem.trainers if one.id == trainer)


def _room(problem: Problem, room: str) -> Room:
    return next(one for one in problem.rooms if one.id == room)


def _grant(problem: Problem, grant: str) -> Grant:
    return next(one for one in problem.funding.grants if one.id == grant)


_TELLERS: dict[Kind, Teller] = {
    Kind.EVERYONE: _everyone,
    Kind.MINIMUM: _minimum,
    Kind.COHORT_MAX: _cohort_max,
    Kind.SIZE_MAX: _size_max,
    Kind.TEAM_CAP: _team_cap,
    Kind.WHOLE_TEAMS: _whole_teams,
    Kind.DRAWN_ORDER: _drawn_order,
    Kind.COHORT_MIN: _cohort_min,
    Kind.SIZE_MIN: _size_min,
    Kind.GAP: _gap,
    Kind.TRAINER: _trainer,
    Kind.TRAINER_DAYS: _trainer_days,
    Kind.SKILL: _skill,
    Kind.ROOM_SIZE: _room_size,
    Kind.ROOM_BOOKED: _room_booked,
    Kind.BUDGET: _budget,
    Kind.GRANT_AMOUNT: _grant_amount,
    Kind.GRANT_WINDOW: _grant_window,
    Kind.GRANT_SHARE: _grant_share,
    Kind.LAST_DAY: _last_day,
    Kind.DUTY: _duty,
    Kind.SHARED_DUTY: _shared_duty,
    Kind.ABSENCE: _absence,
    Kind.HOURS: _hours,
    Kind.CLOSED: _closed,
}
