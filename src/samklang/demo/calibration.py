"""The shared method taken in, and how far the constructed colleagues have come in meaning the same by it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

from samklang.access.commands import announce_notice, write_notice
from samklang.access.enums import Purpose, Role
from samklang.access.models import Person
from samklang.calibration.commands.case import install_cases
from samklang.calibration.commands.licence import grant_licences
from samklang.calibration.commands.point import Talk, put_up_points, settle_point, write_point
from samklang.calibration.commands.rating import Moment, finish_rating, rate_case
from samklang.calibration.commands.round import close_round, make_round, open_round
from samklang.calibration.enums import Difficulty, Form, Target
from samklang.calibration.models import Case, Point, Rater, Round, RoundCase, RoundIndicator
from samklang.calibration.queries.ratings import Judgement, indicators_to_rate
from samklang.calibration.round_contents import Contents
from samklang.core.chance import stream
from samklang.demo import readings
from samklang.demo.raters import Asked, ratings
from samklang.demo.readings import Reading
from samklang.demo.register import Register
from samklang.demo.stages import Stage
from samklang.method.commands import install_content, publish_edition
from samklang.method.enums import Scale
from samklang.method.models import Edition, Framework
from samklang.method.queries.editions import draft_of, holding_edition, indicators_of
from samklang.people.models import Engagement
from samklang.practice.commands.shipped import take_in_shipped_cases

_FIRST, _SECOND, _YEAR_BEFORE = timedelta(days=56), timedelta(days=6), timedelta(days=364)
"""How long before the stage's day the last finished round opened, the open one, and the one of the year before."""
_ANNOUNCED = _YEAR_BEFORE + timedelta(days=60)
"""How long before it the notice was announced and the method taken in."""
_IN_TIME = date(2026, 10, 1)
"""Announced no later than this, so that every notice is in force when the first course of the two begins."""
_RATED_FOR = timedelta(days=14)


@dataclass(frozen=True)
class Focus:
    """What a jobcentre rates: a framework, the indicators, those of them whose words can be read in two ways."""

    framework: str
    title: str
    indicators: tuple[str, ...]
    readings: tuple[Reading, ...]
    raters: int

    @property
    def divided(self) -> frozenset[str]:
        """The indicators that can be read in two ways."""
        return frozenset(one.indicator for one in self.readings)


CONVERSATIONS = Focus(
    "conversation",
    "Jobrettede samtaler",
    (
        "shared-agenda", "questioning", "listening", "realistic-belief", "concrete-jobs", "data-together", "own-words",
        "written-agreement", "count-open-questions", "count-agreements",
    ),
    readings.CONVERSATIONS,
    16,
)  # fmt: skip
COMPANIES = Focus(
    "company-meeting",
    "Virksomhedsmøder",
    (
        "frame-agreed", "listens", "business-questions", "need-questions", "benefit-tied", "objections", "interests",
        "next-step", "count-need-questions", "count-agreements",
    ),
    readings.COMPANIES,
    12,
)  # fmt: skip


def at(day: date) -> datetime:
    """A moment in the morning of the day."""
    return datetime.combine(day, time(8), tzinfo=UTC)


def take_in_the_method(town: Register, stage: Stage) -> None:
    """Samklang's own frameworks and cases, and a notice in force of rating together and of judging skills."""
    head, day = town.cast[Role.HEAD], min(stage.today - _ANNOUNCED, _IN_TIME)
    for purpose, texts in _NOTICES.items():
        values = {"purpose": purpose, **texts, "works_council_day": day, "first_day": day + timedelta(days=42)}
        announce_notice(by=head, notice=write_notice(by=head, jobcentre=town.jobcentre, values=values), today=day)
    install_content(by=None, jobcentre=town.jobcentre, today=day, now=at(day))
    install_cases(by=None, jobcentre=town.jobcentre, now=at(day))
    take_in_shipped_cases(by=None, jobcentre=town.jobcentre, now=at(day))


