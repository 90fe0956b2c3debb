"""Many possible futures for one staff, person by person and month by month, as arrays [replication, post].

Whether a person leaves or goes on leave does not depend on training, so the comings and goings are drawn once for a
turnover, and any number of training schemes is then tried on the same futures. The same random numbers serve every
turnover, too: what differs between two lines is the assumption, not the luck of the draw.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from samklang.core.chance import stream
from samklang.core.planner.forecast.assumptions import Assumptions, monthly
from samklang.core.planner.forecast.staff import Known

Flags: TypeAlias = NDArray[np.bool_]
Numbers: TypeAlias = NDArray[np.int16]
Figures: TypeAlias = NDArray[np.float64]
NEVER = np.int16(-1)
_FOR_EVER = np.int16(np.iinfo(np.int16).max)


@dataclass(frozen=True)
class Posts:
    """What is known of the person in each post, one entry for each post; months are -1 where there is none."""

    trained: Flags
    completes: Numbers
    starts: Numbers
    leaves: Numbers
    refilled: Flags
    at_work: Flags
    on_leave: Flags
    """[month, post]: known long leave."""

    @classmethod
    def of(cls, known: Sequence[Known], months: int) -> "Posts":
        """The posts over a number of months; what is known to happen later than that is left out."""

        def month_of(values: Sequence[int | None]) -> Numbers:
            return np.array([NEVER if value is None or value > months else value for value in values], dtype=np.int16)

        on_leave = np.zeros((months + 1, len(known)), dtype=bool)
        for post, one in enumerate(known):
            for first, last in one.leave:
                on_leave[first : None if last is None else last + 1, post] = True
        return cls(
            trained=np.array([one.trained for one in known], dtype=bool),
            completes=month_of([one.completes for one in known]),
            starts=np.array([min(one.starts, months + 1) for one in known], dtype=np.int16),
            leaves=month_of([one.leaves for one in known]),
            refilled=np.array([one.refilled for one in known], dtype=bool),
            at_work=np.array([one.starts_at_work for one in known], dtype=bool),
            on_leave=on_leave,
        )

    def open_in(self, month: int) -> int:
        """The posts that exist at the end of a month, manned or vacant."""
        closed = ~self.refilled & (self.leaves != NEVER) & (self.leaves <= month)
        return int(np.count_nonzero((self.starts <= month) & ~closed))


@dataclass(frozen=True)
class Futures:
    """What happens to each post, whoever is trained: [month, replication, post]."""

    posts: Posts
    stays: Flags
    """The post is manned at the end of the month by the same person as a month before."""
    gets: Flags
    """The person has every module by the end of the month: by the plan, or brought along when they come."""
    free: Flags
    """The person can be trained once the plan is over: at work, and not known to leave."""
    present: Flags
    """The person is employed and not on long leave."""
    settled: Flags
    """The person came after today and is past the ramp-up."""


@dataclass(frozen=True)
class Tally:
    """Head counts at the end of each month, [month, replication]."""

    trained: Figures
    present: Figures
    """Trained and not on long leave."""
    kept: Figures
    """The sum over the trained of the part of their gain that is left: no head count."""
    newcomers: Figures
    """Those who came after today, are past their ramp-up and are untrained."""


def generator(seed: int, purpose: str) -> np.random.Generator:
    """NumPy's chance for one purpose, from the house's seeded streams."""
    return np.random.Generator(np.random.PCG64(stream(seed, "forecast", purpose).getrandbits(128)))


def futures(
    posts: Posts, assumptions: Assumptions, turnover: float, *, months: int, replications: int, seed: int
) -> Futures:
    """Draw who leaves, who comes and who is on leave.

    turnover: share a year, 0 to below 1; takes the place of the one in the assumptions.
    returns:  the futures; they take 5 bytes x staff x replications x (months + 1).
    """
    leaving, resting = generator(seed, "leaving"), generator(seed, "leave")
    shape = (replications, len(posts.trained))
    people = _People(posts, assumptions, resting.random(shape, dtype=np.float32))
    stays, gets, free, present, settled = (np.zeros((months + 1, *shape), dtype=bool) for _ in range(5))
    for month in range(months + 1):
        if month:
            moves = leaving.random(shape, dtype=np.float32) < monthly(turnover)
            people.a_month_later(month, moves, resting.random(shape, dtype=np.float32))
        first, away = people.first, people.away | (people.first & posts.on_leave[month])
        at_hand = people.employed & ~people.away
        stays[month] = people.employed & ~people.arrived
        gets[month] = first & ((at_hand & (posts.completes == month)) | (people.arrived & posts.trained))
        present[month] = people.employed & ~away
        free[month] = present[month] & ~(first & (posts.leaves != NEVER))
        settled[month] = people.employed & (people.came > 0) & (month - people.came >= assumptions.ramp_up_months)
    return Futures(posts, stays, gets, free, present, settled)


class _People:
    """The people in the posts at the end of one month, [replication, post]."""

    def __init__(self, posts: Posts, assumptions: Assumptions, turns: NDArray[np.float32]) -> None:
        self.posts, self.vacancy_months = posts, assumptions.vacancy_months
        self.begin, self.end = leave_chances(assumptions)
        self.employed: Flags = np.broadcast_to(posts.starts == 0, turns.shape).copy()
        self.arrived: Flags = self.employed
        self.came: Numbers = np.zeros(turns.shape, dtype=np.int16)
        """The month in which the person came; 0 for the staff of today."""
        self.first: Flags = np.ones(turns.shape, dtype=bool)
        """Whether it is still the person the forecast began with."""
        self.away: Flags = (turns < assumptions.leave_share) & ~posts.at_work
        """On long leave by chance."""
        self.due: Numbers = np.full(turns.shape, _FOR_EVER, dtype=np.int16)
        """The month in which the vacant post is filled."""

    def a_month_later(self, month: int, moves: Flags, turns: NDArray[np.float32]) -> None:
        """Let those leave who are known to or whom chance moves, fill posts, and begin and end long leave."""
        known_leaver = self.first & (self.posts.leaves != NEVER)
        gone = self.employed & np.where(known_leaver, self.posts.leaves == month, moves)
        self.due[gone] = np.where(known_leaver & ~self.posts.refilled, _FOR_EVER, month + self.vacancy_months)[gone]
        self.first = self.first & ~gone
        manned = self.employed & ~gone
        self.arrived = ~manned & np.where(self.first, self.posts.starts == month, self.due == month)
        self.employed = manned | self.arrived
        self.came[self.arrived] = month
        self.away = np.where(self.away, turns >= self.end, turns < self.begin) & self.employed & ~self.arrived


def leave_chances(assumptions: Assumptions) -> tuple[float, float]:
    """The chance in one month that a leave begins and that it ends, so that the share on leave stays what it is."""
    end = 1 / assumptions.leave_months
    return min(1.0, end * assumptions.leave_share / (1 - assumptions.leave_share)), end


def training(seen: Futures, courses: Mapping[int, int]) -> Iterator[tuple[int, Flags, Flags]]:
    """Follow the planned training and the later courses through the futures.

    courses: month -> people who can be trained in it once the plan is over. Those who are free take the seats in the
             order of their posts; the order changes nothing, since all have the same chance of leaving.
    yields:  the month, who is trained at its end, and which of them became so in it.
    """
    trained: Flags = np.zeros(seen.stays.shape[1:], dtype=bool)
    for month, stays in enumerate(seen.stays):
        held = trained & stays
        trained = held | seen.gets[month]
        if courses.get(month):
            free = seen.free[month] & ~trained
            trained = trained | (free & (np.cumsum(free, axis=1, dtype=np.int32) <= courses[month]))
        yield month, trained, trained & ~held


def train(seen: Futures, assumptions: Assumptions, courses: Mapping[int, int]) -> Tally:
    """Count, at the end of each month, what comes of the training; for `courses` see `training`."""
    months, replications = seen.stays.shape[:2]
    tally = Tally(*(np.zeros((months, replications)) for _ in range(4)))
    earlier = assumptions.months_since_training
    kept = np.array([assumptions.kept(month) for month in range(months + earlier)])
    since = np.zeros(seen.stays.shape[1:], dtype=np.int16)
    for month, trained, new in training(seen, courses):
        since[new] = month
        if not month:
            since -= np.where(seen.posts.trained, earlier, 0).astype(np.int16)
        tally.trained[month] = np.count_nonzero(trained, axis=1)
        tally.present[month] = np.count_nonzero(trained & seen.present[month], axis=1)
        tally.kept[month] = (kept[month - since] * trained).sum(axis=1)
        tally.newcomers[month] = np.count_nonzero(seen.settled[month] & ~trained, axis=1)
    return tally
