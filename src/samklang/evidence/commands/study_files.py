"""Outcomes of a study: a file is read and looked at, kept as sums, taken back and brought back."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.core.traces import masked
from samklang.core.words import Sentence
from samklang.core.workbook.kinds import Raw, shown
from samklang.core.workbook.labels import tidy
from samklang.evidence.commands.studies import locked_study, may_measure
from samklang.evidence.documents import plain
from samklang.evidence.enums import StudyState
from samklang.evidence.models import Study, StudyFile, StudyUnit
from samklang.evidence.queries.studies import are_people, file_in_force, last_day_of, units_of
from samklang.evidence.rules import studies as rules
from samklang.evidence.study_file import Asked, read_outcomes
from samklang.evidence.study_plan import label_of
from samklang.evidence.study_upload import rows_of
from samklang.evidence.unit_codes import unit_codes
from samklang.ledger.commands import record

_LONGEST_NAME = 200


class Faulty(Exception):
    """A file that cannot be taken in; nothing of it has been kept."""

    def __init__(self, faults: Sequence[Sentence]) -> None:
        super().__init__(str(faults[0]) if faults else "")
        self.faults = list(faults)


@transaction.atomic
def read_study_file(*, by: Person, study: Study, name: str, content: bytes, today: date, now: datetime) -> StudyFile:
    """The sums of a file, to be looked at and kept. Raises NotAllowed, Misread and Faulty; then nothing is kept.

    Of the file itself nothing is kept but its name and its hash, and of members of staff only the study's own numbers.
    """
    study = locked_study(study)
    last_day = last_day_of(study) or today
    require(rules.load_outcomes(by, study, last_day, today, may_measure=may_measure(study, today)))
    units = list(units_of(study))
    found = read_outcomes(rows_of(name, content), asked_by(study, units))
    if found.faults:
        raise Faulty(found.faults)
    study.files.filter(kept_at=None).delete()
    return StudyFile.objects.create(
        study=study, name=masked(name)[-_LONGEST_NAME:], sha256=hashlib.sha256(content).hexdigest(), form=found.form,
        rows=found.rows, cells=found.document(), notes=[plain(one) for one in found.notes], loaded_by=by, loaded_at=now,
    )  # fmt: skip


def asked_by(study: Study, units: Sequence[StudyUnit]) -> Asked:
    """What the study asks a file for. The study's plan is frozen."""
    if study.first_day is None:
        raise ValueError("The study has no first day.")
    find = _by_number(study, units) if are_people(study) else _by_name(units)
    return Asked(
        find=find, labels=[label_of(one) for one in units], people=are_people(study), kind=study.kind,
        first_day=study.first_day, steps=study.steps, periods=study.periods,
    )  # fmt: skip


def _by_name(units: Sequence[StudyUnit]) -> Callable[[Raw], str | None]:
    """Teams, by the name they had or their number."""
    known: dict[str, str] = {}
    for one in units:
        known[_folded(one.name)] = known[str(one.team_id)] = label_of(one)
    return lambda cell: known.get(_folded(shown(cell)))


def _by_number(study: Study, units: Sequence[StudyUnit]) -> Callable[[Raw], str | None]:
    """Members of staff, by their number: scrambled as soon as it is met."""
    known: Mapping[str, str] = {one.code: label_of(one) for one in units}

    def find(cell: Raw) -> str | None:
        codes = unit_codes(shown(cell), study.jobcentre_id)
        return next((known[code] for code in codes if code in known), None)

    return find


def _folded(text: str) -> str:
    return tidy(text).casefold()


@transaction.atomic
def keep_study_file(*, by: Person, file: StudyFile, now: datetime) -> StudyFile:
    """The file is the one the study rests on from now on. Raises NotAllowed."""
    file = _locked_file(file)
    require(rules.keep_file(by, file))
    file.kept_at = now
    file.save(update_fields=["kept_at"])
    trained = file.cells.get("trained", {})
    units = [one for one in units_of(file.study) if label_of(one) in trained]
    for one in units:
        one.trained_on = date.fromisoformat(trained[label_of(one)])
    StudyUnit.objects.bulk_update(units, ["trained_on"], batch_size=200)
    details = {"rows": file.rows, "sha256": file.sha256}
    record("study-file-kept", by=by, subject=file, place=file.study.jobcentre, details=details)
    return file


@transaction.atomic
def drop_study_file(*, by: Person, file: StudyFile) -> None:
    """A file that was looked at and not kept. Raises NotAllowed."""
    file = _locked_file(file)
    require(rules.keep_file(by, file))
    file.delete()


@transaction.atomic
def take_back_study_file(*, by: Person, file: StudyFile, now: datetime) -> StudyFile:
    """Nothing rests on it any more; its answers are no longer shown. Raises NotAllowed."""
    file = _locked_file(file)
    require(rules.take_back(by, file))
    file.taken_back_at = now
    file.save(update_fields=["taken_back_at"])
    _settle(file.study)
    record("study-file-taken-back", by=by, subject=file, place=file.study.jobcentre)
    return file


@transaction.atomic
def bring_back_study_file(*, by: Person, file: StudyFile) -> StudyFile:
    """It is in use again, with its answers. Raises NotAllowed."""
    file = _locked_file(file)
    require(rules.bring_back(by, file))
    file.taken_back_at = None
    file.save(update_fields=["taken_back_at"])
    _settle(file.study)
    record("study-file-brought-back", by=by, subject=file, place=file.study.jobcentre)
    return file


def _settle(study: Study) -> None:
    """Whether it counts as answered hangs on the file it rests on now."""
    if study.state not in (StudyState.FROZEN, StudyState.ANSWERED):
        return
    file = file_in_force(study)
    study.state = StudyState.ANSWERED if file is not None and file.answers.exists() else StudyState.FROZEN
    study.save(update_fields=["state"])


def _locked_file(file: StudyFile) -> StudyFile:
    locked_study(file.study)
    return StudyFile.objects.select_related("study__jobcentre__parent").get(pk=file.pk)


@transaction.atomic
def write_training(*, by: Person, study: Study, days: Mapping[int, date | None]) -> int:
    """When training reached the units, by their numbers; how many have another day now. Raises NotAllowed."""
    study = locked_study(study)
    require(rules.write_training(by, study))
    changed = [one for one in units_of(study) if one.pk in days and one.trained_on != days[one.pk]]
    for one in changed:
        one.trained_on = days[one.pk]
    StudyUnit.objects.bulk_update(changed, ["trained_on"], batch_size=200)
    if changed:
        record(
            "study-training-written", by=by, subject=study, place=study.jobcentre, details={"units": len(changed)}
        )  # fmt: skip
    return len(changed)