_NOTICES = {
    Purpose.CALIBRATION: {
        "why": "Vi vil mene det samme med de samme ord, så borgere og virksomheder møder den samme metode.",
        "data": "Hver medarbejder vurderer de samme skrevne cases alene. Ingen samtaler med rigtige mennesker indgår.",
        "handling": "Ingen ser en andens vurdering. Lederen ser kun antal. Kalibreringslederen ser navne, når der "
        "gives licens, og det står i loggen. Tallene bruges ikke til løn eller personalesager.",
    },
    Purpose.KNOWLEDGE: {
        "why": "Den, der har været på kursus, skal kunne se, hvad der sidder fast, og hvad der skal øves igen.",
        "data": "Svarene på ti spørgsmål efter kurset, og om prøven er bestået.",
        "handling": "Kun medarbejderen ser sine svar. Lederen ser, hvor mange der har bestået, og hvem der har et "
        "bevis. Tallene bruges ikke til løn eller personalesager.",
    },
    Purpose.SELF_REVIEW: {
        "why": "Den, der har holdt et møde, skal kunne se tilbage på det og vælge én ting at øve næste gang.",
        "data": "Medarbejderens egne niveauer på de aftalte indikatorer efter et møde.",
        "handling": "Kun medarbejderen ser dem og kan slette dem. Ingen leder kan se dem, heller ikke som tal.",
    },
    Purpose.COMPANY_PULSE: {
        "why": "Vi vil vide, om virksomheder får svar i tide og bliver forstået.",
        "data": "Virksomhedens svar fra 1 til 10, om den blev forstået, og én linje, hvis den vil.",
        "handling": "Svaret gemmes uden virksomhed og medarbejder. Det vises for grupper på mindst fem.",
    },
    Purpose.OBSERVATION: {
        "why": "Et niveau skal bygge på noget, der er set, og som den, der blev set, har sagt ja til.",
        "data": "Niveauer på de aftalte indikatorer fra én varslet samtale eller ét varslet møde.",
        "handling": "Observatøren har licens. Medarbejderen siger ja eller nej uden grund. Sparring er noget andet og "
        "ses af de to alene.",
    },
    Purpose.CITIZEN_FEEDBACK: {
        "why": "Vi vil vide, om borgerne er med til at bestemme og møder den samme metode hver gang.",
        "data": "Borgerens svar på to spørgsmål, med team og kvartal.",
        "handling": "Hverken borgeren eller den, borgeren talte med, bliver gemt. Svarene vises fra fem og opefter.",
    },
    Purpose.BELIEF: {
        "why": "Den enkelte skal kunne se, om hun plejer at tro for lidt eller for meget.",
        "data": "Hvor sandsynligt man tror det er, skrevet før udfaldet, og hvad der skete.",
        "handling": "Kun den, der skrev det, kan se det. Andre ser kun grupper på mindst fem.",
    },
    Purpose.SKILLS: {
        "why": "Udviklingssamtalen skal handle om det, den enkelte selv og lederen ser, og om hvad der skal læres.",
        "data": "Medarbejderens egen vurdering og lederens vurdering af de aftalte indikatorer.",
        "handling": "Egen vurdering ses kun af medarbejderen, indtil den deles. Andre ser kun antal i grupper.",
    },
}


@dataclass(frozen=True)
class _Plan:
    """A round to be made: what it is called, when it opens, who rates which forms, what it is compared with."""

    called: str
    first_day: date
    people: Sequence[Person]
    forms: tuple[Form, ...]
    earlier: Round | None = None


_SHORT = (Form.B, Form.ANCHOR)


def rate_together(town: Register, focus: Focus, stage: Stage, seed: int) -> None:
    """A finished first round on every case with what it led to, and a short one that is open, half rated.

    Where a year has gone since, the wordings have been settled and published, and everybody has rated the same cases
    again by them.
    """
    improved = stage.name == "proven"
    day = stage.today - (_YEAR_BEFORE if improved else _FIRST)
    people = _raters(town, focus, day, stage.today, seed)
    last = _begin(town, focus, _Plan("første runde", day, people, tuple(Form)), seed)
    _finish(town, focus, last, seed, agreed=False)
    points = _talk_through(town, focus, last)
    if improved:
        _settle(town, focus, points, day + _RATED_FOR)
        last = _begin(town, focus, _Plan("anden runde", stage.today - _FIRST, people, tuple(Form), last), seed)
        _finish(town, focus, last, seed, agreed=True)
    day = stage.today - _RATED_FOR
    grant_licences(by=town.cast[Role.PROGRAMME_LEAD], round_=last, reason=_LICENSED, today=day)
    called = "tredje runde" if improved else "anden runde"
    leave_one_open(town, focus, _Plan(called, stage.today - _SECOND, people, _SHORT, last), seed)


_LICENSED = "Givet efter reglen, da runden var talt igennem."


def _finish(town: Register, focus: Focus, round_: Round, seed: int, *, agreed: bool) -> None:
    _rate(round_, focus, seed, agreed=agreed)
    close_round(by=town.cast[Role.PROGRAMME_LEAD], round_=round_, now=at(round_.last_day))


def _talk_through(town: Register, focus: Focus, round_: Round) -> list[Point]:
    """The board with what divides them: both readings, and what they mean to agree on."""
    lead = town.cast[Role.PROGRAMME_LEAD]
    rows = {row.indicator.key: row for row in indicators_to_rate(round_.pk)}
    case = RoundCase.objects.filter(round=round_, case__difficulty=Difficulty.DIVIDES).order_by("position").first()
    put_up_points(by=lead, round_=round_, about={rows[one.indicator]: case for one in focus.readings})
    points = {one.indicator.indicator.key: one for one in Point.objects.filter(round=round_).order_by("pk")}
    return [_write(lead, points[one.indicator], one) for one in focus.readings]


