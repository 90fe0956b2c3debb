"""What somebody can practise with, and their own way with it. Nobody asks here for anybody but themselves."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, partial

from django.db.models import F, QuerySet

from samklang.access.enums import Right
from samklang.access.models import Person
from samklang.access.queries import danish
from samklang.access.queries.notices import jobcentres_around
from samklang.access.queries.place import jobcentres_for
from samklang.calibration.queries.cases import newest_editions
from samklang.method.models import Edition, Framework, Indicator
from samklang.method.queries.assessments import demands_by_framework, own_employee
from samklang.people.queries.search import holding
from samklang.practice.content import has_ground, shipped_cases, shipped_document
from samklang.practice.enums import BranchingState, CaseFrom, EndingKind
from samklang.practice.models import BranchingCase, Practised, Walk
from samklang.practice.script import Script, from_document, to_document
from samklang.practice.script_walk import Going, Remark, counted, going, remarks


@dataclass(frozen=True)
class Domain:
    """One framework that somebody practises by, in the words that hold on the day."""

    framework: Framework
    edition: Edition | None

    @property
    def key(self) -> str:
        """The same for the same domain everywhere."""
        return self.framework.key

    def name(self, language: str) -> str:
        """What it is called here; as it comes with Samklang where no edition holds."""
        if self.edition is not None:
            return self.edition.worded("name", language)
        shipped = shipped_document(self.key)
        return (shipped.name.en if language == "en" else shipped.name.da) if shipped else self.key

    @cached_property
    def _indicators(self) -> Mapping[str, Indicator]:
        found = Indicator.objects.filter(edition=self.edition).order_by("position", "pk") if self.edition else ()
        return {one.key: one for one in found}

    @cached_property
    def _shipped(self) -> Mapping[str, Mapping[str, str]]:
        document = shipped_document(self.key)
        rows = document.indicators if document else ()
        return {one.key: {"da": one.name.da, "en": one.name.en or one.name.da} for one in rows}

    @property
    def order(self) -> list[str]:
        """The keys of its indicators, in the order of the framework."""
        return list(dict.fromkeys([*self._indicators, *self._shipped]))

    def indicator(self, key: str, language: str) -> str:
        """What the indicator is called; the key where nobody has named it."""
        if key in self._indicators:
            return self._indicators[key].worded("name", language)
        return self._shipped.get(key, {}).get(language, key)


def domains_of(person: Person, day: date) -> list[Domain]:
    """The domains where the person has something to practise with: what their role asks for first."""
    frameworks = list(
        Framework.objects.filter(jobcentre__in=jobcentres_around(person, Right.PRACTISE))
        .select_related("jobcentre").order_by("jobcentre_id", "key", "pk")
    )  # fmt: skip
    employee = own_employee(person)
    home = employee.jobcentre_id if employee else None
    editions = newest_editions(frameworks, day)
    asked = demands_by_framework(employee, editions.values(), day) if employee else {}
    frameworks.sort(
        key=lambda one: (-asked.get(one.pk, 0), one.jobcentre_id != home, one.jobcentre_id, one.key, one.pk)
    )
    with_cases = set(cases_for(person).values_list("framework_id", flat=True))
    return [
        Domain(one, editions.get(one.pk)) for one in frameworks if one.pk in with_cases or has_ground(one.key)
    ]  # fmt: skip


def one_of_each(domains: Iterable[Domain]) -> list[Domain]:
    """Each domain once, by its key: what Samklang brings is the same at every jobcentre."""
    found: dict[str, Domain] = {}
    for one in domains:
        found.setdefault(one.key, one)
    return list(found.values())


def domain_of(case: BranchingCase, day: date) -> Domain:
    """The domain of a case that the person sees, or has begun on."""
    framework = Framework.objects.select_related("jobcentre").get(pk=case.framework_id)
    return Domain(framework, newest_editions([framework], day).get(framework.pk))


# -- the cases --------------------------------------------------------------------------------------------------------


def cases_for(person: Person) -> QuerySet[BranchingCase]:
    """The cases in use at the jobcentres where the person practises, the clear ones first."""
    found = BranchingCase.objects.filter(
        state=BranchingState.PUBLISHED, jobcentre__in=jobcentres_around(person, Right.PRACTISE)
    )
    return found.select_related("framework", "jobcentre").order_by(
        "framework_id", "difficulty", danish("title_da"), "pk"
    )


def own_walks(person: Person) -> QuerySet[Walk]:
    """The person's own ways through cases, the newest first. Nobody else's can be asked for."""
    found = Walk.objects.filter(person=person).select_related("case__framework", "case__jobcentre")
    return found.order_by("-changed_at", "-pk")


def own_practised(person: Person) -> QuerySet[Practised]:
    """The cards and exercises that the person says they have tried, the newest first."""
    return Practised.objects.filter(person=person).order_by("-day", "-pk")


def script_of(case: BranchingCase) -> Script:
    """The case as it is walked through."""
    return from_document(case.script)


def way_of(walk: Walk) -> Going:
    """How far the walk has come, by the revision it began on."""
    return going(script_of(walk.case), walk.path)


@dataclass(frozen=True)
class Asked:
    """What somebody asks the list of cases for; empty fields ask for nothing. tried: "", "yes" or "no"."""

    text: str = ""
    difficulty: int | None = None
    tried: str = ""


@dataclass(frozen=True)
class ListedCase:
    """A case as its list shows it to one person. last: the newest way to an ending. under_way: what is not ended."""

    case: BranchingCase
    last: Walk | None
    under_way: Walk | None

    @property
    def ending(self) -> str:
        """How the last way ended."""
        ending = script_of(self.last.case).ending(self.last.ending) if self.last else None
        return str(EndingKind(ending.kind).label) if ending else ""


@dataclass(frozen=True)
class DomainCases:
    """The cases of one domain."""

    domain: Domain
    cases: Sequence[ListedCase]


def cases_by_domain(person: Person, domains: Sequence[Domain], asked: Asked) -> list[DomainCases]:
    """What fits, by domain. Samklang's own case is listed once, also for staff of several jobcentres."""
    found = cases_for(person).filter(holding(asked.text, ("title_da", "title_en")))
    if asked.difficulty:
        found = found.filter(difficulty=asked.difficulty)
    walks = _by_case(own_walks(person))
    rows: dict[int, list[ListedCase]] = {}
    seen: set[tuple[str, str]] = set()
    place = {one.framework.pk: number for number, one in enumerate(domains)}
    for case in sorted(found, key=lambda one: place.get(one.framework_id, len(place))):
        name = (case.framework.key, case.key)
        if case.origin == CaseFrom.SAMKLANG and name in seen:
            continue
        seen.add(name)
        own = walks.get(name, [])
        last = next((one for one in own if one.finished_at), None)
        listed = ListedCase(case, last, next((one for one in own if not one.finished_at), None))
        if not asked.tried or (asked.tried == "yes") == (last is not None):
            rows.setdefault(case.framework_id, []).append(listed)
    return [DomainCases(one, rows[one.framework.pk]) for one in domains if one.framework.pk in rows]


