"""A case written, changed, retired, taken back, copied as a twin, and read from a file."""

from dataclasses import replace

import pytest
from tests.factories.calibration import NOW, a_case, a_draft_round, a_round
from tests.factories.method import a_framework
from tests.factories.people import a_jobcentre, the_head_of, the_lead_of

from samklang.access.refusals import NotAllowed
from samklang.calibration.commands import case as commands
from samklang.calibration.documents import CaseDocument, from_file, to_file
from samklang.calibration.enums import CaseOrigin, Form
from samklang.calibration.models import Case, RoundCase
from samklang.calibration.queries.cases import case_document, documents_of
from samklang.ledger.models import Entry
from samklang.method.documents import DocumentFaults

pytestmark = pytest.mark.django_db

LINES = (
    {"by": "staff", "da": "Hvad vil du gerne have ud af i dag?", "en": "What would you like to get out of today?"},
    {"by": "other", "da": "Et job på et lager."},
    {"by": "note", "da": "(Hun vender skærmen.)"},
)


def a_document(**given: object) -> CaseDocument:
    values = {
        "key": "lager", "kind": "dialogue", "difficulty": 1, "form": "A", "title": {"da": "Lageret"},
        "setting": {"da": "Vejen, første samtale."}, "lines": LINES,
        "keys": ({"indicator": "i1", "level": 3, "lines": (1, 2), "reason": {"da": "Hun spørger åbent."}},), **given,
    }  # fmt: skip
    return CaseDocument(**values)


def a_written_case(jobcentre=None, **given: object) -> Case:
    framework = a_framework(jobcentre or a_jobcentre())
    return commands.write_case(by=None, framework=framework, document=a_document(**given), now=NOW)


def test_the_leader_writes_a_case_and_reads_it_back_as_it_was():
    jobcentre = a_jobcentre()
    framework = a_framework(jobcentre)
    case = commands.write_case(by=the_lead_of(jobcentre), framework=framework, document=a_document(), now=NOW)
    assert case_document(case) == a_document()
    assert (case.origin, case.revision, Entry.objects.filter(deed="case-written").count()) == (CaseOrigin.OWN, 1, 1)


def test_a_key_that_is_taken_is_made_of_the_title_instead():
    case = a_written_case()
    again = commands.write_case(
        by=None, framework=case.framework, document=a_document(title={"da": "Køb på æblelageret"}), now=NOW
    )
    third = commands.write_case(
        by=None, framework=case.framework, document=a_document(title={"da": "Køb på æblelageret"}), now=NOW
    )
    assert (again.key, third.key) == ("koeb-paa-aeblelageret", "koeb-paa-aeblelageret-2")


def test_nobody_else_writes_a_case():
    jobcentre = a_jobcentre()
    framework = a_framework(jobcentre)
    with pytest.raises(NotAllowed, match="You do not lead calibration"):
        commands.write_case(by=the_head_of(jobcentre), framework=framework, document=a_document(), now=NOW)
    assert Case.objects.count() == 0


def test_a_case_with_a_civil_registration_number_is_refused_where_it_stands():
    framework = a_framework(a_jobcentre())
    lines = (*LINES, {"by": "staff", "da": "Er det stadig 010180-1234?"})
    with pytest.raises(DocumentFaults) as wrong:
        commands.write_case(by=None, framework=framework, document=a_document(lines=lines), now=NOW)
    assert [one.path for one in wrong.value.faults] == [("lines", 3, "da")]
    assert "civil registration number" in str(wrong.value)
    assert Case.objects.count() == 0


def test_a_case_that_no_opened_round_has_is_changed_where_it_is_and_a_draft_round_keeps_it():
    case = a_written_case()
    a_draft_round(edition=case.framework.editions.get(), cases=[case])
    changed = commands.change_case(
        by=None, case=case, document=replace(a_document(), setting=replace(a_document().setting, da="Brørup.")), now=NOW
    )
    assert (changed.pk, changed.revision, changed.setting_da) == (case.pk, 1, "Brørup.")
    assert (changed.lines.count(), changed.keys.count()) == (3, 1)


def test_a_case_that_was_rated_makes_the_next_revision_and_rounds_being_prepared_follow():
    case = a_written_case()
    edition = case.framework.editions.get()
    a_round(edition=edition, cases=[case])
    draft = a_draft_round(edition=edition, cases=[case])
    changed = commands.change_case(
        by=None, case=case, document=replace(a_document(), setting=replace(a_document().setting, da="Brørup.")), now=NOW
    )
    case.refresh_from_db()
    assert (changed.revision, changed.retired_at, case.retired_at, case.setting_da) == (
        2, None, NOW, "Vejen, første samtale.",
    )  # fmt: skip
    assert RoundCase.objects.get(round=draft).case == changed
    assert case_document(case) == a_document()


