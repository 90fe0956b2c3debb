"""Cases with their keys, as the leader of calibration sees them: the list, and one case.

Nobody else gets a case from here: whoever may be asked to rate it must not have seen what was agreed. Raters meet
cases through their round, without the key.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from samklang.access.enums import Right
from samklang.access.models import Person
from samklang.access.queries import danish
from samklang.access.queries.place import jobcentres_for
from samklang.calibration.content import shipped_cases
from samklang.calibration.documents import (
    Asked,
    CaseDocument,
    Indicators,
    KeyText,
    ReasonText,
    SettingText,
    SpokenLine,
    StoryText,
    TitleText,
)
from samklang.calibration.enums import CaseKind, Difficulty, Form, Speaker
from samklang.calibration.models import Case, CaseKey, CaseLine, Round, RoundCase
from samklang.method.enums import Scale
from samklang.method.models import Anchor, Edition, Framework, Indicator
from samklang.method.queries.editions import indicators_of
from samklang.people.queries.search import holding

SEARCHED = ("title_da", "title_en", "setting_da", "setting_en", "text_da", "text_en", "key")
_ROUNDS = "rounds_count"


@dataclass(frozen=True)
class Narrowing:
    """What somebody asks the list for; empty fields ask for nothing."""

    text: str = ""
    framework: int | None = None
    kind: str = ""
    form: str | None = None
    difficulty: int | None = None
    retired: bool = False
    sort: str = "title"


def cases_for(person: Person) -> QuerySet[Case]:
    """The cases of the jobcentres where the person leads calibration, with their keys, retired ones too; by title."""
    found = Case.objects.filter(jobcentre__in=person.standing.places(Right.LEAD_CALIBRATION))
    return found.select_related("framework", "jobcentre", "made_by").order_by(danish("title_da"), "pk")


def frameworks_led_by(person: Person) -> QuerySet[Framework]:
    """The frameworks of the jobcentres where the person leads calibration, by jobcentre and key."""
    found = Framework.objects.filter(jobcentre__in=jobcentres_for(person, Right.LEAD_CALIBRATION))
    return found.select_related("jobcentre").order_by("jobcentre__path", "key", "pk")


def newest_editions(frameworks: Iterable[Framework], on: date) -> dict[int, Edition]:
    """The edition of each framework that holds on the day, by the framework's number; one query."""
    found = Edition.objects.filter(framework__in=list(frameworks), first_day__lte=on).select_related("framework")
    return {one.framework_id: one for one in found.order_by("first_day", "number", "pk")}


def sorts(language: str) -> dict[str, Any]:
    """What the list can be sorted by; the title decides between equals."""
    danish_title = danish("title_da")
    shown = danish_title if language == "da" else Coalesce(NullIf("title_en", Value("")), F("title_da"))
    return {
        "title": shown, "framework": F("framework__key"), "difficulty": F("difficulty"), "form": F("form"),
        "rounds": F(_ROUNDS), "made": F("made_at"),
    }  # fmt: skip


def case_list(person: Person, asked: Narrowing, language: str) -> QuerySet[Case]:
    """Those that match, with how many rounds have used them, in the order asked for."""
    found = cases_for(person).filter(holding(asked.text, SEARCHED), retired_at__isnull=not asked.retired)
    narrow = {"framework": asked.framework, "kind": asked.kind, "difficulty": asked.difficulty}
    found = found.filter(**{name: value for name, value in narrow.items() if value})
    if asked.form is not None:
        found = found.filter(form=asked.form)
    columns = sorts(language)
    column = columns.get(asked.sort.removeprefix("-"), columns["title"])
    first = column.desc() if asked.sort.startswith("-") else column.asc()
    return with_rounds(found).order_by(first, columns["title"], "pk")


def with_rounds(cases: QuerySet[Case]) -> QuerySet[Case]:
    """With how many opened rounds have used each case, whatever its revision then."""
    used = RoundCase.objects.filter(
        case__framework=OuterRef("framework"), case__key=OuterRef("key"), round__opened_at__isnull=False,
        round__deleted_at=None,
    )  # fmt: skip
    counted = used.order_by().values("case__key").annotate(n=Count("pk")).values("n")
    return cases.annotate(**{_ROUNDS: Coalesce(Subquery(counted[:1]), 0)})


def twins_of(cases: Sequence[Case]) -> dict[tuple[int, str], Case]:
    """The cases in use that these name as their twins, by framework and key; one query."""
    keys = {case.twin for case in cases if case.twin}
    frameworks = {case.framework_id for case in cases}
    found = Case.objects.filter(framework__in=frameworks, key__in=keys, retired_at=None).order_by("pk")
    return {(one.framework_id, one.key): one for one in found}


def lacking(person: Person) -> dict[int, int]:
    """How many of Samklang's own cases each framework led by the person does not have, by its number."""
    there: dict[int, set[str]] = {}
    frameworks = list(frameworks_led_by(person))
    for framework, key in Case.objects.filter(framework__in=frameworks).values_list("framework", "key"):
        there.setdefault(framework, set()).add(key)
    counts = {
        one.pk: sum(case.key not in there.get(one.pk, ()) for case in shipped_cases(one.key)) for one in frameworks
    }
    return {number: count for number, count in counts.items() if count}