def _by_case(walks: Iterable[Walk]) -> dict[tuple[str, str], list[Walk]]:
    found: dict[tuple[str, str], list[Walk]] = {}
    for one in walks:
        found.setdefault((one.case.framework.key, one.case.key), []).append(one)
    return found


def next_case(person: Person, case: BranchingCase) -> BranchingCase | None:
    """One to go on with: of the same domain, not tried to the end yet, as hard or next harder; else one long ago."""
    others = [one for one in cases_for(person).filter(framework=case.framework_id) if one.key != case.key]
    ended = {one.case.key: one.changed_at for one in own_walks(person).filter(
        finished_at__isnull=False, case__framework__key=case.framework.key
    ).order_by("changed_at", "pk")}  # fmt: skip
    new = [one for one in others if one.key not in ended]
    if new:
        return min(new, key=lambda one: (one.difficulty < case.difficulty, abs(one.difficulty - case.difficulty)))
    return min(others, key=lambda one: ended[one.key], default=None)


# -- what Samklang brings ---------------------------------------------------------------------------------------------


def to_take_in(framework: Framework) -> frozenset[str]:
    """The keys of Samklang's cases that the framework lacks, or has in an older text of Samklang's own."""
    rows: dict[str, list[BranchingCase]] = {}
    for one in BranchingCase.objects.filter(framework=framework).order_by("key", "revision", "pk"):
        rows.setdefault(one.key, []).append(one)
    found = set()
    for script in shipped_cases(framework.key):
        own = rows.get(script.key, [])
        in_use = next((one for one in own if one.state == BranchingState.PUBLISHED), None)
        if not own or (in_use and in_use.origin == CaseFrom.SAMKLANG and in_use.script != to_document(script)):
            found.add(script.key)
    return frozenset(found)


