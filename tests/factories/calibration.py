"""Cases and rounds; rounds, raters and ratings are made through commands."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import NamedTuple

from tests.factories.access import a_notice
from tests.factories.method import a_framework
from tests.factories.people import a_colleague_in, a_jobcentre, a_team

from samklang.access.clock import today
from samklang.access.enums import Purpose
from samklang.access.models import Notice, Person, Place
from samklang.calibration.commands import Moment, close_round, finish_rating, make_round, open_round, rate_case
from samklang.calibration.enums import CaseKind, CaseOrigin, Difficulty, Form
from samklang.calibration.models import Case, CaseKey, CaseLine, Rater, Rating, Round, RoundIndicator
from samklang.calibration.queries.ratings import Judgement, indicators_to_rate
from samklang.calibration.queries.rounds import cases_of
from samklang.calibration.round_contents import Contents
from samklang.method.models import Edition, Framework
from samklang.method.queries.editions import holding_edition, indicators_of

_numbers = count(1)
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
LEVELS = (2, 3, 4)
"""What a round's raters say where nothing else is asked for, in turn."""


def the_notice_of_calibration(jobcentre: Place) -> Notice:
    """Staff of the jobcentre have been told long ago that their agreement is measured."""
    return a_notice(jobcentre, announced=date(2020, 1, 2), purpose=Purpose.CALIBRATION)


def a_case(framework: Framework, *, lines: int = 4, keys: dict[str, int] | None = None, **given: object) -> Case:
    """A dialogue of the framework, with an agreed level of some indicators, by their keys."""
    one = next(_numbers)
    values = {
        "key": f"case-{one}", "kind": CaseKind.DIALOGUE, "difficulty": Difficulty.CLEAR, "form": Form.A,
        "title_da": f"Sag {one}", "title_en": f"Case {one}", "setting_da": "Vejen, første samtale.", **given,
    }  # fmt: skip
    case = Case.objects.create(
        framework=framework, jobcentre=framework.jobcentre, origin=CaseOrigin.OWN, made_at=NOW, **values
    )
    CaseLine.objects.bulk_create(
        CaseLine(case=case, number=number, by=("staff", "other")[number % 2], text_da=f"Linje {number} i sag {one}")
        for number in range(1, lines + 1)
    )
    CaseKey.objects.bulk_create(
        CaseKey(case=case, indicator_key=key, level=level, lines=[1], reason_da="Fordi det bliver sagt.")
        for key, level in (keys or {}).items()
    )
    return case


def contents_of(
    edition: Edition, people: Sequence[Person], *, cases: Sequence[Case] | int = 2, **given: object
) -> Contents:
    """What a round is made of: all the edition's indicators, and cases with a key for each unless they are given."""
    indicators = list(indicators_of(edition))
    keys = {one.key: 3 for one in indicators}
    chosen = [a_case(edition.framework, keys=keys) for _ in range(cases)] if isinstance(cases, int) else cases
    values = {"title": f"Runde {next(_numbers)}", "last_day": today() + timedelta(days=14), **given}
    return Contents(cases=chosen, indicators=indicators, people=people, **values)


def a_draft_round(
    jobcentre: Place | None = None, *, edition: Edition | None = None, raters: int | Sequence[Person] = 3,
    by: Person | None = None, indicators: int = 2, **given: object,
) -> Round:  # fmt: skip
    """A round being prepared, at a jobcentre of its own unless one is given; the notice is in force."""
    jobcentre = jobcentre or (edition.framework.jobcentre if edition else a_jobcentre())
    if not Notice.objects.filter(jobcentre=jobcentre, purpose=Purpose.CALIBRATION).exists():
        the_notice_of_calibration(jobcentre)
    edition = edition or holding_edition(a_framework(jobcentre, indicators=indicators), today())
    team = a_team(jobcentre)
    people = [a_colleague_in(team) for _ in range(raters)] if isinstance(raters, int) else raters
    return make_round(by=by, edition=edition, contents=contents_of(edition, people, **given), now=NOW)


def a_round(jobcentre: Place | None = None, *, seed: int = 1, **given: object) -> Round:
    """An open round that nobody has rated in yet: two cases, two indicators, three raters unless said otherwise."""
    return open_round(by=None, round_=a_draft_round(jobcentre, **given), seed=seed, today=today(), now=NOW)


def raters_of(round_: Round) -> list[Rater]:
    """The raters by their drawn number."""
    return list(Rater.objects.filter(round=round_).select_related("person").order_by("number"))


def rated(
    round_: Round, said: Callable[[int, int, int], int | None] | None = None, *, finished: bool = True,
    raters: Sequence[Rater] | None = None,
) -> Round:  # fmt: skip
    """Everybody has rated everything, and is done.

    said: the level by rater, case and indicator, each as its place from 0; None: it cannot be judged from the case.
    """
    say_level = said or (lambda rater, case, indicator: LEVELS[(rater + case + indicator) % len(LEVELS)])
    at = Moment(today(), NOW)
    indicators = list(indicators_to_rate(round_.pk))
    for r, rater in enumerate(raters if raters is not None else raters_of(round_)):
        for c, case in enumerate(cases_of(round_)):
            judgements = {one: Judgement(True, say_level(r, c, i)) for i, one in enumerate(indicators)}
            rate_case(by=None, rater=rater, case=case, judgements=judgements, at=at)
        if finished:
            finish_rating(by=None, rater=rater, now=NOW)
    return round_


class At(NamedTuple):
    """Where somebody rates: places from 0, and the key where there is one."""

    rater: int
    key: CaseKey | None
    indicator: RoundIndicator
    case: int


def said_by_all(round_: Round, level: Callable[[At], int | None]) -> Round:
    """Everybody is done, written straight into the tables, for rounds of more ratings than commands write in a second.

    level: what is said there.
    """
    cases, indicators = list(cases_of(round_)), list(indicators_to_rate(round_.pk))
    keys = {
        (key.case_id, key.indicator_key): key for key in CaseKey.objects.filter(case__in=[one.case_id for one in cases])
    }
    Rating.objects.bulk_create(
        (
            Rating(
                rater=rater, case=case, indicator=one, saved_at=NOW,
                level=level(At(r, keys.get((case.case_id, one.indicator.key)), one, c)),
            )
            for r, rater in enumerate(raters_of(round_))
            for c, case in enumerate(cases)
            for one in indicators
        ),
        batch_size=2000,
    )  # fmt: skip
    Rater.objects.filter(round=round_).update(finished_at=NOW)
    return round_


def a_closed_round(
    jobcentre: Place | None = None,
    level: Callable[[At], int | None] | None = None,
    *,
    raters: int | Sequence[Person] = 6,
    cases: int | Sequence[Case] = 12,
    later: bool = False,
    **given: object,
) -> Round:
    """A closed round with its result. By the first indicator all agree on levels 1 to 5 in turn, by the others not.

    later: opened and closed a month after the others.
    """

    def usual(at: At) -> int:
        apart = 0 if at.indicator.position == 1 else at.rater * at.indicator.position
        return 1 + (at.case + apart) % 5

    round_ = a_round(jobcentre, raters=raters, cases=cases, **given)
    said_by_all(round_, level or usual)
    if later:
        Round.objects.filter(pk=round_.pk).update(opened_at=NOW + timedelta(days=30))
    return close_round(by=None, round_=round_, now=NOW + timedelta(days=31 if later else 0))
