"""Practice and the citizen door of both jobcentres: sparring held, cases walked through, and what citizens answered."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from samklang.access.enums import Role
from samklang.access.models import Person
from samklang.access.refusals import NotAllowed
from samklang.calibration.models import Licence
from samklang.citizens.commands.beliefs import Believed, write_belief, write_outcome
from samklang.citizens.commands.feedback import answer_feedback, make_links
from samklang.citizens.commands.preparation import answer_preparation, make_preparation
from samklang.citizens.commands.reviews import Seen, write_review
from samklang.citizens.commands.rule_sets import take_in_shipped_rules
from samklang.citizens.content import questions, topics
from samklang.citizens.enums import Involved, Outcome, Reading, SameWay
from samklang.core.calendar import COPENHAGEN
from samklang.core.chance import stream
from samklang.demo.calibration import at
from samklang.demo.register import Register
from samklang.demo.stages import Stage
from samklang.method.commands.role_profile import guess_profiles
from samklang.method.models import Framework
from samklang.people.models import Employee
from samklang.practice.commands.ground import begin_walk, mark_practised, say_line
from samklang.practice.commands.posting import take_as_sent
from samklang.practice.commands.sparring import book, set_held
from samklang.practice.commands.sparring_notes import Agreement, agree, choose_focus, speak_first
from samklang.practice.content import shipped_cards, shipped_exercises
from samklang.practice.enums import BranchingState, PractisedKind
from samklang.practice.models import BranchingCase, Sparring
from samklang.practice.script import from_document

_SPARRINGS, _COMING = 24, 4
_BEFORE = timedelta(days=150)
"""How far back the traces of practice go."""
_WRITERS = 12
"""So many colleagues look back and write what they believe."""
_ANSWERED = 140
_FOCUS = {"conversation": ("questioning", "listening", "own-words"), "company-meeting": ("listens", "objections")}
_NEXT_TIME = (
    "Vente lidt længere, før jeg stiller det næste spørgsmål.", "Lade borgeren sige det næste skridt først.", "",
    "Have to steder klar, før vi begynder.", "", "Spørge, hvad der kan komme i vejen.",
)  # fmt: skip
_AGREED = (
    "Stille ét åbent spørgsmål mere, før jeg foreslår noget", "Give det sagte tilbage mindst to gange",
    "Vente tre sekunder efter svaret", "Lade den anden sige det næste skridt først",
    "Skrive aftalen ned, mens vi ser på den sammen",
)  # fmt: skip


def practise(town: Register, framework_key: str, stage: Stage, seed: int) -> None:
    """What has happened by the day of the stage. Whoever cannot on a day is left out, as in any house."""
    chance = stream(seed, "demo", "practice", town.municipality.name)
    framework = Framework.objects.get(jobcentre=town.jobcentre, key=framework_key)
    guess_profiles(by=None, jobcentre=town.jobcentre, today=stage.today)
    take_in_shipped_rules(by=None, municipality=town.municipality, now=at(stage.today - _BEFORE))
    people = [one.person for one in _staff(town)]
    _spar(town, framework, people, stage, chance)
    _walk(town, framework, stage, chance)
    if framework_key == "conversation":
        _look_back(people[:_WRITERS], stage, chance)
        _ask_citizens(people, stage, chance)
        _prepare(town, stage)


def _staff(town: Register) -> list[Employee]:
    return [one for _, one in sorted(town.employees.items()) if one.person.email]


# -- practice ------------------------------------------------------------------------------------------------------


def _spar(town: Register, framework: Framework, people: Sequence[Person], stage: Stage, chance: Random) -> None:
    holders = Licence.objects.filter(framework=framework, ended_day=None, person__isnull=False)
    partners = list(Person.objects.filter(pk__in=holders.values("person")).order_by("pk"))
    if not partners:
        return
    first = town.cast[Role.STAFF]
    days = list(_working_days(stage.today - _BEFORE, stage.today))
    made = 0
    for number in range(_SPARRINGS * 4):
        focus = first if number < 2 else chance.choice(people)
        day = days[-1 - number % 2 * 9] if number < 2 else chance.choice(days)
        made += _held((focus, chance.choice(partners)), framework, day, chance)
        if made >= _SPARRINGS:
            break
    coming = list(_working_days(stage.today + timedelta(days=1), stage.today + timedelta(days=21)))
    for number in range(_COMING * 3):
        focus = first if number == 0 else chance.choice(people)
        _book(focus, chance.choice(partners), framework, chance.choice(coming), at(stage.today))
    take_as_sent(jobcentre=town.jobcentre, until=at(stage.today))


def _held(pair: tuple[Person, Person], framework: Framework, day: date, chance: Random) -> int:
    """Booked a week before, and held; of the newest there are still notes. How many: 0 or 1."""
    focus, partner = pair
    sparring = _book(focus, partner, framework, day, at(day - timedelta(days=7)))
    if sparring is None:
        return 0
    wanted = chance.sample(_FOCUS[framework.key], k=2)
    choose_focus(by=focus, sparring=sparring, focus=wanted, words="")
    after = sparring.ends + timedelta(minutes=20)
    speak_first(by=focus, sparring=sparring, words="Det gik bedst, da jeg ventede på svaret.", now=after)
    chosen = chance.sample(_AGREED, k=chance.choice((1, 2)))
    agreed = [Agreement(what, day + timedelta(days=7 * number)) for number, what in enumerate(chosen, start=1)]
    agree(by=focus, sparring=sparring, agreements=agreed)
    set_held(by=partner, sparring=sparring, now=after)
    return 1


def _book(focus: Person, partner: Person, framework: Framework, day: date, now: datetime) -> Sparring | None:
    begins = datetime.combine(day, time(9), COPENHAGEN)
    try:
        return book(
            by=focus, focus_person=focus, partner=partner, framework=framework, begins=begins,
            ends=begins + timedelta(minutes=90), where="Samtalerum 2", now=now,
        )  # fmt: skip
    except NotAllowed:
        return None


def _walk(town: Register, framework: Framework, stage: Stage, chance: Random) -> None:
    """The member of staff one signs in as has walked through two cases, and is in the middle of a third."""
    person = town.cast[Role.STAFF]
    cases = BranchingCase.objects.filter(framework=framework, state=BranchingState.PUBLISHED).order_by("key")
    for number, case in enumerate(cases[:3]):
        script, now = from_document(case.script), at(stage.today - timedelta(days=20 - 6 * number))
        walk, here, said = begin_walk(by=person, case=case, now=now), script.start, 0
        while (turn := script.turn(here)) is not None and (number < 2 or said < 2):
            line = chance.choice(turn.lines)
            walk = say_line(by=person, walk=walk, turn=turn.key, line=line.key, now=now)
            here, said = line.to, said + 1
    done = ((PractisedKind.CARD, shipped_cards), (PractisedKind.EXERCISE, shipped_exercises))
    for kind, shipped in done:
        for one in shipped(framework.key)[:2]:
            day = stage.today - timedelta(days=chance.randrange(1, 40))
            mark_practised(by=person, kind=kind, framework=framework.key, key=one.key, today=day)


def _working_days(first: date, last: date) -> Iterator[date]:
    return (day for n in range((last - first).days) if (day := first + timedelta(days=n)).weekday() < 5)


# -- the citizen door ----------------------------------------------------------------------------------------------


def _look_back(people: Sequence[Person], stage: Stage, chance: Random) -> None:
    for person in people:
        level = chance.choice((2, 3, 3, 4))
        for number in range(16):
            day = stage.today - timedelta(days=10 + 22 * number)
            answers = {one.key: min(5, max(1, level + chance.choice((-1, 0, 0, 1)))) for one in questions()}
            try:
                write_review(by=person, seen=Seen(day, answers, chance.choice(_NEXT_TIME)), today=day, now=at(day))
                _believe(person, stage, chance, number)
            except NotAllowed:
                break


def _believe(person: Person, stage: Stage, chance: Random, number: int) -> None:
    """Some a little too hopeful, as people are; what came of it is known of the older ones."""
    day = stage.today - timedelta(days=20 + 30 * number)
    percent = chance.choice((20, 30, 50, 60, 70, 80))
    reference = f"15.20.05-G01-{chance.randrange(100, 999)}-{chance.randrange(20, 27)}"
    belief = write_belief(by=person, believed=Believed(reference, 6, percent), today=day, now=at(day))
    if belief.due_on <= stage.today:
        came = Outcome.YES if chance.random() < percent / 130 else Outcome.NO
        write_outcome(by=person, belief=belief, outcome=came, today=stage.today, now=at(stage.today))


def _ask_citizens(people: Sequence[Person], stage: Stage, chance: Random) -> None:
    involved = (*Involved, Involved.MUCH, Involved.MUCH, Involved.FULLY)
    same = (*SameWay, SameWay.YES, SameWay.YES, SameWay.PARTLY)
    for person in people:
        for back in (15, 60, 110, 200, 290):
            day = stage.today - timedelta(days=back)
            try:
                links = make_links(by=person, count=2, today=day)
            except NotAllowed:
                continue
            for secret in links:
                answer_feedback(secret=secret, involved=chance.choice(involved), same=chance.choice(same), today=day)


def _prepare(town: Register, stage: Stage) -> None:
    """Two links of the member of staff one signs in as: one that was answered, one that was not."""
    person, now = town.cast[Role.STAFF], at(stage.today - timedelta(days=2))
    for number, answered in ((1, True), (2, False)):
        _, secret = make_preparation(
            by=person, jobcentre=town.jobcentre, reference=f"15.20.05-G01-{number}-27",
            day=stage.today + timedelta(days=number), level=Reading.PLAIN, language="da",
            today=stage.today - timedelta(days=2), now=now,
        )  # fmt: skip
        if answered:
            chosen = [one.key for one in topics()[:3]]
            answer_preparation(secret=secret, topics=chosen, today=stage.today - timedelta(days=1), now=now)
