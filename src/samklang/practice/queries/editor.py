"""The cases that somebody writes: the list, the words of the framework, and what is missing in each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Exists, OuterRef, Q, QuerySet

from samklang.access.enums import Right
from samklang.access.models import Person
from samklang.access.queries import danish
from samklang.access.queries.place import jobcentres_for
from samklang.calibration.queries.cases import newest_editions
from samklang.method.documents import Fault
from samklang.method.models import Framework, Indicator, Phase
from samklang.people.queries.search import holding
from samklang.practice.content import shipped_document
from samklang.practice.enums import BranchingState
from samklang.practice.models import BranchingCase
from samklang.practice.queries.ground import Domain, script_of
from samklang.practice.script import Script
from samklang.practice.script_faults import faults_in


def authored_by(person: Person) -> QuerySet[BranchingCase]:
    """Every revision of every case at the jobcentres where the person runs practice."""
    found = BranchingCase.objects.filter(jobcentre__in=jobcentres_for(person, Right.RUN_PRACTICE))
    return found.select_related("framework", "jobcentre").order_by(danish("title_da"), "-revision", "pk")


def domains_authored(person: Person, day: date) -> list[Domain]:
    """The frameworks that the person writes cases for, in the words that hold on the day."""
    places = jobcentres_for(person, Right.RUN_PRACTICE)
    frameworks = list(
        Framework.objects.filter(jobcentre__in=places).select_related("jobcentre").order_by("jobcentre_id", "key", "pk")
    )
    editions = newest_editions(frameworks, day)
    return [Domain(one, editions.get(one.pk)) for one in frameworks]


@dataclass(frozen=True)
class Asked:
    """What the list is asked for; empty fields ask for nothing."""

    text: str = ""
    framework: int | None = None
    state: str = ""


def listed(person: Person, asked: Asked) -> QuerySet[BranchingCase]:
    """What fits. What is put away is there only as its last revision, and only where none is written or in use."""
    same = BranchingCase.objects.filter(framework=OuterRef("framework"), key=OuterRef("key"))
    later = Q(state__in=(BranchingState.DRAFT, BranchingState.PUBLISHED)) | Q(revision__gt=OuterRef("revision"))
    found = authored_by(person).filter(
        ~Q(state=BranchingState.RETIRED) | ~Exists(same.filter(later).exclude(pk=OuterRef("pk")))
    )
    found = found.filter(holding(asked.text, ("title_da", "title_en", "key")))
    if asked.framework:
        found = found.filter(framework=asked.framework)
    return found.filter(state=asked.state) if asked.state else found


@dataclass(frozen=True)
class MethodWords:
    """What the framework calls its indicators and phases, in their order."""

    domain: Domain

    @cached_property
    def _phases(self) -> Sequence[Phase]:
        return list(Phase.objects.filter(edition=self.domain.edition).order_by("position", "pk"))

    @cached_property
    def _own_indicators(self) -> Sequence[str]:
        found = Indicator.objects.filter(edition=self.domain.edition).order_by("position", "pk")
        return list(found.values_list("key", flat=True))

    def phases(self, language: str) -> Mapping[str, str]:
        """By key; as Samklang brings them where no edition holds."""
        if self.domain.edition is not None:
            return {one.key: one.worded("name", language) for one in self._phases}
        document = shipped_document(self.domain.key)
        rows = document.phases if document else ()
        return {one.key: getattr(one.name, language) or one.name.da for one in rows}

    def indicators(self, language: str) -> Mapping[str, str]:
        """By key, those that the edition has; as Samklang brings them where no edition holds."""
        keys = self._own_indicators if self.domain.edition is not None else self.domain.order
        return {key: self.domain.indicator(key, language) for key in keys}

    def faults_of(self, script: Script) -> tuple[Fault, ...]:
        """What is missing before anybody can practise on it."""
        return faults_in(script, self.indicators("da").keys(), self.phases("da").keys())


def words_for(case: BranchingCase, day: date) -> MethodWords:
    """The framework of the case, in the words that hold on the day."""
    return words_of(case.framework, day)


def words_of(framework: Framework, day: date) -> MethodWords:
    """The framework's words that hold on the day."""
    return MethodWords(Domain(framework, newest_editions([framework], day).get(framework.pk)))


@dataclass(frozen=True)
class ListedDraft:
    """A case as the list shows it. faults: None where it is not being written."""

    case: BranchingCase
    faults: int | None


def with_faults(cases: Sequence[BranchingCase], domains: Sequence[Domain]) -> list[ListedDraft]:
    """Each with how many things are missing."""
    words = {one.framework.pk: MethodWords(one) for one in domains}
    found = []
    for case in cases:
        counted = case.state == BranchingState.DRAFT
        found.append(ListedDraft(case, len(words[case.framework_id].faults_of(script_of(case))) if counted else None))
    return found


def other_revisions(case: BranchingCase) -> QuerySet[BranchingCase]:
    """The case's other revisions, the newest first."""
    same = BranchingCase.objects.filter(framework=case.framework_id, key=case.key).exclude(pk=case.pk)
    return same.order_by("-revision", "pk")
