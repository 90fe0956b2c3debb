"""Cases taken in, written, changed, retired and taken back."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction

from samklang.access.models import Person, Place
from samklang.access.refusals import require
from samklang.calibration.content import shipped_cases
from samklang.calibration.documents import CaseDocument, CaseFile, check_file, faults_in
from samklang.calibration.enums import CaseOrigin, Difficulty, Form
from samklang.calibration.models import Case, CaseKey, CaseLine, Round, RoundCase
from samklang.calibration.queries.cases import (
    case_document,
    documents_of,
    has_been_rated,
    indicators_asked,
    newest_revisions,
)
from samklang.calibration.rules import case as rules
from samklang.calibration.rules.round import lead_calibration
from samklang.core.alphabet import key_of
from samklang.ledger.commands import record
from samklang.method.documents import DocumentFaults
from samklang.method.models import Framework

_LONGEST_KEY = 60


class Imported(NamedTuple):
    """What a file of cases did: how many of each."""

    new: int
    changed: int
    same: int


@transaction.atomic
def install_cases(*, by: Person | None, jobcentre: Place, now: datetime) -> list[Case]:
    """Samklang's own cases for the jobcentre's frameworks, those it does not have yet. Raises NotAllowed."""
    require(lead_calibration(by, jobcentre))
    made: list[Case] = []
    for framework in Framework.objects.select_for_update().filter(jobcentre=jobcentre).order_by("key", "pk"):
        there = set(Case.objects.filter(framework=framework).values_list("key", flat=True))
        new = [one for one in shipped_cases(framework.key) if one.key not in there]
        made += _write(framework, new, origin=CaseOrigin.PRODUCT, by=by, now=now)
    if made:
        record("cases-taken-in", by=by, subject=jobcentre, place=jobcentre, details={"cases": len(made)})
    return made


@transaction.atomic
def write_case(*, by: Person | None, framework: Framework, document: CaseDocument, now: datetime) -> Case:
    """A case of one's own. Its key is made of the title where it has none yet. Raises NotAllowed, DocumentFaults."""
    framework = _locked(framework)
    require(lead_calibration(by, framework.jobcentre))
    if Case.objects.filter(framework=framework, key=document.key).exists():
        document = replace(document, key=free_key(framework, document.title.da))
    _check(framework, document)
    (case,) = _write(framework, [document], origin=CaseOrigin.OWN, by=by, now=now)
    _tie(case)
    record("case-written", by=by, subject=case, place=framework.jobcentre)
    return case


@transaction.atomic
def change_case(*, by: Person | None, case: Case, document: CaseDocument, now: datetime) -> Case:
    """The case as the document has it; once a round with it was opened, as its next revision, and this is retired.

    Form, difficulty and twin are no part of what was rated: they change where they are. Raises NotAllowed,
    DocumentFaults.
    """
    framework = _locked(case.framework)
    case = Case.objects.select_for_update().get(pk=case.pk)
    require(rules.change_case(by, case))
    document = replace(document, key=case.key)
    _check(framework, document)
    if document == case_document(case):
        return case
    return _changed(by, case, document, now)


@transaction.atomic
def retire_case(*, by: Person | None, case: Case, now: datetime) -> Case:
    """Not offered for new rounds any more; rounds that have it keep it. Raises NotAllowed."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    require(rules.retire_case(by, case))
    case.retired_at = now
    case.save(update_fields=["retired_at"])
    record("case-retired", by=by, subject=case, place=case.jobcentre)
    return case


@transaction.atomic
def restore_case(*, by: Person | None, case: Case) -> Case:
    """In use again. Raises NotAllowed."""
    _locked(case.framework)
    case = Case.objects.select_for_update().get(pk=case.pk)
    holds = Case.objects.filter(framework=case.framework_id, key=case.key, retired_at=None).exclude(pk=case.pk)
    require(rules.restore_case(by, case, other_holds=holds.exists()))
    case.retired_at = None
    case.save(update_fields=["retired_at"])
    record("case-restored", by=by, subject=case, place=case.jobcentre)
    return case


@transaction.atomic
def twin_case(*, by: Person | None, case: Case, title: str, now: datetime) -> Case:
    """A copy in the other form, to be rewritten into other people and another trade. Raises NotAllowed.

    title: in Danish; the copy's own. A case of no form becomes form A.
    """
    framework = _locked(case.framework)
    case = Case.objects.select_for_update().get(pk=case.pk)
    holds = (
        Case.objects.filter(framework=framework, key=case.twin, retired_at=None) if case.twin else Case.objects.none()
    )
    require(rules.twin_case(by, case, has_twin=holds.exists()))
    form = Form(case.form) if case.form else Form.A
    document = case_document(case)
    copy = replace(
        document, key=free_key(framework, title), form=Form.A if form == Form.B else Form.B, twin=case.key,
        title=replace(document.title, da=title, en=""),
    )  # fmt: skip
    (made,) = _write(framework, [copy], origin=CaseOrigin.OWN, by=by, now=now)
    case.form, case.twin = form, made.key
    case.save(update_fields=["form", "twin"])
    record("case-twinned", by=by, subject=made, place=framework.jobcentre)
    return made


@transaction.atomic
def import_cases(*, by: Person | None, framework: Framework, file: CaseFile, now: datetime) -> Imported:
    """Every case of the file or none: new ones written, those that differ changed. Raises NotAllowed, DocumentFaults.

    A case that was retired comes into use again when the file has it.
    """
    framework = _locked(framework)
    require(rules.import_cases(by, framework, file.framework))
    check_file(file, indicators_asked(framework))
    newest = newest_revisions(framework, [one.key for one in file.cases])
    before = {case.key: document for case, document in zip(newest, documents_of(newest), strict=True)}
    there = {case.key: case for case in newest}
    new = [one for one in file.cases if one.key not in there]
    _write(framework, new, origin=CaseOrigin.OWN, by=by, now=now)
    changed = 0
    for document in file.cases:
        case = there.get(document.key)
        if case is not None and (case.retired_at is not None or document != before[case.key]):
            _taken_up(by, case, document, now)
            changed += 1
    counts = Imported(len(new), changed, len(file.cases) - len(new) - changed)
    record("cases-imported", by=by, subject=framework, place=framework.jobcentre, details=counts._asdict())
    return counts


def free_key(framework: Framework, title: str) -> str:
    """A key that no case of the framework has, made of a title."""
    plain = key_of(title, most=_LONGEST_KEY, otherwise="case")
    taken = set(Case.objects.filter(framework=framework, key__startswith=plain).values_list("key", flat=True))
    number, found = 2, plain
    while found in taken:
        found, number = f"{plain}-{number}", number + 1
    return found


def _taken_up(by: Person | None, case: Case, document: CaseDocument, now: datetime) -> None:
    """A retired case is in use again, and as the document has it."""
    if case.retired_at is not None:
        case.retired_at = None
        case.save(update_fields=["retired_at"])
    if document != case_document(case):
        _changed(by, case, document, now)


def _locked(framework: Framework) -> Framework:
    """Writers of one framework's cases wait for each other."""
    Framework.objects.select_for_update().get(pk=framework.pk)
    return Framework.objects.select_related("jobcentre").get(pk=framework.pk)