def lacking(person: Person) -> int:
    """How many of Samklang's cases can be taken in where the person runs practice."""
    frameworks = Framework.objects.filter(jobcentre__in=jobcentres_for(person, Right.RUN_PRACTICE))
    return sum(len(to_take_in(one)) for one in frameworks.order_by("pk"))


# -- how it went ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Feedback:
    """What was shown of one indicator on a way."""

    name: str
    remarks: Sequence[Remark]


def feedback_on(way: Going, domain: Domain, language: str) -> list[Feedback]:
    """By indicator, in the order of the framework."""
    found = remarks(way)
    place = {key: number for number, key in enumerate(domain.order)}
    keys = sorted(found, key=lambda key: place.get(key, len(place)))
    return [Feedback(domain.indicator(key, language), found[key]) for key in keys]


@dataclass(frozen=True)
class WalkLine:
    """One of one's own ways, as the list of them shows it."""

    walk: Walk
    ending: str
    counts: Mapping[str, int]


@dataclass(frozen=True)
class IndicatorLine:
    """What one has shown of an indicator in all one's ways, and when last."""

    name: str
    yes: int
    partly: int
    no: int
    last: datetime


@dataclass
class Tally:
    """How often an indicator was shown in all one's ways, and when last."""

    shown: dict[str, int]
    last: datetime


@dataclass(frozen=True)
class Progress:
    """What one has practised. Only for oneself."""

    walks: Sequence[WalkLine]
    by_domain: Sequence[tuple[Domain, Sequence[IndicatorLine]]]


def progress_of(person: Person, domains: Sequence[Domain], language: str) -> Progress:
    """The person's own ways, and what they showed of each indicator."""
    lines, counts = [], tallies(person)
    for walk in own_walks(person):
        way = way_of(walk)
        ending = str(EndingKind(way.ending.kind).label) if way.ending else ""
        lines.append(WalkLine(walk, ending, counted(way)))
    found = []
    for domain in one_of_each(domains):
        own = counts.get(domain.key, {})
        rows = [
            IndicatorLine(domain.indicator(key, language), one.shown["yes"], one.shown["partly"], one.shown["no"],
                          one.last)
            for key, one in sorted(own.items(), key=partial(_placed, domain))
        ]  # fmt: skip
        if rows:
            found.append((domain, rows))
    return Progress(lines, found)


def _placed(domain: Domain, row: tuple[str, Tally]) -> tuple[int, str]:
    order, key = domain.order, row[0]
    return (order.index(key) if key in order else len(order), key)


def tallies(person: Person) -> dict[str, dict[str, Tally]]:
    """By the framework's and the indicator's key, over the person's own ways."""
    found: dict[str, dict[str, Tally]] = {}
    for walk in own_walks(person).order_by(F("changed_at").asc(), "pk"):
        own = found.setdefault(walk.case.framework.key, {})
        for key, given in remarks(way_of(walk)).items():
            tally = own.setdefault(key, Tally({"yes": 0, "partly": 0, "no": 0}, walk.changed_at))
            tally.last = walk.changed_at
            for one in given:
                tally.shown[str(one.shown)] += 1
    return found
