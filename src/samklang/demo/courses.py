"""The courses under way: who came, what they think of it, and who has a certificate by the day of the stage."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from random import Random

from django.db.models import QuerySet
from django.utils import timezone

from samklang.access.enums import Role
from samklang.access.models import Person
from samklang.core.chance import stream
from samklang.delivery import learning_content
from samklang.delivery.commands.attendance import Said, set_mark
from samklang.delivery.commands.certificates import issue_to_all, set_rule
from samklang.delivery.commands.earlier import import_proofs
from samklang.delivery.commands.evaluations import answer_evaluation, ask_for_evaluations
from samklang.delivery.commands.knowledge import answer_question, begin_check, finish_check
from samklang.delivery.commands.outbox import take_as_sent
from samklang.delivery.commands.settings import change_settings
from samklang.delivery.commands.touches import plan_as_proposed
from samklang.delivery.enums import Mark, SessionKind, SessionState
from samklang.delivery.models import Course, EvaluationAsked, Participation, Session
from samklang.delivery.queries.earlier_file import Found
from samklang.delivery.questions import Question
from samklang.demo.register import Register
from samklang.demo.stages import Stage
from samklang.people.models import Employee
from samklang.planning.documents import problem_of
from samklang.planning.queries import latest_version

TRAINED: Mapping[str, Mapping[str, Sequence[str]]] = {
    "conversation": {
        "M1": ("involving", "digital"), "M2": ("involving",), "M3": ("labour-market",), "M4": ("involving", "digital"),
    },
    "company-meeting": {
        "M1": ("preparation",), "M2": ("conduct",), "M3": ("business-understanding", "sales-technique"),
        "M4": ("negotiation",),
    },
}  # fmt: skip
"""Which competences each module of the two programmes trains."""
_TITLES = {
    "conversation": ("Den jobrettede samtale", "The job-oriented conversation"),
    "company-meeting": ("Virksomhedsmødet", "The company meeting"),
}
_MARKS = (Mark.PRESENT,) * 92 + (Mark.LATE,) * 3 + (Mark.PARTIAL,) + (Mark.ABSENT,) * 4
_KNOWS = 0.88
"""The chance that somebody answers a question rightly."""
_ANSWERS = 0.7
"""The share that answers an evaluation."""
_KEPT = (
    "Øvelsen med de åbne spørgsmål.", "At vi øvede på egne samtaler.", "Tempoet og pauserne.", "Sparringen to og to.",
    "De konkrete sætninger.",
)  # fmt: skip
_CHANGED = (
    "Mere tid til at øve.", "Kortere oplæg om formiddagen.", "Flere eksempler fra vores eget område.",
    "Et lokale med bedre luft.", "At vi mødes igen efter et par uger.",
)  # fmt: skip


def run_course(town: Register, stage: Stage, seed: int) -> None:
    """What has happened in the town's course before the stage's day, made through commands."""
    course = Course.objects.select_related("programme__jobcentre").get(programme__jobcentre=town.jobcentre)
    lead = Person.objects.get(pk=town.cast[Role.PROGRAMME_LEAD].pk)
    course = _set_up(course, lead)
    _trained_before(course, lead)
    held = Session.objects.filter(
        course=course, kind=SessionKind.MODULE, state=SessionState.PLANNED, ends__lt=_morning(stage.today)
    ).order_by("begins", "cohort", "pk")
    last = dict(_module_sessions(course).order_by("ends").values_list("cohort", "pk"))
    for session in held:
        _take_attendance(session, stream(seed, f"attendance-{session.pk}"))
        if last[session.cohort] == session.pk:
            plan_as_proposed(by=lead, course=course, cohort=session.cohort, now=session.ends + timedelta(minutes=30))
    if held:
        _look_back(course, stage, seed)
        _certify(course, lead, stage)
    take_as_sent(course=course, until=_morning(stage.today))


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time())).replace(hour=8)


def _set_up(course: Course, lead: Person) -> Course:
    trained = TRAINED[course.framework]
    modules = [{**one, "competences": list(trained.get(one["id"], ()))} for one in course.modules]
    values = {"modules": modules, "contact": f"{lead.name}, {lead.email}"}
    return change_settings(by=lead, course=course, values=values, now=course.began_at).course


def _trained_before(course: Course, lead: Person) -> None:
    """Whoever had done modules before the programme began has proof of it."""
    problem = problem_of(latest_version(course.programme).document)
    people = dict(Employee.objects.filter(jobcentre=course.programme.jobcentre).values_list("number", "person"))
    names = dict(Person.objects.filter(pk__in=people.values()).values_list("pk", "name"))
    day = problem.first_day - timedelta(days=300)
    found = [
        Found(people[one.id], names[people[one.id]], module, day, "Kursusbevis fra pilotholdet")
        for one in problem.people if one.id in people
        for module in one.done_modules
    ]  # fmt: skip
    if found:
        today = timezone.localdate(course.began_at)
        import_proofs(by=lead, programme=course.programme, found=found, today=max(today, day), now=course.began_at)


def _take_attendance(session: Session, rng: Random) -> None:
    """The trainer takes it as the session ends; a few are late, go early or do not come."""
    for row in Participation.objects.filter(session=session).order_by("pk"):
        mark = rng.choice(_MARKS)
        minutes = 120 if mark == Mark.PARTIAL else None
        said = Said(row.person_id, mark, minutes, session.ends)
        set_mark(by=session.trainer, session=session, said=said, now=session.ends)


def _module_sessions(course: Course) -> QuerySet[Session]:
    return Session.objects.filter(course=course, kind=SessionKind.MODULE, state=SessionState.PLANNED)


def _look_back(course: Course, stage: Stage, seed: int) -> None:
    """Evaluations and knowledge checks of those who are done."""
    days = sorted({timezone.localdate(one) for one in _module_sessions(course).values_list("ends", flat=True)})
    for day in days:
        asked_on = day + timedelta(days=1)
        if asked_on < stage.today:
            ask_for_evaluations(now=_morning(asked_on), today=asked_on)
            _answer(course, asked_on, stream(seed, f"evaluation-{course.pk}-{day}"))
    for person, done_on in _done(course, stage.today):
        _check(course, person, done_on, stream(seed, f"knowledge-{person.pk}"))


def _answer(course: Course, day: date, rng: Random) -> None:
    for asked in EvaluationAsked.objects.filter(course=course, answered=False, until__gte=day).order_by("pk"):
        if rng.random() > _ANSWERS:
            continue
        questions = learning_content.evaluation(asked.moment)
        scores = {one.key: rng.choice((3, 4, 4, 4, 5, 5)) for one in questions.statements}
        words = {}
        if rng.random() < 0.5:
            words = {one.key: rng.choice(told) for one, told in zip(questions.open, (_KEPT, _CHANGED), strict=False)}
        answer_evaluation(by=asked.person, asked=asked, scores=scores, words=words, today=day)


def _done(course: Course, today: date) -> Iterator[tuple[Person, date]]:
    """Whoever's last session has been, with its day; in the order of the register."""
    last: dict[int, date] = {}
    there = Participation.objects.filter(session__in=_module_sessions(course))
    for number, ends in there.values_list("person", "session__ends"):
        last[number] = max(timezone.localdate(ends), last.get(number, date.min))
    for person in Person.objects.filter(pk__in=last).order_by("pk"):
        if last[person.pk] + timedelta(days=3) < today:
            yield person, last[person.pk]