def _check(framework: Framework, document: CaseDocument) -> None:
    faults = tuple(faults_in(document, indicators_asked(framework)))
    if faults:
        raise DocumentFaults(faults)


def _changed(by: Person | None, case: Case, document: CaseDocument, now: datetime) -> Case:
    """Where it is, or as the next revision."""
    # A round that is being prepared cannot open meanwhile: it waits for its row.
    list(Round.objects.select_for_update().filter(cases__case=case, opened_at=None).order_by("pk"))
    before = case_document(case)
    if _as_told(document) != _as_told(before) and has_been_rated(case):
        found = _next_revision(by, case, document, now)
    else:
        for name, value in (_facts(document) | {"origin": CaseOrigin.OWN}).items():
            setattr(case, name, value)
        case.save()
        case.lines.all().delete()
        case.keys.all().delete()
        _write_parts([(case, document)])
        found = case
    _tie(found)
    record("case-changed", by=by, subject=found, place=found.jobcentre, details={"revision": found.revision})
    return found


def _next_revision(by: Person | None, case: Case, document: CaseDocument, now: datetime) -> Case:
    case.retired_at = now
    case.save(update_fields=["retired_at"])
    last = Case.objects.filter(framework=case.framework_id, key=case.key).latest("revision")
    (found,) = _write(case.framework, [document], origin=CaseOrigin.OWN, by=by, now=now, revision=last.revision + 1)
    # A round that is still being prepared follows.
    RoundCase.objects.filter(case=case, round__opened_at=None).update(case=found)
    return found


def _as_told(document: CaseDocument) -> CaseDocument:
    """Without what raters never see and no rating rests on."""
    return replace(document, form=Form.NONE, difficulty=Difficulty.CLEAR, twin="")


def _tie(case: Case) -> None:
    """The case's twin names it in return, and nobody else does."""
    others = Case.objects.filter(framework=case.framework_id, retired_at=None).exclude(pk=case.pk)
    others.filter(twin=case.key).exclude(key=case.twin).update(twin="")
    if case.twin:
        others.filter(key=case.twin).update(twin=case.key)


def _write(
    framework: Framework,
    documents: Iterable[CaseDocument],
    *,
    origin: CaseOrigin,
    by: Person | None,
    now: datetime,
    revision: int = 1,
) -> list[Case]:
    """New cases with their lines and keys; as many queries for one as for fifty."""
    written = list(documents)
    cases = [
        Case(
            jobcentre_id=framework.jobcentre_id, framework=framework, key=one.key, revision=revision, origin=origin,
            made_by=by, made_at=now, **_facts(one),
        )
        for one in written
    ]  # fmt: skip
    Case.objects.bulk_create(cases)
    _write_parts(zip(cases, written, strict=True))
    return cases


def _write_parts(pairs: Iterable[tuple[Case, CaseDocument]]) -> None:
    lines, keys = [], []
    for case, document in pairs:
        lines += [
            CaseLine(case=case, number=number, by=one.by, text_da=one.da, text_en=one.en)
            for number, one in enumerate(document.lines, 1)
        ]
        keys += [
            CaseKey(
                case=case, indicator_key=one.indicator, level=one.level, lines=sorted(set(one.lines)),
                reason_da=one.reason.da, reason_en=one.reason.en,
            )
            for one in document.keys
        ]  # fmt: skip
    CaseLine.objects.bulk_create(lines)
    CaseKey.objects.bulk_create(keys)


def _facts(document: CaseDocument) -> dict[str, Any]:
    """The columns of a case that a document decides."""
    pairs = {
        f"{name}_{language}": getattr(getattr(document, name), language)
        for name in ("title", "setting", "text")
        for language in ("da", "en")
    }
    kept = {name: getattr(document, name) for name in ("kind", "difficulty", "form", "twin")}
    return kept | pairs
