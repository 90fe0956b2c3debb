"""The pages of cases: the list, a case with its key, the editor, and files."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.calibration import NOW, a_case, a_draft_round, a_round
from tests.factories.method import a_framework, the_frameworks_of
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, an_outsider, the_head_of, the_lead_of

from samklang.calibration.commands.case import install_cases, twin_case, write_case
from samklang.calibration.documents import CaseDocument, to_file
from samklang.calibration.models import Case
from samklang.calibration.queries.cases import case_document
from samklang.ledger.models import Entry

pytestmark = pytest.mark.django_db

DIALOGUE = """K: Hvad vil du gerne have ud af i dag?
B: Et job på et lager.
(Hun vender skærmen.)
k: Så kigger vi på det sammen."""


def a_written_case(framework, **given: object) -> Case:
    values = {
        "key": "lager", "kind": "dialogue", "difficulty": 1, "form": "A", "title": {"da": "Lageret", "en": "Warehouse"},
        "setting": {"da": "Vejen, første samtale."},
        "lines": (
            {"by": "staff", "da": "Hvad vil du have ud af i dag?", "en": "What would you like today?"},
            {"by": "other", "da": "Et job.", "en": "A job."}, {"by": "note", "da": "(Hun vender skærmen.)"},
        ),
        "keys": ({"indicator": "i1", "level": 3, "lines": (1, 3), "reason": {"da": "Hun spørger åbent."}},), **given,
    }  # fmt: skip
    return write_case(by=None, framework=framework, document=CaseDocument(**values), now=NOW)


@pytest.fixture
def jobcentre():
    return a_jobcentre()


@pytest.fixture
def framework(jobcentre):
    return a_framework(jobcentre)


@pytest.fixture
def lead(client, jobcentre):
    person = the_lead_of(jobcentre)
    client.force_login(person)
    return person


def url(name: str, *args: object) -> str:
    return reverse(f"calibration:{name}", args=args)


def typed(**given: object) -> dict[str, object]:
    return {
        "title_da": "Lageret", "kind": "dialogue", "difficulty": "2", "form": "A", "setting_da": "Vejen.",
        "told_da": DIALOGUE, **given,
    }  # fmt: skip


def test_nobody_but_the_leader_sees_a_case_and_its_key(client, jobcentre, framework):
    case = a_written_case(framework)
    team = a_team(jobcentre)
    colleague = a_colleague_in(team)
    a_round(
        edition=framework.editions.get(), cases=[case], raters=[colleague, a_colleague_in(team), a_colleague_in(team)]
    )
    people = {
        colleague: (403, 404), the_head_of(jobcentre): (403, 404), an_outsider(): (200, 404),
        the_lead_of(jobcentre): (200, 200),
    }  # fmt: skip
    for person, expected in people.items():
        client.force_login(person)
        of_list, of_case = client.get(url("cases")), client.get(url("case", case.pk))
        assert (of_list.status_code, of_case.status_code) == expected
        assert ("Lageret" in of_list.text) == (expected == (200, 200))
        for name in ("case-text", "case-key", "new-twin"):
            assert client.get(url(name, case.pk)).status_code == expected[1]
        for name in ("case-retirement", "case-restoring"):
            if expected[1] == 404:
                assert client.post(url(name, case.pk)).status_code == 404


def test_the_empty_list_takes_samklangs_own_cases_in(client, lead, jobcentre):
    the_frameworks_of(jobcentre)
    assert "Tag Samklangs egne cases ind" in client.get(url("cases")).text
    answer = client.post(url("cases-taking-in"), follow=True)
    assert "cases er taget ind" in answer.text
    assert Case.objects.filter(jobcentre=jobcentre).count() > 10


def test_the_list_is_searched_narrowed_and_sorted(client, lead, framework):
    a_case(framework, title_da="Bageren", form="B", difficulty=3)
    a_case(framework, title_da="Æbleplukkeren", form="anchor")
    a_case(framework, title_da="Murer", form="", kind="situation")
    a_case(framework, title_da="Gammel", retired_at=NOW)

    def titles(**query: object) -> list[str]:
        return [row[0].title_da for row in client.get(url("cases"), query).context["rows"]]

    assert titles() == ["Bageren", "Murer", "Æbleplukkeren"]
    assert titles(sort="-title") == ["Æbleplukkeren", "Murer", "Bageren"]
    assert titles(sort="-difficulty")[0] == "Bageren"
    assert (titles(q="æble"), titles(form="B"), titles(form="none")) == (["Æbleplukkeren"], ["Bageren"], ["Murer"])
    assert (titles(kind="situation"), titles(difficulty="3")) == (["Murer"], ["Bageren"])
    assert (titles(state="retired"), titles(framework="x"), titles(q="findes ikke")) == (["Gammel"], titles(), [])


def test_the_list_costs_the_same_for_one_case_and_for_many(client, lead, framework, django_assert_num_queries):
    a_written_case(framework, twin="case")
    client.get(url("cases"))
    with CaptureQueriesContext(connection) as asked:
        client.get(url("cases"))
    for _ in range(3):
        a_case(framework, twin="lager")
    with django_assert_num_queries(len(asked)):
        client.get(url("cases"))


def test_the_page_shows_the_key_and_marks_the_lines_that_a_level_rests_on(client, lead, framework):
    case = a_written_case(framework)
    plain = client.get(url("case", case.pk))
    assert "Hun spørger åbent." in plain.text
    assert "<mark>" not in plain.text
    marked = client.get(url("case", case.pk), {"indicator": "i1"}).text
    assert marked.count("<mark>") == 2
    as_rater = client.get(url("case", case.pk), {"view": "rater"}).text
    assert ("Hun spørger åbent." in as_rater, "Et job." in as_rater, "#key-" in as_rater) == (False, True, False)


def test_the_page_says_which_rounds_have_the_case(client, lead, framework):
    case = a_written_case(framework)
    a_draft_round(edition=framework.editions.get(), cases=[case], title="Runde i marts")
    assert "Runde i marts" in client.get(url("case", case.pk)).text


def test_a_case_is_looked_at_before_it_is_saved_and_then_saved(client, lead, framework):
    new = url("new-case")
    looked = client.post(new, typed(framework=framework.pk, look="yes"))
    assert (looked.status_code, "Intet er gemt endnu" in looked.text, Case.objects.count()) == (200, True, 0)
    assert 'id="line-4"' in looked.text
    saved = client.post(new, typed(framework=framework.pk))
    case = Case.objects.get()
    assert saved.url == url("case-key", case.pk)
    assert [(one.by, one.text_da) for one in case.lines.all()] == [
        ("staff", "Hvad vil du gerne have ud af i dag?"), ("other", "Et job på et lager."),
        ("note", "(Hun vender skærmen.)"), ("staff", "Så kigger vi på det sammen."),
    ]  # fmt: skip
    assert (case.key, case.difficulty, case.form) == ("lageret", 2, "A")


def test_a_line_that_does_not_say_who_speaks_is_named_by_its_number(client, lead, framework):
    answer = client.post(url("new-case"), typed(framework=framework.pk, told_da=f"{DIALOGUE}\nJette: Farvel.\nB:"))
    assert answer.status_code == 422
    assert "Linje 5" in answer.text
    assert "Linje 6" in answer.text
    assert "Jette: Farvel." in answer.text
    assert Case.objects.count() == 0


def test_a_civil_registration_number_is_refused_and_the_line_named(client, lead, framework):
    answer = client.post(url("new-case"), typed(framework=framework.pk, told_da=f"{DIALOGUE}\nK: Er det 010180-1234?"))
    assert answer.status_code == 422
    assert "Linje 5" in answer.text
    assert "CPR" in answer.text
    assert Case.objects.count() == 0


def test_a_situation_is_told_in_sentences(client, lead, framework):
    client.post(
        url("new-case"), typed(framework=framework.pk, kind="situation", told_da="Han ringede.\r\n\r\nSå kom hun.")
    )
    case = Case.objects.get()
    assert (case.text_da, case.lines.count()) == ("Han ringede.\n\nSå kom hun.", 0)


def test_english_stays_with_its_line_and_the_key_moves_along_when_a_line_is_put_in(client, lead, framework):
    case = a_written_case(framework)
    form = client.get(url("case-text", case.pk)).context["form"]
    told = str(form["told_da"].value())
    assert told == "K: Hvad vil du have ud af i dag?\nB: Et job.\n(Hun vender skærmen.)"
    data = {name: form[name].value() or "" for name in form.fields}
    client.post(url("case-text", case.pk), {**data, "told_da": f"K: Kom indenfor.\n{told}"})
    lines = list(case.lines.order_by("number").values_list("text_da", "text_en"))
    assert lines == [
        ("Kom indenfor.", ""), ("Hvad vil du have ud af i dag?", "What would you like today?"), ("Et job.", "A job."),
        ("(Hun vender skærmen.)", ""),
    ]  # fmt: skip
    assert case.keys.get().lines == [2, 4]


def test_english_that_does_not_go_line_by_line_is_told(client, lead, framework):
    case = a_written_case(framework)
    answer = client.post(url("case-text", case.pk), typed(told_da="K: Ja?\nB: Nej.", told_en="S: Yes?"))
    assert answer.status_code == 422
    assert "Replikker på engelsk: 1, på dansk: 2." in answer.text


def test_opening_the_editor_and_saving_changes_nothing(client, lead, framework):
    case = a_written_case(framework)
    twin_case(by=None, case=case, title="Butikken", now=NOW)
    case.refresh_from_db()
    before, entries = case_document(case), Entry.objects.count()
    form = client.get(url("case-text", case.pk)).context["form"]
    client.post(url("case-text", case.pk), {name: form[name].value() or "" for name in form.fields})
    case.refresh_from_db()
    assert (case_document(case), Entry.objects.count()) == (before, entries)


def test_the_key_is_agreed_with_lines_and_reason(client, lead, framework):
    case = a_written_case(framework, keys=())
    data = {"level-i1": "4", "lines-i1": ["1", "3"], "reason_da-i1": "Hun spørger.", "level-i2": ""}
    assert client.post(url("case-key", case.pk), data).url == case.get_absolute_url()
    key = case.keys.get()
    assert (key.indicator_key, key.level, key.lines, key.reason_da) == ("i1", 4, [1, 3], "Hun spørger.")


def test_a_level_without_a_reason_and_a_reason_without_a_level_are_told(client, lead, framework):
    case = a_written_case(framework, keys=())
    answer = client.post(url("case-key", case.pk), {"level-i1": "4", "reason_da-i2": "Fordi."})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"reason_da-i1", "level-i2"}
    assert case.keys.count() == 0


def test_changing_the_key_of_a_rated_case_makes_the_next_revision_and_says_so(client, lead, framework):
    case = a_written_case(framework)
    a_round(edition=framework.editions.get(), cases=[case])
    page = url("case-key", case.pk)
    assert "næste udgave" in client.get(page).text
    answer = client.post(page, {"level-i1": "4", "reason_da-i1": "Hun spørger."}, follow=True)
    assert "udgave 2" in answer.text
    assert (case.keys.get().level, Case.objects.get(retired_at=None).keys.get().level) == (3, 4)


def test_a_case_is_retired_and_taken_back_from_the_message(client, lead, framework):
    case = a_written_case(framework)
    answer = client.post(url("case-retirement", case.pk), follow=True)
    assert url("case-restoring", case.pk) in answer.text
    client.post(url("case-restoring", case.pk))
    case.refresh_from_db()
    assert case.retired_at is None


def test_a_twin_is_made_and_then_written_over(client, lead, framework):
    case = a_written_case(framework)
    answer = client.post(url("new-twin", case.pk), {"title": "Butikken"})
    twin = Case.objects.get(title_da="Butikken")
    assert (answer.url, twin.form) == (url("case-text", twin.pk), "B")
    assert "Butikken" in client.get(url("case", case.pk)).text


def test_cases_go_out_as_json_and_come_in_again_elsewhere(client, lead, framework):
    a_written_case(framework)
    sent = client.get(url("cases-export"), {"format": "json"})
    assert json.loads(sent.content)["cases"][0]["key"] == "lager"
    assert Entry.objects.filter(deed="cases-exported").count() == 1
    elsewhere = a_framework(a_jobcentre())
    client.force_login(the_lead_of(elsewhere.jobcentre))
    file = SimpleUploadedFile("sager.json", sent.content)
    answer = client.post(url("cases-import"), {"framework": elsewhere.pk, "file": file}, follow=True)
    assert "Lageret" in answer.text
    assert Case.objects.filter(framework=elsewhere).count() == 0
    client.post(answer.redirect_chain[-1][0])
    assert Case.objects.get(framework=elsewhere).keys.get().level == 3


@pytest.mark.parametrize(
    "content",
    [b"{", b"[]", b"\xff\xfe", b'{"samklang": "cases", "framework": "small", "cases": [{"key": "A B"}]}', b"null"],
)
def test_a_file_that_is_none_is_told_and_nothing_taken_in(client, lead, framework, content):
    file = SimpleUploadedFile("sager.json", content)
    answer = client.post(url("cases-import"), {"framework": framework.pk, "file": file})
    assert (answer.status_code, bool(answer.context["faults"]), Case.objects.count()) == (422, True, 0)


def test_every_fault_of_a_file_stands_by_its_place(client, lead, framework):
    wrong = CaseDocument(
        key="b", kind="dialogue", difficulty=1, title={"da": "B"}, lines=({"by": "staff", "da": "Hej"},),
        keys=(
            {"indicator": "nothing", "level": 3, "reason": {"da": "x"}}, {"indicator": "i1", "level": 9, "lines": (4,)},
        ),
    )  # fmt: skip
    file = SimpleUploadedFile("sager.json", to_file("small", [wrong]).encode())
    answer = client.post(url("cases-import"), {"framework": framework.pk, "file": file})
    assert [where for where, _what in answer.context["faults"]] == [
        "case 1, aftalt niveau 1, indikator", "case 1, aftalt niveau 2, niveau", "case 1, aftalt niveau 2, linjer",
        "case 1, aftalt niveau 2, begrundelse, på dansk",
    ]  # fmt: skip


def test_the_list_is_fetched_as_a_spreadsheet(client, lead, framework):
    a_written_case(framework)
    answer = client.get(url("cases-export"))
    assert answer.content[:2] == b"PK"
    assert ".xlsx" in answer.headers["Content-Disposition"]


def test_samklangs_cases_stand_in_the_editor_as_they_are(client, lead, jobcentre):
    the_frameworks_of(jobcentre)
    install_cases(by=None, jobcentre=jobcentre, now=NOW)
    for key in ("tri-a01-svejser", "conv-a02-lager-lukning"):
        case = Case.objects.get(key=key)
        before, entries = case_document(case), Entry.objects.count()
        form = client.get(url("case-text", case.pk)).context["form"]
        client.post(url("case-text", case.pk), {name: form[name].value() or "" for name in form.fields})
        key_form = client.get(url("case-key", case.pk)).context["form"]
        data = {name: key_form[name].value() for name in key_form.fields}
        client.post(url("case-key", case.pk), {name: value for name, value in data.items() if value is not None})
        case.refresh_from_db()
        assert (case_document(case), Entry.objects.count()) == (before, entries)