def test_the_form_of_a_rated_case_changes_where_it_is_since_nobody_rated_it():
    case = a_written_case()
    a_round(edition=case.framework.editions.get(), cases=[case])
    changed = commands.change_case(by=None, case=case, document=replace(a_document(), form=Form.ANCHOR), now=NOW)
    assert (changed.pk, changed.form) == (case.pk, Form.ANCHOR)


def test_saving_without_a_change_writes_nothing():
    case = a_written_case()
    entries = Entry.objects.count()
    assert commands.change_case(by=None, case=case, document=case_document(case), now=NOW).pk == case.pk
    assert Entry.objects.count() == entries


def test_a_case_is_retired_and_taken_back_and_a_retired_one_is_not_changed():
    case = a_written_case()
    case = commands.retire_case(by=None, case=case, now=NOW)
    with pytest.raises(NotAllowed, match="The case is retired"):
        commands.change_case(by=None, case=case, document=a_document(difficulty=2), now=NOW)
    with pytest.raises(NotAllowed, match="retired already"):
        commands.retire_case(by=None, case=case, now=NOW)
    assert commands.restore_case(by=None, case=case).retired_at is None


def test_an_old_revision_is_not_taken_back_while_a_newer_one_is_in_use():
    case = a_written_case()
    a_round(edition=case.framework.editions.get(), cases=[case])
    commands.change_case(by=None, case=case, document=replace(a_document(), lines=a_document().lines[:2]), now=NOW)
    with pytest.raises(NotAllowed, match="Another revision"):
        commands.restore_case(by=None, case=case)


def test_a_twin_is_a_copy_in_the_other_form_and_the_two_name_each_other():
    case = a_written_case()
    twin = commands.twin_case(by=None, case=case, title="Butikken", now=NOW)
    case.refresh_from_db()
    assert (case.form, case.twin, twin.form, twin.twin, twin.title_da) == ("A", "butikken", "B", case.key, "Butikken")
    assert (twin.lines.count(), twin.keys.count()) == (3, 1)
    with pytest.raises(NotAllowed, match="has a twin already"):
        commands.twin_case(by=None, case=case, title="En til", now=NOW)


def test_choosing_another_twin_unties_the_first():
    case = a_written_case()
    first = commands.twin_case(by=None, case=case, title="Butikken", now=NOW)
    other = a_case(case.framework, key="other", form="B")
    case.refresh_from_db()
    commands.change_case(by=None, case=case, document=replace(case_document(case), twin="other"), now=NOW)
    first.refresh_from_db()
    other.refresh_from_db()
    assert (first.twin, other.twin) == ("", case.key)


def test_a_file_of_cases_read_again_changes_nothing_and_elsewhere_makes_the_same_cases():
    case = a_written_case()
    commands.twin_case(by=None, case=case, title="Butikken", now=NOW)
    text = to_file("small", documents_of(list(Case.objects.order_by("pk"))))
    assert commands.import_cases(by=None, framework=case.framework, file=from_file(text), now=NOW) == (0, 0, 2)
    elsewhere = a_framework(a_jobcentre())
    assert commands.import_cases(by=None, framework=elsewhere, file=from_file(text), now=NOW) == (2, 0, 0)
    assert to_file("small", documents_of(list(Case.objects.filter(framework=elsewhere).order_by("pk")))) == text


def test_a_file_changes_what_differs_and_brings_back_what_was_retired():
    case = a_written_case()
    commands.retire_case(by=None, case=case, now=NOW)
    text = to_file("small", [replace(a_document(), difficulty=3)])
    assert commands.import_cases(by=None, framework=case.framework, file=from_file(text), now=NOW) == (0, 1, 0)
    case.refresh_from_db()
    assert (case.difficulty, case.retired_at) == (3, None)


def test_one_fault_in_a_file_and_nothing_of_it_is_taken_in():
    framework = a_framework(a_jobcentre())
    wrong = replace(
        a_document(), key="b", keys=(replace(a_document().keys[0], indicator="nothing", level=9, lines=(7,)),)
    )
    with pytest.raises(DocumentFaults) as found:
        commands.import_cases(
            by=None, framework=framework, file=from_file(to_file("small", [a_document(), wrong])), now=NOW
        )
    assert [one.path for one in found.value.faults] == [
        ("cases", 1, "keys", 0, "indicator"), ("cases", 1, "keys", 0, "lines"),
    ]  # fmt: skip
    assert Case.objects.count() == 0


def test_a_file_of_another_framework_is_not_taken_in():
    framework = a_framework(a_jobcentre())
    with pytest.raises(NotAllowed, match="about “conversation”"):
        commands.import_cases(by=None, framework=framework, file=from_file(to_file("conversation", [])), now=NOW)