def _write(lead: Person, point: Point, reading: Reading) -> Point:
    talk = Talk(
        case=point.case, one=reading.one, other=reading.other, target=Target.LOOKS_FOR, agreed_da=reading.agreed_da,
        agreed_en=reading.agreed_en,
    )  # fmt: skip
    return write_point(by=lead, point=point, talk=talk)


def _settle(town: Register, focus: Focus, points: Sequence[Point], day: date) -> None:
    """The wordings become the next edition of the method, which holds from the day on."""
    lead = town.cast[Role.PROGRAMME_LEAD]
    for point in points:
        settle_point(by=lead, point=point, now=at(day))
    draft = draft_of(Framework.objects.get(jobcentre=town.jobcentre, key=focus.framework))
    if draft is not None:
        reason = "To formuleringer, som første runde viste, at vi læste forskelligt."
        publish_edition(by=lead, edition=draft, reason=reason, today=day, now=at(day))


def leave_one_open(town: Register, focus: Focus, plan: _Plan, seed: int) -> Round:
    """A round that every other colleague has finished; the one to sign in as has not begun."""
    begun = _begin(town, focus, plan, seed)
    _rate(begun, focus, seed, agreed=False, every=2, but=town.cast[Role.STAFF])
    return begun


def _raters(town: Register, focus: Focus, first_day: date, last_day: date, seed: int) -> list[Person]:
    """Colleagues employed all the while, and the one to sign in as; drawn."""
    employed = Engagement.objects.filter(team__parent=town.jobcentre, is_temp=False)
    first = set(employed.on(first_day).values_list("employee__person", flat=True))
    last = set(employed.on(last_day).values_list("employee__person", flat=True))
    own = town.cast[Role.STAFF]
    others = list(Person.objects.filter(pk__in=first & last).exclude(pk=own.pk).exclude(email=None).order_by("pk"))
    drawn = stream(seed, "demo", focus.framework, "raters").sample(others, focus.raters - 1)
    return [own, *sorted(drawn, key=lambda one: one.pk)]


def _begin(town: Register, focus: Focus, plan: _Plan, seed: int) -> Round:
    lead = town.cast[Role.PROGRAMME_LEAD]
    edition = _edition(town, focus, plan.first_day)
    by_key = {one.key: one for one in indicators_of(edition)}
    cases = Case.objects.filter(framework=edition.framework, retired_at=None, form__in=plan.forms)
    contents = Contents(
        title=f"{focus.title}: {plan.called}",
        last_day=plan.first_day + _RATED_FOR,
        cases=list(cases.order_by("key")),
        indicators=[by_key[key] for key in focus.indicators],
        people=plan.people,
        earlier=plan.earlier,
    )
    made = make_round(by=lead, edition=edition, contents=contents, now=at(plan.first_day))
    return open_round(by=lead, round_=made, seed=seed, today=plan.first_day, now=at(plan.first_day))


def _edition(town: Register, focus: Focus, on: date) -> Edition:
    framework = Framework.objects.get(jobcentre=town.jobcentre, key=focus.framework)
    edition = holding_edition(framework, on)
    if edition is None:
        raise LookupError(f"Nothing of {focus.framework} holds on {on}.")
    return edition


def _rate(round_: Round, focus: Focus, seed: int, *, agreed: bool, every: int = 1, but: Person | None = None) -> None:
    """Everybody says what they see, or every so many and not one of them; each through the rater's own command."""
    cases = list(RoundCase.objects.filter(round=round_).select_related("case").order_by("position"))
    rows = list(indicators_to_rate(round_.pk))
    raters = list(Rater.objects.filter(round=round_).select_related("person").order_by("person"))
    said = ratings(
        stream(seed, "demo", round_.title, "ratings"),
        len(raters),
        [_asked(one.case, rows, focus) for one in cases],
        agreed=agreed,
    )
    day = timezone.localdate(round_.opened_at) if round_.opened_at else round_.last_day
    moment = Moment(day, at(day))
    for place, rater in enumerate(raters):
        if place % every or rater.person == but:
            continue
        for case, answers in zip(cases, said[place], strict=True):
            judgements = {
                row: Judgement(True, answers[row.indicator.key]) for row in rows if row.indicator.key in answers
            }
            rate_case(by=rater.person, rater=rater, case=case, judgements=judgements, at=moment)
        finish_rating(by=rater.person, rater=rater, now=moment.now)


def _asked(case: Case, rows: Sequence[RoundIndicator], focus: Focus) -> dict[str, Asked]:
    scales = {row.indicator.key: Scale(row.indicator.scale) for row in rows}
    return {
        key.indicator_key: Asked(key.level, scales[key.indicator_key], divided=key.indicator_key in focus.divided)
        for key in case.keys.order_by("pk")
        if key.indicator_key in scales
    }
