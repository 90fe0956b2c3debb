"""What stands in the calendars already: meetings, the telephone, conversations with citizens and companies."""

from collections import Counter
from datetime import timedelta
from random import Random

from samklang.core.calendar import Half, Weekday, days, weekday_of
from samklang.core.chance import stream
from samklang.core.planner.problem import HALF_DAY_NAMES, Duty, Period, Person, WeeklyHalfDay
from samklang.demo.sketch import House

_ONCE_SHARE = 0.5
_WHOLE_DAY_SHARE = 0.5


def bookings_of(house: House, people: tuple[Person, ...], seed: int) -> tuple[Duty, ...]:
    """Everybody's booked duties: team meetings, works council, telephone, days of conversations, single meetings."""
    return (
        *_team_meetings(house, people),
        *_union_meetings(house, people),
        *_phone_rota(house, people),
        *_conversation_days(house, people, stream(seed, "conversation-days")),
        *_single_meetings(house, people, stream(seed, "single-meetings")),
    )


def weekly(half_day: WeeklyHalfDay) -> Period:
    """Every week in that half-day."""
    weekday, half = half_day.split("-")
    return Period(weekdays=(Weekday(weekday),), half=Half(half))


def _team_meetings(house: House, people: tuple[Person, ...]) -> list[Duty]:
    return [
        Duty(person.id, weekly(team.meeting), "Teammøde")
        for team in house.teams
        if team.meeting
        for person in people
        if person.team == team.id and team.meeting in person.patterns[-1].half_days
    ]


def _union_meetings(house: House, people: tuple[Person, ...]) -> list[Duty]:
    members = [next(person for person in people if person.team == team.id) for team in house.teams[:6]]
    mornings = [Period(day, day, half=Half.MORNING) for day in house.union_dates]
    return [Duty(person.id, morning, "MED-møde") for morning in mornings for person in members]


def _phone_rota(house: House, people: tuple[Person, ...]) -> list[Duty]:
    """Each who answers the telephone has one half-day a week, dealt over the week; they still count at the counter."""
    meetings = {team.id: team.meeting for team in house.teams}
    dealt: Counter[WeeklyHalfDay] = Counter()
    duties = []
    for person in people:
        if house.phone_skill in person.skills:
            worked = [half for half in person.patterns[-1].half_days if half != meetings[person.team]]
            turn = min(worked, key=lambda half: (dealt[half], HALF_DAY_NAMES.index(half)))
            dealt[turn] += 1
            duties.append(Duty(person.id, weekly(turn), "Telefonvagt", counts_as_cover=True))
    return duties


def _conversation_days(house: House, people: tuple[Person, ...], chance: Random) -> list[Duty]:
    """One weekly day or half-day of booked conversations for each who holds them; more than on an ordinary day."""
    duties = []
    for person in people:
        if person.conversations_per_half_day:
            half_day = chance.choice(person.patterns[-1].half_days)
            period = weekly(half_day)
            if chance.random() < _WHOLE_DAY_SHARE:
                period = Period(weekdays=period.weekdays)
            more = person.conversations_per_half_day + chance.choice((1, 1, 2))
            duties.append(Duty(person.id, period, house.booked_what, movable=True, conversations=more))
    return duties


def _single_meetings(house: House, people: tuple[Person, ...], chance: Random) -> list[Duty]:
    """Larger meetings on one date, which cost several people's time to move."""
    dates = [day for day in days(house.first_day, house.last_day - timedelta(days=14)) if weekday_of(day)]
    duties = []
    for person in people:
        if person.conversations_per_half_day and chance.random() < _ONCE_SHARE:
            day = chance.choice(dates)
            period = Period(day, day, half=chance.choice(tuple(Half)))
            duties.append(Duty(person.id, period, house.once_what, movable=True, conversations=5))
    return duties