def _check(course: Course, person: Person, done_on: date, rng: Random) -> None:
    """Three days after the last session, in a quiet moment; one in ten forgets it."""
    day = done_on + timedelta(days=3)
    if rng.random() < 0.1:
        return
    check = begin_check(by=person, course=course, now=_morning(day), today=day, seed=rng.randrange(2**31))
    for question in check.asked_questions():
        answer_question(by=person, check=check, key=question.key, chosen=_chosen(question, rng), today=day)
    finish_check(by=person, check=check, now=_morning(day) + timedelta(minutes=12), today=day)


def _chosen(question: Question, rng: Random) -> list[int]:
    right = [place for place, one in enumerate(question.options) if one.right]
    return right if rng.random() < _KNOWS else [rng.randrange(len(question.options))]


def _certify(course: Course, lead: Person, stage: Stage) -> None:
    """A rule from the first day of the course, and certificates for whoever fulfils it a week before today."""
    day = stage.today - timedelta(days=7)
    first = timezone.localdate(_module_sessions(course).order_by("begins").values_list("begins", flat=True)[0])
    danish, english = _TITLES[course.framework]
    trained = {key for keys in TRAINED[course.framework].values() for key in keys}
    values = {
        "title_da": danish, "title_en": english, "attended_percent": 75, "knows": True, "months": 24,
        "competences": [key for key in learning_content.competences(course.framework) if key in trained],
    }  # fmt: skip
    set_rule(by=lead, course=course, first_day=first, values=values, today=first, now=_morning(first))
    issue_to_all(by=lead, course=course, today=day, now=_morning(day))