# -- one case --------------------------------------------------------------------------------------------------------


def case_document(case: Case) -> CaseDocument:
    """The case as one document. Its rows were checked when they were written."""
    return document_of(case, list(case.lines.order_by("number")), list(case.keys.order_by("pk")))


def document_of(case: Case, lines: Iterable[CaseLine], keys: Iterable[CaseKey]) -> CaseDocument:
    """The same of rows that have been read already."""
    return CaseDocument(
        key=case.key,
        kind=CaseKind(case.kind),
        difficulty=Difficulty(case.difficulty),
        form=Form(case.form),
        twin=case.twin,
        title=TitleText(**_pair(case, "title")),
        setting=SettingText(**_pair(case, "setting")),
        text=StoryText(**_pair(case, "text")),
        lines=tuple(SpokenLine(by=Speaker(one.by), da=one.text_da, en=one.text_en) for one in lines),
        keys=tuple(
            KeyText(one.indicator_key, one.level, tuple(one.lines), ReasonText(**_pair(one, "reason"))) for one in keys
        ),
    )


def documents_of(cases: Sequence[Case]) -> list[CaseDocument]:
    """Each case as a document, in the order given; two queries, however many they are."""
    numbers = [one.pk for one in cases]
    lines: dict[int, list[CaseLine]] = {}
    for line in CaseLine.objects.filter(case__in=numbers).order_by("case", "number"):
        lines.setdefault(line.case_id, []).append(line)
    keys: dict[int, list[CaseKey]] = {}
    for key in CaseKey.objects.filter(case__in=numbers).order_by("case", "pk"):
        keys.setdefault(key.case_id, []).append(key)
    return [document_of(one, lines.get(one.pk, ()), keys.get(one.pk, ())) for one in cases]


def newest_revisions(framework: Framework, keys: Iterable[str]) -> list[Case]:
    """The newest revision of each of the cases that the framework has, retired or not, by key."""
    rows = Case.objects.filter(framework=framework, key__in=list(keys)).select_related("framework", "jobcentre")
    newest = {one.key: one for one in rows.order_by("key", "revision", "pk")}
    return list(newest.values())


def _pair(row: object, name: str) -> dict[str, str]:
    return {language: str(getattr(row, f"{name}_{language}")) for language in ("da", "en")}


def indicators_asked(framework: Framework) -> Indicators:
    """What each indicator of the framework can be answered with: as its newest edition says, drafts aside.

    Indicators that only an earlier edition had are there too, since a case may still be keyed by them.
    """
    rows = Indicator.objects.filter(edition__framework=framework, edition__published_at__isnull=False)
    answers: dict[int, set[int]] = {}
    choices = Anchor.objects.filter(indicator__in=rows.filter(scale=Scale.CHOICE).values("pk"))
    for indicator, level in choices.values_list("indicator", "level"):
        answers.setdefault(indicator, set()).add(level)
    return {
        one.key: Asked(Scale(one.scale), frozenset(answers.get(one.pk, ())))
        for one in rows.order_by("edition__number", "pk").only("pk", "key", "scale")
    }


@dataclass(frozen=True)
class ShownKey:
    """One agreed level: of which indicator, in the words of the edition that holds."""

    key: CaseKey
    indicator: Indicator | None
    anchor: Anchor | None


def shown_keys(case: Case, edition: Edition | None) -> list[ShownKey]:
    """The key in the order of the edition; what the edition no longer has comes last."""
    keys = {one.indicator_key: one for one in case.keys.order_by("pk")}
    found = []
    for indicator in indicators_of(edition) if edition else ():
        key = keys.pop(indicator.key, None)
        if key is not None:
            anchor = next((one for one in indicator.anchors.all() if one.level == key.level), None)
            found.append(ShownKey(key, indicator, anchor))
    return found + [ShownKey(one, None, None) for one in keys.values()]


def rounds_using(case: Case) -> QuerySet[Round]:
    """The rounds that have the case in any revision, those being prepared too; newest first."""
    used = RoundCase.objects.filter(case__framework=case.framework_id, case__key=case.key)
    return Round.objects.filter(pk__in=used.values("round"), deleted_at=None).order_by("-pk")


def revisions_of(case: Case) -> QuerySet[Case]:
    """Every revision of the case, newest first."""
    found = Case.objects.filter(framework=case.framework_id, key=case.key).select_related("made_by")
    return found.order_by("-revision", "pk")


def has_been_rated(case: Case) -> bool:
    """Whether a round with this revision has been opened, so that its text and key stand."""
    return RoundCase.objects.filter(case=case, round__opened_at__isnull=False).exists()


def possible_twins(framework: Framework, besides: str) -> QuerySet[Case]:
    """The cases in use that another may be the twin of: of form A or B, by title."""
    found = Case.objects.filter(framework=framework, retired_at=None, form__in=(Form.A, Form.B))
    return found.exclude(key=besides).order_by(danish("title_da"), "pk")
